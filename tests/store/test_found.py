"""What a query finds, counts and sorts is what its plain definition does, card by card, whatever was done to
history and decks before; and what was found stays so while more is done (issue 11, points 2 and 11)."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, mark, noon, pair
from trainer.core.card import Note, note_of
from trainer.core.library import Sort
from trainer.core.log import ANSWERS
from trainer.core.moment import Moment
from trainer.core.query import All, Either, Is, Named, Node, Not, Property, Within, Words, parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import folded
from trainer.scheduling.leech import FIRST
from trainer.store import codec
from trainer.store.store import Store

CARDS = ("deck/a", "deck/b#c1", "deck/b#c2", "other/a", "other/c#c1", "other/c#c2")
DECKS: tuple[tuple[tuple[Note, ...], tuple[Note, ...]], ...] = (
    ((basic("a", tags=("t",)), pair("b", asked=3)), (basic("a"), pair("c", tags=("t::u",)))),
    ((pair("b", tags=("t",), level="core"),), (basic("a", "Where?", asked=9),)),
    ((basic("new", formerly=("deck/a",)), pair("b", asked=1)), ()),
    ((basic("a"), pair("b")), (pair("c", level="deep"), basic("a"), basic("z"))),
)
STEP = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(CARDS), st.integers(1, 5)),
    st.tuples(
        st.just("mark"),
        st.sampled_from(CARDS),
        st.sampled_from(["suspend", "unsuspend", "bury", "flag", "want", "reset"]),
    ),
    st.tuples(st.just("decks"), st.integers(0, len(DECKS) - 1), st.none()),
    st.tuples(st.just("wait"), st.sampled_from([1, 6]), st.none()),
    st.tuples(st.just("undo"), st.booleans(), st.none()),
)
TERMS = [
    *("is:new", "is:due", "is:again", "is:learnt", "is:young", "is:suspended", "is:buried", "is:leech"),
    *("is:flagged", "is:own", "rated:1", "rated:7:1", "introduced:7", "added:1", "tag:t", "tag:t::u"),
    *("kind:cloze", "level:core", "level:solid", "deck:deck", "deck:other", "id:deck/*", "Q", "one_tw*"),
    *("card:1", "card:2", "front:Q", "back:one", "front:re:^q", "back:re:o", "tag:re:^t$", "deck:re:^deck"),
    *("prop:ivl>1", "prop:due<1", "prop:reps<2", "prop:lapses>0", "prop:asked>2", "prop:ease<2.5"),
]
QUERIES = st.recursive(
    st.sampled_from(TERMS),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" ", " or "]), inner).map(lambda parts: f"({''.join(parts)})"),
        inner.map(lambda part: f"-{part}"),
    ),
    max_leaves=4,
)


def fits(pattern: str, text: str, *, whole: bool = True) -> bool:
    wanted = re.escape(folded(pattern)).replace(r"\*", ".*").replace("_", ".")
    return (re.fullmatch if whole else re.search)(wanted, folded(text), re.DOTALL) is not None


def side(note: Note, card: str, name: str) -> str:
    sides = note.sides(card)
    return sides.prompt if name == "front" else sides.answer


def is_like(store: Store, day: int, card: str, node: Node) -> bool:
    """Is a card what a query says?"""
    state, note = store.state(card), next(n for n in store.notes(EVERYTHING) if n.key == note_of(card))
    memory, titles = state.memory, {deck.id: deck.title for deck in store.decks(day)}
    off = {note_of(key) for key, each in store.states().items() if each.buried == day}
    answers = [event for event in store.log(ANSWERS) if event.card == card and event.day <= day]
    due_today = state.wanted == day and day > 0
    match node:
        case All(parts):
            return all(is_like(store, day, card, part) for part in parts)
        case Either(parts):
            return any(is_like(store, day, card, part) for part in parts)
        case Not(part):
            return not is_like(store, day, card, part)
        case Words(pattern):
            return fits(pattern, codec.searched(note), whole=False)
        case Named("deck", pattern):
            names = (note.deck, titles[note.deck])
            return any(fits(pattern, name) for name in names) or fits(f"{pattern}::*", titles[note.deck])
        case Named("tag", pattern):
            return any(fits(pattern, tag) or fits(f"{pattern}::*", tag) for tag in note.tags)
        case Named("tag:re", pattern):
            return any(re.search(pattern, tag, re.IGNORECASE) for tag in note.tags)
        case Named("deck:re", pattern):
            return any(re.search(pattern, name, re.IGNORECASE) for name in (note.deck, titles[note.deck]))
        case Named("front" | "back" as name, pattern):
            return fits(pattern, side(note, card, name), whole=False)
        case Named("front:re" | "back:re" as name, pattern):
            return bool(re.search(pattern, folded(side(note, card, name[:-3])), re.MULTILINE))
        case Named("nth", number):
            return note.card_keys()[int(number) - 1 : int(number)] == (card,)
        case Named("kind", pattern):
            return fits(pattern, note.kind)
        case Named("level", pattern):
            return fits(pattern, note.level or "solid")
        case Named("id", pattern):
            return fits(pattern, card) or fits(pattern, note.key)
        case Within("added", days):
            return day - days < 719163
        case Within("rated", days, grade):
            wanted = {0: range(6), 1: range(3), 2: (3,), 3: (4,), 4: (5,)}[grade]
            return any(event.day > day - days and event.grade in wanted for event in answers)
        case Within("introduced", days):
            return bool(answers) and all(event.day > day - days for event in answers)
        case Property("asked", sign, number):
            return note.asked is not None and compared(note.asked, sign, number)
        case Property("reps" | "lapses" as name, sign, number):
            value = 0 if memory is None else memory.reviews if name == "reps" else memory.lapses
            return compared(value, sign, number)
        case Property("due", sign, number):
            due = memory.due if memory is not None else None
            due = min(due if due is not None else day, day) if due_today else due
            return due is not None and compared(due - day, sign, number)
        case Property("ivl", sign, number):
            return memory is not None and compared(memory.due - memory.last, sign, number)
        case Property(name, sign, number):
            return memory is not None and compared(store.scheduler.facts(memory)[name], sign, number)
        case Is("due"):
            is_due = memory is not None and memory.due <= day
            put = due_today and not (memory is not None and memory.drill == day)
            return (is_due or put) and not state.suspended and note.key not in off
        case Is(what):
            interval = memory.due - memory.last if memory is not None else 0
            learnt = memory is not None and memory.answered
            return {
                "new": memory is None,
                "again": memory is not None and memory.drill == day,
                "learnt": learnt,
                "young": learnt and interval < 21,
                "suspended": state.suspended,
                "buried": note.key in off,
                "leech": memory is not None and memory.lapses >= FIRST,
                "flagged": state.flagged,
                "own": True,
            }[what]
    raise AssertionError(node)


def compared(value: float, sign: str, number: float) -> bool:
    return {
        "<": value < number, "<=": value <= number, "=": value == number,
        ">": value > number, ">=": value >= number, "!=": value != number,
    }[sign]  # fmt: skip


def in_order(store: Store, day: int, cards: list[str], sort: Sort, *, down: bool) -> list[str]:
    """The cards, which stand in the order of the decks, in another order."""
    ranks = dict(store._connection.execute("SELECT key, rank FROM card").fetchall())
    notes = {note.key: note for note in store.notes(EVERYTHING)}

    def key(card: str) -> tuple[Any, ...]:
        memory, state, note = store.state(card).memory, store.state(card), notes[note_of(card)]
        due = memory.due if memory is not None else None
        if state.wanted == day:
            due = min(due if due is not None else day, day)
        return {
            "deck": (),
            "due": (due if due is not None else 1 << 60, ranks[card]),
            "interval": (memory.due - memory.last if memory is not None else -(1 << 60),),
            "lapses": (memory.lapses if memory is not None else 0,),
            "asked": (note.asked if note.asked is not None else -1,),
            "added": (),
            "order": (ranks[card],),
            "question": (codec.searched(note),),
        }[sort]

    if sort == "deck":
        return cards[::-1] if down else cards
    return sorted(cards, key=key, reverse=down)


def done(store: Store, shelf: Shelf, steps: list[tuple[str, Any, Any]]) -> int:
    """Do some steps; return the day on which they ended."""
    day = DAY
    for what, which, more in steps:
        if what == "answer":
            store.record(answer(which, more, day))
        elif what == "mark":
            store.record(mark(which, more, day))
        elif what == "wait":
            day += which
        elif what == "undo":
            (store.undo if which else store.redo)(Moment(noon(day), day))
        else:
            put(shelf, which)
    return day


def put(shelf: Shelf, which: int) -> None:
    """Have other deck files."""
    shelf.files.clear()
    for name, notes in zip(("deck", "other"), DECKS[which], strict=True):
        if notes:
            shelf.put(f"{name}.yaml", *notes, deck=name, title=f"{name.title()}::x")
    shelf.sync()


@pytest.mark.hypothesis
@given(
    steps=st.lists(STEP, max_size=12),
    queries=st.lists(QUERIES, min_size=4, max_size=8),
    sort=st.sampled_from(get_args(Sort)),
    down=st.booleans(),
)
@some(40)
def test_it_is_what_its_definition_says(
    steps: list[tuple[str, Any, Any]], queries: list[str], sort: Sort, down: bool
) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "trainer.db") as store:
        shelf = Shelf(store)
        put(shelf, 0)
        day = done(store, shelf, steps)
        assert store.miscounted() == []
        everything = [card for note in store.notes(EVERYTHING) for card in note.card_keys()]
        for query in queries:
            node = parse(query)
            scope = Scope(query=node, day=day)
            wanted = [card for card in everything if is_like(store, day, card, node)]
            found = store.cards(scope, day, sort, down=down)
            assert found == in_order(store, day, wanted, sort, down=down), query
            assert len(found) == len(wanted)
            assert store.among(everything, scope, day) == wanted
            of_notes = {note_of(card) for card in wanted}
            assert store.size(scope) == (len(of_notes), sum(note_of(card) in of_notes for card in everything))


@pytest.mark.parametrize("down", [False, True])
def test_by_due_all_cards_of_all_or_most_decks_stand_as_those_of_any_query(store: Store, down: bool) -> None:
    """They are found by an index of their days; what was put into today is not where it says."""
    shelf = Shelf(store)
    put(shelf, 0)
    for number, card in enumerate(CARDS[:4]):
        store.record(answer(card, 2 + number % 3, DAY - 9 * number))
    store.record(mark("other/a", "suspend"))
    for put_into_today in (False, True):
        if put_into_today:
            store.record(mark("other/c#c2", "want"))
            store.record(mark("deck/b#c1", "want"))
        for query in ("", "deck:*", "deck:deck or deck:other", "deck:other"):
            scope = Scope(query=parse(query), day=DAY)
            wanted = in_order(store, DAY, [*store.cards(scope, DAY)], "due", down=down)
            assert store.cards(scope, DAY, "due", down=down) == wanted, query
        assert len(store.cards(EVERYTHING, DAY, "due", down=down)) == 6


def test_what_was_found_stays_while_history_and_decks_are_written(store: Store) -> None:
    shelf = Shelf(store, *(basic(f"n{number}") for number in range(300)))
    found = store.cards(store.search("-is:suspended", DAY), DAY, "question", down=True)
    before, again = [*found], store.cards(store.search("-is:suspended", DAY), DAY, "question", down=True)
    store.record_all([mark(card, "suspend") for card in before[:200]])
    shelf.put("deck.yaml", *(basic(f"n{number}") for number in range(0, 300, 3)), deck="deck")
    shelf.sync()
    assert again == before, "read when it is looked at"
    assert [*found] == before
    assert len(store.cards(store.search("-is:suspended", DAY), DAY)) < 100


@given(st.integers(0, 400), st.data())
@some(15)
def test_it_is_a_sequence_like_any_other(many: Any, count: int, data: st.DataObject) -> None:
    found = many.cards(Scope(query=parse(f"prop:asked<{count}"), day=DAY), DAY)
    keys = [f"deck/n{number}" for number in range(count)]
    part = data.draw(st.slices(500))
    assert found[part] == keys[part], "before all of it was read"
    assert [*found] == keys
    assert [*reversed(found)] == keys[::-1]
    assert found[part] == keys[part]
    assert bool(found) == bool(keys)
    for number in data.draw(st.lists(st.integers(-450, 450), max_size=5)):
        if -count <= number < count:
            assert found[number] == keys[number]
            assert found.index(keys[number]) == number % count
            assert keys[number] in found
        else:
            with pytest.raises(IndexError):
                found[number]
    assert "deck/none" not in found
    with pytest.raises(ValueError, match="not among"):
        found.index("deck/n400")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with more cards than are read at a time; only read from."""
    store = Store(tmp_path_factory.mktemp("many") / "trainer.db")
    Shelf(store, *(basic(f"n{number}", asked=number) for number in range(401)))
    return store
