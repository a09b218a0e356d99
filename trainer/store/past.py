"""Answers counted by their day and what else statistics look at: kept beside the log, as going through all
answers takes a time that grows with them.

Study day and hour are those of the wall clock where the answer was given, as its event has them: neither
another zone nor another start of the day changes any of it, and no scheduler does. `counted` is the one
definition of the counts. They are brought up to date by who writes answers, takes them back or says whose
they are (`trainer.store.log`, `undoing`, `shelf`), in the same transaction; so are the days on which cards
were answered (`trainer.store.days`).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from trainer.core.log import GIVEN
from trainer.core.query import MATURE
from trainer.store import days
from trainer.store.order import stands_at
from trainer.store.tally import Run, differing

_KEYS = ("day", "deck", "hour", "kind", "grade", "waited")
_NAMES = (*_KEYS, "answers", "took")
_ALL = ", ".join(_NAMES)
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(GIVEN))
_SOUND = " AND ".join(f"typeof({name}) = 'integer'" for name in ("h.day", "h.at", 'h."offset"', "h.grade"))
"""What holds of each answer that can be counted; a damaged file has others."""


def counted(where: str) -> str:
    """Return the query that counts the answers ``h`` that were not undone and of which ``where`` holds, which
    holds of all answers to a card or of none: by what `trainer.core.library.Past` says of them, and the
    ``deck`` of the card, "" where no deck has it."""
    return f"""
      SELECT day, deck, hour, kind, grade,
             CASE WHEN pause >= {MATURE} THEN {MATURE} ELSE pause > 0 END AS waited,
             count(*) AS answers, sum(took) AS took
      FROM (SELECT h.day AS day, coalesce(c.deck, '') AS deck,
                   (h.at / 60000 + h."offset") / 60 % 24 AS hour, h.kind AS kind, h.grade AS grade,
                   h.day - lag(h.day, 1, h.day)
                     OVER (PARTITION BY h.present ORDER BY h.day, {stands_at("h.")}, h.id) AS pause,
                   CASE WHEN typeof(h.took) = 'integer' AND h.took < 1 << 41 THEN h.took ELSE 0 END AS took
            FROM history h LEFT JOIN card c ON c.key = h.present
            WHERE h.kind IN ({_KINDS}) AND NOT h.undone AND {_SOUND} AND {where})
      GROUP BY {", ".join(_KEYS)}"""


_OF_CARDS = counted("h.present IN (SELECT value FROM json_each(:those))")
_CHANGE = f"""
    INSERT INTO past ({_ALL}) VALUES ({", ".join(f":{name}" for name in _NAMES)})
    ON CONFLICT ({", ".join(_KEYS)}) DO UPDATE
    SET answers = answers + excluded.answers, took = took + excluded.took"""
_TIDY = f"DELETE FROM past WHERE {' AND '.join(f'{name} = :{name}' for name in _KEYS)} AND answers = 0"


def of_decks(decks: str) -> str:
    """Return where the counts ``a`` from the study day ``:first`` to ``:day`` are found of the ``decks`` that
    a query names: by each day that has any, so that those of other decks are passed over."""
    return f"""(
      WITH RECURSIVE practised (day) AS (
        SELECT min(day) FROM past WHERE day >= :first
        UNION ALL
        SELECT (SELECT min(later.day) FROM past later WHERE later.day > practised.day) FROM practised
        WHERE practised.day < :day)
      SELECT day FROM practised) p CROSS JOIN past a ON a.day = p.day AND a.deck IN ({decks})"""


@contextmanager
def following(run: Run) -> Iterator[Callable[[Iterable[str]], None]]:
    """Have the counts follow what the block does to answers: it names the cards, by their present keys before
    and after, to what is yielded, each before anything is done to its answers."""
    changes: dict[tuple[Any, ...], tuple[int, int]] = {}
    cards = set[str]()

    def count(those: Iterable[str], sign: int) -> None:
        for *key, answers, took in run(_OF_CARDS, {"those": json.dumps([*those])}):
            before = changes.get(tuple(key), (0, 0))
            changes[tuple(key)] = before[0] + sign * answers, before[1] + sign * took

    def about(those: Iterable[str]) -> None:
        if new := {*those} - cards:
            count(new, -1)
            cards.update(new)

    yield about
    if cards:
        count(cards, 1)
        days.write(run, cards)
    rows = [dict(zip(_NAMES, (*key, *sums), strict=True)) for key, sums in changes.items() if any(sums)]
    if rows:
        run(_CHANGE, rows)
    if fewer := [row for row in rows if row["answers"] < 0]:
        run(_TIDY, fewer)


def of_no_deck(run: Run) -> bool:
    """Are answers counted to cards that no deck has?"""
    return bool(run("SELECT EXISTS (SELECT 1 FROM past WHERE deck = '')").fetchone()[0])


def is_mostly_of_no_deck(run: Run) -> bool:
    """Are so many answers counted to cards that no deck has that it takes less time to count all anew than
    those of all cards that come?"""
    return bool(
        run(
            "SELECT coalesce(sum(CASE WHEN deck = '' THEN answers END) * 2 > sum(answers), 0) FROM past"
        ).fetchone()[0]
    )


def recount(run: Run) -> None:
    """Count all answers anew, and find the days that cards were answered on."""
    count_all(run)
    days.write(run)


def count_all(run: Run) -> None:
    """Count all answers anew."""
    run("DELETE FROM past")
    run(f"INSERT INTO past ({_ALL}) {counted('1')}")


def wrong(run: Run) -> list[str]:
    """Return the ids of the decks whose answers are not counted as counting anew does, or said to be of other
    days; "" stands for cards that no deck has."""
    return sorted({*differing(run, counted("1"), f"SELECT {_ALL} FROM past"), *days.wrong(run)})
