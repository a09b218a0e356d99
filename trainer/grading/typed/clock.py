"""Times of day in the ways they are written: 14:30, 14.30 Uhr, 14 h 30, 2:30 pm, 下午2点30分."""

import re

from trainer.grading.typed.letters import plain

_HOUR = r"[:h]|Uhr|heures?|ч|час(?:а|ов)?|点|點|時|시|giờ"
_TIME = re.compile(
    rf"(?:um |at |à |a las )?(?P<east>上午|下午|晚上|午前|午後|오전|오후)?\s?(?P<hour>\d\d?)\s?"
    rf"(?P<mark>{_HOUR}|\.)?\s?(?P<minute>[0-5]\d)?\s?(?:分|분|min|мин\w*|phút)?\s?"
    r"(?P<half>[ap]\.?\s?m\.?)?\s?(?P<end>Uhr|h)?",
    re.IGNORECASE,
)
_LATER = ("下午", "晚上", "午後", "오후")


def same_time(given: str, expected: str) -> bool:
    """Is what was given the time of day expected, which must be written as one: with a mark and minutes?"""
    wanted, typed = _TIME.fullmatch(plain(expected)), _TIME.fullmatch(plain(given))
    if (
        not wanted
        or not typed
        or not wanted["minute"]
        or (wanted["mark"] in (None, ".") and not _said(wanted))
    ):
        return False
    return (typed["mark"] or _said(typed)) is not None and _minutes(typed) == _minutes(wanted)


def _said(time: re.Match[str]) -> str | None:
    return time["half"] or time["end"] or time["east"]


def _minutes(time: re.Match[str]) -> int:
    hour = int(time["hour"])
    half = (time["half"] or "").casefold()[:1]
    if half or time["east"]:
        hour = hour % 12 + 12 * (half == "p" or time["east"] in _LATER)
    return hour * 60 + int(time["minute"] or 0)
