"""Pictures and sounds of a card: which there are, what a terminal is sent, what another program is given."""

import io
import re
import shutil
import struct
import subprocess
import sys
from base64 import standard_b64decode
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from trainer import viewing
from trainer.anki.outgoing.notes import anki_notes
from trainer.core.card import Deck, Note
from trainer.core.errors import FileError
from trainer.core.kinds import Basic, Body, Choice, Cloze, Order, Point, Points, Typed, Wrong
from trainer.core.library import StudyCard
from trainer.core.media import Medium, discreet
from trainer.core.state import NEW
from trainer.decks.lint.decks import lint
from trainer.viewing import Viewer, encoded, media, protocol

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 200, 100) + b"x" * 9000


def card(path: Path, ask: str, answer: str = "A", deck: str = "") -> StudyCard:
    note = Note("d", "n", Basic(ask, answer), why="![why](c.png)")
    return StudyCard("d/n", note, "D", (), str(path), NEW, "", 0, deck_path=deck)


def test_what_the_answer_shows_comes_with_it_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    for name in ("a.png", "b c.mp3", "c.png"):
        (tmp_path / name).write_bytes(PNG)
    text = "![one](a.png) ![web](https://example.org/x.png) ![out](../x.png) `![no](c.png)` ![](b%20c.mp3)"
    shown = card(tmp_path / "d.yaml", text)
    before = media(shown, revealed=False)
    assert [(one.caption, one.path.name) for one in before if not one.why] == [
        ("one", "a.png"),
        ("a sound", "b c.mp3"),  # its name might tell
    ]
    assert [one.why for one in before if one.why] == ["../x.png lies outside the folder of the deck"]
    assert [one.caption for one in media(shown, revealed=True)][-1] == "why"


def test_a_version_of_a_note_shows_the_pictures_of_its_deck(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "mine").mkdir()
    shown = card(tmp_path / "mine" / "d.yaml", "![one](a.png)", deck=str(tmp_path / "d.yaml"))
    assert media(shown, revealed=False)[0].path == tmp_path / "a.png"


@pytest.mark.parametrize(
    ("env", "by"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "iterm"),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, ""),
        ({"TERM": "xterm-256color"}, ""),
    ],
)
def test_only_terminals_known_to_take_pictures_are_sent_any(env: Mapping[str, str], by: str) -> None:
    assert protocol(env) == by


def test_kitty_gets_the_bytes_as_they_are_in_small_pieces_that_answer_nothing() -> None:
    sent = encoded(PNG, "kitty", 80, 20)
    pieces = sent.split(b"\x1b\\")[:-1]
    assert pieces[0].startswith(b"\x1b_Ga=T,f=100,q=2,c=80,r=20,m=1;")
    assert all(len(piece) < 4200 for piece in pieces)
    assert standard_b64decode(b"".join(piece.partition(b";")[2] for piece in pieces)) == PNG
    assert pieces[-1].startswith(b"\x1b_Gm=0;")


@pytest.mark.parametrize(
    ("content", "by"),
    [
        (b"GIF89a", "kitty"),
        (PNG[:20], "kitty"),
        (PNG[:16] + b"\0" * 8, "kitty"),
        (PNG + b"x" * viewing.INLINE, "iterm"),
        (PNG, ""),
    ],
)
def test_what_it_would_not_take_is_not_sent(content: bytes, by: viewing.Protocol) -> None:
    assert encoded(content, by, 80, 20) == b""


def test_a_picture_stands_until_enter_and_goes(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    viewer, medium, out = (
        Viewer({"TERM": "xterm-kitty"}),
        Medium("three boxes", tmp_path / "a.png"),
        io.BytesIO(),
    )
    assert viewer.inline(medium)
    assert not viewer.inline(Medium("a sound", tmp_path / "b.mp3"))
    viewer.show(medium, io.StringIO("\n"), out)
    assert b"three boxes: Enter goes back" in out.getvalue()
    assert out.getvalue().endswith(b"\x1b[2J\x1b[H")


def test_another_program_gets_the_file_and_nothing_goes_through_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "linux")

    class Started:
        def __init__(self, command: list[str], **_: object) -> None:
            started.append(command)

        def wait(self, timeout: float) -> int:  # it shows the file and stays
            raise subprocess.TimeoutExpired("xdg-open", timeout)

    monkeypatch.setattr(subprocess, "Popen", Started)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    viewer, path = Viewer({}), tmp_path / "a; rm x.png"
    assert viewer.open(Medium("one", path)) == "opened: one"
    assert viewer.open(Medium("two", path.with_suffix(".mp3"))) == "playing: two"
    assert started == [["/usr/bin/xdg-open", str(path)], ["/usr/bin/xdg-open", str(path.with_suffix(".mp3"))]]
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(FileError, match="no xdg-open here"):
        viewer.open(Medium("one", path))
    with pytest.raises(FileError, match="is not there"):
        viewer.open(Medium("one", path, "a.png is not there"))


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the system's program")
@pytest.mark.parametrize(("status", "said"), [(0, "opened: one"), (3, "")])
def test_a_program_that_cannot_show_it_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, said: str
) -> None:
    monkeypatch.setattr(viewing, "_SOON", 30.0)  # it ends at once, but on a busy machine
    (opener := tmp_path / "xdg-open").write_text(f"#!/bin/sh\nexit {status}\n")
    opener.chmod(0o700)
    monkeypatch.setattr(shutil, "which", lambda _: str(opener))
    medium = Medium("one", tmp_path / "a.png")
    if said:
        assert Viewer({}).open(medium) == said
    else:
        with pytest.raises(FileError, match="could not be opened") as failed:
            Viewer({}).open(medium)
        assert str(tmp_path / "a.png") in str(failed.value)


