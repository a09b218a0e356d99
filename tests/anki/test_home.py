"""What is answered in a real Anki comes home: every rated answer, once, from packages of every format."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from anki.collection import ExportAnkiPackageOptions
from anki.scheduler.v3 import CardAnswer

from tests.anki.ankitools import Anki, changes, deck_of
from tests.store.build import DAY, Shelf, answer, mark
from trainer.anki.identity import guid
from trainer.anki.incoming.collection import opened
from trainer.anki.incoming.history import Calendar
from trainer.anki.incoming.home import Home, Taken, take
from trainer.anki.incoming.values import TheirNote, TheirNotetype
from trainer.cli.here import here
from trainer.core.card import Note, note_of
from trainer.core.kinds import Basic, Cloze, Typed
from trainer.core.log import ANKI, Event
from trainer.core.moment import Moment, milliseconds
from trainer.core.scope import EVERYTHING
from trainer.store.store import Store

DECK = deck_of(
    [
        Basic("one", "1", reverse=True),
        Cloze("{{c1::a}} and {{c2::b}}"),
        Typed("two", "2"),
        Basic("three", "3"),
    ],
    "Home",
    "home",
)
EASES = {CardAnswer.AGAIN: 2, CardAnswer.HARD: 3, CardAnswer.GOOD: 4, CardAnswer.EASY: 5}


class Answered(NamedTuple):
    """What was given in Anki: card, grade, and the instant that Anki noted."""

    card: str
    grade: int
    at: int


class Packages(NamedTuple):
    """One collection in all the forms in which it leaves Anki, and what was answered in it."""

    given: list[Answered]
    files: dict[str, Path]


def moment(at: int) -> Moment:
    return Moment.of(datetime.fromtimestamp(at / 1000, UTC).astimezone(), 4)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    folder = tmp_path_factory.mktemp("home")
    anki = Anki(folder)
    anki.take([DECK], changes(DECK))
    collection: Any = anki.collection
    ids: dict[int, str] = {}
    for row in collection.find_cards(""):
        card = collection.get_card(row)
        name = str(card.template()["name"])
        suffix = {"Reverse": "#reverse", "Cloze": f"#c{card.ord + 1}"}.get(name, "")
        ids[int(row)] = card.note()["Id"] + suffix
    collection.decks.set_current(collection.decks.id_for_name("Home"))
    given: list[Answered] = []
    keys = [CardAnswer.GOOD, CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.EASY]
    for number in range(9):  # learning steps, again within the session
        _answer(collection, keys[number % 4], ids, given)
    _filtered(collection, ids, given)
    due = collection.find_cards('"Id:home/note-3"')
    collection.sched.set_due_date(due, "5")  # by hand: no answer
    collection.sched.suspend_cards(collection.find_cards('"Id:home/note-2"'))
    collection.set_user_flag_for_cards(3, collection.find_cards('"Id:home/note-1" card:1'))
    files = {name: folder / name for name in ("new.apkg", "old.apkg", "new.colpkg", "old.colpkg")}
    for name in ("new.apkg", "old.apkg"):
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=name == "old.apkg")
        collection.export_anki_package(out_path=str(files[name]), options=options, limit=None)
    for name in ("new.colpkg", "old.colpkg"):
        collection.export_collection_package(
            str(files[name]), include_media=True, legacy=name == "old.colpkg"
        )
        collection.reopen()
    collection.close()
    return Packages(given, files)


def _answer(collection: Any, key: "CardAnswer.Rating.V", ids: dict[int, str], given: list[Answered]) -> None:
    queued = collection.sched.get_queued_cards(fetch_limit=1).cards
    if not queued:
        return
    card = collection.get_card(queued[0].card.id)
    card.start_timer()
    collection.sched.answer_card(
        collection.sched.build_answer(card=card, states=queued[0].states, rating=key)
    )
    at = collection.db.scalar("SELECT max(id) FROM revlog")
    given.append(Answered(ids[int(card.id)], EASES[key], at))


def _filtered(collection: Any, ids: dict[int, str], given: list[Answered]) -> None:
    deck = collection.sched.get_or_create_filtered_deck(0)
    deck.name = "Filtered"
    deck.config.reschedule = True
    del deck.config.search_terms[1:]
    deck.config.search_terms[0].search = "deck:Home"
    deck.config.search_terms[0].limit = 2
    deck.allow_empty = True
    made = collection.sched.add_or_update_filtered_deck(deck)
    collection.decks.set_current(made.id)
    for key in (CardAnswer.GOOD, CardAnswer.EASY):
        _answer(collection, key, ids, given)
    collection.decks.set_current(collection.decks.id_for_name("Home"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db") as store:
        Shelf(store).put("home.yaml", *DECK.notes, deck="home")
        shelf = Shelf(store)
        shelf.put("home.yaml", *DECK.notes, deck="home")
        shelf.sync()
        yield store


def _home(store: Store) -> Home:
    met = {note_of(card) for card in store.without_deck()}
    return Home(store.with_older_keys(store.notes(EVERYTHING)), met)


def read(path: Path, store: Store, *, schedules: bool = False) -> tuple[Taken, list[Event]]:
    taken, home = Taken(), _home(store)
    with opened(path) as (_, collection):
        now = milliseconds(datetime.now(UTC))
        calendar = Calendar(moment, now, collection.created, collection.written_at)
        for note in collection.notes():
            if known := home.of(note):
                take(taken, note, known, calendar, here(store), schedules=schedules)
    return taken, taken.found.events


@pytest.mark.parametrize("name", ["new.apkg", "old.apkg", "new.colpkg", "old.colpkg"])
def test_every_rated_answer_comes_home_from_every_format(packages: Packages, store: Store, name: str) -> None:
    assert len(packages.given) >= 10
    taken, events = read(packages.files[name], store)
    given = [Answered(e.card, e.grade or 0, e.at) for e in events if e.grade is not None]
    assert sorted(given) == sorted(packages.given)
    assert {event.card for event in events if event.kind == "suspend"} == {"home/note-2"}
    assert {event.card for event in events if event.kind == "flag"} == {"home/note-1#c1"}
    assert (taken.notes, taken.cards, taken.found.manual > 0, taken.unknown) == (4, 6, True, 0)
    merged = store.merge(events)
    assert (merged.taken, merged.refused) == (len(events), ())
    assert store.mismatches() == []
    assert store.state("home/note-2").suspended
    assert store.state("home/note-1#c1").flagged


def test_both_formats_say_the_same_and_a_second_time_adds_nothing(packages: Packages, store: Store) -> None:
    found = [read(path, store)[1] for path in packages.files.values()]
    timed = [[event for event in events if event.kind not in ("suspend", "flag")] for events in found]
    assert all(events == timed[0] for events in timed)
    marks = [
        {(e.card, e.kind, e.detail) for e in events if e.kind in ("suspend", "flag")} for events in found
    ]
    wanted = {("home/note-1#c1", "flag", '{"anki": 3}'), ("home/note-2", "suspend", "")}
    assert marks == [wanted] * 4, "as of when the file was written"
    store.merge(found[0])
    before = store.events()
    assert all(store.merge(read(path, store)[1]).taken == 0 for path in packages.files.values())
    taken, events = read(packages.files["new.apkg"], store)
    assert taken.found.known == taken.found.answers == len(packages.given)
    assert store.merge(events).taken == 0
    assert store.events() == before


def test_answers_stand_in_order_with_those_given_here(packages: Packages, store: Store) -> None:
    store.record(answer("home/note-3", 5, DAY))
    store.merge(read(packages.files["new.apkg"], store)[1])
    mine = [event for event in store.events() if event.card == "home/note-3"]
    assert [event.at for event in mine] == sorted(event.at for event in mine)
    assert mine[0].device != ANKI
    assert store.mismatches() == []


def test_with_the_schedule_a_card_is_due_on_the_day_it_is_due_in_anki(
    packages: Packages, store: Store
) -> None:
    taken, events = read(packages.files["new.apkg"], store, schedules=True)
    store.merge(events)
    memory = store.state("home/note-3").memory
    assert memory is not None
    assert memory.due == moment(milliseconds(datetime.now(UTC))).day + 5
    assert taken.cards == 6


def test_what_was_only_done_here_stays_and_is_said(packages: Packages, store: Store) -> None:
    store.record(mark("home/note-0", "suspend", DAY))
    taken, events = read(packages.files["new.apkg"], store)
    store.merge(events)
    assert taken.suspended == ["home/note-0"]
    assert store.state("home/note-0").suspended


def test_answers_to_a_deck_that_is_not_here_are_kept_for_when_it_comes(
    packages: Packages, tmp_path: Path
) -> None:
    with Store(tmp_path / "empty.db") as store:
        taken, events = read(packages.files["new.apkg"], store)
        assert (taken.notes, events) == (0, []), "nobody knows whose they are"
        store.record_all([mark(note.key, "flag", DAY) for note in DECK.notes])
        taken, events = read(packages.files["new.apkg"], store)
        assert sorted(taken.away) == sorted(note.key for note in DECK.notes)
        store.merge(events)
        assert {Answered(e.card, e.grade or 0, e.at) for e in store.events() if e.grade is not None} == set(
            packages.given
        )


def test_what_is_surely_known_here_is_known() -> None:
    notes = [
        Note("d", "own", Basic("Q", "A")),
        Note("d", "brought", Basic("Q", "A"), guid="theirs"),
        Note("d", "copy", Basic("Q", "A"), guid=guid("x/copy")),
    ]
    home = Home(notes)
    exported = TheirNotetype("Trainer Basic", ("Front", "Id", "Spare1"), ())
    ids = [*(guid(note.key) for note in notes), "theirs", guid("x/copy"), "other"]
    keys = [*(note.key for note in notes), "x/copy", ""]
    found = {
        (id, key): bool(home.of(TheirNote(id, exported, ("Q", key, ""), (), 0, ())))
        for id in ids
        for key in keys
    }
    assert all(found[one] for one in found if home.has(*one))
    usual = [(guid("d/own"), "d/own"), ("theirs", "d/brought"), (guid("x/copy"), "d/copy")]
    assert all(home.has(*one) for one in usual)
    assert not home.has(guid("x/copy"), "x/copy"), "it is still as it came"
