"""The published JSON Schema is that of the models, and agrees with the reader on good and bad decks."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.decks.test_deckfile import ALL_KINDS
from trainer.core.kinds import KINDS
from trainer.decks.format.models import MODELS
from trainer.decks.format.schema import dumps, json_schema

PUBLISHED = Path(__file__).parents[2] / "decks" / "deck.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def deck() -> Any:
    """Return the sample deck as an editor reads it: scalars have types."""
    return yaml.safe_load(ALL_KINDS.read_text(encoding="utf-8"))


def note(deck: Any, name: str) -> Any:
    return next(note for note in deck["notes"] if note["id"] == name)


def test_the_published_schema_is_up_to_date() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == dumps(), "run python -m trainer.decks.format.schema"


def test_there_is_a_model_for_each_kind_of_the_core() -> None:
    assert list(MODELS) == list(KINDS)


def test_a_deck_with_every_field_of_every_kind_is_valid(validator: Draft202012Validator, deck: Any) -> None:
    assert note(deck, "compare")["aspects"]["age"]["cells"]["first"] == 1989  # a number, as editors see it
    validator.validate(deck)


def test_numbers_and_truth_values_are_taken_for_text(validator: Draft202012Validator, deck: Any) -> None:
    deck["title"] = 1.5
    note(deck, "basic").update(id=7, answer=False, hints=[1, True], reverse="true")
    note(deck, "points").update(seconds="60")
    validator.validate(deck)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("basic", {"ask": None}),
        ("basic", {"answer": ""}),
        ("basic", {"answer": {"a": "b"}}),
        ("basic", {"answr": "x"}),
        ("basic", {"id": "Bad Id"}),
        ("basic", {"kind": "basics"}),
        ("basic", {"reverse": "yes"}),
        ("basic", {"level": "hard"}),
        ("basic", {"as_of": "soon"}),
        ("basic", {"hints": "one"}),
        ("basic", {"confusable": ["a/b/c"]}),
        ("basic", {"asked": 10}),
        ("basic", {"asked": "often"}),
        ("basic", {"needs": "cloze"}),
        ("basic", {"needs": ["A b"]}),
        ("basic", {"language": "german!"}),
        ("cloze", {"ask": "x"}),
        ("choice", {"right": []}),
        ("choice", {"wrong": []}),
        ("choice", {"wrong": [{"because": "x"}]}),
        ("typed", {"match": "regex"}),
        ("order", {"steps": ["one"]}),
        ("compare", {"subjects": {"a": "A"}}),
        ("compare", {"subjects": {"a": "A", "b": "B", "Bad Key": "C"}}),
        ("compare", {"aspects": {}}),
        ("points", {"points": []}),
        ("points", {"points": [{"say": "x", "terms": []}]}),
        ("points", {"seconds": 1.5}),
        ("points", {"seconds": -1}),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(
    validator: Draft202012Validator, deck: Any, name: str, change: dict[str, Any]
) -> None:
    note(deck, name).update(change)
    assert not validator.is_valid(deck)


@pytest.mark.parametrize("key", ["deck", "title", "notes"])
def test_a_deck_needs_its_id_title_and_notes(validator: Draft202012Validator, deck: Any, key: str) -> None:
    del deck[key]
    assert not validator.is_valid(deck)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"extra": 1},
        {"notes": []},
        {"tags": ["a b"]},
        {"references": {"a": {}}},
        {"language": "german!"},
    ],
)
def test_a_bad_head_is_refused(validator: Draft202012Validator, deck: Any, change: dict[str, Any]) -> None:
    deck.update(change)
    assert not validator.is_valid(deck)


def test_each_kind_demands_its_own_fields(validator: Draft202012Validator, deck: Any) -> None:
    for at, entry in enumerate(deck["notes"]):
        bare = copy.deepcopy(deck)
        bare["notes"][at] = {key: entry[key] for key in ("id", "kind") if key in entry}
        assert not validator.is_valid(bare), entry["id"]


def test_every_key_has_a_description_for_editors() -> None:
    schema = json_schema()
    for owner in schema["$defs"].values():
        for key, value in owner["properties"].items():
            assert "description" in value or key == "kind", key
