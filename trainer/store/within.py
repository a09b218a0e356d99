"""What a scope means for the cards of a store: a condition of SQL with its values.

It speaks of ``c`` (card), ``d`` (its deck), ``n`` (its note) and, where there is a query, ``m`` (its memory,
all NULL for a card that has none). What finds few cards is a set of keys: SQLite begins with it, and looks at
no other card.
"""

import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import count
from typing import Any

from trainer.core.defaults import LEVEL
from trainer.core.query import (
    MATURE,
    All,
    Either,
    Is,
    Named,
    Node,
    Not,
    Property,
    Sign,
    Within,
    Words,
)  # fmt: skip
from trainer.core.scope import Scope
from trainer.core.text import folded
from trainer.scheduling.leech import FIRST

ACTIVE = "c.retired = 0 AND d.retired = 0"
ANSWERED = (
    "SELECT present FROM history WHERE day = :day AND kind IN ('review', 'drill', 'early') AND NOT undone"
)
MET = f"c.note IN (SELECT o.note FROM card o WHERE o.key IN ({ANSWERED}))"
"""Which notes had an answer today: their other cards wait."""
JOINED = "memory m JOIN card c ON c.key = m.card JOIN deck d ON d.id = c.deck JOIN note n ON n.key = c.note"
CARDS = """card c LEFT JOIN deck d ON d.id = c.deck LEFT JOIN note n ON n.key = c.note
           LEFT JOIN memory m ON m.card = c.key"""
"""All cards. Each has a deck and a note; so joined, SQLite leaves out what nothing is said of."""
USED = "c.place IS NOT NULL"
"""Which cards are in use: those that have a place among all others."""
AGAIN = "m.drill = :day"
WANTED = f"(m.wanted = :day AND NOT coalesce(m.due <= :day OR {AGAIN}, 0))"
"""What the user put into the day: due as what its schedule made due is, whatever the limits."""
DUE = "CASE WHEN m.wanted = :day THEN min(coalesce(m.due, :day), :day) ELSE m.due END"
"""The study day from which a card is due; NULL for one that has none yet."""
PUT_OFF = """c.note IN (SELECT b.note FROM memory x JOIN card b ON b.key = x.card
              WHERE x.buried = :day AND x.buried > 0)"""
_ANSWERS = "h.kind IN ('review', 'drill', 'early') AND NOT h.undone"
_KNOWN = {
    "again": f"{AGAIN} AND m.drill > 0",
    "learnt": "m.reviews > 0",
    "young": f"m.reviews > 0 AND m.due - m.last < {MATURE}",
    "mature": f"m.reviews > 0 AND m.due - m.last >= {MATURE}",
    "suspended": "m.suspended",
    "leech": f"m.lapses >= {FIRST}",
    "flagged": "m.flagged",
}


def _known(test: str) -> str:
    """Return the condition that a card has a memory of which ``test`` holds."""
    return f"c.key IN (SELECT m.card FROM memory m WHERE {test})"


_IS = {
    **{what: _known(test) for what, test in _KNOWN.items()},
    "new": "m.due IS NULL",
    "due": f"""(c.key IN (SELECT m.card FROM memory m WHERE m.due <= :day AND m.suspended = 0
                UNION ALL SELECT m.card FROM memory m WHERE m.wanted > 0 AND {WANTED} AND m.suspended = 0)
               AND NOT {PUT_OFF})""",
    "buried": PUT_OFF,
    "edited": "json_extract(n.content, '$.path') IS NOT NULL",
    "own": "d.own",
    "shipped": "NOT d.own",
}
_COUNTS = {"ivl": "m.due - m.last", "due": f"{DUE} - :day", "reps": "m.reviews", "lapses": "m.lapses"}
_COMPARED: Mapping[Sign, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq,
    ">": operator.gt, ">=": operator.ge, "!=": operator.ne,
}  # fmt: skip
_FROM_NONE = ("reps", "lapses")
"""Numbers that are 0 of a card that has no memory."""
RECALL = "r"
"""How likely a card would be recalled today, 0 to 1, as Anki's users call it."""
_MEMORY = "m.due, m.last, m.drill, m.reviews, m.lapses, m.data"
_GRADES = {1: "BETWEEN 0 AND 2", 2: "= 3", 3: "= 4", 4: "= 5"}
"""Grades of the log behind the four keys of `Within`."""
_RATED = f"SELECT h.present FROM history h WHERE h.day > :day - :{{n}} AND h.day <= :day AND {_ANSWERS}"
_BEFORE = (
    f"EXISTS (SELECT 1 FROM history h WHERE h.present = c.key AND h.day <= :day - :{{n}} AND {_ANSWERS})"
)


