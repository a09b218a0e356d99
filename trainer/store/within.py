"""What a scope means for the cards of a store: a condition of SQL with its values.

It speaks of ``c`` (card), ``d`` (its deck), ``n`` (its note) and ``s`` (what that shows). What a card's
memory says is asked of ``c`` as far as that has it, as it stands in one index there (`trainer.store.copied`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any

from trainer.core.query import (
    MATURE,
    All,
    Either,
    Is,
    Named,
    Node,
    Not,
    Property,
    Within,
    Words,
)  # fmt: skip
from trainer.core.scope import Scope
from trainer.core.text import folded, without_marks
from trainer.scheduling.leech import FIRST
from trainer.store.days import DAYS, KEYS
from trainer.store.shown import SHOWN, TEXT
from trainer.store.sought import ASIDE

ACTIVE = "c.retired = 0 AND d.retired = 0"
ANSWERED = (
    "SELECT present FROM history WHERE day = :day AND kind IN ('review', 'drill', 'early') AND NOT undone"
)
MET = f"c.note IN (SELECT o.note FROM card o WHERE o.key IN ({ANSWERED}))"
"""Which notes had an answer today: their other cards wait."""
_BESIDE = {
    "d": "LEFT JOIN deck d ON d.id = c.deck",
    "n": "LEFT JOIN note n ON n.id = c.note_id",
    "s": SHOWN,
}
CARDS = f"card c {' '.join(_BESIDE.values())}"
"""All cards. Each has a deck and a note; so joined, SQLite leaves out what nothing is said of."""
REMEMBERED = f"{CARDS} LEFT JOIN memory m ON m.card = c.key"
"""All cards with their memories, all NULL for a card that has none."""
USED = "c.place IS NOT NULL"
"""Which cards are in use: those that have a place among all others."""
AGAIN = "m.drill = :day"
WANTED = f"(m.wanted = :day AND NOT coalesce(m.due <= :day OR {AGAIN}, 0))"
"""What the user put into the day: due as what its schedule made due is, whatever the limits."""
DUE = "CASE WHEN c.wanted = :day THEN min(coalesce(c.due, :day), :day) ELSE c.due END"
"""The study day from which a card is due; NULL for one that has none yet."""
PUT_OFF = """c.note_id IN (SELECT b.note_id FROM memory x JOIN card b ON b.key = x.card
              WHERE x.buried = :day AND x.buried > 0)"""
WITHOUT = "(SELECT value FROM json_each(:without))"
ASKABLE = f"""m.due <= :day AND m.suspended = 0 AND {ACTIVE} AND NOT {PUT_OFF} AND NOT {MET}
              AND m.card NOT IN {WITHOUT}"""
"""Which cards a day can ask as due ones, but for those ``:without`` which it is."""
_ANSWERS = "h.kind IN ('review', 'drill', 'early') AND NOT h.undone"
_IS = {
    "new": "c.due IS NULL",
    "due": f"""((c.due <= :day OR c.wanted = :day AND c.wanted > 0 AND c.drill IS NOT :day) IS TRUE
                AND c.suspended = 0 AND NOT {PUT_OFF})""",
    "again": "(c.drill = :day AND c.drill > 0) IS TRUE",
    "learnt": "c.reviews > 0",
    "young": f"(c.reviews > 0 AND (c.due - c.last < {MATURE}) IS TRUE)",
    "mature": f"(c.reviews > 0 AND (c.due - c.last >= {MATURE}) IS TRUE)",
    "suspended": "c.suspended",
    "leech": f"c.lapses >= {FIRST}",
    "flagged": "c.flagged",
    "buried": PUT_OFF,
    "edited": """(instr(n.content, '"path":') > 0 AND json_extract(n.content, '$.path') IS NOT NULL)""",
    "own": "d.own",
    "shipped": "NOT d.own",
}
_NUMBERS = {
    "ivl": "(c.due - c.last {}) IS TRUE",
    "due": f"(({DUE} - :day {{}}) IS TRUE AND c.suspended = 0 AND NOT {PUT_OFF})",
    "reps": "(c.reviews {})",
    "lapses": "(c.lapses {})",
    "asked": "(c.asked {}) IS TRUE",
}
"""Tests of the numbers of a card, by a sign and a number behind them: to see first that there is one takes
less time than a function that is called for each card."""
RECALL = "r"
"""How likely a card would be recalled today, 0 to 1, as Anki's users call it."""
_OF_SCHEDULER = """coalesce((SELECT number(:{}, :day, m.due, m.last, m.drill, m.reviews, m.lapses, m.data)
                            FROM memory m WHERE m.card = c.key) {{}}, 0)"""
