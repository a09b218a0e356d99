"""A scope holds for a query wherever a deck may stand; and verbs that only report make no history."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from trainer.cli.main import main
from trainer.core.errors import Exit

__all__ = ["run"]

OTHER = """\
deck: sql
title: Tools::SQL
notes:
  - {id: join, ask: What does an inner join keep?, answer: Matching rows., tags: [left]}
  - {id: null, ask: Is `NULL = NULL` true?, answer: "It is unknown."}
"""


@pytest.fixture
def both(run: Run, tmp_path: Path) -> Run:
    """Two decks; that called git has a note with a card that is still new."""
    (tmp_path / "decks" / "sql.yaml").write_text(OTHER)
    return run


ABOUT_ONE = ("sql", "Tools::SQL", "deck:sql", "deck:Tools::SQL is:new", "mine", "id:sql/*", "not deck:git")


@pytest.mark.parametrize("word", ABOUT_ONE)
def test_due_tells_of_what_is_named_only(both: Run, word: str) -> None:
    both("config", "queries.mine", "deck:sql")
    status, out, _ = both("due", word)
    assert status == Exit.DONE
    assert "Git" not in out
    assert "today: 2 cards (2 new, 0 due, 0 again)" in out
    found = json.loads(both("due", word, "--json")[1])
    assert [(deck["id"], deck["new"], deck["today"]) for deck in found["decks"]] == [("sql", 2, 2)]
    assert both("due", word, "--ids")[1] == "sql\n"
    assert both("due", word, "--short")[1] == "2\n"


@pytest.mark.parametrize("verb", ["due", "review", "stats", "export", "ready --minutes 5 --yes"])
def test_a_title_half_typed_in_several_words_is_not_looked_for_as_words(
    both: Run, tmp_path: Path, verb: str
) -> None:
    (tmp_path / "decks" / "sql.yaml").write_text(OTHER.replace("Tools::SQL", "Tools::What joins keep"))
    status, out, err = both(*verb.split(), "what joins k")
    assert status == Exit.USAGE, out
    assert "did you mean 'Tools::What joins keep'? '(what joins k)' looks for the words" in err


def test_what_finds_no_card_is_not_called_a_lack_of_decks(both: Run) -> None:
    assert "No card is found so" in both("due", "is:leech")[1]
    assert "no note is among what you named" in both("export", "is:leech")[2]
    assert "what your query finds" in both("mock", "--plain", "is:leech")[1]


def test_every_verb_that_takes_a_deck_keeps_to_a_query(both: Run, tmp_path: Path) -> None:
    words = "deck:sql tag:left"
    assert "join" in both("review", words, typed="q\n")[1]
    assert "(1 new, 0 due, 0 again)" in both("review", words, typed="q\n")[1]
    assert "sql/null" not in both("browse", words)[1]
    assert json.loads(both("export", words, "--out", str(tmp_path / "out"), "--json")[1])["notes"] == 1
    stats = json.loads(both("stats", words, "--json")[1])
    assert [(deck["title"], deck["notes"]) for deck in stats["decks"]] == [("Tools › SQL", 1)]
    assert stats["forecast"][:3] == [1, 1, 0], "what is new today comes again tomorrow"
    assert both("marked", words)[:2] == (Exit.DONE, "")
    assert both("evaluate", words)[1].startswith("No review to score")
    assert both("confusions", words)[:2] == (Exit.DONE, "")
    assert both("reschedule", "sql/join", "--in", "3")[1] == "sql/join\n"
    assert both("reschedule", "deck:sql", "--in", "5", "--yes")[1] == "sql/join\n"
    assert both("reset", "deck:sql", "--yes")[1] == "sql/join\n"
    assert both("ready", words, "--by", "+9d", "--minutes", "9", "--json")[0] == Exit.DONE
    assert both("due", "--short")[1] == "1\n", "the goal's own card"
    assert both("due", "git", "--json")[0] == Exit.DONE


@pytest.mark.parametrize(
    "verb", ["due", "review", "quiz", "mock", "export", "stats", "browse", "marked", "reset"]
)
@pytest.mark.parametrize("word", ["deck:gti", "kind:foo", "tag:lft", "level:cre", "kind:basic tag:lft"])
def test_a_name_that_stands_for_nothing_is_told_by_every_verb(both: Run, verb: str, word: str) -> None:
    status, out, err = both(verb, word, *(["--yes"] if verb == "reset" else []))
    assert (status, out) == (Exit.USAGE, "")
    assert "did you mean" in err or "known are" in err


READERS = (
    *(("due",), ("due", "--short"), ("stats",), ("browse", "is:new"), ("browse", "--json"), ("marked",)),
    *(("why", "git/reset"), ("history", "git/reset"), ("confusions",), ("undo", "--list"), ("terms",)),
    *(("schedulers",), ("evaluate",), ("unsuspend",), ("ready",), ("doctor",), ("backup",), ("config",)),
    *(("check",), ("coverage",)),
)


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_who_only_looks_makes_no_history(
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "git.yaml").write_text(OTHER.replace("sql", "git").replace("join,", "reset,"))
    data = tmp_path / "data"
    monkeypatch.setenv("TRAINER_DECKS", str(tmp_path / "decks"))
    monkeypatch.setenv("TRAINER_DB", str(data / "trainer.db"))
    data.mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(words) == Exit.DONE
    capsys.readouterr()
    assert list(data.iterdir()) == []


def test_no_study_day_is_a_bare_number_in_json(both: Run) -> None:
    def numbers(value: object) -> list[int]:
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [one for part in parts for one in numbers(part)] + ([value] if type(value) is int else [])

    both("reschedule", "git/reset", "--in", "0")
    for words in (
        *(("stats",), ("why", "git/reset"), ("history", "git/reset"), ("browse", ""), ("due",)),
        *(("ready",), ("evaluate",), ("schedulers",), ("confusions",), ("terms",), ("undo", "--list")),
    ):
        _, out, err = both(*words, "--json")
        assert not [one for one in numbers(json.loads(out)) if 700_000 < one < 800_000], (words, err)


def test_a_saved_query_that_a_deck_hides_is_told(both: Run, tmp_path: Path) -> None:
    assert both("config", "queries.later", "deck:sql")[0] == Exit.DONE
    assert both("due", "later")[2] == ""
    (tmp_path / "decks" / "later.yaml").write_text(OTHER.replace("deck: sql", "deck: later"))
    _, out, err = both("due", "later", "--ids")
    assert out == "later\n"
    assert "'later' is a deck, which is meant, and a query of yours" in err
    assert both("due", "git")[2] == ""


def test_a_word_with_a_dash_before_it_denies_and_needs_no_quotes(both: Run) -> None:
    def found(verb: str, *words: str) -> list[str]:
        status, out, err = both(verb, *words, "--json")
        assert status == Exit.DONE, err
        return [card["card"] for card in json.loads(out)]

    assert found("browse", "-git") == found("browse", "not git")
    assert found("browse", "-tag:left", "deck:sql") == ["sql/null"]
    assert found("why", "-deck:git") == ["sql/join", "sql/null"]
    assert [deck["new"] for deck in json.loads(both("due", "sql", "-tag:left", "--json")[1])["decks"]] == [1]
    assert both("reset", "git", "-stash", "--yes")[1].split() == ["git/reset", "git/pair#c1"]
    assert "did you mean tag:left" in both("review", "-tag:lft")[2]
    assert both("browse", "-hive")[0] == Exit.DONE, "no option, though one begins so"


def test_an_option_with_one_dash_is_no_word(both: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("browse", "-json"), ("due", "-short"), ("stats", "-html")):
        with pytest.raises(SystemExit):
            main(words)
        assert "argument" in capsys.readouterr().err
