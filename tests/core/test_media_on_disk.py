"""A file is found in whichever form its name's letters with marks have on disk."""

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from trainer.core.media import Unfit, fit

Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")


@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("folder", ["NFC", "NFD"])
@pytest.mark.parametrize("file", ["NFC", "NFD"])
def test_a_file_is_found_in_any_form_of_its_name(
    tmp_path: Path, written: Form, folder: Form, file: Form
) -> None:
    there = tmp_path / unicodedata.normalize(folder, "Wörter") / unicodedata.normalize(file, "é.png")
    there.parent.mkdir()
    there.write_bytes(b"")
    assert fit(unicodedata.normalize(written, "Wörter/é.png"), tmp_path / "deck.yaml") == there


def test_the_form_as_written_comes_first_and_nothing_leads_outside(tmp_path: Path) -> None:
    for form in FORMS:
        (tmp_path / unicodedata.normalize(form, "é.png")).write_bytes(b"")
    composed = unicodedata.normalize("NFC", "é.png")
    assert fit(composed, tmp_path / "deck.yaml") == tmp_path / composed
    (tmp_path / "sub").mkdir()
    assert isinstance(fit("../é.png", tmp_path / "sub" / "deck.yaml"), Unfit)
    assert isinstance(fit("è.png", tmp_path / "deck.yaml"), Unfit)
