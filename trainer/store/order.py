"""The order of the log for SQL, as `trainer.core.moment.log_order` says it."""

from trainer.core.moment import EPOCH


def stands_at(of: str = "") -> str:
    """Return `trainer.core.moment.stands_at` of the rows that a query calls ``of`` (``"e."``)."""
    at, day, offset = (f'{of}"{name}"' for name in ("at", "day", "offset"))
    beyond, end = (f"({day} - {EPOCH - days}) * 86400000 - {offset} * 60000" for days in (2, 1))
    return f"CASE WHEN {at} >= {beyond} THEN {end} - 1 ELSE {at} END"


ORDER = f"{stands_at()}, id"
"""By what the events of a query are sorted."""

NEWEST_FIRST = f"{stands_at()} DESC, id DESC"
