"""Signs of cards and gaps in a text of Markdown or org: those that make none, and those without which one is
left out, said."""

from pathlib import Path
from typing import Any

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from trainer.core.kinds import Cloze

FENCED = ["select a::int from t;", "a\n?\nb", "a\n??\nb", "if (==x==)", "#include", "%%time\ny %%z"]


def lost(report: Any) -> list[str]:
    return [f"{one['note']}: {one['what']}" for one in report["lost"]]


@pytest.mark.parametrize("fence", ["```sql", "~~~", "  ````"])
@pytest.mark.parametrize("code", FENCED)
def test_code_of_a_note_is_no_card_of_obsidian_and_stays_whole(
    world: World, tmp_path: Path, code: str, fence: str
) -> None:
    block = f"{fence}\n{code}\n{fence.strip().rstrip('sql')}\n"
    report = world.bring(
        put(tmp_path, "n.md", f"Above::below\n\n{block}\nHow is it written?\n?\nSo:\n{block}")
    )
    assert (report["notes"]["new"], lost(report)) == (2, [])
    first, second = world.notes()
    assert (first.body.prompt(), first.body.answer_text()) == ("Above", "below")
    assert second.body.prompt() == "How is it written?"
    assert code in second.body.answer_text()
    assert not first.tags


def test_a_footnote_comes_with_each_text_that_refers_to_it(world: World, tmp_path: Path) -> None:
    note = (
        "Q[^1]::A[^1] and [^b]\n\nA ==gap==[^b] and [^none]\n\n"
        "[^1]: The foot.\n    It goes on.\n[^b]: Of b.\n\n"
        "```\n[^none]: code\n```\n"
    )
    world.bring(put(tmp_path, "n.md", note))
    first, second = world.notes()
    assert first.body.prompt() == "Q[^1]\n\n[^1]: The foot.\n    It goes on."
    assert first.body.answer_text() == "A[^1] and [^b]\n\n[^1]: The foot.\n    It goes on.\n\n[^b]: Of b."
    assert isinstance(second.body, Cloze)
    assert second.body.text == "A {{c1::gap}}[^b] and [^none]\n\n[^b]: Of b."


@pytest.mark.parametrize(
    "half",
    ["Q: Half?\n", "Q: Half?\n\nC: A [gap].\n", "Q: Half?\n---\nQ: Whole?\nA: Yes\n", "Q: Half?\nA:\n"],
)
def test_a_question_of_hashcards_without_an_answer_is_said(world: World, tmp_path: Path, half: str) -> None:
    report = world.bring(put(tmp_path, "n.md", f"Q: First?\nA: Yes\n\n{half}"))
    assert lost(report) == ["Half?: left out: a card without a question or an answer"]
    assert report["notes"]["new"] == 2 - (half.count("[") + half.count("Whole") == 0)


def test_an_answer_of_hashcards_without_a_question_is_said(world: World, tmp_path: Path) -> None:
    report = world.bring(put(tmp_path, "n.md", "Q: One?\nA: Yes\nA: No\n"))
    assert lost(report) == ["No: left out: a card without a question or an answer"]


def test_brackets_within_a_gap_of_hashcards_are_of_it(world: World, tmp_path: Path) -> None:
    world.bring(put(tmp_path, "n.md", "C: It is [France \\[really\\]], not \\[here\\] and [a\\\\b].\n"))
    (note,) = world.notes()
    assert isinstance(note.body, Cloze)
    assert note.body.text == "It is {{c1::France \\[really\\]}}, not \\[here\\] and {{c2::a\\\\b}}."


ORG = """\
* Shopping :drill:
  SCHEDULED: <2027-03-01 Mon>
  :PROPERTIES:
  :DRILL_LAST_INTERVAL: 20
  :DRILL_TOTAL_REPEATS: 6
  :DRILL_LAST_REVIEWED: [2027-02-08 Mon 10:15]
  :END:
{}
** Answer
Milk
"""


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("- [ ] first\n- [X] second\n  + [-] third", "- [ ] first\n- [x] second\n  - [ ] third"),
        ("1. [ ] first", "1. [ ] first"),
        ("It is [ ] or [] or [\t].", ""),
    ],
)
def test_boxes_of_org_are_no_gaps_and_the_card_keeps_its_schedule(
    world: World, tmp_path: Path, body: str, shown: str
) -> None:
    report = world.bring(put(tmp_path, "n.org", ORG.format(body)), "--with-schedule")
    assert (lost(report), report["events"]) == ([], 1)
    (note,) = world.notes()
    assert note.body.answer_text() == "Milk"
    assert shown in note.body.prompt()


def test_a_gap_beside_a_box_of_org_is_one(world: World, tmp_path: Path) -> None:
    world.bring(put(tmp_path, "n.org", ORG.format("- [ ] buy [milk|white] for [50%]")))
    (note,) = world.notes()
    assert isinstance(note.body, Cloze)
    assert note.body.text == "Shopping\n\n- [ ] buy {{c1::milk::white}} for {{c2::50%}}"
