"""What is typed of the cells of a row is judged by what it says, and of whom; what is not sure is asked."""

import pytest

from trainer.core.card import Note
from trainer.core.kinds import Aspect, Compare
from trainer.grading.answer import Given, Judged, judge

TABLES = ("Managed table", "External table"), "What does `DROP TABLE` remove?"
COURTS = ("Civil law", "Common law"), "What does a judge follow?"
SENATES = ("Roman Republic", "Roman Empire"), "Who made the laws?"
DRUGS = ("Heparin", "Warfarin"), "What does it act on?"


def row(subjects: tuple[str, ...], ask: str, *cells: str) -> Compare:
    keys = [f"s{number}" for number in range(len(subjects))]
    aspect = Aspect("x", ask, tuple(zip(keys, cells, strict=True)))
    return Compare(tuple(zip(keys, subjects, strict=True)), (aspect,), "Compare them.")


def judged(body: Compare, text: str) -> Judged:
    note = Note("d", "n", body)
    return judge(note, "d/n#x", note.sides("d/n#x"), Given(text=text))


def results(body: Compare, text: str) -> list[str]:
    return [cell.result for cell in judged(body, text).cells]


@pytest.mark.parametrize(
    ("about", "cells", "given"),
    [
        (TABLES, ("metadata and files", "metadata only"), "files and metadata\nonly the metadata"),
        (TABLES, ("metadata and files", "metadata only"), "the files, and the metadata\njust metadata"),
        (COURTS, ("codes and statutes", "precedents only"), "statutes and codes\njust precedents"),
        (SENATES, ("the assemblies and the Senate", "the emperor"), "Senate, assemblies\njust the emperor"),
        (DRUGS, ("antithrombin and factor X", "vitamin K"), "factor X, antithrombin\nonly vitamin K"),
    ],
)
def test_members_in_another_order_and_words_that_only_fill_are_right(
    about: tuple[tuple[str, ...], str], cells: tuple[str, ...], given: str
) -> None:
    found = judged(row(*about, *cells), given)
    assert [cell.result for cell in found.cells] == ["right", "right"]
    assert found.score == 1


def test_what_says_another_cell_of_the_row_is_wrong_in_any_words() -> None:
    body = row(*TABLES, "metadata and files", "metadata only")
    assert results(body, "metadata only\nmetadata and files") == ["wrong", "wrong"]
    assert results(row(*COURTS, "codes", "precedents"), "precedents\ncodes") == ["wrong", "wrong"]
    assert results(body, "just the metadata\nfiles and metadata") == ["wrong", "wrong"]
    alike = row(*TABLES, "metadata", "metadata only")
    assert results(alike, "just metadata\nonly metadata")[0] != "right", "which of the two, nobody can tell"


@pytest.mark.parametrize(
    ("cells", "given"),
    [
        (("the driver, once per job", "each executor, for every task"), "once a job, by the driver"),
        (("map before reduce", "nothing at all"), "reduce before map"),
        (("Gesetzbücher", "Urteile früherer Gerichte"), "vor allem Gesetzbücher"),
    ],
)
def test_what_may_be_said_is_asked_and_never_called_right_or_wrong(
    cells: tuple[str, ...], given: str
) -> None:
    found = judged(row(("One", "Two"), "Who, and when?", *cells), given)
    assert found.cells[0].result in ("close", "unsure")
    assert 0 in found.doubtful


def test_what_likelier_is_not_said_is_asked_without_a_tick() -> None:
    body = row(("`acks=0`", "`acks=all`"), "What is waited for?", "no reply", "reply of all in-sync replicas")
    found = judged(body, "acks=all: a reply")
    assert found.cells[1].result == "unsure"
    assert (found.ticks, found.doubtful) == ((False, False), (1,))


@pytest.mark.parametrize(
    "given",
    [
        "managed: a\nexternal: b",
        "external - b\nManaged table - a",
        "ext: b\nman: a",
        "the external one = b\nthe managed tables = a",
        "a\nexternal: b",
        "s1: b\na",
    ],
)
def test_a_line_may_begin_with_any_words_that_name_one_subject(given: str) -> None:
    assert row(*TABLES, "all", "little").told(given) == ("a", "b")


@pytest.mark.parametrize("line", ["table: a", "x -> y", "a key: a value", "a::b", "tab = a"])
def test_what_names_no_subject_or_fits_several_is_part_of_the_answer(line: str) -> None:
    assert row(*TABLES, "all", "little").told(line) == (line, "")


def test_a_sign_within_a_name_is_no_end_of_it() -> None:
    body = row(("`acks=0`", "`acks=all`"), "What is waited for?", "nothing", "all")
    assert body.told("acks=all: every = all\nacks=0: nothing") == ("nothing", "every = all")
