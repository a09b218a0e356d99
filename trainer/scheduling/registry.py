"""The schedulers there are."""

from collections.abc import Mapping
from typing import Any, Literal

from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2, Lateness, Sm2

DEFAULT: Scheduler = SM2
"""What schedules where nothing else is said."""

Name = Literal["sm2", "sm2-delphi", "fsrs"]

ABOUT: Mapping[Name, str] = {
    "sm2": "SM-2 as published in 1990: each pass multiplies the interval by the card's ease",
    "sm2-delphi": "SM-2 as in its author's source code: failures lower the ease, the old ease multiplies",
    "fsrs": "FSRS-6: a forgetting curve for each card; due where the recall you desire is reached",
}


def chosen(name: Name, *, lateness: Lateness = "none", retention: int = 90, **spacing: Any) -> Scheduler:
    """Return the scheduler with this name and these options; ``lateness`` is for SM-2 and ``retention`` (per
    cent) for FSRS, ``spacing`` for all (see `trainer.scheduling.spacing.Spacing`)."""
    if name == "fsrs":
        from trainer.scheduling.fsrs import Fsrs  # here, so that SM-2's first card need not wait for it

        return Fsrs(retention=retention, **spacing)
    return Sm2(name, lateness, **spacing)


def named(name: str) -> Scheduler | None:
    """Return the scheduler, with options that it has, of which a name was stored with an answer; None where
    there is none, or one whose parameters the name alone does not tell."""
    from trainer.scheduling.fsrs import FSRS  # as above

    called = (each.called(name) for each in (SM2, Sm2("sm2-delphi"), FSRS))
    return next((one for one in called if one.name == name), None)


def is_known(name: str) -> bool:
    """Is a name, as stored with an answer, one of these schedulers with options that it has? Which parameters
    it had then is not looked at."""
    return named(name.partition(";w=")[0]) is not None
