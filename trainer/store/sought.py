"""Events that are few among all, and sought: what holds of them, word for word as their indexes have it, as
SQLite takes such an index only where a query says the same."""

from trainer.scheduling.scheduler import PASS

MOST = ("review", "drill", "early", "adopt")
"""The kinds of nearly all events."""

ASIDE = f"kind NOT IN ({', '.join(map(repr, MOST))})"
"""An event is of none of these kinds."""

MISSED = f"coalesce(grade, 0) < {PASS} AND answer <> ''"
"""An event is an answer in words that was no pass."""