@pytest.mark.parametrize(
    ("question", "answers", "shown"),
    [
        (
            "Which? ![the Replication Pipeline](a.png)",
            ("The `replication pipeline`.",),
            "Which? ![a picture](a.png)",
        ),
        (
            "Which? ![the replication pipeline](a.png)",
            ("replication pipeline.",),
            "Which? ![a picture](a.png)",
        ),
        ("Which? ![three boxes](a.png)", ("no",), None),
        ("Which? ![Zürich, die Straße](a.png)", ("Strasse, Zurich",), "Which? ![a picture](a.png)"),
        ("Which? ![tower of Eiffel](a.png)", ("the Eiffel tower",), "Which? ![a picture](a.png)"),
        ("Which? ![an e-mail][p]", ("email",), "Which? ![a picture][p]"),
        ("Which? ![a category](a.png)", ("cat",), None),
        (
            "Which? ![hippocampus](a.png)",
            ("The hippocampus; it stores memories.",),
            "Which? ![a picture](a.png)",
        ),
        ("Which? ![Lyon](a.png)", ("The city is Lyon.",), "Which? ![a picture](a.png)"),
        ("Which? ![foxes](a.png)", ("fox",), "Which? ![a picture](a.png)"),
        ("Which? ![the fox](a.png)", ("Foxes",), "Which? ![a picture](a.png)"),
        ("How many? ![graph with 42 nodes](a.png)", ("42",), "How many? ![a picture](a.png)"),
        ("How many? ![graph of 1420](a.png)", ("42",), None),
        ("Which? ![a tower](a.png)", ("The Eiffel Tower",), None),
        ("Say ![the cluster](a.png)", ("All of it", "the cluster is one of many parts"), None),
        ('Which? [![Chad](a.png)](u "Chad")', ("Chad",), "Which? [![a picture](a.png)](u)"),
        ('Which? ![map](a.png "flag of Chad")', ("Chad",), "Which? ![map](a.png)"),
        ('Which? [map](http://a.b "Chad")', ("Chad",), "Which? [map](http://a.b)"),
        ('Which? [map](http://a.b "Africa")', ("Chad",), None),
        ("Which? ![of {{c1::boxes}}](a.png)", ("boxes",), None),
        ("No picture", ("picture",), None),
    ],
)
def test_a_caption_does_not_tell_the_answer(
    question: str, answers: tuple[str, ...], shown: str | None
) -> None:
    assert discreet(question, answers) == (shown or question)


@pytest.mark.parametrize(
    ("body", "suffix"),
    [
        (Typed("Which? ![Wasser](p.png)", "H2O", ("Wasser",)), ""),
        (Choice("Which? ![Rome](p.png)", ("Rome",), (Wrong("Oslo"),)), ""),
        (Cloze("The city {{c1::Bern}} ![Bern](p.png)"), "#c1"),
        (Points("Say ![a quorum](p.png)", (Point("A majority", (("quorum",),)),)), ""),
        (Points("Say ![commit index](p.png)", (Point("It moves", (("commit", "index"),)),)), ""),
        (Order("Sort ![one, then two](p.png)", ("one", "two", "three")), ""),
        (Basic("Rome", "what ![the city of Rome](p.png) is", reverse=True), "#reverse"),
    ],
)
def test_no_caption_tells_the_answer_of_any_kind_anywhere(body: Body, suffix: str, tmp_path: Path) -> None:
    note = Note("d", "n", body)
    assert "caption-tells" in {problem.rule for problem in lint([Deck("d", "T", notes=(note,))])}
    (tmp_path / "p.png").write_bytes(PNG)
    shown = StudyCard(f"d/n{suffix}", note, "D", (), str(tmp_path / "d.yaml"), NEW, "", 0)
    assert [one.caption for one in media(shown, revealed=False)] == ["a picture"]
    (made,) = anki_notes(Deck("d", "T", notes=(note,)), note, 0)
    assert set(re.findall('alt="([^"]*)"', "".join(made.fields))) == {"a picture"}
    field = {"cloze": "text", "basic": "answer"}.get(body.kind, "ask")
    fair = replace(body, **{field: re.sub(r"!\[[^\]]*", "![a map", getattr(body, field))})
    problems = lint([Deck("d", "T", notes=(Note("d", "n", fair),))])
    assert "caption-tells" not in {problem.rule for problem in problems}
