"""Lines and tables as wide as the terminal."""

import pytest

from tests.cli.test_cards import Run, run
from tests.cli.test_schedule import own_settings, practised
from trainer.core.columns import Labelled, Table, fitted, table

__all__ = ["own_settings", "practised", "run"]

TABLE = Table(["name  one  two", "sm2     1    2"], ["one", "two"], [("sm2", ["  1", "  2"])], "about")


def test_what_fits_stays_as_it_is() -> None:
    assert list(fitted([TABLE, "a  b", Labelled("* sm2  ", "text")], 14)) == [
        *TABLE.lines,
        "a  b",
        "* sm2  text",
    ]


def test_a_table_that_does_not_fit_has_names_above_its_cells_or_is_told_cell_by_cell() -> None:
    assert list(fitted([TABLE], 13)) == ["about:", "  one  two", "sm2", "    1    2"]
    assert list(fitted([TABLE], 9)) == ["about,", "sm2", "  one  1", "  two  2"]


def test_a_long_name_goes_on_below_where_most_of_it_has_room_beside_its_cells() -> None:
    long = "Streams compared::Spark Streaming and Structured Streaming"
    rows = [("Kafka::Topics", (" 19", " 4")), (long, ("  3", "10"))]
    assert list(fitted([table("deck", ("due", "un"), rows)], 50)) == [
        "deck                                       due  un",
        "Kafka::Topics                               19   4",
        "Streams compared::Spark Streaming and        3  10",
        "  Structured Streaming",
    ]


def test_no_word_is_broken_and_a_text_keeps_beside_or_below_its_label() -> None:
    assert list(fitted(["  some     words here"], 12)) == ["  some words", "    here"]
    text = "one two three four five six seven"
    assert list(fitted([Labelled("label ", text)], 38)) == [
        "label one two three four five six",
        "      seven",
    ]
    assert list(fitted([Labelled("label ", text)], 20)) == [
        *("label", "    one two three", "    four five six", "    seven"),
    ]


REPORTS = [
    *(("due",), ("ready",), ("ready", "--result"), ("stats",), ("coverage",), ("doctor",)),
    *(
        ("why", "git/stash"),
        ("history", "git/stash"),
        ("undo", "--list"),
        ("browse", "is:learnt"),
        ("doctor",),
    ),
]


@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_every_report_fits_forty_columns(
    run: Run, practised: object, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    practised(30, 3)  # type: ignore[operator]
    assert (
        run("ready", "--by", "+9d", "--minutes", "20", "--name", "An interview with a long name", "--yes")[0]
        == 0
    )
    for place in ("trainer.cli.fitted.width", "trainer.cli.stats.width"):
        monkeypatch.setattr(place, lambda: 40)
    monkeypatch.setattr("trainer.plain.talk.Talk.width", 40)
    status, out, _ = run(*words)
    assert (status, out != "") == (0, True)
    broken = [line for line in out.splitlines() if len(line) > 40 and " " in line.strip()]
    assert broken == []


@pytest.mark.parametrize("words", [("schedulers",), ("evaluate", "--plot")])
@pytest.mark.parametrize("columns", [40, 80])
def test_reports_about_schedulers_fit_a_narrow_terminal(
    run: Run, practised: object, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], columns: int
) -> None:
    practised(130, 6)  # type: ignore[operator]
    wide = run(*words)[1]
    monkeypatch.setattr("trainer.cli.fitted.width", lambda: columns)
    monkeypatch.setattr("trainer.cli.schedule.width", lambda: columns)
    out = run(*words)[1]
    assert max(map(len, out.splitlines())) <= columns
    said, there = wide.split(), out.split()
    if "--plot" in words:
        assert "across: claimed, up: recalled" in out
    if words == ("schedulers",):
        assert set(said) - {"cards"} <= {*there, *(word.rstrip(",") for word in there)}, (
            "all that is told is told"
        )
