"""Of two schedules of a card, one here and one in a real Anki, the newer counts; a preview sets none."""

from pathlib import Path
from typing import Any

import pytest
from anki.collection import ExportAnkiPackageOptions
from anki.scheduler.v3 import CardAnswer

from tests.anki.test_home import read
from tests.anki.test_schedules import TODAY, cards, exported, given, taken
from tests.store.build import mark
from trainer.core.state import CardState
from trainer.store.store import Store


def previewed(collection: Any, *notes: str, search: str = "") -> None:
    """Answer cards in a filtered deck that leaves the schedule alone."""
    deck = collection.sched.get_or_create_filtered_deck(0)
    deck.config.reschedule = False
    del deck.config.search_terms[1:]
    deck.config.search_terms[0].search = search or " or ".join(f'"Id:{note}"' for note in notes)
    made = collection.sched.add_or_update_filtered_deck(deck)
    collection.decks.set_current(made.id)
    while queued := collection.sched.get_queued_cards(fetch_limit=1).cards:
        card = collection.get_card(queued[0].card.id)
        card.start_timer()
        answer = collection.sched.build_answer(card=card, states=queued[0].states, rating=CardAnswer.EASY)
        collection.sched.answer_card(answer)


def home(collection: Any, path: Path) -> Path:
    options = ExportAnkiPackageOptions(with_scheduling=True, legacy=False)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def schedules(answered: Store) -> dict[str, CardState]:
    return {key: state._replace(buried=0) for key, state in answered.states().items()}


def test_a_preview_puts_no_older_schedule_back(anki: Any, answered: Store, tmp_path: Path) -> None:
    answered.record(given("home/note-1#c2", 5, TODAY - 1))  # since the export
    before = schedules(answered)
    previewed(anki, "home/note-1", "home/note-3")
    assert anki.db.scalar("SELECT count() FROM revlog WHERE type = 3 AND factor = 0") >= 2
    found, events = read(home(anki, tmp_path / "home.apkg"), answered, schedules=True)
    assert found.older == ["home/note-1#c2"]
    assert "adopt" not in {event.kind for event in events}
    answered.merge(events)
    assert schedules(answered) == before
    assert answered.mismatches() == []


def test_a_day_set_there_after_the_last_answer_here_is_taken(
    anki: Any, answered: Store, tmp_path: Path
) -> None:
    anki.sched.set_due_date([cards(anki)["home/note-3"].id], "77")
    previewed(anki, "home/note-3")
    found, events = read(home(anki, tmp_path / "home.apkg"), answered, schedules=True)
    assert found.older == []
    answered.merge(events)
    memory = answered.state("home/note-3").memory
    assert memory is not None
    assert memory.due == TODAY + 77
    taken, again = read(home(anki, tmp_path / "home.apkg"), answered, schedules=True)
    assert (answered.merge(again).taken, taken.older) == (0, [])


def test_a_schedule_without_answers_is_taken_once_whatever_is_flagged(
    anki: Any, answered: Store, tmp_path: Path
) -> None:
    card = cards(anki)["home/note-2#cost"]
    anki.db.execute(
        f"UPDATE cards SET type = 2, queue = 2, ivl = 40, due = {anki.sched.today + 30} WHERE id = {card.id}"
    )
    answered.merge(read(home(anki, tmp_path / "one.apkg"), answered, schedules=True)[1])
    memory = answered.state("home/note-2#cost").memory
    assert memory is not None
    assert memory.due == TODAY + 30
    answered.record(given("home/note-2#cost", 4, TODAY - 1))
    before = answered.state("home/note-2#cost").memory
    anki.db.execute("UPDATE cards SET mod = mod + 5")
    anki.set_user_flag_for_cards(3, [card.id])
    answered.merge(read(home(anki, tmp_path / "two.apkg"), answered, schedules=True)[1])
    assert answered.state("home/note-2#cost").flagged
    assert answered.state("home/note-2#cost").memory == before


def test_forget_in_anki_makes_a_card_new_here(anki: Any, answered: Store, tmp_path: Path) -> None:
    anki.sched.schedule_cards_as_new([cards(anki)["home/note-3"].id])
    found, events = read(home(anki, tmp_path / "home.apkg"), answered)
    assert (found.found.resets, found.found.manual) == (1, 0)
    answered.merge(events)
    assert answered.state("home/note-3").memory is None
    taken, again = read(home(anki, tmp_path / "home.apkg"), answered)
    assert (answered.merge(again).taken, taken.found.resets) == (0, 0)


def test_a_reset_here_is_one_there_and_comes_home_as_what_it_was(answered: Store, tmp_path: Path) -> None:
    answered.record(mark("home/note-3", "reset", TODAY - 1))
    collection = taken(exported(answered, tmp_path / "there.apkg"), tmp_path)
    card = cards(collection)["home/note-3"]
    assert (card.type, card.queue) == (0, 0)
    assert collection.db.scalar(f"SELECT count() FROM revlog WHERE cid = {card.id} AND type = 4") == 1
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    found, events = read(home(collection, tmp_path / "home.apkg"), answered)
    collection.close()
    assert (found.found.resets, found.found.manual) == (0, 0)
    assert "reset" not in {event.kind for event in events}


@pytest.mark.parametrize("card", ["home/note-0", "home/note-2#cost", "home/note-3"])
def test_check_database_finds_nothing_after_a_cram(answered: Store, tmp_path: Path, card: str) -> None:
    """With a schedule, never answered but so, and crammed on the day of an answer."""
    answered.record(given(card, 5, TODAY)._replace(kind="cram"))
    collection = taken(exported(answered, tmp_path / "there.apkg"), tmp_path)
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    collection.close()
