"""What an import does not take of what was done in Anki is said, with what to do."""

from typing import Any

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_from_anki import There, there

__all__ = ["there"]
AGAIN, GOOD, EASY = 0, 2, 3
OWN = "deck: own\ntitle: Theirs\nnotes:\n  - id: a\n    ask: A?\n    answer: a\n"


def give(there: There, button: int) -> None:
    """Answer the first card that comes."""
    decks, scheduler = there.collection.decks, there.collection.sched
    decks.set_current(decks.id("Theirs"))
    first: Any = scheduler.get_queued_cards(fetch_limit=1).cards[0]
    card = there.collection.get_card(first.card.id)
    card.start_timer()
    scheduler.answer_card(scheduler.build_answer(card=card, states=first.states, rating=button))


def test_answers_and_marks_of_notes_that_came_from_anki_are_said_until_they_are_taken(
    world: World, there: There
) -> None:
    for front in "ABCD":
        there.add("Basic", f"{front}?", front)
    assert "not taken" not in world.run("import", there.package(), "--out", world.out), "nothing was done"
    give(there, EASY)
    give(there, EASY)
    last = there.collection.find_cards("D?")
    there.collection.set_user_flag_for_cards(2, last)
    there.collection.sched.suspend_cards(there.collection.find_cards("C?"))
    for words in (["--dry-run"], []):
        said = world.run("import", there.package(), "--out", world.out, *words)
        assert "not taken: 2 answers and 2 flags and suspensions of notes that came from Anki" in said
        assert "(--with-schedule takes them)" in said
    assert world.bring(there.package())["passed_over"] == {"answers": 2, "marks": 2}
    assert [event for event in world.events() if event.card] == []
    assert world.bring(there.package(), "--with-schedule")["passed_over"] == {"answers": 0, "marks": 0}
    assert world.bring(there.package())["passed_over"] == {"answers": 0, "marks": 0}, "all of it is known"
    give_again(there)
    assert world.bring(there.package())["passed_over"] == {"answers": 1, "marks": 1}


def give_again(there: There) -> None:
    there.collection.set_user_flag_for_cards(0, there.collection.find_cards("D?"))
    give(there, GOOD)


def test_at_the_first_import_it_is_said_too(world: World, there: There) -> None:
    there.add("Basic", "A?", "a")
    give(there, GOOD)
    assert "not taken: 1 answer of notes that" in world.run("import", there.package(), "--out", world.out)


@pytest.mark.parametrize("own", [True, False], ids=["own", "theirs"])
def test_an_answer_that_was_taken_back_in_anki_is_named(world: World, there: There, *, own: bool) -> None:
    if own:
        world.out.mkdir()
        (world.out / "own.yaml").write_text(OWN)
        world.run("export", "--out", there.folder / "out")
        (package,) = (there.folder / "out").glob("*.apkg")
        there.take(package)
    else:
        there.add("Basic", "A?", "a")
    gone = "no_longer_in_anki"
    give(there, AGAIN)
    old = there.package("old.apkg")
    assert world.bring(old, "--with-schedule")[gone] == {}
    assert world.bring(old, "--with-schedule")[gone] == {}
    there.collection.undo()
    without = there.package("none.apkg")
    give(there, EASY)
    (card,) = world.bring(there.package(), "--with-schedule")[gone]
    said = world.run("import", there.package(), "--out", world.out, "--with-schedule")
    assert "1 answer of earlier imports no longer in Anki's log (taken back there" in said
    assert f"{card}\n" in said
    assert sorted(event.grade or 0 for event in world.events() if event.grade is not None) == [2, 5]
    assert world.bring(old, "--with-schedule")[gone] == {}, "it was written before the other answer"
    assert world.bring(without, "--with-schedule")[gone] == {}, "it has no log at all"


def test_what_was_changed_in_anki_in_own_notes_is_named(world: World, there: There) -> None:
    world.out.mkdir()
    (world.out / "own.yaml").write_text(
        OWN + "".join(f"  - id: {id}\n    ask: '{id} é <b>?'\n    answer: {id}\n" for id in "bcd")
    )
    world.run("export", "--out", there.folder / "out")
    (package,) = (there.folder / "out").glob("*.apkg")
    there.take(package)
    assert world.bring(there.package())["own"]["edited_in_anki"] == [], "nothing was changed"
    found = {note["Id"]: note for note in map(there.collection.get_note, there.collection.find_notes(""))}
    found["own/a"]["Back"] = "another"
    found["own/b"].tags = ["mine"]
    found["own/c"].tags = ["leech", "marked"]
    found["own/d"]["Front"] = found["own/d"]["Front"]
    for note in found.values():
        there.collection.update_note(note)
    there.collection.db.execute("UPDATE notes SET mod = mod + 5")
    expected = ["own/a (Back)", "own/b (tags)"]
    assert sorted(world.bring(there.package())["own"]["edited_in_anki"]) == expected
    said = world.run("import", there.package(), "--out", world.out, "--dry-run")
    assert "changed in Anki, which is not taken: change them in their decks, too: own/" in said
    text = (world.out / "own.yaml").read_text()
    assert "answer: a\n" in text, "the deck is as it was"
    (world.out / "own.yaml").write_text(text.replace("answer: a\n", "answer: another\n"))
    assert world.bring(there.package())["own"]["edited_in_anki"] == ["own/b (tags)"]