_RATED = f"SELECT h.present FROM history h WHERE h.day > :day - {{n}} AND h.day <= :day AND {_ANSWERS}"
_CHANGED = f"n.changed / 86400 + {date(1970, 1, 1).toordinal()}"
"""The day on which a note was changed last, by UTC."""
_BY_HAND = f"""SELECT h.present FROM history h
               WHERE {ASIDE.replace("kind", "h.kind")} AND h.kind IN ('reschedule', 'reset')
               AND h.day > :day - {{n}} AND h.day <= :day AND NOT h.undone"""


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


def by_place(*told: str) -> str:
    """Return all cards in the order of their places, with what is told of them: of what is summed up SQLite
    leaves no join out."""
    return " ".join(["card c INDEXED BY card_place", *_beside(told)])


def joined(*told: str) -> str:
    """Return all cards that have a memory, with their decks and what else is told of them."""
    return " ".join(
        ["memory m JOIN card c ON c.key = m.card JOIN deck d ON d.id = c.deck", *_beside(told, "d")]
    )


def _beside(told: Iterable[str], but: str = "") -> Iterator[str]:
    """Yield the joins of those tables ``but`` one that are spoken of in what is told of cards."""
    text = " ".join(told)
    for table, join in _BESIDE.items():
        if table != but and re.search(rf"\b{table}\.", text):
            yield join


