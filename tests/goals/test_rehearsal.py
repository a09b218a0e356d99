"""What the planned mock interview is started with, the same wherever it is said, and where there is one."""

import io
import json
import shlex
from pathlib import Path

import pytest

from tests.goals.setting import planned, wish
from tests.interview.interviews import GOOD, mark_all, opener
from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, basic
from trainer.cli.main import main
from trainer.context import Context
from trainer.core.scope import EVERYTHING
from trainer.goals.goal import Goal
from trainer.goals.mocks import Open
from trainer.goals.planned import PlannedSession
from trainer.goals.rehearsal import Rehearsal, rehearsal
from trainer.goals.session import mock_of, session_of
from trainer.goals.standing import standings
from trainer.interview.interview import begin
from trainer.interview.setup import can_begin, setup
from trainer.plain.app import run
from trainer.plain.home import goal_lines
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


@pytest.fixture
def decks(store: Store) -> Store:
    """Decks kafka and hive with open questions, and mine without."""
    shelf = Shelf(store)
    for deck in ("kafka", "hive"):
        shelf.put(f"{deck}.yaml", *(opener(f"{deck}{at}") for at in range(9)), deck=deck)
    shelf.put("mine.yaml", basic("one"), basic("two"), deck="mine")
    shelf.sync()
    return store


def open_one(store: Store) -> Rehearsal:
    found = mock_of(session_of(store, Clock(), Plan()))
    assert found is not None
    return found


def test_it_is_about_the_decks_of_its_goal_and_held_so_it_is_done(decks: Store) -> None:
    clock = Clock()
    wish(decks, clock, what="kafka", by="+1d", minutes="20")
    found = open_one(decks)
    assert found.command == "trainer mock kafka --minutes 10"
    assert found.scope == decks.resolve(["kafka"], DAY)
    assert any("`trainer mock kafka --minutes 10`" in line for line in goal_lines(planned(decks)))
    of = begin(decks, clock, Plan(), found.scope, found.mock.minutes, seed="s")
    clock.forward(seconds=301)
    of.say(GOOD)
    of.confide(2)
    of.stop()
    mark_all(of)
    assert mock_of(session_of(decks, Clock(), Plan())) is None


def test_one_of_a_goal_about_everything_names_no_deck(decks: Store) -> None:
    wish(decks, by="+1d", minutes="10")
    found = open_one(decks)
    assert (found.command, found.scope) == ("trainer mock --minutes 5", EVERYTHING)


@pytest.mark.parametrize("what", ["tag:x y", "-kind:basic", "level:core"])
def test_the_command_is_one_that_a_shell_takes(what: str) -> None:
    words = shlex.split(Rehearsal(Open(DAY, 7), (what,), EVERYTHING).command)
    assert words[:2] == ["trainer", "mock"]
    assert what in words
    assert not what.startswith("-") or words.index("--") < words.index(what)


def test_mock_on_the_first_screen_line_by_line_is_the_planned_one(decks: Store) -> None:
    wish(decks, what="kafka", by="+1d", minutes="20")
    out = io.StringIO()
    lines = io.StringIO("mock\n/quit\n")
    assert run(Context(decks, Clock(), Plan(), start="home"), lines, out) == 0
    assert "Mock interview about Deck kafka, 10 minutes." in out.getvalue()


def test_what_has_no_open_questions_has_no_mock_interview_and_takes_none_from_others(decks: Store) -> None:
    wish(decks, name="k", what="kafka", by="+14d", minutes="20")
    (alone,) = standings(decks, Plan(), DAY)
    wish(decks, name="m", what="mine", by="+7d", minutes="5")
    mine, kafka = standings(decks, Plan(), DAY)
    assert (mine.goal.name, mine.mocks) == ("m", ())
    assert kafka.mocks == alone.mocks
    for day in range(DAY, DAY + 7):
        session = PlannedSession(decks, _at(day), Plan())
        assert all(each.day.mock is None for each in session.planned if each.goal.name == "m")


def _at(day: int) -> Clock:
    clock = Clock()
    clock.forward(days=day - DAY)
    return clock


def test_one_can_begin_where_one_would_find_a_question(decks: Store) -> None:
    for words in (["kafka"], ["mine"], ["kafka", "mine"], []):
        scope = decks.resolve(words, DAY) if words else EVERYTHING
        assert can_begin(decks, scope, DAY) == (not setup(decks, scope, 10).nothing)


def test_programs_are_told_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "decks"
    folder.mkdir()
    points = "points: [{say: It is one., terms: [one], must: true}]"
    for deck in ("kafka", "hive"):
        note = f"  - {{id: n, kind: points, ask: 'What?', {points}}}"
        (folder / f"{deck}.yaml").write_text(f"deck: {deck}\ntitle: {deck.title()}\nnotes:\n{note}\n")
    monkeypatch.setenv("TRAINER_DECKS", str(folder))
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "trainer.db"))
    main(["ready", "kafka", "--by", "tomorrow", "--minutes", "20"])
    capsys.readouterr()
    main(["due"])
    assert "`trainer mock kafka --minutes 10`" in capsys.readouterr().out
    for words in (["ready", "--json"], ["due", "--json"]):
        main(words)
        told = json.loads(capsys.readouterr().out)
        (goal,) = told if isinstance(told, list) else told["goals"]
        today = goal["today"]
        assert (today["mock_decks"], today["mock_minutes"]) == (["kafka"], 10)
        assert today["mock_command"] == "trainer mock kafka --minutes 10"


def test_a_goal_of_which_no_deck_is_there_has_none(decks: Store) -> None:
    session = planned_for(decks, Goal("g", what=("gone",), by=DAY + 1, made=DAY))
    assert rehearsal(decks, session.planned) is None


def planned_for(store: Store, goal: Goal) -> PlannedSession:
    from trainer.goals.forecast import Range
    from trainer.goals.log import set_goal

    set_goal(store, Plan().moment(Clock()()), goal, Range(0, 0, 0), None)
    return planned(store)
