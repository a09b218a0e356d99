"""What is wrong with a note is said in the words of the form, at its line, and by the rules of decks."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adding.test_form import fill
from tests.authoring.own import library, notebook
from trainer.adding.blanks import KINDS, blanks
from trainer.adding.form import Form
from trainer.adding.wanting import _LEAST, wanting
from trainer.authoring.notebook import DeckNotebook
from trainer.core.notebook import NewNote, Refusal
from trainer.decks.format.models import MODELS

OF_FILES = re.compile(r"`\w+`|mapping|quote|members|\bkey\b|add `|\bcells?\b")
"""Words that only who writes deck files by hand knows."""

HIDDEN = "nothing is hidden yet: put what is to be hidden between {{ and }}"
STEPS = "wanted: at least 2 steps, a line each"
THERE = "the option “a” is there already"
ROW = "a row is a question and an answer for each subject: question | of A | of B"

TEXTS = "a·b·{{x}}·{{c1::}}·{{c1::a·a | b·a |·| b·!·! a | b·a | b | c·x: y·#·- a·[a·{a}·yes·*·&x·12"
TEXT = st.sampled_from(["", "a\nb", *TEXTS.split("·")])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> DeckNotebook:
    folder = tmp_path_factory.mktemp("adding") / "decks"
    return notebook(library(folder), folder)


@given(kind=st.sampled_from(KINDS), data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_the_form_refuses_the_rules_of_decks_refuse_and_the_rest_is_told_in_plain_words(
    book: DeckNotebook, kind: str, data: st.DataObject
) -> None:
    form = Form(book, "", "")
    form.texts["kind"] = [kind]
    for blank in blanks(kind)[2:]:
        options = st.sampled_from(blank.options) if blank.options else TEXT
        form.texts[blank.field] = data.draw(st.lists(options, max_size=3 if blank.many else 1))
    form.tidy()
    note = form.note()
    if (found := wanting(note)) is not None:
        assert book.refusal(note) is not None, found
        assert found.number < max(1, sum(row.blank.field == found.field for row in form.rows()))
    elif (refused := form.refusal()) is not None:
        assert not OF_FILES.search(refused.message), refused


def test_what_a_kind_has_at_least_is_what_the_format_requires() -> None:
    for kind, least in _LEAST.items():
        required = {name for name, field in MODELS[kind].model_fields.items() if field.is_required()}
        assert required - {"id", "kind"} == set(least)


@pytest.mark.parametrize(
    ("kind", "texts", "refusal"),
    [
        ("basic", {"ask": "Q"}, Refusal("answer", "the answer is missing")),
        ("cloze", {"text": "Q"}, Refusal("text", HIDDEN)),
        ("order", {"ask": "Q", "steps": "a"}, Refusal("steps", STEPS, 1)),
        ("choice", {"ask": "Q", "right": "a", "wrong": ["b", "a"]}, Refusal("wrong", THERE, 1)),
        ("choice", {"ask": "Q", "right": ["b", "a", "a"], "wrong": "c"}, Refusal("right", THERE, 2)),
        (
            "compare",
            {"ask": "Q", "subjects": ["A", "B"], "aspects": ["x | y | z", "x | y"]},
            Refusal("aspects", ROW, 1),
        ),
    ],
)
def test_it_is_told_at_its_line(book: DeckNotebook, kind: str, texts: Any, refusal: Refusal) -> None:
    form = fill(Form(book, "", ""), kind=kind, **texts)
    assert form.refusal() == refusal


def test_a_note_that_wants_nothing(tmp_path: Path) -> None:
    assert wanting(NewNote("basic", {"ask": "Q", "answer": "A"})) is None
