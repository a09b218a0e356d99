"""`trainer browse`, and queries where decks may stand."""

import json
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from tests.store.build import answer
from trainer.core.errors import Exit
from trainer.settings.file import read
from trainer.store.store import Store

__all__ = ["run"]


def test_cards_are_listed_with_where_they_stand(run: Run) -> None:
    status, out, _ = run("browse", "is:new")
    assert status == Exit.DONE
    assert out.split(maxsplit=3)[:3] == ["new", "new", "git/pair#c2"]
    found = json.loads(run("browse", "tag:vcs", "prop:ivl=1", "--sort", "question", "--json")[1])
    assert [card["card"] for card in found] == ["git/reset", "git/stash", "git/pair#c1"]
    assert found[1]["marks"] == []
    assert found[1]["reviews"] == 1
    assert found[1]["interval_days"] == 1


def test_the_due_cards_listed_are_those_that_due_counts_and_those_that_wait(run: Run) -> None:
    """Of a note one card a day is asked; here the other one was answered today."""
    day = datetime.now().astimezone().toordinal()
    with Store(Path(os.environ["TRAINER_DB"])) as store:
        store.record(answer("git/pair#c2", 4, day - 20))
    listed = json.loads(run("browse", "is:due", "--json")[1])
    for scope in ((), ("deck:git",)):
        told = json.loads(run("due", *scope, "--json")[1])
        assert (told["siblings_waiting"], told["today"]["due"], len(listed)) == (1, 0, 1)


def test_lines_from_a_pipe_act_on_what_is_found(run: Run) -> None:
    status, out, _ = run("browse", "--plain", "stash", typed="flag all\nsuspend 1\n")
    assert status == Exit.DONE
    assert "1 card flagged" in out
    assert json.loads(run("browse", "stash", "--json")[1])[0]["marks"] == ["suspended", "flagged"]


def test_a_history_that_cannot_be_written_is_listed_whole_and_nothing_seems_changed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = run("browse", "stash")[1]
    monkeypatch.setattr("trainer.store.readonly.is_writable", lambda _: False)
    status, out, err = run("browse", "--plain", "stash", typed="flag all\n")
    assert (status, out) == (Exit.DONE, listed)
    assert "only lists" in err
    assert "read from a copy" in err
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("vcs", "found by their texts; tag:vcs finds those with this tag"),
        ("git", "found by their texts; deck:git finds those of this deck"),
        ("stash", ""),
        ("tag:vcs", ""),
        ('"vcs"', ""),
    ],
)
def test_a_word_that_is_a_tag_or_a_deck_as_well_is_told(run: Run, word: str, said: str) -> None:
    for told in (run("browse", word)[2], run("browse", "--plain", word, typed="")[1]):
        assert ("found by their texts" in told) == bool(said)
        assert said in told


def test_words_of_several_arguments_are_one_query(run: Run) -> None:
    assert "git/stash" in run("browse", "git", "stash")[1].split()
    status, out, err = run("browse", "nowhere")
    assert (status, out) == (Exit.DONE, "")
    assert "No card" in err


def test_a_query_that_cannot_be_read_is_wrong_usage(run: Run) -> None:
    for words in (
        ("browse", "is:late"),
        ("due", "is:late"),
        ("reset", "prop:zzz>1", "--yes"),
        ("browse", "(a"),
    ):
        status, out, err = run(*words)
        assert (status, out) == (Exit.USAGE, ""), words
        assert err.startswith("trainer: ")


def test_a_query_stands_where_a_deck_may(run: Run) -> None:
    assert run("due", "--short", "kind:cloze")[1] == ""  # its sibling was asked today
    assert run("due", "--short")[1] == ""
    assert run("reset", "stash is:learnt")[1] == "git/stash\n"


def test_a_query_gets_a_name(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "config.toml"))
    assert run("config", "queries.mine", "git is:learnt")[0] == Exit.DONE
    assert run("config", "queries.mine")[1] == 'queries.mine = "git is:learnt"\n'
    assert len(run("browse", "mine")[1].splitlines()) == 2
    assert run("config", "queries.both", "mine or is:new")[0] == Exit.DONE
    for one, same in (("both", "(git is:learnt) or is:new"), ("mine -is:due", "git is:learnt -is:due")):
        assert run("browse", one)[1].splitlines()[1:] == run("browse", same)[1].splitlines()[1:]
    assert run("config", "queries.mine", "both")[0] == Exit.USAGE
    assert run("config", "queries.bad", "is:late")[0] == Exit.USAGE
    assert run("config", "queries", "is:due")[0] == Exit.USAGE
    assert run("config", "theme.x", "y")[0] == Exit.USAGE
    for name in "git", "Tools", "is:new":  # of a deck, or a query itself
        status, _, said = run("config", f"queries.{name}", "is:new")
        assert (status, "another name" in said or "choose one" in said) == (Exit.USAGE, True)
        said = run("browse", "--plain", "is:new", typed=f"S {name}\n")[1]
        assert "another name" in said or "choose one" in said
    assert set(read(tmp_path / "config.toml").queries) == {"mine", "both"}
    assert run("config", "queries.mine", "--unset")[0] == Exit.DONE
    assert run("browse", "mine")[1] == ""


def test_the_history_of_a_card_is_told(run: Run) -> None:
    status, out, _ = run("history", "git/pair")
    assert status == Exit.DONE
    assert "git/pair#c1\n" in out
    assert "good · " in out
    found = json.loads(run("history", "git/reset", "--json")[1])
    assert [(entry["kind"], entry["grade"], entry["interval_days"]) for entry in found] == [("review", 4, 1)]
    assert [entry["rated"] for entry in found] == [3], "as rated:7:3 finds it"
    assert run("history", "git/nothing")[0] == Exit.USAGE


def test_figures_are_printed_as_json_and_as_a_page(run: Run, tmp_path: Path) -> None:
    assert "3 answers on 1 day" in run("stats")[1]
    found = json.loads(run("stats", "--json")[1])
    assert (found["answers"], found["keys"]) == (3, {"again": 0, "hard": 0, "good": 3, "easy": 0})
    (day,) = found["days"]
    assert (day["day"], day["answers"]) == (found["day"], 3)
    assert date.fromisoformat(found["day"])
    assert found["decks"][0]["title"] == "Tools › Git"
    assert set(found["recall"]["year"]["all"]) == {"passed", "of"}
    path = Path(run("stats", "--html", "--out", str(tmp_path / "out"))[1].strip())
    assert path.read_text().startswith("<!DOCTYPE html>")
