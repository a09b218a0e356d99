"""`trainer ready` and `trainer due` at the command line."""

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from trainer.cli.environment import now
from trainer.cli.main import main
from trainer.core.errors import Exit


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    notes = "\n".join(f"  - {{id: n{n}, ask: 'Question {n}?', answer: 'A.', asked: 5}}" for n in range(149))
    points = "points: [{say: It is one., terms: [one], must: true}]"
    notes += f"\n  - {{id: o, kind: points, ask: 'What is it?', {points}, asked: 1, seconds: 60}}"
    (folder / "kafka.yaml").write_text(f"deck: kafka\ntitle: Kafka\nnotes:\n{notes}\n")
    monkeypatch.setenv("TRAINER_DECKS", str(folder))
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "trainer.db"))
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(("ready", *words) if words[:1] != ("due",) else words)
    out = capsys.readouterr()
    return status, out.out, out.err


def test_without_a_goal_it_says_how_to_set_one(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys)
    assert status == Exit.DONE
    assert "No goal is set" in out
    assert "trainer ready --by" in err


def test_the_first_day_says_the_truth_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "--by", "+3d", "--minutes", "15")
    said = [line for line in err.splitlines() if not line.startswith("tonight counts as")]  # it may be night
    assert (status, said) == (Exit.DONE, [])
    for part in (
        "Interview: ",
        "in 3 days · 15 minutes a day",
        "of what is asked on the day",
        "+10 min a day  about ",
        "-10 min a day  about ",
        "150, 0 of them met; 3 days of study, 18 seconds for each card",
        "less than a minute for each card",
        "not seen",
        "Question ",
        "mocks",
        "100 %┤",
        "today",
    ):
        assert part in out, part


def test_what_it_says_is_there_for_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--by", "+14d", "--minutes", "20", "--off", "sat,sun")
    (goal,) = json.loads(run(capsys, "--json")[1])
    assert (goal["name"], goal["minutes"], goal["off"]) == ("Interview", 20, ["sat", "sun"])
    assert goal["cards"] == 150
    assert goal["expected"] == goal["foretold"]
    assert goal["track"] == "on track"
    assert goal["expected"]["low"] <= goal["expected"]["share"] <= goal["expected"]["high"]
    assert goal["with_10_minutes_less"] <= goal["expected"]["share"] <= goal["with_10_minutes_more"]
    assert len(goal["series"]) > 2
    (result,) = json.loads(run(capsys, "--result", "--json")[1])
    assert result["foretold"] == goal["foretold"]


def test_what_due_says_names_the_program_only_where_it_names_a_key_of_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "--by", "+1d")
    monkeypatch.setattr("trainer.cli.due.now", lambda: now() + timedelta(days=1))
    lines = run(capsys, "due")[1].splitlines()
    assert "Interview is today: nothing new, and no more than a short look" in lines
    monkeypatch.setattr("trainer.goals.planned.PlannedSession.about_backlog", lambda _: "s spreads 9 due")
    assert "in `trainer`: s spreads 9 due" in run(capsys, "due")[1].splitlines()


def test_mocks_farther_than_is_looked_are_not_counted(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "--by", "+9000d", "--minutes", "20")[1]
    assert ", … and more" in " ".join(out.split())
    assert "9000 days of study, 1200.0 minutes for each card" in " ".join(out.split())


