"""What files of org-drill and Obsidian say around their cards: tags, comments, lines of no card."""

from pathlib import Path

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from trainer.foreign.formats.obsidian import read


def test_org_notes_have_the_tags_of_their_file_and_of_the_headings_above(
    world: World, tmp_path: Path
) -> None:
    text = """\
#+filetags: :geo:drill:
* Europe :places:
** Estonia :drill:verb:
Tallinn
#+BEGIN_SRC org
#+FILETAGS: :code:
#+END_SRC
** Not asked
Text.
* Chile :drill:geo:
Santiago
#+FILETAGS: late
"""
    world.bring(put(tmp_path, "geo.org", text))
    tags = {note.body.prompt(): note.tags for note in world.notes()}
    assert tags == {"Estonia": ("geo", "late", "places", "verb"), "Chile": ("geo", "late")}
    (estonia,) = (note for note in world.notes() if note.body.prompt() == "Estonia")
    assert "#+FILETAGS: :code:" in estonia.body.answer_text()


def test_what_comments_of_obsidian_hide_is_no_card(world: World, tmp_path: Path) -> None:
    text = """\
#flashcards

<!-- hid::den -->

<!--
multi::line

#hidden

the ==gap== too
-->

q1::a1 <!-- note::of mine --> more %% and::here %%
<!--SR:!2027-01-20,20,250-->

q2
<!-- whole
line -->
?
%% another %%
a2

`<!-- x -->`::what a comment looks like

```
<!-- y::z -->
```
"""
    report = world.bring(put(tmp_path, "n.md", text), "--with-schedule")
    cards = {note.body.prompt(): note.body.answer_text() for note in world.notes()}
    assert cards == {"q1": "a1  more", "q2": "a2", "`<!-- x -->`": "what a comment looks like"}
    assert {tag for note in world.notes() for tag in note.tags} == set()
    assert (report["lost"], report["events"]) == ([], 1)


def test_lines_beside_a_card_of_one_line_are_said_to_be_left_out(world: World, tmp_path: Path) -> None:
    text = """\
#flashcards

The ==first== is ==second== <!--SR:!2027-01-20,20,250!2027-01-21,20,250-->
next::line
further
words
# Heading
last::card
<!--SR:!2027-01-22,20,250-->
[^1]: A footnote.

# Heading
alone::here

Text of no card.
"""
    report = world.bring(put(tmp_path, "n.md", text), "--with-schedule")
    assert {note.body.prompt() for note in world.notes()} == {"next", "last", "alone"}
    assert [(one["note"], one["what"].partition(":")[0]) for one in report["lost"]] == [
        ("The ==first== is ==second==", "left out"),
        ("further words", "left out"),
    ]
    assert "blank line" in report["lost"][0]["what"]
    assert report["events"] == 1


DECKS = """\
---
tags: [flashcards/front]
---
q0::a

#flashcards/one/sub #flashcards/second
q1::a
q2::a

Prose with #flashcards/two in it.
#flashcards/three q3::a
q4::a

#flashcards/four
q5
?
a #flashcards/nine

#flashcards/five #animals A ==gap==.

q6 #flashcards/six ::a

```
#flashcards/code
```
# Words #flashcards
q7::a
"""


def test_a_deck_tag_of_obsidian_holds_until_the_next_and_at_a_card_for_it_alone(
    world: World, tmp_path: Path
) -> None:
    # https://github.com/st3v3nmw/obsidian-spaced-repetition docs/en/flashcards/decks.md, version 1.13
    def decks(text: str) -> dict[str, str]:
        drafts = read(put(tmp_path, "notes.md", text)).drafts
        return {draft.name: draft.title for draft in drafts if draft.kind}

    assert decks(DECKS) == {
        "q0": "front",
        "q1": "one::sub",
        "q2": "one::sub",
        "q3": "three",
        "q4": "two",
        "q5": "four",
        "A {{c1::gap}}.": "five",
        "q6 #flashcards/six": "two",
        "q7": "notes",
    }
    assert decks("above::a\n\n#flashcards/one\nq::a\n") == {"above": "one", "q": "one"}
    assert decks("q::a\n") == {"q": "notes"}


def test_of_several_decks_on_one_line_the_first_counts_and_the_others_are_tags(
    world: World, tmp_path: Path
) -> None:
    text = (
        "#flashcards/one #flashcards/two/sub\nq1::a\n\n#flashcards/three #animals #flashcards/four q2::a\n\n"
        "#flashcards/five #flashcards\nq3\n?\na\n\n#flashcards/six #my/own A ==gap==.\n\nq4::a\n"
    )
    report = world.bring(put(tmp_path, "notes.md", text))
    found = {deck.title: [(note.id, {*note.tags}) for note in deck.notes] for deck in world.decks().values()}
    assert found == {
        "one": [("q1", {"two::sub"}), ("q4", {"two::sub"})],
        "three": [("q2", {"four", "animals"})],
        "five": [("q3", {"notes"})],
        "six": [("a-gap", {"my::own"})],
    }
    assert {one["what"] for one in report["lost"]} == {
        f"that it is in deck {name!r} as well, of which it has the tag"
        for name in ("two::sub", "four", "notes")
    }
    front = put(tmp_path, "front.md", "---\ntags: [flashcards/a, flashcards/b, c]\n---\nq::a\n")
    (draft,) = read(front).drafts
    assert (draft.title, draft.tags) == ("a", ("c", "b"))


