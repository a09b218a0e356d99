"""Hints, and what is shown under conditions, of notetypes that people made."""

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_from_anki import There, there

__all__ = ["there"]
BACK = "{{FrontSide}}<hr id=answer>"


@pytest.mark.parametrize("name", ["Basic", "Cloze"])
def test_a_hint_that_the_back_alone_has_gives_nothing_away_before_the_answer(
    world: World, there: There, name: str
) -> None:
    asked, shown = ("{{cloze:Q}}", "{{cloze:Q}}<br>") if name == "Cloze" else ("{{Q}}", BACK)
    there.notetype(
        *("Folded", "Q A E H"),
        (asked + "{{hint:H}}", shown + "{{A}}<br>{{hint:E}}<br>{{hint:H}}"),
        like=name,
    )
    question = "{{c1::Paris}} in France" if name == "Cloze" else "Capital of France?"
    there.add("Folded", question, "Paris, the capital", "since 987", "on the Seine")
    assert world.bring(there.package())["lost"] == []
    (note,) = world.notes()
    assert note.hints == ("on the Seine",)
    (card,) = note.card_keys()
    told = note.sides(card).answer + note.why
    assert ("since 987" in told, "on the Seine" in told) == (True, False)
    assert "987" not in note.sides(card).prompt


def test_what_is_shown_for_one_gap_alone_is_said_to_be_lost(world: World, there: There) -> None:
    template = "{{cloze:T}}{{#c1}} first {{/c1}}{{^c1}} other {{/c1}}"
    there.notetype("By gap", "T E", (template, "{{cloze:T}}{{#c1}}{{E}}{{/c1}}"), like="Cloze")
    there.add("By gap", "{{c1::a}} {{c2::b}}", "extra")
    there.add("By gap", "{{c1::alone}}", "extra")
    report = world.bring(there.package())
    assert [loss["what"] for loss in report["lost"]] == ["what it shows for one gap and not for another"]


@pytest.mark.parametrize(
    ("text", "cards"), [("{{c0::zero}} {{c1::a}} {{c2::b}}", 2), ("{{c1::a}} {{C3::cap}}", 1)]
)
def test_what_is_no_gap_to_anki_is_none_here(world: World, there: There, text: str, cards: int) -> None:
    note = there.add("Cloze", text, "")
    assert len(note.cards()) == cards
    world.bring(there.package())
    assert sum(len(note.card_keys()) for note in world.notes()) == cards
    world.run("export", "--out", there.folder / "out")


@pytest.mark.parametrize(("filters", "lost"), [("type:nc:", 1), ("type:", 0)])
def test_that_marks_on_letters_are_no_matter_is_said_to_be_lost(
    world: World, there: There, filters: str, lost: int
) -> None:
    field = "{{" + filters + "Back}}"
    there.notetype("Free", "Front Back", ("{{Front}}" + field, BACK + field))
    there.add("Free", "coffee", "café")
    report = world.bring(there.package())
    assert len([loss for loss in report["lost"] if "marks on letters" in loss["what"]]) == lost
    (note,) = world.notes()
    assert note.kind == "typed"