def test_a_change_keeps_the_rest_and_due_goes_by_it(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--by", "+2d", "--minutes", "60")
    run(capsys, "--minutes", "45")
    (goal,) = json.loads(run(capsys, "--json")[1])
    assert goal["minutes"] == 45
    assert goal["by"] is not None
    due = json.loads(run(capsys, "due", "--json")[1])
    assert due["today"]["total"] == goal["today"]["cards"] > 20
    assert due["seconds"] == pytest.approx(goal["today"]["seconds"], abs=1)
    assert goal["today"].pop("due_outside") == due["due_outside"]
    assert goal["today"].pop("again") == due["today"]["again"]
    assert due["goals"] == [{name: goal[name] for name in due["goals"][0]}]
    assert due["goals"][0]["today"]["cards"] == due["today"]["total"]
    assert "Interview: " in run(capsys, "due")[1]
    assert "Interview" not in run(capsys, "due", "--short")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "yesterday"], "--by: "),
        (["--by", "today"], "no day is left to plan"),
        (["--by", "whenever"], "is no date"),
        (["--by", "+3d", "--minutes", "0"], "--minutes: "),
        (["--by", "+3d", "--minutes", "lots"], "--minutes: "),
        (["--by", "+3d", "--off", "never"], "--off: "),
        (["--holiday", "x"], "--holiday: "),
        (["--holiday", "+3d"], "no goal is set"),
        (["--off", "sat"], "no goal is set"),
        (["--by", "+3d", "Hive"], "DECK: "),
        (["--end", "nothing"], "there is no goal"),
        (["--name", "X"], "there is no goal"),
        (["--end", "x", "--minutes", "5"], "one at a time"),
        (["--end", "x", "--skip-mock"], "one at a time"),
        (["--skip-mock", "--by", "+3d"], "one at a time"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    status, out, err = run(capsys, *words)
    assert (status, out) == (Exit.USAGE, "")
    assert said in err
    assert json.loads(run(capsys, "--json")[1]) == []


def test_without_goals_due_says_that_there_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "due", "--json")[1])["goals"] == []


def test_a_saved_query_and_a_query_are_what_a_goal_may_be_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("config", "queries.some", "id:kafka/n10*")) == Exit.DONE
    run(capsys, "--by", "+14d", "some")
    (goal,) = json.loads(run(capsys, "--json")[1])
    assert (goal["name"], goal["decks"], goal["cards"]) == ("some", ["id:kafka/n10*"], 11)
    # The same words to practise are practice by its plan.
    assert json.loads(run(capsys, "due", "some", "--json")[1])["goals"][0]["name"] == "some"
    run(capsys, "--by", "+14d", "--name", "New", "kind:basic")
    assert {goal["name"] for goal in json.loads(run(capsys, "--json")[1])} == {"some", "New"}
    assert main(("config", "queries.fewer", "some -id:kafka/n100")) == Exit.DONE
    run(capsys, "--by", "+14d", "fewer")
    kept = [goal for goal in json.loads(run(capsys, "--json")[1]) if goal["name"] == "fewer"]
    assert [(goal["decks"], goal["cards"]) for goal in kept] == [(["(id:kafka/n10*) -id:kafka/n100"], 10)]


@pytest.mark.parametrize("by", ["tomorrow", "+3650d", "none"])
def test_tomorrow_ten_years_ahead_and_no_date_are_fine(capsys: pytest.CaptureFixture[str], by: str) -> None:
    status, out, _ = run(capsys, "--by", by, "--minutes", "20")
    assert status == Exit.DONE
    assert "of what is asked" in out


def test_without_cards_it_says_so(capsys: pytest.CaptureFixture[str], decks: Path) -> None:
    (decks / "kafka.yaml").unlink()
    status, _, err = run(capsys, "--by", "+3d")
    assert status == Exit.USAGE
    assert "no cards to be ready for" in err


def test_several_goals_and_the_end_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--by", "+3d", "--name", "Sooner")
    run(capsys, "--by", "+30d", "--name", "Later", "Kafka")
    assert run(capsys)[1].index("Sooner: ") < run(capsys)[1].index("Later: ")
    status, out, err = run(capsys, "--end", "sooner")
    assert status == Exit.DONE
    assert "Sooner is given up" in err
    assert "Sooner" not in out
    assert "Later" in out


def test_what_one_command_does_is_one_thing_to_undo(capsys: pytest.CaptureFixture[str]) -> None:
    def known() -> list[dict[str, object]]:
        goals = json.loads(run(capsys, "--json")[1])
        return [{name: goal[name] for name in ("name", "minutes", "holidays")} for goal in goals]

    run(capsys, "--by", "+30d", "--name", "Kafka")
    run(capsys, "--by", "+30d", "--name", "Spark")
    before = known()
    assert run(capsys, "--end", "kafka", "--end", "nothing")[0] == Exit.USAGE
    assert known() == before
    err = run(capsys, "--end", "kafka", "--end", "spark")[2]
    assert "Kafka and Spark are given up" in err
    assert known() == []
    main(["undo"])
    capsys.readouterr()
    assert known() == before
    run(capsys, "--name", "kafka", "--minutes", "45", "--holiday", "+3d..+5d")
    assert known() != before
    main(["undo"])
    capsys.readouterr()
    assert known() == before


