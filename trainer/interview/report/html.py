"""The report as one HTML page: no scripts, nothing loaded, light and dark. jinja2 escapes every text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from trainer.confusions import MixedUp
from trainer.core.text import clean, one_line, times
from trainer.interview import wording
from trainer.interview.estimate import Estimate
from trainer.interview.transcript import Topic, Transcript

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def page(transcript: Transcript, estimate: Estimate, mixed: Sequence[MixedUp] = ()) -> str:
    """Return the report; ``mixed``: what the user mixes up most, in all practice."""
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            title=f"Mock interview, {wording.when(transcript)}",
            transcript=transcript,
            figures=[*wording.figures(transcript), ("estimate", str(estimate))],
            weakest=transcript.weakest[: wording.MOST_WEAK],
            mixed=mixed,
        )
    )


def plot(topics: Sequence[Topic]) -> str:
    """Return the topics as an SVG of bars, each with its percent in words beside it."""
    parts = _environment().get_template("parts.html.jinja").module
    return str(parts.plot(topics))  # type: ignore[attr-defined]


class Span(NamedTuple):
    """A part of a text: code, or not."""

    text: str
    code: bool


def _spans(text: str) -> Iterator[Span]:
    for at, part in enumerate(_CODE.split(clean(text))):
        yield Span(part, at % 2 == 1)


def _lines(text: str) -> Markup:
    return Markup("<br>\n").join(map(escape, text.split("\n")))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("trainer.interview.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        spans=_spans,
        lines=_lines,
        clean=clean,
        short=one_line,
        percent=wording.percent,
        times=times,
        place=wording.place,
        depth=wording.depth,
        given=wording.given,
        warning=wording.warning,
        ratings=wording.ratings,
    )
    return environment
