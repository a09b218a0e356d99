"""Deck files into the store (issue points 2 and 3): what is written, hidden, kept, refused, read again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.store.build import DAY, Shelf, answer, basic, noon, pair
from trainer.core.card import Note, Problem, Reference
from trainer.core.kinds import Cloze
from trainer.core.scope import EVERYTHING, Scope
from trainer.scheduling.owners import Turn, in_turn
from trainer.store import codec
from trainer.store import shelf as shelving
from trainer.store.store import Store


def cards(store: Store) -> list[str]:
    """Keys of all cards in use that were never answered, in learning order."""
    return store.new(DAY, EVERYTHING, 99)


def changed(store: Store) -> dict[str, int]:
    """The second of each note's last change."""
    return store.export()[1]


def test_a_card_comes_from_the_store_with_all_that_a_screen_shows(store: Store) -> None:
    note = basic("a", why="because", hints=("h1", "h2"), cite=("ddl", "hive.01.6"), tags=("hive",), line=7)
    shelf = Shelf(store)
    ddl, other = Reference("ddl", "DDL", "https://a.example", "2026-11"), Reference("other", "Other")
    shelf.put("decks/hive.yaml", note, title="Hive::Tables", references=(other, ddl))
    shelf.sync()
    card = store.card("deck/a")
    assert card is not None
    assert card.note == note
    assert card.sources == (ddl,)
    assert (card.key, card.deck_title, card.path, card.answered) == (
        "deck/a",
        "Hive::Tables",
        "decks/hive.yaml",
        0,
    )
    assert store.card("deck/none") is None


def test_the_cards_of_what_was_one_note_elsewhere_come_in_rounds(store: Store) -> None:
    """As in Anki, one of every note before a second one of any; else each gives the next one away."""
    names = [f"{word}{card}" for word in "abc" for card in (1, 2, 3)]
    notes = [basic(name, guid=f'"{name[0]}"', template=int(name[1])) for name in names]
    shelf = Shelf(store)
    shelf.put("deck.yaml", *notes, basic("alone"), basic("known", guid="known"), basic("named", template=1))
    shelf.put("other.yaml", *(replace(note, deck="other") for note in notes[:2]), deck="other")
    shelf.sync()
    first, *others = ("a1 b1 c1 alone known named", "a2 b2 c2", "a3 b3 c3")
    found = [key.partition("/")[2] for key in cards(store) if key.startswith("deck/")]
    assert found == " ".join((first, *others)).split()
    assert [key for key in cards(store) if key.startswith("other/")] == ["other/a1", "other/a2"]


def test_an_edited_note_is_shown_as_it_now_reads_and_keeps_its_schedule(store: Store) -> None:
    shelf = Shelf(store, basic("a", "Q"))
    stored = store.record(answer("deck/a", 4))
    before = store.card("deck/a")
    shelf.put("deck.yaml", basic("a", "Q, better said", line=9))
    shelf.sync()
    after = store.card("deck/a")
    assert before is not None
    assert after is not None
    assert (after.note.sides("deck/a").prompt, after.note.line) == ("Q, better said", 9)
    assert after.state == before.state
    assert after.fingerprint != before.fingerprint
    assert stored.after != ""


def test_a_note_that_vanished_is_hidden_and_comes_back_as_it_was(store: Store) -> None:
    shelf = Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4))
    before = store.card("deck/a")
    shelf.put("deck.yaml", basic("b"))
    shelf.sync()
    assert store.card("deck/a") is None
    assert store.due(DAY + 1, EVERYTHING, 9) == []
    assert store.due_on(DAY + 1, EVERYTHING) == 0
    assert store.forecast(DAY, 3) == [0, 0, 0]
    assert list(store.mismatches()) == []
    shelf.put("deck.yaml", basic("a"), basic("b"))
    shelf.sync()
    assert store.card("deck/a") == before
    assert store.due(DAY + 1, EVERYTHING, 9) == ["deck/a"]


def test_one_card_of_a_note_can_vanish_and_come_back(store: Store) -> None:
    shelf = Shelf(store, pair("a"))
    store.record(answer("deck/a#c2", 4))
    shelf.put("deck.yaml", replace(pair("a"), body=Cloze("{{c1::only}}")))
    shelf.sync()
    assert store.card("deck/a#c2") is None
    assert store.card("deck/a#c1") is not None
    shelf.put("deck.yaml", pair("a"))
    shelf.sync()
    card = store.card("deck/a#c2")
    assert card is not None
    assert card.state.memory is not None


