"""A history as text: what is written is read again, and nothing else is taken for it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.errors import FileError
from trainer.core.log import WISHES, Event
from trainer.replicate.lines import head, line, read, written

TEXT = st.text(max_size=30)
NAMES = ("id", "device", "card", "kind", "answer", "fingerprint", "scheduler", "before", "after", "undoes")
EVENTS = st.builds(
    Event,
    **dict.fromkeys((*NAMES, "session", "detail"), TEXT),
    **dict.fromkeys(("at", "day", "offset", "hints"), st.integers()),
    **dict.fromkeys(("grade", "suggested", "took"), st.none() | st.integers()),
)


@given(EVENTS)
def test_an_event_is_read_as_it_was_written(event: Event) -> None:
    text = line(event)
    assert text.isascii()
    assert text.count("\n") == 1
    needed = event.id and event.device and event.kind
    if needed:
        assert read(text) == event


@given(
    st.text()
    | st.recursive(st.none() | st.integers() | TEXT, lambda x: st.lists(x) | st.dictionaries(TEXT, x)).map(
        json.dumps
    )
)
def test_what_is_no_event_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("name", "value"), [("at", "1"), ("at", True), ("card", 3), ("grade", "4"), ("id", None)]
)
def test_a_field_of_another_type_is_no_event(name: str, value: object) -> None:
    fields = {
        "id": "a",
        "device": "d",
        "at": 1,
        "day": 1,
        "offset": 0,
        "card": "c",
        "kind": "review",
        "grade": 4,
    }
    assert read(json.dumps(fields)) is not None
    assert read(json.dumps(fields | {name: value})) is None


@pytest.mark.parametrize("kind", [*sorted(WISHES), "parameters", "undo", "mock", "of a later version"])
def test_what_is_about_no_card_is_read_too(kind: str) -> None:
    event = Event("a", "d", 1, 1, 0, "", kind, detail="{}")
    assert read(line(event)) == event


@pytest.mark.parametrize("kind", ["review", "suspend"])
def test_an_answer_to_no_card_is_no_event(kind: str) -> None:
    assert read(line(Event("a", "d", 1, 1, 0, "", kind, 4))) is None


def test_fields_of_later_versions_are_passed_over() -> None:
    fields = {"id": "a", "device": "d", "at": 1, "day": 1, "offset": 0, "card": "c", "kind": "x", "more": [1]}
    assert read(json.dumps(fields)) == Event("a", "d", 1, 1, 0, "c", "x")


def test_the_head_says_format_version_and_device() -> None:
    first, *_ = written([], "me")
    found = head(first)
    assert found is not None
    assert (found.version, found.device) == (1, "me")
    assert head('{"format": "other", "version": 1}') is None
    assert head("[1]") is None
    with pytest.raises(FileError, match="newer trainer"):
        head('{"format": "trainer history", "version": 2}')
