"""Someone's package becomes a deck, and the deck a package again: a real Anki shows the same cards."""

import re
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from tests.anki.ankitools import html_text
from tests.foreign.bringing import DATA, World, letters


def shown(package: Path, folder: Path) -> dict[tuple[str, int], tuple[str, str]]:
    """The letters of both sides of each card in a real Anki, by guid and place of the template."""
    folder.mkdir()
    collection: Any = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    found = {}
    for id in collection.find_cards(""):
        card = collection.get_card(id)
        note = card.note()
        fields = dict(note.items())

        def typed(match: "re.Match[str]", fields: dict[str, str] = fields) -> str:
            return fields.get(match[1].rpartition(":")[2], "")

        front = re.sub(r"\[\[type:.*?\]\]", "", card.question())
        once = re.sub(r"\[\[type:.*?\]\](?=.*\[\[type:)", "", card.answer(), flags=re.DOTALL)
        back = re.sub(r"\[\[type:(.*?)\]\]", typed, once)
        found[note.guid, card.ord] = sides(front, back)
    collection.close()
    return found


def sides(front: str, back: str) -> tuple[str, str]:
    """The letters of both sides, without our ids and without hints, which are folded away."""
    names = r'<div class="id">.*?</div>|<details.*?</details>|<a class=hint.*?</a>|<div id="hint.*?</div>'
    texts = (html_text(re.sub(names, "", html, flags=re.DOTALL)) for html in (front, back))
    question, answer = (
        letters(re.sub(r"\[anki:play:.*?\]|\(picture missing\)|⇄", "", text)) for text in texts
    )
    return question, answer


@pytest.mark.parametrize("file", ["birds.apkg", "chemistry.apkg"])
def test_each_card_shows_the_same_words(world: World, tmp_path: Path, file: str) -> None:
    world.bring(DATA / file)
    world.run("export", "--out", tmp_path / "out")
    (package,) = (tmp_path / "out").glob("*.apkg")
    before, after = shown(DATA / file, tmp_path / "there"), shown(package, tmp_path / "back")
    others = [one for key, one in after.items() if key not in before]
    for key, (question, answer) in before.items():
        found = after.get(key)
        if found is None:  # one of several notes that were made of one: it has a guid of its own
            found = next(one for one in others if sorted(one[0]) == sorted(question))
        assert sorted(found[0]) == sorted(question), key
        assert sorted(found[1]) == sorted(answer), key
    assert len(after) == len(before)
