"""The report of a mock interview: how it went by topic, what was missed, and where the files are."""

from collections.abc import Iterator
from pathlib import Path

from trainer.confusions import sentence
from trainer.core.reads import as_shown
from trainer.core.text import counted, one_line
from trainer.interview import wording
from trainer.interview.interview import Interview
from trainer.interview.report.save import save
from trainer.interview.transcript import Transcript
from trainer.plain.talk import Left, Talk


def report(talk: Talk, interview: Interview, exports: Path) -> None:
    """Say how an interview went, write the report, and offer to practise what was missed."""
    transcript = interview.transcript
    if not transcript.asked:
        talk.say("Nothing was answered, so there is nothing to report.")
        return
    estimate = interview.estimate()
    mixed = interview.mixed_up()
    talk.say(*report_lines(transcript), f"estimate: {estimate}", *map(sentence, mixed))
    talk.attempt(
        lambda: talk.say(*(f"written to {path}" for path in save(transcript, estimate, exports, mixed)))
    )
    if transcript.misses:
        try:
            word = talk.choose("[p: put what you missed into today's practice, Enter: end]", ("p", ""))
        except Left:
            return
        if word == "p":
            talk.attempt(lambda: talk.say(f"put into today's practice: {interview.practise()}"))


def report_lines(transcript: Transcript) -> Iterator[str]:
    """Yield the report as lines of text."""
    yield "\nReport"
    yield from (f"{label}: {value}" for label, value in wording.figures(transcript))
    yield "\nBy topic, the weakest first"
    for topic in transcript.topics:
        yield f"  {topic.name}: {wording.percent(topic.score)} of {counted(topic.questions, 'question')}"
    weakest = transcript.weakest[: wording.MOST_WEAK]
    if weakest:
        yield "\nWeakest points"
    for one, point in weakest:
        yield f"  {as_shown(point.say)}{' (must)' if point.must else ''}, question {one.number + 1}"
    yield "\nAll questions"
    for ladder in transcript.ladders:
        for one in ladder:
            facts = ", ".join(f"{label} {value}" for label, value in wording.ratings(one))
            warning = f", ⚠ {wording.warning(one)}" if wording.warning(one) else ""
            yield f"  {wording.place(one)}. {one_line(as_shown(one.ask), 100)}: {facts}{warning}"
            yield from (f"      missed: {as_shown(p.say)}{' (must)' if p.must else ''}" for p in one.missed)
        yield f"      {wording.depth(ladder)}"
