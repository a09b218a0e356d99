"""The report of a mock interview as Markdown and as one HTML file that needs nothing else.

Decks and answers are strangers' text: in both forms all of it is escaped, nothing in it can become markup, a
link or a script.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from trainer.confusions import MixedUp
from trainer.core.errors import LibraryError
from trainer.core.text import clean, one_line
from trainer.interview import wording
from trainer.interview.choose import Readiness
from trainer.interview.transcript import Asked, Topic, Transcript
from trainer.interview.wording import MOST_WEAK, percent

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_INSIDE = re.compile(r"([\\`*_\[\]<&~|$])")
_AT_START = re.compile(r"^([#+=>:-]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(?i)(?<=:)(//)|(?<=\bwww)(\.)")
_LONG = 400


def save(
    transcript: Transcript, readiness: Readiness, folder: Path, mixed: Sequence[MixedUp] = ()
) -> tuple[Path, Path]:
    """Write both forms into ``folder`` and return their paths (Markdown, HTML). No file is overwritten.

    Raises:
        LibraryError: they cannot be written there.
    """
    stem = f"mock-{wording.begun(transcript):%Y-%m-%d-%H%M}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            name = stem if number == 1 else f"{stem}-{number}"
            paths = folder / f"{name}.md", folder / f"{name}.html"
            if not any(path.exists() for path in paths):
                break
            number += 1
        texts = markdown(transcript, readiness, mixed), html(transcript, readiness, mixed)
        for path, text in zip(paths, texts, strict=True):
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise LibraryError(
            f"The report cannot be written to {folder} ({error.strerror or error}). "
            "It stays in the history. Name another folder with --out."
        ) from error
    return paths


# Markdown


def markdown(transcript: Transcript, readiness: Readiness, mixed: Sequence[MixedUp] = ()) -> str:
    """Return the report as Markdown; ``mixed``: what the user mixes up most, in all practice."""
    lines = [f"# Mock interview, {wording.when(transcript)}", "", _md(transcript.about), ""]
    lines += [f"- {label}: **{value}**" for label, value in wording.figures(transcript)]
    lines += [f"- readiness: {_md(str(readiness))}"]
    lines += ["", "## By topic, the weakest first", "", "| topic | right | questions |", "|---|---:|---:|"]
    lines += [
        f"| {_escaped(one_line(t.name, 60))} | {percent(t.score)} | {t.questions} |"
        for t in transcript.topics
    ]
    weakest = transcript.weakest[:MOST_WEAK]
    if weakest:
        lines += ["", "## Weakest points", ""]
        for one, point in weakest:
            must = " **(must)**" if point.must else ""
            lines.append(f"- {_md(point.say)}{must}, missed in question {one.number + 1}")
    if mixed:
        lines += ["", "## What you mix up", ""]
        lines += [f"- {_md(pair.one)} with {_md(pair.other)}, {_times(pair.times)}" for pair in mixed]
    lines += ["", "## How deep the follow-ups went", ""]
    for round_ in transcript.ladders:
        lines.append(f"- question {round_[0].number + 1}, {wording.depth(round_)}: {_md(round_[0].ask, 100)}")
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


# HTML

_STYLE = """\
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de;
  --bar: #2f6feb; --track: #eaeef2; --good: #1a7f37; --bad: #b42318; --box: #f6f8fa }
@media (prefers-color-scheme: dark) {
  :root { --back: #14171c; --text: #e6e8eb; --soft: #9aa4b0; --line: #353b44; --bar: #6ea8fe;
    --track: #262b33; --good: #5fd07c; --bad: #ff8f85; --box: #1c2027 }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 46rem; background: var(--back);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem }
h3 { font-size: 1rem; margin: 0 0 .25rem } .soft { color: var(--soft) } .bad { color: var(--bad) }
.good { color: var(--good) } dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem }
dt { color: var(--soft) } dd { margin: 0 } svg { width: 100%; height: auto }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0;
  break-inside: avoid }
blockquote { margin: .75rem 0; padding: .5rem .75rem; background: var(--box); border-radius: .25rem;
  white-space: pre-wrap; overflow-wrap: anywhere }
ul { padding-left: 1.25rem } .points { list-style: none; padding: 0 }
code { font: .9em ui-monospace, monospace; background: var(--track); border-radius: .2rem;
  padding: 0 .2em }
