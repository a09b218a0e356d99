"""What an import calls notes, tells apart, takes for empty, and where it looks for files."""

from pathlib import Path

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from tests.foreign.test_from_anki import There, there
from trainer.core.media import said
from trainer.core.reads import as_read, as_shown
from trainer.tui.lines.markdown import inline

__all__ = ["there"]


def test_no_sign_of_the_program_is_in_the_name_of_a_note(world: World, there: There) -> None:
    there.add("Basic", '<img src="gone.png"> What is this?', "")
    there.add("Basic", '<a href="file:///x">link</a> and [sound:gone.mp3] x', "y")
    there.add("Basic", '<img src="gone.png">', '<font color="red">y</font>')
    report = world.bring(there.package())
    names = {loss["note"] for loss in report["lost"]}
    assert names == {"(picture missing) What is this?", "link and (sound missing) x", "(picture missing)"}
    assert all(text.isprintable() for loss in report["lost"] for text in loss.values())


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u200e", "\ufeff", "&zwj;", "<b>\u2060</b>", "&nbsp;"])
def test_what_nobody_sees_is_no_answer_and_no_question(
    world: World, there: There, tmp_path: Path, sign: str
) -> None:
    there.add("Basic", "ok", sign)
    there.add("Basic", f"{sign}front", f"a{sign}b")
    report = world.bring(there.package())
    assert [loss["what"] for loss in report["lost"]] == ["it has no answer; — stands there"]
    world.run("export", "--out", tmp_path / "back")


def test_two_notes_of_one_guid_are_two(world: World, there: There) -> None:
    for word in ("one", "two", "three", "three"):
        there.add("Basic", word, f"{word}!")
    there.collection.db.execute("UPDATE notes SET guid = 'same'")
    package = there.package()
    report = world.bring(package, "--with-schedule")
    assert sorted(note.body.prompt() for note in world.notes()) == ["one", "three", "two"]
    assert world.bring(package)["notes"]["new"] == 0
    assert len({note.guid for note in world.notes()}) == 3
    assert report["notes"]["new"] == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Deck.md", "Q: ![d](images/d.png)\nA: answer\n"),
        ("Deck.md", "Q: ![d](@/images/d.png)\nA: answer\n"),
        ("Deck.md", "Q: ![d](../images/d.png)\nA: answer\n"),
        ("Note.md", "![[images/d.png]]::answer\n"),
        ("deck.org", "* Title :drill:\n[[file:images/d.png]]\n** Answer\nanswer\n"),
    ],
)
def test_pictures_may_be_named_from_the_folder_that_was_named(
    world: World, tmp_path: Path, name: str, text: str
) -> None:
    folder = tmp_path / "all"
    (folder / "images").mkdir(parents=True)
    (folder / "sub").mkdir()
    (folder / "images" / "d.png").write_bytes(b"png")
    (tmp_path / "secret.png").write_bytes(b"no")
    put(folder / "sub", name, text)
    report = world.bring(folder)
    assert report["lost"] == []
    (note,) = world.notes()
    assert ".png)" in note.body.prompt()


def test_and_from_nowhere_else(world: World, tmp_path: Path) -> None:
    (tmp_path / "all" / "sub").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"no")
    put(tmp_path / "all" / "sub", "Deck.md", "Q: ![d](../../secret.png) what?\nA: answer\n")
    (loss,) = world.bring(tmp_path / "all")["lost"]
    assert "not beside the file" in loss["what"]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("![sound](media/x.mp3)", "[sound]"),
        ("![pronunciation](x.ogg)", "[sound: pronunciation]"),
        ("![](x.mp3)", "[sound]"),
        ("![video](x.mp4)", "[video]"),
        ("![film](<my film.webm>)", "[video: film]"),
        ("![a map](x.png)", "[image: a map]"),
        ("![](x.png)", "[image: no description]"),
        ("![picture](x.png)", "[image: picture]"),
    ],
)
def test_a_sound_is_called_one_on_screens_and_in_plain_text(markdown: str, text: str) -> None:
    assert as_shown(f"to eat {markdown}") == f"to eat {text}"
    assert inline(f"to eat {markdown}").plain == f"to eat {text}"
    assert text.strip("[]").partition(": ")[0] in said("", markdown[markdown.index("(") :].strip("()<>"))
    as_read(markdown)