def note_within(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return the condition that a note ``n`` of deck ``d`` has a card in scope on the day of the scope, and
    its values."""
    where, values = within(scope)
    values["day"] = scope.day
    if scope.query is None:
        return where, values
    return f"EXISTS (SELECT 1 FROM card c {SHOWN} WHERE c.note = n.key AND c.retired = 0 AND {where})", values


def _sql(node: Node, values: dict[str, Any], numbers: "count[int]") -> str:
    """Return the condition for a node; it is never NULL, so that its denial is its opposite."""

    def value(given: Any) -> str:
        name = f"q{next(numbers)}"
        values[name] = given
        return name

    match node:
        case All(parts):
            tests = [_sql(part, values, numbers) for part in sorted(parts, key=_effort)]
            return "(" + (" AND ".join(tests) or "1") + ")"
        case Either(parts):
            return "(" + " OR ".join(_sql(part, values, numbers) for part in parts) + ")"
        case Not(part):
            return f"NOT {_sql(part, values, numbers)}"
        case Words(pattern):
            return f"({TEXT} GLOB :{value(f'*{glob(pattern)}*')}) IS TRUE"
        case Named("nth", number):
            return f"(c.position = :{value(int(number[:9]) - 1)}) IS TRUE"
        case Named("tag:re", pattern):
            return _of_notes(f"tags IN ({_TAGS_LIKE.format(value(pattern))})")
        case Named("deck:re", pattern):
            names = "folded(id || char(10) || title)"
            return f"c.deck IN (SELECT id FROM deck WHERE matched({names}, :{value(pattern)}))"
        case Named("front" | "back" as side, pattern):
            found = f"GLOB :{value(f'*{glob(pattern)}*')}"
            return f"CASE WHEN {TEXT} {found} THEN {_SIDE.format(side)} {found} ELSE 0 END"
        case Named("front:re" | "back:re" as side, pattern):
            found = value(pattern)
            shown = _SIDE.format(side.removesuffix(":re"))
            return f"CASE WHEN matched({TEXT}, :{found}) THEN matched({shown}, :{found}) ELSE 0 END"
        case Named("tag", pattern):
            return _of_notes(f"tags IN ({TAGGED.format(value(folded(pattern)))})")
        case Named("nc", pattern):
            marked = f"without_marks({TEXT}) LIKE :{value(f'%{without_marks(like(pattern))}%')} ESCAPE '\\'"
            return f"coalesce({marked}, 0)"
        case Named("w" | "re" as field, pattern):
            expression = pattern if field == "re" else whole_words(pattern)
            return f"coalesce(matched({TEXT}, :{value(expression)}), 0)"
        case Named(field, pattern):
            return NAMED[field].replace("{v}", f":{value(like(pattern))}")
        case Is(what):
            return _IS[what]
        case Within(field, days, grade):
            return _happened(field, f":{value(days)}", grade)
        case Property(name, sign, number):
            found = _NUMBERS.get(name) or _OF_SCHEDULER.format(value(name))
            # SQLite compares whole numbers with whole ones fastest.
            return found.format(f"{sign} :{value(int(number) if number.is_integer() else number)}")


def _effort(node: Node) -> int:
    """How long a test of a card takes, roughly: SQLite tries them in the order in which they are named."""
    match node:
        case All(parts) | Either(parts):
            return max(map(_effort, parts), default=0)
        case Not(part):
            return _effort(part)
        case Words() | Named("nc" | "w" | "re" | "front" | "back" | "front:re" | "back:re") | Is("edited"):
            return 2
        case Named():
            return 1
    return 0


def _of_notes(test: str) -> str:
    """Return the condition that a card's note is one of which ``test`` holds."""
    return f"c.note_id IN (SELECT id FROM note WHERE {test})"


def _of_keys(keys: str) -> str:
    """Return the condition that a card has one of the ``keys`` that a query finds."""
    return f"c.id IN (SELECT o.id FROM card o WHERE o.key IN ({keys}))"


_TAGS = """
    WITH RECURSIVE had (tags) AS (
      SELECT min(tags) FROM note
      UNION ALL SELECT (SELECT min(o.tags) FROM note o WHERE o.tags > had.tags) FROM had
      WHERE had.tags IS NOT NULL)
    SELECT tags FROM had WHERE tags IS NOT NULL"""
"""Tags as notes have them, together: sought one after the other in their index, as many have the same."""
TAGS_IN_USE = f"""{_TAGS} AND EXISTS (
      SELECT 1 FROM note n JOIN deck d ON d.id = n.deck
      WHERE n.tags = had.tags AND n.retired = 0 AND d.retired = 0)"""
"""Those that notes in use have."""
TAGGED = f"{_TAGS} AND tagged(tags, :{{}})"
"""Those of which a pattern finds one; and those of which an expression does."""
_TAGS_LIKE = f"{_TAGS} AND tags <> '' AND matched(folded(replace(trim(tags), ' ', char(10))), :{{}})"
_SIDE = "sided(c.key, n.content, '{}')"
"""A side of a card, in folded case. What is sought in it is sought in all that its note shows before."""


def tagged(tags: str, pattern: str) -> bool:
    """Is one of the ``tags`` of a note, or what one of them is below, what a pattern stands for?"""
    fit = fits(pattern)
    above = (tag.split("::") for tag in tags.split())
    return any(fit("::".join(parts[:depth])) for parts in above for depth in range(1, len(parts) + 1))


NAMED = {
    "deck": r"""c.deck IN (
        SELECT id FROM deck WHERE id LIKE {v} ESCAPE '\'
        OR folded(title) LIKE {v} ESCAPE '\' OR folded(title) LIKE {v} || '::%' ESCAPE '\')""",
    "kind": _of_notes(r"kind LIKE {v} ESCAPE '\'"),
    "level": _of_notes(r"level LIKE {v} ESCAPE '\'"),
    "untagged": _of_notes("tags = ''"),
    "id": r"(c.key LIKE {v} ESCAPE '\' OR c.note LIKE {v} ESCAPE '\')",
}
"""What a field with a text means; ``{v}`` stands for the pattern."""


def _happened(field: str, days: str, grade: int) -> str:
    if field == "added":
        return f"(c.added > :day - {days}) IS TRUE"
    if field == "edited":
        return f"({_CHANGED} > :day - {days}) IS TRUE"
    if field == "resched":
        return _of_keys(_BY_HAND.format(n=days))
    if field == "introduced":
        return f"(c.met > :day - {days} AND c.met <= :day)"
    return _rated(days, grade)


def _rated(days: str, grade: int) -> str:
    """Return the condition that a card was answered within so many ``days``, by the key ``grade`` or any: by
    the last days of that kind. Where such a day is still to come, as after a journey, these do not tell which
    one was before it."""
    key = [*KEYS][grade - 1] if grade else ""
    last = [f"c.{day}" for day in DAYS if day in KEYS and key in ("", day)]
    begun = " OR ".join(f"{day} > :day - {days}" for day in last)
    over = " OR ".join(f"{day} > :day - {days} AND {day} <= :day" for day in last)
    by_key = f" AND h.grade {KEYS[key]}" if key else ""
    return f"(({begun}) AND ({over} OR {_of_keys(_RATED.format(n=days) + by_key)}))"


def like(pattern: str) -> str:
    """Return a pattern of the query language as one for LIKE with a backslash as escape, in folded case."""

    def literally(letter: str) -> str:
        return f"\\{letter}" if letter in "%_\\" else letter

    return _translated(pattern, {"*": "%", "_": "_"}, literally)


def glob(pattern: str) -> str:
    """Return the same for GLOB, which looks through a text sooner; that must be in folded case."""
    return _translated(
        pattern, {"*": "*", "_": "?"}, lambda letter: f"[{letter}]" if letter in "*?[" else letter
    )


def whole_words(pattern: str) -> str:
    """Return the expression for what a pattern of the query language stands for, as whole words: where it
    begins or ends with a letter, a word does; ``*`` and ``_`` stand for no blanks."""
    text = _translated(pattern, {"*": r"\S*", "_": r"\S"}, re.escape)
    begin, end = (r"\b" if letter.isalnum() or letter == "_" else "" for letter in (pattern[0], pattern[-1]))
    return f"{begin}{text}{end}"


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