def test_a_broken_note_keeps_its_last_good_version_and_its_neighbours_go_on(store: Store) -> None:
    shelf = Shelf(store, basic("a", "good", tags=("t",)), basic("b"), basic("gone"))
    store.record(answer("deck/a", 4))
    problem = Problem("deck.yaml", 4, "deck", "a", "empty", "error", "is empty", "write an answer")
    shelf.put("deck.yaml", basic("b", "new b"), broken=["a"], problems=[problem])
    shelf.sync()
    broken, neighbour = store.card("deck/a"), store.card("deck/b")
    assert broken is not None
    assert neighbour is not None
    assert broken.note.sides("deck/a").prompt == "good"
    assert broken.state.memory is not None
    assert neighbour.note.sides("deck/b").prompt == "new b"
    assert store.card("deck/gone") is None, "it is not broken, it is gone"
    assert sorted(changed(store)) == ["deck/a", "deck/b"], "exported too"
    assert store.resolve(["tag:t"]) == Scope(tags=("t",))
    assert store.problems() == [problem]


def test_a_broken_note_whose_id_is_unknown_keeps_every_note_that_is_missing(store: Store) -> None:
    shelf = Shelf(store, basic("a"), basic("b"))
    shelf.put("deck.yaml", basic("b"), broken=[""])
    shelf.sync()
    assert sorted(cards(store)) == ["deck/a", "deck/b"]
    shelf.put("deck.yaml", basic("b"))
    shelf.sync()
    assert cards(store) == ["deck/b"]


