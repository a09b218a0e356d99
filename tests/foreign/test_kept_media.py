"""Media that lie beside the decks already: none is overwritten, and each note shows its own."""

import re
from pathlib import Path

import pytest
from anki.collection import ExportAnkiPackageOptions

from tests.foreign.bringing import World
from tests.foreign.test_from_anki import There, there

__all__ = ["there"]
SHOWN = re.compile(r"!\[[^\]]*\]\(<?([^()<>]+)>?\)")


def picture(there: There, name: str, content: bytes) -> None:
    Path(there.collection.media.dir(), name).write_bytes(content)


def shown(world: World) -> dict[str, bytes]:
    """What each note shows, by its question without the picture."""
    found = {}
    for path in world.out.glob("*.yaml"):
        for ask in re.findall(r"ask: (.*)", path.read_text()):
            if match := SHOWN.search(ask):
                found[SHOWN.sub("", ask).strip(" '")] = (path.parent / match[1]).read_bytes()
    return found


def test_a_package_without_media_takes_no_picture_away(world: World, there: There) -> None:
    picture(there, "bird.png", b"bird")
    note = there.add("Basic", 'Which bird? <img src="bird.png">', "a tit")
    world.bring(there.package())
    before = world.texts()
    bare = there.folder / "bare.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False, legacy=False)
    there.collection.export_anki_package(out_path=str(bare), options=options, limit=None)
    report = world.bring(bare)
    assert (report["notes"]["updated"], report["notes"]["same"], report["lost"]) == (0, 1, [])
    assert world.texts() == before
    note["Front"] = 'Which small bird? <img src="bird.png">'
    there.collection.update_note(note)
    there.collection.export_anki_package(out_path=str(bare), options=options, limit=None)
    report = world.bring(bare)
    assert (report["notes"]["updated"], report["lost"]) == (1, [])
    assert shown(world) == {"Which small bird?": b"bird"}


def test_a_picture_that_never_came_is_said_to_be_missing_each_time(world: World, there: There) -> None:
    there.add("Basic", 'Which bird? <img src="gone.png">', "a tit")
    for _ in range(2):
        (loss,) = world.bring(there.package())["lost"]
        assert loss == {
            "note": "Which bird? (picture missing)",
            "what": "picture 'gone.png', which is not in the file",
        }


def test_two_packages_with_a_picture_of_one_name_have_each_their_own(
    world: World, there: There, tmp_path: Path
) -> None:
    other = There(tmp_path / "other")
    for each, name in ((there, "one"), (other, "two")):
        picture(each, "pic.png", name.encode())
        each.add("Basic", f'{name}? <img src="pic.png">', name)
    for _ in range(2):
        for each in (there, other):
            report = world.bring(each.package())
            assert report["lost"] == []
        assert shown(world) == {"one?": b"one", "two?": b"two"}
    assert report["notes"]["same"] == 1
    picture(other, "pic.png", b"later")
    note = other.collection.get_note(other.collection.find_notes("")[0])
    note["Front"] = 'second? <img src="pic.png">'
    other.collection.update_note(note)
    world.bring(other.package())
    assert shown(world) == {"one?": b"one", "second?": b"later"}
    other.collection.close()


def test_a_picture_that_its_owner_replaced_stays(world: World, there: There) -> None:
    picture(there, "pic.png", b"theirs")
    note = there.add("Basic", 'Which? <img src="pic.png">', "this")
    there.add("Basic", 'Same? <img src="pic.png">', "that")
    world.bring(there.package())
    (mine,) = world.out.rglob("media/*/pic.png")
    mine.write_bytes(b"mine, cropped")
    picture(there, "pic.png", b"theirs, newer")
    note["Back"] = "this one"
    there.collection.update_note(note)
    world.bring(there.package())
    assert mine.read_bytes() == b"mine, cropped"
    assert shown(world) == {"Which?": b"theirs, newer", "Same?": b"mine, cropped"}


@pytest.mark.parametrize("ending", ["csv", "md"])
def test_a_table_or_text_without_its_pictures_takes_none_away(
    world: World, tmp_path: Path, ending: str
) -> None:
    (tmp_path / "bird.png").write_bytes(b"bird")
    text = "#guid column:1\n#html:true\ng1,Which? <img src=bird.png>,a tit\n"
    file = tmp_path / f"cards.{ending}"
    file.write_text(text if ending == "csv" else "Q: Which? ![](bird.png)\nA: a tit\n")
    world.bring(file)
    before = world.texts()
    (tmp_path / "bird.png").unlink()
    assert world.bring(file)["lost"] == []
    assert world.texts() == before


def test_a_picture_that_another_takes_the_place_of_is_named(world: World, there: There) -> None:
    picture(there, "bird.png", b"bird")
    note = there.add("Basic", 'Which bird? <img src="bird.png">', "a tit")
    world.bring(there.package())
    (path,) = world.out.rglob("bird.png")
    path.write_bytes(b"my own")
    assert world.bring(there.package())["oddities"] == []
    picture(there, "bird.png", b"another")
    note["Back"] = "a great tit"
    there.collection.update_note(note)
    (said,) = world.bring(there.package())["oddities"]
    assert said.endswith("bird.png from now on, not the one of that name beside the deck, which stays there")
    assert path.read_bytes() == b"my own"
    assert shown(world) == {"Which bird?": b"another"}
    assert world.bring(there.package())["oddities"] == []
