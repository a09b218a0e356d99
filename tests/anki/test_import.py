"""Exports in a real Anki: what its cards show, and what a later export changes."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.anki.ankitools import (
    CHANGED,
    HOSTILE,
    Anki,
    Shown,
    changes,
    deck_of,
    expected,
    hostile_deck,
    html_text,
    squeezed,
)
from tests.samples import bodies_with
from trainer.anki.notetypes import COMPARE, NOTETYPES, SEVERAL
from trainer.anki.outgoing.notes import MAKERS, Part
from trainer.core.card import Deck, Note
from trainer.core.kinds import Aspect, Basic, Cloze, Compare, Sides, Typed
from trainer.decks.format.deckfile import read_deck

# Later than any edit that a test makes.
FAR = 4_000_000_000
SHIPPED = sorted((Path(__file__).parents[2] / "decks").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def shelf() -> list[Deck]:
    decks = [read_deck(path).deck for path in SHIPPED]
    return [deck_of(bodies_with("`x`")), hostile_deck(), *(deck for deck in decks if deck)]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, shelf: list[Deck]) -> Iterator[Anki]:
    """An Anki that has imported every deck: of all kinds, hostile, shipped."""
    anki = Anki(tmp_path_factory.mktemp("anki"))
    anki.take(shelf, changes(*shelf))
    yield anki
    anki.collection.close()


@pytest.fixture(scope="module")
def cards(full: Anki) -> dict[str, Shown]:
    """What `full` shows, by card key."""
    shown = list(full.shown())
    by_key = {card.key: card for card in shown}
    assert len(by_key) == len(shown)
    return by_key


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    anki = Anki(tmp_path)
    yield anki
    anki.collection.close()


def test_every_shipped_deck_is_among_the_exported(shelf: list[Deck]) -> None:
    assert len(SHIPPED) >= 6
    assert len(shelf) == 2 + len(SHIPPED)


def test_every_card_shows_exactly_the_text_of_the_deck(cards: dict[str, Shown], shelf: list[Deck]) -> None:
    decks = {deck.id: deck for deck in shelf}
    for card in cards.values():
        question, answer = expected(decks[card.key.partition("/")[0]], card.key)
        assert squeezed(html_text(card.question)) == question, card.key
        assert squeezed(html_text(card.answer)) == answer, card.key


def test_anki_has_each_card_once_in_the_deck_of_its_title(cards: dict[str, Shown], shelf: list[Deck]) -> None:
    wanted = {key: deck.title for deck in shelf for note in deck.notes for key in note.card_keys()}
    assert {card.key: card.deck for card in cards.values()} == wanted


def test_check_database_and_empty_cards_report_nothing(full: Anki) -> None:
    assert full.problems() == ""


def test_the_same_package_again_adds_and_changes_nothing(full: Anki, shelf: list[Deck]) -> None:
    before = full.mods()
    log = full.take(shelf, changes(*shelf))
    assert (len(log.new), len(log.updated)) == (0, 0)
    assert full.mods() == before


def test_anki_knows_notetypes_fields_and_templates_by_our_ids(full: Anki) -> None:
    for notetype in NOTETYPES:
        if notetype != SEVERAL:  # of notes that came from Anki: tests/foreign/test_from_anki.py
            assert full.knows(notetype)


def test_tags_are_those_of_deck_and_note_and_the_level(full: Anki) -> None:
    note = full.collection.get_note(full.note_row("kinds/note-0"))
    assert sorted(note.tags) == ["decktag", "hive", "level::core", "two_words"]


def test_new_cards_come_in_the_order_of_the_deck(full: Anki, shelf: list[Deck]) -> None:
    learnt = [name.partition("#")[0] for name in full.new_cards("Top::Kinds")]
    assert learnt == [note.key for note in shelf[0].notes for _ in note.card_keys()]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_typed_answer_is_right_when_typed_as_the_deck_has_it(full: Anki, text: str) -> None:
    typed = next(note.key for note in hostile_deck().notes if note.body == bodies_with(text, text)[3])
    compared = full.collection.compare_answer(full.note(typed)["Answer"], text)
    assert html_text(compared) == text
    assert "typeGood" in compared
    assert "typeBad" not in compared
    assert "typeMissed" not in compared


def test_code_keeps_its_spaces_and_lines(cards: dict[str, Shown]) -> None:
    number = next(n for n, note in enumerate(hostile_deck().notes) if "```c" in str(note.body))
    answer = cards[f"hostile/note-{number}#c2"].answer
    code = answer[answer.index("<pre>") : answer.index("</pre>")]
    assert html_text(code) == "x  std::vector;\n  y\n"


def test_a_hidden_part_of_a_card_is_marked_for_the_stylesheet(cards: dict[str, Shown]) -> None:
    row = cards["kinds/note-5#b"]
    assert row.question.count('<td class="hidden">?</td>') == 2
    assert row.answer.count('<td class="shown"><code>x</code></td>') == 2, "set off, and in the whole table"
    gap = cards["kinds/note-1#c3"]
    assert 'class="cloze"' in gap.question
    assert ">[hint]<" in gap.question


TWO = deck_of([Basic("first", "1"), Basic("second", "2")])


def reworded(deck: Deck, note_id: str, **changed: object) -> Deck:
    notes = tuple(replace(note, **changed) if note.id == note_id else note for note in deck.notes)  # type: ignore[arg-type]
    return replace(deck, notes=notes)


def test_a_changed_note_is_updated_in_place_and_the_others_are_left_alone(anki: Anki) -> None:
    anki.take([TWO], changes(TWO))
    later = reworded(TWO, "note-0", body=Basic("first, reworded", "1"))
    log = anki.take([later], changes(TWO) | {"kinds/note-0": CHANGED + 1})
    assert (len(log.new), len(log.updated)) == (0, 1)
    assert anki.note("kinds/note-0")["Front"] == "first, reworded"
    assert anki.mods() == {"kinds/note-0": CHANGED + 1, "kinds/note-1": CHANGED}
    assert anki.collection.card_count() == 2
    assert anki.problems() == ""


def test_what_a_user_edited_in_anki_stays_until_the_deck_changes_that_note(anki: Anki) -> None:
    anki.take([TWO], changes(TWO))
    anki.edit("kinds/note-0", "Front", "mine")
    anki.edit("kinds/note-1", "Back", "mine too")
    anki.take([TWO], changes(TWO))
    later = reworded(TWO, "note-0", body=Basic("theirs", "1"))
    anki.take([later], changes(TWO) | {"kinds/note-0": FAR})
    assert anki.note("kinds/note-0")["Front"] == "theirs"
    assert anki.note("kinds/note-1")["Back"] == "mine too"
    assert anki.collection.card_count() == 2


def test_the_look_a_user_gave_the_notetypes_stays(anki: Anki) -> None:
    anki.take([TWO], changes(TWO))
    notetype = anki.collection.models.by_name("Trainer Basic")
    assert notetype is not None
    notetype["css"] = ".card { color: teal; }"
    anki.collection.models.update_dict(notetype)
    anki.take([reworded(TWO, "note-0", why="new")], changes(TWO, second=FAR))
    kept = anki.collection.models.by_name("Trainer Basic")
    assert kept is not None
    assert kept["css"] == ".card { color: teal; }"


def test_a_renamed_deck_does_not_double_its_notes(anki: Anki) -> None:
    anki.take([TWO], changes(TWO))
    log = anki.take([replace(TWO, title="New::Name")], changes(TWO))
    assert (len(log.new), anki.collection.note_count(), anki.collection.card_count()) == (0, 2, 2)
    assert {card.deck for card in anki.shown()} == {"Top::Kinds"}


def test_a_renamed_note_is_the_same_note_in_anki(anki: Anki) -> None:
    every = deck_of(bodies_with("`x`"))
    anki.take([every], changes(every))
    cards = anki.collection.card_count()
    renamed = replace(
        every, notes=tuple(replace(n, id=f"new-{n.id}", formerly=(n.key, "kinds/newer")) for n in every.notes)
    )
    log = anki.take([renamed], changes(renamed, second=CHANGED + 1))
    assert (len(log.new), anki.collection.card_count()) == (0, cards)
    assert anki.note("kinds/new-note-0")["Front"] == "What is <code>x</code>?"


def test_a_card_added_to_a_note_appears_in_anki(anki: Anki) -> None:
    anki.take([TWO], changes(TWO))
    deck = replace(TWO, notes=(*TWO.notes, Note("kinds", "gaps", Cloze("{{c1::a}} b"))))
    anki.take([deck], changes(deck))
    more = reworded(
        reworded(deck, "note-0", body=Basic("first", "1", True)), "gaps", body=Cloze("{{c1::a}} {{c2::b}}")
    )
    anki.take([more], changes(more, second=FAR))
    keys = sorted(card.key for card in anki.shown())
    assert keys == ["kinds/gaps#c1", "kinds/gaps#c2", "kinds/note-0", "kinds/note-0#reverse", "kinds/note-1"]
    assert anki.problems() == ""


def test_decks_of_one_title_are_one_deck(anki: Anki) -> None:
    other = replace(deck_of([Typed("third", "3")], deck="other"), title="top::KINDS")
    below = replace(deck_of([Typed("fourth", "4")], deck="below"), title="Top::Kinds::Below")
    anki.take([TWO, below, other], changes(TWO, other, below))
    decks = {card.key: card.deck for card in anki.shown()}
    assert decks == {
        "kinds/note-0": "Top::Kinds",
        "kinds/note-1": "Top::Kinds",
        "other/note-0": "Top::Kinds",
        "below/note-0": "Top::Kinds::Below",
    }


@pytest.mark.parametrize("title", ["Default", "default"])
def test_a_deck_of_the_name_that_each_collection_has_is_that_deck(anki: Anki, title: str) -> None:
    """Which of two of one name Anki renames is a matter of chance: there is one alone."""
    deck = deck_of([Basic("one", "1")], title, "default")
    anki.take([deck], changes(deck))
    with closing(sqlite3.connect(_collection_of(anki.folder / "export.apkg"))) as database:
        (decks,) = database.execute("SELECT decks FROM col").fetchone()
    assert [one["name"] for one in json.loads(decks).values()] == [title]
    assert [one.name for one in anki.collection.decks.all_names_and_ids()] == ["Default"]
    assert not anki.problems()


def _collection_of(package: Path) -> Path:
    with zipfile.ZipFile(package) as archive:
        return Path(archive.extract("collection.anki2", package.parent / "taken out"))


def test_decks_exported_one_by_one_go_beside_each_other(anki: Anki) -> None:
    other = deck_of([Basic("third", "3")], "Top::Other", "other")
    anki.take([TWO], changes(TWO))
    log = anki.take([other], changes(other))
    assert (len(log.new), anki.collection.note_count()) == (1, 3)
    assert anki.collection.models.by_name("Trainer Basic+") is None


ROWS = Compare(
    (("m", "Managed"), ("e", "External")),
    (
        Aspect("drop", "What goes?", (("m", "all"), ("e", "metadata"))),
        Aspect("fits", "What suits?", (("m", "private"), ("e", "shared")), show=True),
        Aspect("place", "Where?", (("m", "warehouse"), ("e", "elsewhere"))),
    ),
    "Compare them.",
)


def test_a_row_of_a_comparison_is_a_note_with_its_cells_hidden_and_then_the_whole_table(anki: Anki) -> None:
    deck = deck_of([ROWS])
    anki.take([deck], changes(deck))
    shown = {card.key: card for card in anki.shown()}
    assert set(shown) == {"kinds/note-0#drop", "kinds/note-0#place"}
    question, answer = (html_text(side) for side in shown["kinds/note-0#place"][2:])
    for text in ("Managed and External", "Where?"):
        assert text in question
    for text in (
        "all",
        "metadata",
        "warehouse",
        "elsewhere",
        "private",
        "shared",
        "What goes?",
        "What suits?",
    ):
        assert text not in question
        assert text in answer
    assert "▸ Where?" in answer
    assert answer.count("▸") == 1
    assert anki.problems() == ""


def test_a_row_keeps_its_note_whatever_becomes_of_the_subjects_and_of_the_other_rows(anki: Anki) -> None:
    deck = deck_of([ROWS])
    anki.take([deck], changes(deck))
    rows = tuple(
        aspect._replace(cells=(("v", "its text"), *aspect.cells[::-1])) for aspect in ROWS.aspects[::-1]
    )
    later = deck_of([replace(ROWS, subjects=(("v", "View"), *ROWS.subjects[::-1]), aspects=rows)])
    log = anki.take([later], changes(later, second=CHANGED + 1))
    assert (len(log.new), len(log.updated)) == (0, 2)


def test_cells_that_anki_has_from_before_stay_as_they_are_beside_the_rows(
    anki: Anki, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cells(body: Compare, _: Sides) -> Iterator[Part]:
        """What a version before made of a comparison."""
        for suffix in ("#drop", "#place"):
            for cell in body.cells(suffix):
                own = dict.fromkeys(("Question", "Table", "Answer", "Full"), cell)
                yield Part(COMPARE, own, cell)

    deck = deck_of([ROWS])
    with monkeypatch.context() as before:
        before.setitem(MAKERS, "compare", cells)
        anki.take([deck], changes(deck))
    was = anki.note("kinds/note-0#drop.e")
    log = anki.take([deck], changes(deck, second=CHANGED + 1))
    assert (len(log.new), len(log.updated)) == (2, 0)
    assert anki.note("kinds/note-0#drop.e") == was
    assert len(anki.collection.find_notes('"note:Trainer Compare" "Id:*#*.*"')) == 4, "as the CHANGELOG says"
    assert anki.problems() == ""
