"""How many cards are what, for all decks at once: what a first screen shows before anything is asked."""

from trainer.core.library import DeckCounts, First
from trainer.core.scope import EVERYTHING, Scope
from trainer.store.listing import Listing
from trainer.store.within import ACTIVE, AGAIN, ANSWERED, JOINED, MET, PUT_OFF, WANTED, within


class Counting(Listing):
    """The part of `trainer.store.hot.Hot` that counts cards."""

    def due_on(self, day: int, scope: Scope) -> int:
        where, values = within(scope)
        ((count,),) = self._rows(
            f"""SELECT count(*) FROM {JOINED}
                WHERE m.due <= :day AND m.suspended = 0 AND {ACTIVE} AND {where}""",
            day=day,
            **values,
        )
        return int(count)

    def forecast(self, day: int, days: int, scope: Scope = EVERYTHING) -> list[int]:
        where, values = within(scope)
        counts = [0] * days
        for due, count in self._rows(
            f"""SELECT max(m.due, :day), count(*) FROM {JOINED}
                WHERE m.due < :end AND m.suspended = 0 AND {ACTIVE} AND {where} GROUP BY 1""",
            day=day,
            end=day + days,
            **values,
        ):
            counts[due - day] = count
        return counts

    def decks(self, day: int, scope: Scope = EVERYTHING, first: First = "own-first") -> list[DeckCounts]:
        where, values = within(scope)
        here = f"""JOIN deck d ON d.id = c.deck JOIN note n ON n.key = c.note
                   LEFT JOIN memory m ON m.card = c.key
                   WHERE c.retired = 0 AND {where}"""
        everywhere = "LEFT JOIN memory m ON m.card = c.key WHERE c.retired = 0"
        met, put_off = "c.key IN (SELECT present FROM answered)", "coalesce(m.buried, 0) = :day"
        if scope != EVERYTHING:  # where a card of the note that is not in scope may be the one
            met, put_off = MET, PUT_OFF
        rows = self._rows(
            f"""WITH answered AS ({ANSWERED}),
                notes AS (
                  SELECT c.deck AS deck, count(*) AS cards, sum(coalesce(m.reviews > 0, 0)) AS learnt,
                         sum(coalesce(m.suspended, 0)) AS suspended,
                         sum(coalesce(m.due <= :day AND m.suspended = 0, 0)) AS due,
                         sum(coalesce({AGAIN} AND m.suspended = 0, 0)) AS again,
                         sum(coalesce({WANTED} AND m.suspended = 0, 0)) AS wanted,
                         sum(m.due IS NULL AND coalesce(m.suspended, 0) = 0) AS new,
                         max({met}) AS met, max({put_off}) AS put_off,
                         min(CASE WHEN m.due > :day AND m.suspended = 0 THEN m.due END) AS next_due
                  FROM card c {everywhere if scope == EVERYTHING else here} GROUP BY c.note)
                SELECT d.id, d.title, coalesce(sum(new), 0) AS new,
                       coalesce(sum(CASE WHEN put_off THEN 0 ELSE (due AND NOT met) + wanted END), 0) AS due,
                       coalesce(sum(CASE WHEN put_off THEN 0 ELSE again END), 0) AS again,
                       coalesce(sum(cards), 0) AS cards, coalesce(sum(learnt), 0) AS learnt,
                       coalesce(sum(suspended), 0) AS suspended, coalesce(min(
                         CASE WHEN due > (due AND NOT met) THEN :day + 1 ELSE next_due END), 0) AS next_due,
                       coalesce(sum(new AND NOT (due OR again OR wanted OR met OR put_off)
                         AND (d.own OR :others) AND NOT (d.own AND :shipped)), 0) AS fresh,
                       coalesce(sum(CASE WHEN put_off THEN 0 ELSE wanted END), 0) AS wanted
                FROM deck d {"LEFT" if scope == EVERYTHING else ""} JOIN notes ON notes.deck = d.id
                WHERE d.retired = 0 GROUP BY d.id ORDER BY d.title COLLATE NOCASE, d.id""",
            day=day,
            others=first != "own-only",
            shipped=first == "shipped-only",
            **values,
        )
        return [DeckCounts(*row) for row in rows]