MARKS = """\
* What is \\alpha? :drill:
\\beta{}s \\to \\Omega, \\le, \\Lambda, but \\foo, _under_ and snake_case_name, \\(\\alpha\\), =\\alpha=
src_python{a[0]} and src_sh[:eval no]{ls [x]}
* Gap :drill:
The [gap] of src_python{a[0]}
"""


def test_signs_underlining_and_code_of_org_are_what_org_shows(world: World, tmp_path: Path) -> None:
    report = world.bring(put(tmp_path, "x.org", MARKS))
    assert [one["what"] for one in report["lost"]] == ["underlining"]
    first, second = world.notes()
    assert first.body.prompt() == "What is α?"
    assert first.body.answer_text() == (
        "βs → Ω, ≤, Λ, but \\foo, under and snake_case_name, \\(\\alpha\\), `\\alpha`\n`a[0]` and `ls [x]`"
    )
    assert [key.partition("#")[2] for key in second.card_keys()] == ["c1"]


def test_comments_in_hashcards_are_on_no_card(world: World, tmp_path: Path) -> None:
    text = (
        "Q: One <!-- c -->?\nA: `<!-- code -->`\n<!-- two\nlines -->\nmore\n\nC: A [gap]. <!-- [none] -->\n"
    )
    world.bring(put(tmp_path, "x.md", text))
    first, second = world.notes()
    assert (first.body.prompt(), first.body.answer_text()) == ("One ?", "`<!-- code -->`\nmore")
    assert [key.partition("#")[2] for key in second.card_keys()] == ["c1"]


HEADED = """\
* European capitals :drill:
What is that of France?
** Answer
Paris
* Paris :drill:
What is the capital of France?
** Answer
Paris
* Geography :drill:
The capital is [Rome|city].
* Rome :drill:
The capital of Italy is [Rome||R...].
* Nouns :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: twosided
:END:
** English
dog
** Spanish
el perro
"""


def test_the_heading_above_the_text_of_an_org_card_is_kept_and_tells_no_answer(
    world: World, tmp_path: Path
) -> None:
    from trainer.foreign.formats.org import read as read_org

    drafts = read_org(put(tmp_path, "x.org", HEADED)).drafts
    assert [dict(draft.fields) for draft in drafts] == [
        {"ask": "European capitals\n\nWhat is that of France?", "answer": "Paris"},
        {"ask": "What is the capital of France?", "answer": "Paris", "why": "Paris"},
        {"text": "Geography\n\nThe capital is {{c1::Rome::city}}."},
        {"text": "The capital of Italy is {{c1::Rome::R...}}.", "why": "Rome"},
        {"ask": "dog", "answer": "el perro", "why": "Nouns", "reverse": "true"},
    ]


TWINS = {
    "years.org": "** 2019 :drill:\nThe winner was [Team A].\n** 2020 :drill:\nThe winner was [Team A].\n",
    "gaps.org": "* A :drill:\nThe [winner] was Team A.\n* A :drill:\nThe winner was [Team A].\n",
    "gaps.md": "The ==winner== was Team A.\n\nThe winner was ==Team A==.\n",
    "hash.md": "C: The [winner] was Team A.\n\nC: The winner was [Team A].\n",
    "sides.org": "".join(
        f"* {year} :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: twosided\n:END:\n** A\nTeam A\n** B\nwinner\n"
        for year in (2019, 2020)
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_cards_of_one_wording_that_say_different_things_are_all_taken(
    world: World, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text(TWINS[name])
    report = world.bring(file)
    assert (report["notes"]["new"], report["lost"]) == (2, [])
    keys = {note.body.prompt(): note.key for note in world.notes()}
    assert world.bring(file)["notes"] == {"new": 0, "updated": 0, "same": 2, "kept": 0}
    assert {note.body.prompt(): note.key for note in world.notes()} == keys


def test_a_card_whose_twin_comes_or_goes_stays_what_it_is(world: World, tmp_path: Path) -> None:
    file = tmp_path / "years.org"
    one, two = TWINS["years.org"].split("** 2020")
    file.write_text(one)
    world.bring(file)
    (first,) = world.notes()
    file.write_text("** 2020" + two + one)
    assert world.bring(file)["notes"] == {"new": 1, "updated": 0, "same": 1, "kept": 0}
    assert {note.body.prompt().split()[0]: note.key for note in world.notes()}["2019"] == first.key
    file.write_text(one)
    report = world.bring(file)
    assert report["notes"]["new"] == 0
    assert {note.body.prompt().split()[0]: note.key for note in world.notes()}["2019"] == first.key


def test_the_name_of_a_block_of_obsidian_is_no_part_of_an_answer(world: World, tmp_path: Path) -> None:
    file = tmp_path / "n.md"
    file.write_text("one::two ^abc123\n\nthree\n?\nfour\n^my-name\n\nA ==gap== here. ^g1\n\nfive::x^2\n")
    report = world.bring(file)
    assert {
        note.body.prompt(): note.body.answer_text() for note in world.notes() if note.kind == "basic"
    } == {
        "one": "two",
        "three": "four",
        "five": "x^2",
    }
    assert "A {{c1::gap}} here." in {note.body.prompt() for note in world.notes()}
    assert [loss["what"] for loss in report["lost"]] == [
        "the name of a block (`^…`), which links lead to"
    ] * 3
