"""The report as Markdown. All that Markdown could read in a text is escaped, but for its code spans."""

import re
from collections.abc import Iterable, Sequence

from trainer.confusions import MixedUp
from trainer.core.text import one_line, times
from trainer.interview import wording
from trainer.interview.estimate import Estimate
from trainer.interview.transcript import Asked, Transcript

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_INSIDE = re.compile(r"([\\`*_\[\]<&~|$])")
_AT_START = re.compile(r"^([#+=>:-]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(?i)(?<=:)(//)|(?<=\bwww)(\.)")
_LONG = 400


def markdown(transcript: Transcript, estimate: Estimate, mixed: Sequence[MixedUp] = ()) -> str:
    """Return the report as Markdown; ``mixed``: what the user mixes up most, in all practice."""
    lines = [f"# Mock interview, {wording.when(transcript)}", "", _md(transcript.about), ""]
    lines += [f"- {label}: **{value}**" for label, value in wording.figures(transcript)]
    lines += [f"- estimate: {_md(str(estimate))}"]
    lines += ["", "## By topic, the weakest first", "", "| topic | right | questions |", "|---|---:|---:|"]
    lines += [
        f"| {_escaped(one_line(t.name, 60))} | {wording.percent(t.score)} | {t.questions} |"
        for t in transcript.topics
    ]
    weakest = transcript.weakest[: wording.MOST_WEAK]
    if weakest:
        lines += ["", "## Weakest points", ""]
        for one, point in weakest:
            must = " **(must)**" if point.must else ""
            lines.append(f"- {_md(point.say)}{must}, missed in question {one.number + 1}")
    if mixed:
        lines += ["", "## What you mix up", ""]
        lines += [f"- {_md(pair.one)} with {_md(pair.other)}, {times(pair.times)}" for pair in mixed]
    lines += ["", "## How deep the follow-ups went", ""]
    for ladder in transcript.ladders:
        lines.append(f"- question {ladder[0].number + 1}, {wording.depth(ladder)}: {_md(ladder[0].ask, 100)}")
    lines += ["", "## All questions"]
    for one in transcript.asked:
        lines += ["", f"### Question {wording.place(one)}", "", *_md_question(one)]
    return "\n".join(lines) + "\n"


def _md_question(one: Asked) -> Iterable[str]:
    yield _md(one.ask)
    yield ""
    yield ", ".join(
        f"{label} {value}" for label, value in [("topic:", _md(one.topic, 60)), *wording.ratings(one)]
    )
    if wording.warning(one):
        yield ""
        yield f"**⚠ {wording.warning(one)}**"
    yield ""
    yield from (f"> {_md(line)}" for line in wording.given(one).splitlines())
    if one.points:
        yield ""
    for point in one.points:
        must = " **(must)**" if point.must else ""
        yield f"- [{'x' if point.said else ' '}] {_md(point.say)}{must}"


def _md(text: str, limit: int = _LONG) -> str:
    """Return a text on one line with all that Markdown could read in it escaped, but for its code spans."""
    flat = one_line(text, limit)
    parts = []
    at = 0
    for code in _CODE.finditer(flat):
        parts += [_escaped(flat[at : code.start()]), code.group()]
        at = code.end()
    parts.append(_escaped(flat[at:]))
    return _AT_START.sub(_at_start, "".join(parts))


def _escaped(text: str) -> str:
    return _ADDRESS.sub(r"\\\g<0>", _INSIDE.sub(r"\\\1", text))


def _at_start(match: re.Match[str]) -> str:
    """Escape what begins a list, a heading or a rule: the sign itself, or the dot behind a number."""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"