svg text { font: 13px system-ui, sans-serif; fill: var(--text) }
.track { fill: var(--track) } .bar { fill: var(--bar) }
"""


def html(transcript: Transcript, readiness: Readiness, mixed: Sequence[MixedUp] = ()) -> str:
    """Return the report as one HTML page: no scripts, nothing loaded, light and dark."""
    title = f"Mock interview, {wording.when(transcript)}"
    weakest = "".join(
        f"<li>{_html(point.say)}{_MUST if point.must else ''}"
        f' <span class="soft">missed in question {one.number + 1}</span></li>\n'
        for one, point in transcript.weakest[:MOST_WEAK]
    )
    depths = "".join(
        f"<li>{_html(one_line(round_[0].ask, 100))} "
        f'<span class="soft">question {round_[0].number + 1}, {escape(wording.depth(round_))}</span></li>\n'
        for round_ in transcript.ladders
    )
    pairs = "".join(
        f"<li>{_html(pair.one)} with {_html(pair.other)} "
        f'<span class="soft">{_times(pair.times)}</span></li>\n'
        for pair in mixed
    )
    facts = [*wording.figures(transcript), ("readiness", str(readiness))]
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{_STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<p class="soft">{_html(transcript.about)}</p>
{_list(facts)}
<h2>By topic, the weakest first</h2>
{plot(transcript.topics)}
{f"<h2>Weakest points</h2>{chr(10)}<ul>{chr(10)}{weakest}</ul>" if weakest else ""}
{f"<h2>What you mix up</h2>{chr(10)}<ul>{chr(10)}{pairs}</ul>" if pairs else ""}
<h2>How deep the follow-ups went</h2>
<ul>
{depths}</ul>
<h2>All questions</h2>
{"".join(map(_article, transcript.asked))}</body>
</html>
"""


_MUST = " <strong>must</strong>"


def _article(one: Asked) -> str:
    points = "".join(
        f'<li class="{"good" if point.said else "bad"}">{"✓ said" if point.said else "✗ missed"}: '
        f"{_html(point.say)}{_MUST if point.must else ''}</li>\n"
        for point in one.points
    )
    warning = wording.warning(one)
    return f"""<article>
<p class="soft">Question {escape(wording.place(one))} · {_html(one.topic)}</p>
<h3>{_html(one.ask)}</h3>
{f'<p class="bad"><strong>⚠ {escape(warning)}</strong></p>' if warning else ""}
<blockquote>{escape(clean(wording.given(one)))}</blockquote>
{f'<ul class="points">{chr(10)}{points}</ul>' if points else ""}
{_list(wording.ratings(one))}
</article>
"""


def _list(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(f"<dt>{escape(label)}</dt><dd>{_html(value)}</dd>\n" for label, value in rows)
    return f"<dl>\n{cells}</dl>"


def plot(topics: Sequence[Topic]) -> str:
    """Return the topics as an SVG of bars, each with its percent in words beside it."""
    row, left, width = 30, 230, 320
    height = max(1, len(topics)) * row
    bars = []
    for number, topic in enumerate(topics):
        y = number * row
        questions = f"{topic.questions} question{'' if topic.questions == 1 else 's'}"
        bars.append(
            f"<g><title>{_plain(topic.name, 200)}: {percent(topic.score)}, {questions}</title>"
            f'<text x="{left - 10}" y="{y + 19}" text-anchor="end">{_plain(topic.name, 32)}</text>'
            f'<rect class="track" x="{left}" y="{y + 6}" width="{width}" height="18" rx="3"/>'
            f'<rect class="bar" x="{left}" y="{y + 6}" width="{width * topic.score:.1f}" height="18" rx="3"/>'
            f'<text x="{left + width + 10}" y="{y + 19}">{percent(topic.score)} of {topic.questions}</text>'
            "</g>"
        )
    label = "Share of right answers by topic"
    return f'<svg viewBox="0 0 640 {height}" role="img" aria-label="{label}">\n{chr(10).join(bars)}\n</svg>'


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times} times"


def _plain(text: str, limit: int) -> str:
    return escape(one_line(text, limit))


def _html(text: str) -> str:
    """Return a text of a deck, escaped, with its code spans set off and its line breaks kept."""
    safe = escape(clean(text))
    return _CODE.sub(r"<code>\1</code>", safe).replace("\n", "<br>\n")
