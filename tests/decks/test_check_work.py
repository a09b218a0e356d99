"""What `trainer check` does for a deck grows with its notes, not with their square: counted, not timed."""

from collections import UserDict
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from trainer.core.card import Deck, Note, Reference
from trainer.core.kinds import Basic, Choice
from trainer.core.kinds.choice import Wrong
from trainer.decks.lint import links, similar
from trainer.decks.lint.decks import lint


class Counted(tuple[Any, ...]):
    """Counts what was taken out of any such tuple."""

    __slots__ = ()
    taken = 0

    def __iter__(self) -> Iterator[Any]:
        for each in super().__iter__():
            Counted.taken += 1
            yield each


def work(of: Callable[[int], int], few: int) -> float:
    """Return by how much the work grows where there are four times as many."""
    return of(4 * few) / of(few)


def test_what_is_asked_of_the_deck_is_looked_up_once_for_all_its_notes() -> None:
    def taken(count: int) -> int:
        Counted.taken = 0
        notes = Counted(Note("d", f"n{at}", Basic(f"word{at} other{at}?", "never")) for at in range(count))
        references = Counted(Reference(f"r{at}", "T") for at in range(count))
        lint([Deck("d", "D", notes=notes, references=references)])
        return Counted.taken

    assert work(taken, 25) <= 4


@pytest.mark.parametrize(
    "asked", ["What does the command number {} do?", "What do one two three four mean {}?"]
)
def test_prompts_that_share_their_words_are_not_compared_each_with_each(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0
    alike = similar.alike

    def counted(one: similar.Prompt, other: similar.Prompt) -> bool:
        nonlocal compared
        compared += 1
        return alike(one, other)

    monkeypatch.setattr(similar, "alike", counted)

    def done(count: int) -> int:
        nonlocal compared
        compared = 0
        notes = (Note("d", f"n{at}", Basic(asked.format(f"x{at}"), "A")) for at in range(count))
        similar.prompts(similar.told(notes))
        return compared + count

    assert work(done, 500) < 5


def test_notes_of_one_id_in_many_decks_are_not_compared_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    def share(*_: object) -> bool:
        nonlocal compared
        compared += 1
        return False

    monkeypatch.setattr(similar, "_share", share)

    def done(count: int) -> int:
        nonlocal compared
        compared = 0
        notes = (Note(f"d{at}", "n", Basic("What are files and folders?", "A")) for at in range(count))
        similar.namesakes(similar.told(notes))
        return compared

    assert work(done, 500) < 5


def test_a_chain_of_needs_is_not_gone_through_whole_for_each_of_its_notes() -> None:
    class Known(UserDict[str, Note]):
        asked = 0

        def __getitem__(self, key: str) -> Note:
            self.asked += 1
            return super().__getitem__(key)

    def done(count: int) -> int:
        last = f"d/n{count - 1}"
        known = Known(
            {
                f"d/n{at}": Note("d", f"n{at}", Basic("A?", "A"), needs=(f"d/n{at + 1}",), follow_up=(last,))
                for at in range(count)
            }
        )
        for note in list(known.data.values())[:10]:
            list(links.check(note, known))
        return known.asked

    assert work(done, 4000) < 2


def test_a_deck_of_thousands_of_choices_is_judged_as_one_of_few() -> None:
    def found(count: int, right: str) -> bool:
        body = Choice("Which?", (right,), (Wrong("xx"), Wrong("yy"), Wrong("zz")))
        notes = tuple(Note("d", f"n{at}", body) for at in range(count))
        return any(problem.rule == "choices-longest" for problem in lint([Deck("d", "D", notes=notes)]))

    for count in (100, 5000):
        assert found(count, "the longest")
        assert not found(count, "a")
