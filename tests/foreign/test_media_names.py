"""Pictures whose names mean something in an address."""

import unicodedata
from pathlib import Path

import pytest

from tests.core.test_media_on_disk import FORMS, Form
from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from tests.foreign.test_from_anki import There, there

__all__ = ["there"]
NAMES = [
    "foo%20bar.png",
    "100%25.png",
    "%e6%97%a5.png",
    "a b.png",
    "a#b.png",
    "日本.png",
    "(1).png",
    "q&a.png",
]


def kept(world: World) -> set[str]:
    return {path.read_bytes().decode() for path in world.out.rglob("media/**/*") if path.is_file()}


def test_of_any_name_they_come_out_of_a_package_and_go_back_into_one(world: World, there: There) -> None:
    for name in NAMES:
        there.collection.media.write_data(name, name.encode())
        there.add("Basic", f"Of {name.encode().hex()}?", f'<img src="{name.replace("&", "&amp;")}">')
    assert world.bring(there.package())["lost"] == []
    assert kept(world) == set(NAMES)
    world.run("export", "--out", there.folder / "out")


@pytest.mark.parametrize("name", ["foo%20bar.png", "a b.png", "a(1).png"])
def test_they_come_from_beside_a_file(world: World, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(name)
    address = name.replace("%", "%25").replace(" ", "%20")
    (tmp_path / "cards.csv").write_text(f"#separator:comma\n#html:true\nq,<img src='{address}'>\n")
    (tmp_path / "cards.md").write_text(f"Q: Which?\nA: ![x](<{address}>)\n")
    for file in ("cards.csv", "cards.md"):
        assert world.bring(tmp_path / file)["lost"] == []
    assert kept(world) == {name}


@pytest.mark.parametrize("form", FORMS)
def test_files_beside_a_text_are_found_in_any_form_of_their_names(
    world: World, tmp_path: Path, form: Form
) -> None:
    put(tmp_path, unicodedata.normalize(form, "été.png"), b"\x89PNG\r\n\x1a\n")
    (other,) = (unicodedata.normalize(one, "été.png") for one in FORMS if one != form)
    report = world.bring(put(tmp_path, "x.md", f"Q: When?\nA: ![]({other})\n"))
    assert (report["lost"], report["missing"]) == ([], [])
    assert len(list(world.out.rglob("*.png"))) == 1
