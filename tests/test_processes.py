"""Things made by several processes are those that one makes, in its order, whatever happens to the others."""

import os
from collections.abc import Iterator
from operator import truediv

import pytest

from trainer import processes
from trainer.processes import ahead, fed, made


@pytest.fixture(autouse=True)
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "WORTH", -1.0)
    monkeypatch.setattr(processes, "TRIED", 3)
    monkeypatch.setattr(processes, "_PART", 2)
    monkeypatch.setattr(processes, "_cores", lambda: 2)


def who(thing: int, _: object) -> tuple[int, int]:
    return thing, os.getpid()


def mortal(thing: int, first: int) -> int:
    if os.getpid() != first and thing in (7, 12):
        os._exit(1)
    return -thing


def test_several_processes_make_what_one_does_in_its_order() -> None:
    found = list(made(who, range(20), None, 20))
    assert [thing for thing, _ in found] == [*range(20)]
    assert len({maker for _, maker in found[3:]} - {os.getpid()}) == 2


def test_what_a_process_that_died_should_have_made_is_made_here() -> None:
    assert list(made(mortal, range(20), os.getpid(), 20)) == [-thing for thing in range(20)]


def test_what_goes_wrong_in_another_process_goes_wrong_here() -> None:
    found = made(truediv, [1, 2, 3, 4, 5, 6], 2, 6)
    assert [next(found) for _ in range(6)] == [0.5, 1, 1.5, 2, 2.5, 3]
    with pytest.raises(ZeroDivisionError):
        list(made(truediv, [1, 2, 3, 4], 0, 4))


def test_things_are_handed_over_one_part_at_a_time_and_nobody_is_left_behind() -> None:
    taken: list[int] = []

    def things() -> Iterator[int]:
        for thing in range(10_000):
            taken.append(thing)
            yield thing

    found = made(who, things(), None, 10_000)
    makers = {maker for _, maker in (next(found) for _ in range(9))} - {os.getpid()}
    assert len(taken) < 30
    found.close()  # type: ignore[attr-defined]
    for maker in makers:
        with pytest.raises(ProcessLookupError):
            os.kill(maker, 0)


def test_where_little_is_to_be_done_one_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "WORTH", 4.0)
    assert {maker for _, maker in made(who, range(20), None, 20)} == {os.getpid()}


def told(most: int) -> Iterator[tuple[int, int]]:
    for number in range(most):
        yield number, os.getpid()


def dying(first: int) -> Iterator[int]:
    for number in range(20):
        if os.getpid() != first and number == 7:
            os._exit(1)
        yield number


def failing(last: int) -> Iterator[float]:
    for number in range(5):
        yield 1 / (last - number)


def test_another_process_goes_ahead_with_what_one_yields() -> None:
    with ahead(told, 1000, worth=True) as found:
        rows = list(found)
    assert [number for number, _ in rows] == [*range(1000)]
    assert {maker for _, maker in rows} != {os.getpid()}
    with ahead(told, 3, worth=False) as found:
        assert {maker for _, maker in found} == {os.getpid()}


def test_what_a_process_that_died_ahead_did_not_yield_is_made_here() -> None:
    with ahead(dying, os.getpid(), worth=True) as found:
        assert list(found) == [*range(20)]


def test_what_goes_wrong_ahead_goes_wrong_here(capfd: pytest.CaptureFixture[str]) -> None:
    with ahead(failing, 3, worth=True) as found:
        assert [next(found) for _ in range(3)] == [1 / 3, 1 / 2, 1]
        with pytest.raises(ZeroDivisionError):
            next(found)
    assert capfd.readouterr() == ("", "")


def test_nobody_who_went_ahead_is_left_behind() -> None:
    with ahead(told, 10**9, worth=True) as found:
        _, maker = next(found)
        assert maker != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(maker, 0)


def doubled(first: int, things: Iterator[list[int]]) -> Iterator[tuple[int, int]]:
    for part in things:
        for thing in part:
            if thing == 13 and os.getpid() != first:
                os._exit(1)
            yield 2 * thing, os.getpid()


def test_things_that_become_known_little_by_little_are_made_meanwhile() -> None:
    with fed(doubled, 0, worth=True) as feed:
        for thing in range(8):
            feed.give([thing])
        rows = list(feed.made([[*range(8)]]))
    assert [thing for thing, _ in rows] == [*range(0, 16, 2)]
    assert {maker for _, maker in rows} != {os.getpid()}
    with fed(doubled, 0, worth=False) as feed:
        feed.give([1])
        assert list(feed.made([[1, 2]])) == [(2, os.getpid()), (4, os.getpid())]


def test_what_nobody_makes_meanwhile_is_made_here_of_all_things() -> None:
    with fed(doubled, os.getpid(), worth=True) as feed:
        feed.give([*range(20)])
        rows = list(feed.made([[*range(10)], [*range(10, 20)]]))
    assert [thing for thing, _ in rows] == [*range(0, 40, 2)]
    assert rows[-1][1] == os.getpid()
    with fed(doubled, 0, worth=True) as feed:
        feed.give([1])
        feed.end()
        assert list(feed.made([[2]])) == [(4, os.getpid())]


def test_many_things_wait_for_nobody() -> None:
    with fed(doubled, 0, worth=True) as feed:
        for thing in range(3000):
            feed.give([thing + 20] * 100)
        assert len(list(feed.made([[0]]))) == 300_000