def test_a_note_that_was_broken_from_the_start_appears_once_it_is_mended(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("deck.yaml", basic("b"), broken=["a"])
    shelf.sync()
    assert cards(store) == ["deck/b"]
    shelf.put("deck.yaml", basic("a"), basic("b"))
    shelf.sync()
    assert cards(store) == ["deck/a", "deck/b"]


def test_the_second_of_the_last_change_moves_with_a_notes_content_and_with_nothing_else(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("deck.yaml", basic("a", line=3), basic("b", line=6))
    shelf.sync(now=100)
    assert changed(store) == {"deck/a": 100, "deck/b": 100}
    shelf.put("deck.yaml", basic("b", line=3), basic("a", line=60), title="Another title")
    shelf.sync(now=200)
    assert changed(store) == {"deck/a": 100, "deck/b": 100}
    shelf.put("deck.yaml", basic("b", why="new", line=3), basic("a", line=60))
    shelf.sync(now=300)
    assert changed(store) == {"deck/a": 100, "deck/b": 300}
    shelf.put("deck.yaml", basic("b", why="new"))
    shelf.sync(now=400)
    shelf.put("deck.yaml", basic("b", why="new"), basic("a"))
    shelf.sync(now=500)
    assert changed(store) == {"deck/a": 100, "deck/b": 300}


@pytest.mark.parametrize("first", ["history", "decks"])
def test_a_copied_file_is_no_change_of_a_note_that_was_answered_so_elsewhere(
    store: Store, tmp_path: Path, first: str
) -> None:
    notes = [basic("same"), basic("other", "before"), pair("gaps"), basic("never")]
    with Store(tmp_path / "elsewhere.db") as there:
        Shelf(there, *notes)
        then = noon(DAY)
        for card, wording in there.wordings().items():
            if card not in ("deck/never", "deck/gaps#c2"):
                there.record(answer(card, 4, at=then, fingerprint=wording))
        told = there.events()
    notes[1] = basic("other", "after")
    now = then // 1000 + 86_400
    shelf = Shelf(store)
    shelf.put("deck.yaml", *notes)
    if first == "history":
        store.merge(told)
    shelf.sync(now=now)
    if first == "decks":
        assert changed(store) == dict.fromkeys(changed(store), now)
        store.merge(told)
    was = then // 1000
    expected = {"deck/same": was, "deck/other": now, "deck/gaps": was, "deck/never": now}
    assert changed(store) == expected
    assert store.changed() == expected
    notes[0] = basic("same", tags=("new",))
    shelf.put("deck.yaml", *notes)
    shelf.sync(now=now + 9)
    assert changed(store)["deck/same"] == now + 9, "what changes here counts"


def test_a_wording_that_is_back_counts_from_when_it_was(store: Store, tmp_path: Path) -> None:
    shelf = Shelf(store)
    shelf.put("deck.yaml", basic("a"))
    shelf.sync(now=noon(DAY) // 1000 + 9)
    wording = store.wordings()["deck/a"]
    for at, print in ((1000, wording), (2000, "0123456789abcdef"), (3000, wording), (4000, wording)):
        store.record(answer("deck/a", 4, at=noon(DAY) + at, fingerprint=print))
    assert store.worded_before({"deck/a": 2**40}) == {"deck/a": noon(DAY) // 1000 + 3}


def test_a_cited_sources_text_is_part_of_a_notes_content(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("deck.yaml", basic("a", cite=("ddl",)), basic("b"), references=(Reference("ddl", "DDL"),))
    shelf.sync(now=100)
    shelf.put("deck.yaml", basic("a", cite=("ddl",)), basic("b"), references=(Reference("ddl", "DDL 4"),))
    shelf.sync(now=200)
    assert changed(store) == {"deck/a": 200, "deck/b": 100}


def test_export_gives_back_notes_and_cited_sources_in_deck_order(store: Store) -> None:
    ddl, unused = Reference("ddl", "DDL", "https://a.example"), Reference("unused", "Unused")
    one, two = basic("z", cite=("ddl",), tags=("t",), line=3), pair("a", cite=("ddl",), line=8)
    shelf = Shelf(store)
    shelf.put("deck.yaml", one, two, title="Hive::Tables", references=(ddl, unused))
    shelf.put("other.yaml", basic("x", tags=("t",)), deck="other")
    shelf.sync(now=9)
    (deck, other), seconds = store.export()
    assert (deck.id, deck.title, deck.notes, deck.references) == ("deck", "Hive::Tables", (one, two), (ddl,))
    assert seconds == {"deck/z": 9, "deck/a": 9, "other/x": 9}
    assert [deck.id for deck in store.export(Scope(decks=("other",)))[0]] == ["other"]
    assert [n.id for deck in store.export(Scope(tags=("t",)))[0] for n in deck.notes] == ["z", "x"]
    assert other.notes[0].key == "other/x"


def test_what_a_search_looks_through_is_what_the_notes_show_now_and_what_is_lost_comes_back(
    store: Store,
) -> None:
    def texts() -> dict[str, str]:
        return dict(store._rows("SELECT n.key, s.text FROM note n LEFT JOIN shown s ON s.id = n.id"))

    def found(query: str) -> list[str]:
        return list(store.cards(store.search(query, DAY), DAY))

    shelf = Shelf(store, basic("a", "Where?"), basic("b"))
    shelf.put("other.yaml", basic("a", "Elsewhere?"), deck="other")
    shelf.put("deck.yaml", basic("c", "A third?"), basic("a", "When?"))
    shelf.sync()
    notes = {note.key: codec.searched(note) for note in store.notes(EVERYTHING)}
    assert texts() == {**notes, "deck/b": codec.searched(basic("b"))}
    assert (found("when"), found("where"), found("elsewhere")) == (["deck/a"], ["other/a"], ["other/a"])
    store._connection.execute("DELETE FROM shown")
    shelf.put("deck.yaml", basic("c", "A third?"), basic("a", "When?"))
    shelf.sync()
    assert {key: text for key, text in texts().items() if text} == {
        key: text for key, text in notes.items() if key.startswith("deck/")
    }


def test_the_first_decks_leave_all_indexes_as_they_were(store: Store) -> None:
    def indexes() -> list[tuple[str, str]]:
        return sorted(store._rows("SELECT name, sql FROM sqlite_schema WHERE type = 'index'"))

    before = indexes()
    Shelf(store, basic("a"), pair("b"))
    assert indexes() == before
    assert store.miscounted() == []


def _ranks(store: Store) -> list[tuple[str, int]]:
    return store._rows("SELECT key, rank FROM card WHERE place IS NOT NULL ORDER BY key")


WAYS = (
    (),
    (basic("a"), basic("b", "Which?"), pair("c")),
    (basic("b", "Which?"), basic("a"), pair("c")),
    (basic("a", needs=("deck/c",)), basic("b"), pair("c")),
    (basic("a"), basic("b", asked=9), pair("c")),
    (basic("a"), basic("b"), pair("c", level="deep")),
    (basic("a", tags=("x",)), basic("b"), basic("c")),
    (basic("a"), basic("b"), pair("c"), basic("d", follow_up=("other/z",))),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("more", [{}, {"title": "Another"}, {"weight": 3}, {"broken": ("b",)}])
def test_the_learning_order_is_that_of_the_decks_as_they_are_now(
    store: Store, tmp_path: Path, way: tuple[Note, ...], more: dict[str, Any]
) -> None:
    others = (basic("y", needs=("deck/b",)), basic("z", asked=5))
    shelf = Shelf(store)
    shelf.put("other.yaml", *others, deck="other")
    shelf.put("deck.yaml", basic("a"), basic("b"), pair("c"))
    shelf.sync()
    shelf.put("deck.yaml", *way, **more)
    shelf.sync()
    with Store(tmp_path / "anew.db") as anew:
        again = Shelf(anew)
        again.put("other.yaml", *others, deck="other")
        again.put("deck.yaml", basic("a"), basic("b"), pair("c"))
        again.sync()
        again.put("deck.yaml", *way, **more)
        anew.note("reader", "another")  # which reads, and ranks, all anew
        again.sync()
        assert _ranks(store) == _ranks(anew)


def test_what_changes_no_order_has_no_card_put_in_order(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned: list[int] = []

    def counted(*words: Any) -> Sequence[Turn]:
        turned.append(1)
        return in_turn(*words)

    shelf = Shelf(store, basic("a"), basic("b", needs=("deck/a",)))
    monkeypatch.setattr(shelving, "in_turn", counted)
    shelf.put("deck.yaml", basic("a", "Reworded?", why="So.", tags=("x",)), basic("b", needs=("deck/a",)))
    shelf.sync()
    assert (turned, cards(store)) == ([], ["deck/a", "deck/b"])
    shelf.put("deck.yaml", basic("b"), basic("a"))
    shelf.sync()
    assert (turned, cards(store)) == ([1], ["deck/b", "deck/a"])
