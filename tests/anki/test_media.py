"""Pictures and sounds of decks: in a package by content, in a real Anki, refused where there are none."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.anki.ankitools import Anki, changes, deck_of, html_text
from trainer.anki.errors import UnfitDecksError
from trainer.anki.outgoing.export import write_package
from trainer.anki.outgoing.markup import to_html
from trainer.core.card import Deck
from trainer.core.kinds import Basic, Choice, Cloze, Wrong
from trainer.decks.lint.decks import lint

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
TONE, TWO_TONES = b"ID3 sound", b"ID3 two sounds"


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    """A deck with pictures and a sound beside it, two of which are the same."""
    folder = tmp_path / "decks"
    (folder / "pics").mkdir(parents=True)
    (folder / "pics" / "my map.png").write_bytes(PNG)
    (folder / "same.png").write_bytes(PNG)
    (folder / "other.png").write_bytes(PNG + b"x")
    (folder / "tone.mp3").write_bytes(TONE)
    (folder / "two tones.mp3").write_bytes(TWO_TONES)
    bodies = [
        Basic("What is ![a map](<pics/my map.png>)?", "The sea ![](other.png)"),
        Choice("Which?", ("![one](same.png)",), (Wrong("two", "![a tone](tone.mp3)"),)),
        Cloze("See ![x](same.png): {{c1::it}}"),
        Cloze("Hear {{c1::a: ![woof](<two tones.mp3>) *or* [sound:x]::![h](tone.mp3)}} and {{c2::x}}"),
    ]
    return replace(deck_of(bodies), path=str(folder / "deck.yaml"))


def package(deck: Deck, path: Path) -> dict[str, bytes]:
    """The media files in a package, by the names that Anki gives them."""
    write_package(path, [deck], changes(deck))
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(number) for number, name in json.loads(archive.read("media")).items()}


def test_a_package_has_each_content_once_under_a_name_made_of_it(deck: Deck, tmp_path: Path) -> None:
    files = package(deck, tmp_path / "a.apkg")
    assert sorted(files.values()) == sorted([PNG, PNG + b"x", TONE, TWO_TONES])
    assert all(name.startswith("trainer-") and name.count(".") == 1 for name in files)
    first = (tmp_path / "a.apkg").read_bytes()
    package(deck, tmp_path / "a.apkg")
    assert (tmp_path / "a.apkg").read_bytes() == first


def test_media_are_not_packed_a_second_time_as_anki_does_not(deck: Deck, tmp_path: Path) -> None:
    package(deck, tmp_path / "a.apkg")
    with zipfile.ZipFile(tmp_path / "a.apkg") as archive:
        packed = {one.filename: one.compress_type == zipfile.ZIP_DEFLATED for one in archive.infolist()}
    assert packed == {"collection.anki2": True, "media": True, "0": False, "1": False, "2": False, "3": False}


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    (tmp_path / "anki").mkdir()
    anki = Anki(tmp_path / "anki")
    yield anki
    anki.collection.close()


def test_a_real_anki_shows_them(deck: Deck, anki: Anki, tmp_path: Path) -> None:
    files = package(deck, tmp_path / "a.apkg")
    anki.take([deck], changes(deck))
    folder = Path(anki.collection.media.dir())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files
    html = " ".join(
        field for note in anki.collection.find_notes("") for field in anki.collection.get_note(note).fields
    )
    assert html.count("<img src=") == 5
    assert 'alt="a map"' in html
    assert "[sound:trainer-" in html
    found = anki.collection.media.check()
    assert (list(found.missing), list(found.unused)) == ([], [])


def test_a_real_anki_plays_a_sound_in_a_gap(deck: Deck, anki: Anki, tmp_path: Path) -> None:
    def names(tags: Iterable[Any]) -> list[str]:
        return [tag.filename for tag in tags]

    files = package(deck, tmp_path / "a.apkg")
    anki.take([deck], changes(deck))
    tone, two = (next(name for name in files if files[name] == sound) for sound in (TONE, TWO_TONES))
    hear = [
        card
        for card in map(anki.collection.get_card, anki.collection.find_cards(""))
        if "Hear" in card.question()
    ]
    played = {card.ord + 1: [names(card.question_av_tags()), names(card.answer_av_tags())] for card in hear}
    assert played == {1: [[tone], [two]], 2: [[two], [two]]}
    assert all("[sound:x]" in html_text(card.answer()) for card in hear)


def test_a_file_that_is_linked_to_comes_along_and_any_other_address_is_said(
    deck: Deck, anki: Anki, tmp_path: Path
) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    Path(deck.path).with_name("the doc.pdf").write_bytes(b"pdf")
    text = "[a](<the doc.pdf> 't'), [b](gone.pdf), [c](../secret.pdf), [d](#there), [e](other.png)"
    linking = replace(deck_of([Basic("Q?", text)]), path=deck.path)
    files = package(linking, tmp_path / "a.apkg")
    assert sorted(files.values()) == sorted([b"pdf", PNG + b"x"])
    anki.take([linking], changes(linking))
    (row,) = anki.collection.find_notes("")
    shown = anki.collection.get_note(row)["Back"]
    for name, content in files.items():
        assert Path(anki.collection.media.dir(), name).read_bytes() == content
        assert f'<a href="{name}"' in shown
    assert "<a>b</a> (gone.pdf), <a>c</a> (../secret.pdf), <a>d</a> (#there)" in shown
    found = anki.collection.media.check()
    assert (list(found.missing), list(found.unused)) == ([], [])


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("gone.png", "is not there"),
        ("../secret.png", "lies outside the folder"),
        ("/etc/logo.png", "lies outside the folder"),
        ("..%2Fsecret.png", "lies outside the folder"),
        ("pics.png", "is not there"),
    ],
)
def test_what_is_not_beside_the_deck_is_an_error_before_anything_is_written(
    deck: Deck, tmp_path: Path, address: str, why: str
) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    broken = replace(deck_of([Basic(f"What is ![it]({address})?", "A")]), path=deck.path)
    with pytest.raises(UnfitDecksError) as error:
        write_package(tmp_path / "b.apkg", [broken], changes(broken))
    assert why in error.value.problems[0].message
    assert not (tmp_path / "b.apkg").exists()
    assert len(error.value.lines) == len(error.value.problems), "each is a line"
    problems = [problem for problem in lint([broken]) if problem.rule == "missing-media"]
    assert [(problem.severity, problem.note) for problem in problems] == [("error", broken.notes[0].id)]
    assert why in problems[0].message


def test_a_picture_of_the_web_is_a_link_and_check_says_so(tmp_path: Path) -> None:
    shown = "![a logo](https://example.org/x.png) and ![data](data:image/png;base64,AA) ![](//a.b/c.png)?"
    made = deck_of([Basic(shown, "A logo")])
    assert package(made, tmp_path / "a.apkg") == {}
    assert to_html(shown) == (
        '<a href="https://example.org/x.png">a logo</a> and data //a.b/c.png?'  # a way without its scheme
    )
    linked = "[![a logo](https://example.org/x.png)](https://example.org)"
    assert to_html(linked) == '<a href="https://example.org">a logo</a>', "no link within a link"
    found = [problem.message for problem in lint([made]) if problem.rule == "picture-elsewhere"]
    assert len(found) == 3
    assert "https://example.org/x.png" in found[0]


@pytest.mark.parametrize("name", ["x.pdf", "/etc/passwd", "noending"])
def test_what_check_calls_an_error_stops_the_export(tmp_path: Path, deck: Deck, name: str) -> None:
    (Path(deck.path).parent / "x.pdf").write_bytes(b"%PDF")
    shown = replace(deck_of([Basic(f"Which ![one]({name})?", "This one")]), path=deck.path)
    assert "missing-media" in {problem.rule for problem in lint([shown])}
    with pytest.raises(UnfitDecksError, match="is neither a picture nor a sound or video"):
        package(shown, tmp_path / "a.apkg")
    assert not (tmp_path / "a.apkg").exists()


def test_a_caption_that_tells_the_answer_is_found(deck: Deck) -> None:
    (Path(deck.path).parent / "x.png").write_bytes(PNG)
    told = replace(
        deck_of([Basic("What is shown in ![the Eiffel Tower](x.png)?", "The Eiffel Tower")]), path=deck.path
    )
    assert "caption-tells" in {problem.rule for problem in lint([told])}
    fair = replace(
        deck_of([Basic("What is shown in ![a tower](x.png)?", "The Eiffel Tower")]), path=deck.path
    )
    assert "caption-tells" not in {problem.rule for problem in lint([fair])}