def test_holidays_taken_back_were_some_and_begin_today_at_the_earliest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(capsys, "--by", "+30d", "--holiday", "yesterday..+3d")
    ((first, last),) = json.loads(run(capsys, "--json")[1])[0]["holidays"]
    assert date.fromisoformat(last) - date.fromisoformat(first) == timedelta(days=2)
    status, _, err = run(capsys, "--holiday", "no +9d")
    assert status == Exit.USAGE
    assert "none of those days is a holiday; announced are " in err


def test_the_result_of_a_date_that_was_set_anew_stays(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "--by", "+3d", "--minutes", "15")
    (first,) = json.loads(run(capsys, "--result", "--json")[1])
    later = now() + timedelta(days=5)
    monkeypatch.setattr("trainer.cli.ready.now", lambda: later)
    run(capsys, "--by", "+15d", "--minutes", "20")
    before, active = json.loads(run(capsys, "--result", "--json")[1])
    assert (before["by"], before["foretold"], before["minutes"]) == (first["by"], first["foretold"], 15)
    assert (active["days_planned"], active["minutes"]) == (0, 20)


def test_a_terminal_without_blocks_gets_a_plot_in_ascii(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "out.txt"
    with path.open("w", encoding="ascii", errors="replace") as out:
        monkeypatch.setattr("sys.stdout", out)
        assert main(["ready", "--by", "+9d"]) == Exit.DONE
    text = path.read_text(encoding="ascii")
    assert "100 %|" in text
    assert "#" in text


def test_what_is_due_outside_the_plan_is_told_at_the_command_line(
    decks: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (decks / "hive.yaml").write_text(
        "deck: hive\ntitle: Hive\nnotes:\n  - {id: h, ask: 'Why?', answer: 'A.'}\n"
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("\n4\nq\n"))
    assert main(["review", "hive", "--plain"]) == Exit.DONE
    run(capsys, "--minutes", "5", "kafka")
    later = now() + timedelta(days=9)
    for module in ("trainer.cli.due", "trainer.cli.ready"):
        monkeypatch.setattr(f"{module}.now", lambda: later)
    assert run(capsys, "due", "--short")[1].strip().endswith("+1")
    found = json.loads(run(capsys, "due", "--json")[1])
    assert found["due_outside"] == 1
    assert "due_outside" not in found["goals"][0]["today"], "it is of all goals together, and told once"
    assert "+ 1 due outside the plan" in run(capsys, "due")[1]


def test_one_of_several_goals_is_looked_at_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--name", "one", "--by", "+9d", "--minutes", "5")
    run(capsys, "--name", "two", "--by", "+20d", "--minutes", "5")
    assert [goal["name"] for goal in json.loads(run(capsys, "--name", "two", "--json")[1])] == ["two"]
    out = run(capsys, "--name", "two")[1]
    assert "two: " in out
    assert "one: " not in out
    status, _, err = run(capsys, "--name", "three")
    assert status == Exit.USAGE
    assert "there are 'one', 'two'" in err


def answering(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_decks_alone_say_what_a_goal_would_be_and_set_it_only_when_told_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "")
    status, out, err = run(capsys, "kafka")
    assert status == Exit.DONE
    assert out.startswith("kafka: no date · 20 minutes a day\n")
    assert "of what is asked in 30 days" in out
    assert "Nothing was set: `--by DATE`, `--minutes N` or `--yes` sets it." in err
    (would,) = json.loads(run(capsys, "kafka", "--json")[1])
    assert (would["name"], would["set"]) == ("kafka", False)
    answering(monkeypatch, "n\n")
    run(capsys, "kafka")
    assert json.loads(run(capsys, "--json")[1]) == []
    answering(monkeypatch, "y\n")
    assert "Set this goal?" in run(capsys, "kafka")[2]
    (goal,) = json.loads(run(capsys, "--json")[1])
    told = ("foretold", "foretold_with_changes", "track")
    assert {name: would[name] for name in goal if name not in told} == {
        name: goal[name] for name in goal if name not in told
    }
    answering(monkeypatch, "")
    status, out, err = run(capsys, "kafka")
    assert ("expected" in out, err) == (True, ""), "what is set already is shown, and nothing is asked"
    run(capsys, "--end", "kafka")
    assert "Set" not in run(capsys, "kafka", "--yes")[2]
    assert len(json.loads(run(capsys, "--json")[1])) == 1


def test_what_is_changed_of_a_goal_is_said_and_how_to_take_it_back(
    capsys: pytest.CaptureFixture[str], decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (decks / "hive.yaml").write_text("deck: hive\ntitle: Hive\nnotes:\n  - {id: h, ask: Why?, answer: A.}\n")
    assert "changed" not in run(capsys, "--name", "one", "kafka", "--by", "+9d")[2]
    said = run(capsys, "--name", "one", "hive", "--off", "sat", "--minutes", "30")[2]
    assert said.startswith("one is changed: ")
    for part in ("decks: hive (before: kafka)", "days off: Sat (before: none)", "a day: 30 (before: 20)"):
        assert part in said
    assert "`trainer undo` takes it back" in said
    assert "date: none (before: " in run(capsys, "--name", "one", "--by", "none")[2]
    run(capsys, "--name", "hive", "kafka", "--minutes", "5")
    answering(monkeypatch, "n\n")
    _, out, err = run(capsys, "hive")
    assert "decks: hive (before: kafka)" in out
    assert "Change this goal?" in err


def test_the_result_of_a_first_date_stands_below_the_goal_that_was_set_anew(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "--by", "+3d", "--minutes", "15")
    assert "foretold  " not in run(capsys)[1]
    later = now() + timedelta(days=5)
    monkeypatch.setattr("trainer.cli.ready.now", lambda: later)
    run(capsys, "--by", "+15d", "--minutes", "20")
    out = run(capsys)[1]
    assert "2 days ago · 15 minutes a day\n  foretold  " in out
    assert out.index("in 15 days") < out.index("2 days ago")


@pytest.mark.parametrize("words", [["kafka", "--result"], ["--by", "+3d", "--result"]])
def test_a_result_is_that_of_a_goal_that_is_set(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    status, _, err = run(capsys, *words)
    assert status == Exit.USAGE
    assert "--name says which" in err
    assert json.loads(run(capsys, "--json")[1]) == []


def test_behind_midnight_it_is_said_once_which_day_it_still_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    night = now().replace(hour=2, minute=0)
    monkeypatch.setattr("trainer.cli.ready.now", lambda: night)
    err = run(capsys, "--by", "+9d")[2]
    assert err.count("tonight counts as") == 1
    assert "tonight counts as" not in run(capsys, "--minutes", "30")[2]


def test_due_says_of_each_deck_whether_its_number_is_part_of_the_plan(
    capsys: pytest.CaptureFixture[str], decks: Path
) -> None:
    (decks / "hive.yaml").write_text("deck: hive\ntitle: Hive\nnotes:\n  - {id: h, ask: Why?, answer: A.}\n")
    found = json.loads(run(capsys, "due", "--json")[1])
    assert {deck["in_plan"] for deck in found["decks"]} == {False}
    run(capsys, "kafka", "--by", "+9d")
    found = json.loads(run(capsys, "due", "--json")[1])
    of_plan = {deck["id"]: deck["today"] for deck in found["decks"] if deck["in_plan"]}
    assert of_plan == {"kafka": found["today"]["total"]}


def test_a_prompt_waits_for_no_forecast(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`due --short` is asked for by a shell at every prompt."""
    run(capsys, "--by", "+9d")
    whole = run(capsys, "due")[1]
    for foretold in ("trainer.goals.forecast.forecast", "trainer.practice.overview.coming_after"):
        monkeypatch.setattr(foretold, lambda *_, **__: pytest.fail("looked ahead"))
    assert f"today: {run(capsys, 'due', '--short')[1].strip()} cards" in whole
