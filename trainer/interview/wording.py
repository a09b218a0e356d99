"""What a mock interview came to, in words that the screens, the lines and the reports share."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from trainer.core.dates import said
from trainer.core.duration import minutes_seconds
from trainer.core.text import counted
from trainer.interview.transcript import CONFIDENCE, Asked, Transcript

MOST_WEAK = 8
"""How many of the weakest points are listed."""


KEPT = "the interview is kept, with what you answered"
"""What is said to whom leaves one."""


def percent(share: float) -> str:
    """Return a share as whole percent; only what is all of it is 100 %, only nothing is 0 %."""
    whole = round(100 * share)
    return f"{min(99, max(1, whole)) if 0 < share < 1 else whole} %"


def begun(transcript: Transcript) -> datetime:
    """Return when the interview began, in the local time of then."""
    return datetime.fromtimestamp(transcript.at / 1000, UTC) + timedelta(minutes=transcript.offset)


def when(transcript: Transcript) -> str:
    """Return when the interview began, as ``Sun 22 Nov 2026, 10:12``."""
    at = begun(transcript)
    return f"{said(at.toordinal())}, {at:%H:%M}"


def figures(transcript: Transcript) -> list[tuple[str, str]]:
    """Return the figures of the whole interview as (label, value)."""
    asked = transcript.asked
    follow_ups = sum(one.depth > 0 for one in asked)
    skipped = sum(one.skipped for one in asked)
    sure_but_wrong = sum(one.confident_but_wrong for one in asked)
    more = [f"{follow_ups} of them follow-ups"] if follow_ups else []
    more += [f"{skipped} skipped"] if skipped else []
    rows = [
        ("right", f"{percent(transcript.score)} of what the questions ask for"),
        ("questions", ", ".join([str(len(asked)), *more])),
        ("time", f"{minutes_seconds(transcript.took)} of {transcript.minutes}:00"),
    ]
    if sure_but_wrong:
        rows.append(("sure, but wrong", str(sure_but_wrong)))
    return rows


def ratings(asked: Asked) -> list[tuple[str, str]]:
    """Return how one answer is judged, as (label, value)."""
    if asked.skipped:
        return [("correct", "0 %, skipped")]
    rows = [("correct", percent(asked.score))]
    if asked.points:
        said, musts = asked.musts
        complete = sum(point.said for point in asked.points)
        rows.append(("complete", f"{complete} of {counted(len(asked.points), 'point')}"))
        if musts:
            rows.append(("must-haves", f"{said} of {musts}"))
    late = ", over time" if asked.late else ""
    rows.append(("time", f"{minutes_seconds(asked.took)} of {minutes_seconds(asked.seconds * 1000)}{late}"))
    if asked.confidence:
        rows.append(("you were", "guessing" if asked.confidence == 3 else CONFIDENCE[asked.confidence]))
    return rows


def warning(asked: Asked) -> str:
    """Return what is worth a second look in an answer, "" if nothing is."""
    return "sure, but wrong" if asked.confident_but_wrong else ""


def given(asked: Asked) -> str:
    """Return the answer as typed, or what there was instead."""
    return asked.answer or ("(skipped)" if asked.skipped else "(spoken)")


def place(asked: Asked) -> str:
    """Return which question it is: ``3``, or ``3, follow-up 1``."""
    return f"{asked.number + 1}" + (f", follow-up {asked.depth}" if asked.depth else "")


def depth(ladder: Sequence[Asked]) -> str:
    """Return how deep a round went."""
    count = len(ladder) - 1
    handled = sum(not one.wrong for one in ladder)
    if not count:
        return "no follow-up"
    return f"{counted(count, 'follow-up')}, {handled} of {count + 1} handled"