def within(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return the condition that a card is in scope, and its values; ``:day``, the study day that is today, is
    the caller's to give."""
    values: dict[str, Any] = {f"deck{index}": deck for index, deck in enumerate(scope.decks)}
    tests = [f"d.id IN ({', '.join(':' + name for name in values)})"] if values else []
    for index, tag in enumerate(scope.tags):
        tests.append(f"instr(n.tags, :tag{index}) > 0")
        values[f"tag{index}"] = f" {tag} "
    where = f"({' OR '.join(tests)})" if tests else "1"
    if scope.query is not None:
        where += f" AND {_sql(scope.query, values, count())}"
    return where, values


def note_within(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return the condition that a note ``n`` of deck ``d`` has a card in scope on the day of the scope, and
    its values."""
    where, values = within(scope)
    values["day"] = scope.day
    if scope.query is None:
        return where, values
    cards = "SELECT 1 FROM card c LEFT JOIN memory m ON m.card = c.key WHERE c.note = n.key AND c.retired = 0"
    return f"EXISTS ({cards} AND {where})", values


def _sql(node: Node, values: dict[str, Any], numbers: "count[int]") -> str:
    """Return the condition for a node; it is never NULL, so that its denial is its opposite."""

    def value(given: Any) -> str:
        name = f"q{next(numbers)}"
        values[name] = given
        return name

    match node:
        case All(parts):
            return "(" + (" AND ".join(_sql(part, values, numbers) for part in parts) or "1") + ")"
        case Either(parts):
            return "(" + " OR ".join(_sql(part, values, numbers) for part in parts) + ")"
        case Not(part):
            return f"NOT {_sql(part, values, numbers)}"
        case Words(pattern):
            return _of_notes(f"text LIKE :{value(f'%{like(pattern)}%')} ESCAPE '\\'")
        case Named("tag", pattern):
            return _of_notes(f"tags IN ({_TAGGED.format(value(folded(pattern)))})")
        case Named(field, pattern):
            return NAMED[field].replace("{v}", f":{value(like(pattern))}")
        case Is(what):
            return _IS[what]
        case Within(field, days, grade):
            return _happened(field, value(days), grade)
        case Property("asked", sign, number):
            return f"coalesce(json_extract(n.content, '$.asked') {sign} :{value(number)}, 0)"
        case Property(name, sign, number):
            found = _COUNTS.get(name) or f"number(:{value(name)}, :day, {_MEMORY})"
            compared = f"{found} {sign} :{value(number)}"
            if name in _FROM_NONE and _COMPARED[sign](0, number):
                return f"coalesce({compared.replace(found, f'coalesce({found}, 0)')}, 0)"
            return _known(compared)


def _of_notes(test: str) -> str:
    """Return the condition that a card's note is one of which ``test`` holds."""
    return f"c.note IN (SELECT key FROM note WHERE {test})"


_TAGGED = "SELECT tags FROM (SELECT DISTINCT tags FROM note LIMIT -1) WHERE tagged(tags, :{})"
"""Tags as notes have them, together; looked at once for many notes, for which SQLite needs the limit."""


def tagged(tags: str, pattern: str) -> bool:
    """Is one of the ``tags`` of a note, or what one of them is below, what a pattern stands for?"""
    fit = fits(pattern)
    above = (tag.split("::") for tag in tags.split())
    return any(fit("::".join(parts[:depth])) for parts in above for depth in range(1, len(parts) + 1))


NAMED = {
    "deck": r"""c.deck IN (
        SELECT id FROM deck WHERE id LIKE {v} ESCAPE '\'
        OR folded(title) LIKE {v} ESCAPE '\' OR folded(title) LIKE {v} || '::%' ESCAPE '\')""",
    "kind": r"json_extract(n.content, '$.kind') LIKE {v} ESCAPE '\'",
    "level": rf"coalesce(json_extract(n.content, '$.level'), '{LEVEL}') LIKE {{v}} ESCAPE '\'",
    "id": r"(c.key LIKE {v} ESCAPE '\' OR c.note LIKE {v} ESCAPE '\')",
}
"""What a field with a text means; ``{v}`` stands for the pattern."""


def _happened(field: str, days: str, grade: int) -> str:
    if field == "added":
        return f"n.added > :day - :{days}"
    if field == "introduced":
        return f"(c.key IN ({_RATED.format(n=days)}) AND NOT {_BEFORE.format(n=days)})"
    wanted = f" AND h.grade {_GRADES[grade]}" if grade else ""
    return f"c.key IN ({_RATED.format(n=days)}{wanted})"


def like(pattern: str) -> str:
    """Return a pattern of the query language as one for LIKE with a backslash as escape, in folded case."""

    def literally(letter: str) -> str:
        return f"\\{letter}" if letter in "%_\\" else letter

    return _translated(pattern, {"*": "%", "_": "_"}, literally)


@lru_cache(16)
def fits(pattern: str) -> Callable[[str], bool]:
    """Return whether a name is one that a pattern of the query language stands for, as LIKE would."""
    wanted = re.compile(_translated(pattern, {"*": ".*", "_": "."}, re.escape), re.DOTALL)
    return lambda name: wanted.fullmatch(folded(name)) is not None


def _translated(pattern: str, signs: Mapping[str, str], literally: Callable[[str], str]) -> str:
    def one(match: re.Match[str]) -> str:
        escaped, letter = match.groups()
        return literally(escaped) if escaped else signs.get(letter) or literally(letter)

    return re.sub(r"\\(.)|(.)", one, folded(pattern), flags=re.DOTALL)
