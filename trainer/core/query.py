"""The language in which cards are asked for, as users of Anki know it: ``deck:kafka is:due -level:deep``.

Parsing only: what a query means for the cards of a store is said in `trainer.store.within`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from trainer.core.errors import UsageError
from trainer.core.near import meant

IS = (
    *("new", "due", "again", "learnt", "young", "mature", "suspended", "buried", "leech", "flagged"),
    *("own", "shipped", "edited"),
)
"""What a card can be, after ``is:``. ``learnt``: answered at least once; ``mature``: with an interval of 21
days or more, else ``young``; ``own``: of a deck of the user's."""

MATURE = 21
"""Days of interval from which a card counts as mature, as in Anki."""

_SYNONYMS = {"is:review": "learnt", "is:learn": "again", "is:marked": "flagged", "is:learned": "learnt"}
_SOUGHT = ("w", "nc", "re")
"""Words sought in the text of a note in other ways than as they stand."""
_SIDES = ("front", "back")
"""The sides of a card: what it asks, with what can be chosen, and what is right."""
_TEXT = ("deck", "tag", "kind", "level", "id", *_SIDES, *_SOUGHT)
_DAYS = ("rated", "added", "introduced", "edited", "resched")
_NAMES = {"note": "kind", "card": "id", "cid": "id", "nid": "id", "question": "front", "answer": "back"}
_EXPRESSED = ("deck", "tag", *_SIDES)
"""Fields behind which ``re:`` may stand with an expression."""
_ANKI = {
    "mid": "notes have a kind instead of a number of their type, as in kind:cloze",
    "did": "decks have no numbers; deck: takes their title or id",
    "preset": "the settings hold for all decks",
    "dupe": "notes that ask the same are named by `trainer check`",
    "has-cd": "nothing is kept in cards by add-ons",
    "text": "a gap is not told from the text around it; front: and back: look at the sides of a card",
}
"""Fields that Anki knows besides, each with why it means nothing here."""
_NOT_PROPS = {
    "pos": "new cards have no place of their own: `asked`, `needs` and the topics of a day make their order",
    "rated": "rated:7:1 finds what was answered so",
    "resched": "resched:7 finds what was given a day by hand",
    "cdn": "nothing is kept in cards by add-ons",
    "cds": "nothing is kept in cards by add-ons",
}
"""Numbers that Anki knows behind ``prop:`` besides, each with what there is instead."""
_PROPS = {"s": "stability", "d": "difficulty"}
"""Numbers of FSRS as Anki writes them."""

UNTAGGED = "none"
"""Behind ``tag:``: notes without tags, as in Anki."""

FIELDS = (*_TEXT, "is", "flag", "prop", *_DAYS)
"""What may stand before a colon."""

COUNTS = ("ivl", "due", "reps", "lapses", "asked")
"""Numbers of every card: interval in days, days until it is due, reviews, lapses, how often it is asked.
What else a scheduler keeps, such as the ease of SM-2, goes by its own name."""

_PROP = re.compile(r"([a-z_]+)(<=|>=|!=|=|<|>)(-?[0-9]+(?:\.[0-9]+)?)", re.IGNORECASE)
_ONLY_QUERY = re.compile(r'["()*]|(?<!:):(?!:)')
"""Signs of a query that no name of a deck needs; two colons stand in titles."""
MOST = 2000  # characters of a query
_DEEPEST = 50  # parentheses inside one another

Sign = Literal["<=", ">=", "!=", "=", "<", ">"]


class QueryError(UsageError):
    """A query cannot be read; the message says where and what may stand there."""


class Words(NamedTuple):
    """A word or phrase in the text of a note; ``*`` stands for anything, ``_`` for one letter."""

    pattern: str


class Named(NamedTuple):
    """A field with a text, such as ``deck:Kafka``; the text may have ``*`` and ``_``. Behind ``re`` it is an
    expression (`trainer.core.expression`), as it is where ``:re`` ends the field; ``untagged`` has none.
    ``nth`` is the place of a card among those of its note, from 1."""

    field: str
    pattern: str


class Is(NamedTuple):
    """A state, one of `IS`."""

    what: str


class Within(NamedTuple):
    """Something that happened within the last so many ``days``, today being one of them; ``grade`` (1-4) of
    an answer, 0 for any."""

    field: str
    days: int
    grade: int = 0


class Property(NamedTuple):
    """A number of a card compared with another."""

    name: str
    sign: Sign
    number: float


class Not(NamedTuple):
    """What cards are not."""

    part: "Node"


class All(NamedTuple):
    """What cards are, all of it; nothing is said by no parts."""

    parts: "tuple[Node, ...]"


class Either(NamedTuple):
    """What cards are, at least one of it."""

    parts: "tuple[Node, ...]"


Node = Words | Named | Is | Within | Property | Not | All | Either


def is_query(text: str) -> bool:
    """Can ``text``, which names no deck, only be meant as a query?"""
    return bool(_ONLY_QUERY.search(text)) or len(text.split()) > 1 or text.startswith("-")


def parse(text: str) -> Node:
    """Return what a query says.

    Raises:
        QueryError: it cannot be read.
    """
    if len(text) > MOST:
        raise QueryError(f"The query has {len(text)} characters; {MOST} are read at most.")
    return _Parser(text).read()


def bare(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a query without quotation marks, and its fields so, each after its place."""
    for kind, word, at in _tokens(text):
        end = at + len(word)
        if kind == "term" and text[at:end] == word and (text[end : end + 1].strip(" \t\n()") == ""):
            yield at, word


_LASTING = ("suspended", "flagged", "own", "shipped", "edited")


def passing(node: Node) -> list[str]:
    """Return the terms of a query that find other cards with each answer, or day by day: ``is:new``,
    ``prop:ivl>20``, ``rated:7``. What a deck file says and what the user marks by hand is lasting."""
    match node:
        case All(parts) | Either(parts):
            return list(dict.fromkeys(term for part in parts for term in passing(part)))
        case Not(part):
            return passing(part)
        case Is(what) if what not in _LASTING:
            return [f"is:{what}"]
        case Property(name, sign, number) if name != "asked":
            return [f"prop:{name}{sign}{number:g}"]
        case Within(field, days, grade):
            return [f"{field}:{days}" + (f":{grade}" if grade else "")]
    return []


def each_leaf(node: Node) -> Iterator[Node]:
    """Yield what a query is put together from by and, or and not."""
    match node:
        case All(parts) | Either(parts):
            for part in parts:
                yield from each_leaf(part)
        case Not(part):
            yield from each_leaf(part)
        case _:
            yield node


def literal(name: str) -> str:
    """Return a name as a pattern that stands for it alone, also between quotation marks."""
    return re.sub(r'([\\*_"])', r"\\\1", name)


class _Token(NamedTuple):
    """``kind``: an operator, a parenthesis, or a ``term`` with its ``text`` as written but for quotes."""

    kind: str
    text: str
    at: int


@dataclass(slots=True)
class _Parser:
    """Recursive descent: either := both (``or`` both)*; both := one+; one := ``-``one | ( either ) | term."""

    text: str
    tokens: Sequence[_Token] = ()
    next: int = 0

    def read(self) -> Node:
        self.tokens = list(_tokens(self.text))
        if not self.tokens:
            return All(())
        node = self._either(0)
        if self.next < len(self.tokens):
            raise self._wrong("there is no parenthesis for this one to close")
        return node

    def _either(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise self._wrong(f"more than {_DEEPEST} parentheses inside one another")
        parts = [self._both(depth)]
        while self._takes("or"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self, depth: int) -> Node:
        parts = [self._one(depth)]
        while self._kind() not in ("", "or", ")"):
            self._takes("and")
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Node:
        denied = 0
        while self._takes("not"):
            denied += 1
        node = self._plain(depth)
        return Not(node) if denied % 2 else node

    def _plain(self, depth: int) -> Node:
        if self._takes("("):
            node = self._either(depth + 1)
            if not self._takes(")"):
                raise self._wrong("a parenthesis is not closed")
            return node
        if self._kind() != "term":
            raise self._wrong("a word or a field such as is:due is missing here")
        token = self.tokens[self.next]
        self.next += 1
        return _term(token.text, token.at)

    def _kind(self) -> str:
        return self.tokens[self.next].kind if self.next < len(self.tokens) else ""

    def _takes(self, kind: str) -> bool:
        found = self._kind() == kind
        self.next += found
        return found

    def _wrong(self, what: str) -> QueryError:
        at = self.tokens[self.next].at if self.next < len(self.tokens) else len(self.text)
        return _error(what, at)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at += 1
        elif sign in "()":
            yield _Token(sign, sign, at)
            at += 1
        elif sign == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            yield _Token("not", sign, at)
            at += 1
        else:
            term, end = _read_term(text, at)
            operator = text[at:end].casefold()
            yield _Token(operator if operator in ("and", "or", "not") else "term", term, at)
            at = end


def _read_term(text: str, start: int) -> tuple[str, int]:
    """Return a term without its quotes, with what stood in them protected, and where it ends."""
    found, at, quoted = [], start, False
    while at < len(text):
        sign = text[at]
        if sign == "\\" and at + 1 < len(text):
            found.append(text[at : at + 2])
            at += 2
            continue
        if sign == '"':
            quoted = not quoted
        elif not quoted and (sign.isspace() or sign in "()"):
            break
        else:
            found.append(sign)
        at += 1
    if quoted:
        raise _error("a quotation mark is not closed", start)
    return "".join(found), at


def _term(text: str, at: int) -> Node:
    field, colon, value = _split(text)
    if not colon:
        if not text:
            raise _error("nothing stands between these quotation marks", at)
        return Words(text)
    if field.casefold() == "card" and value.isdecimal():
        return Named("nth", value)
    field = _NAMES.get(field.casefold(), field.casefold())
    if field not in FIELDS:
        known = f"known are {', '.join(name + ':' for name in FIELDS)}."
        if field in _ANKI:
            raise _error(f"Anki's {field}: means nothing here: {_ANKI[field]}", at)
        hint = meant(field, FIELDS, "{}:", known)
        raise _error(f"there is no field {field + ':'!r}; {hint} A colon in a text is written \\:", at)
    if field in _EXPRESSED and value.casefold().startswith("re:"):
        field, value = f"{field}:re", value[3:]
    is_expression = field.rpartition(":")[2] == "re"
    if not value:
        quoted = ", in quotation marks where it has parentheses" if is_expression else ""
        raise _error(f"something must follow {field + ':'!r}{quoted}", at)
    if is_expression:
        _readable(value, at)
        return Named(field, value)
    if field == "tag" and value.casefold() == UNTAGGED:
        return Named("untagged", "")
    read: Callable[[str, str, int], Node] = {"is": _is, "flag": _flag, "prop": _property}.get(field, _within)
    return Named(field, value) if field in _TEXT else read(field, value, at)


def _readable(expression: str, at: int) -> None:
    from trainer.core.expression import Expression, ExpressionError  # only where there is one

    try:
        Expression(expression)
    except ExpressionError as error:
        raise _error(f"of the expression behind re: {error}", at) from None


def _split(text: str) -> tuple[str, str, str]:
    """Split a term at its first colon that is not escaped."""
    for match in re.finditer(r"\\.|:", text, re.DOTALL):
        if match.group() == ":":
            return text[: match.start()], ":", text[match.end() :]
    return text, "", ""


def _is(field: str, value: str, at: int) -> Node:
    what = value.casefold()
    what = _SYNONYMS.get(f"{field}:{what}", what)
    if what not in IS:
        if what in ("buried-manually", "buried-sibling"):
            raise _error(f"Anki's is:{what} is not known here; is:buried finds both", at)
        hint = meant(what, IS, "is:{}", f"after is: may stand {', '.join(IS)}")
        raise _error(f"a card cannot be {value!r}; {hint}", at)
    return Is(what)


def _flag(field: str, value: str, at: int) -> Node:  # noqa: ARG001
    if value not in [str(number) for number in range(8)]:
        raise _error("after flag: stands a number, 0 for none", at)
    return Not(Is("flagged")) if value == "0" else Is("flagged")


def _within(field: str, value: str, at: int) -> Node:
    days, _, grade = value.partition(":")
    if not (days.isdecimal() and 0 < int(days[:6]) <= 99999) or (grade and field != "rated"):
        raise _error(f"after {field}: stands a number of days, as in {field}:7", at)
    if grade and grade not in ("1", "2", "3", "4"):
        raise _error("after the days of rated: may stand :1 (again) to :4 (easy)", at)
    return Within(field, int(days), int(grade or 0))


def _property(field: str, value: str, at: int) -> Node:  # noqa: ARG001
    match = _PROP.fullmatch(value)
    told = re.match(r"\w+", value)
    if told and told[0].casefold() in _NOT_PROPS:
        raise _error(f"Anki's prop:{told[0]} means nothing here: {_NOT_PROPS[told[0].casefold()]}", at)
    if not match:
        raise _error("after prop: stands a number of the card and a bound, as in prop:ivl>20", at)
    name, sign, number = match.groups()
    name = _PROPS.get(name.casefold(), name.casefold())
    return Property(name, sign, float(number))  # type: ignore[arg-type]


def _error(what: str, at: int) -> QueryError:
    end = "" if what.endswith("?") else "."
    return QueryError(f"The query cannot be read at character {at + 1}: {what.rstrip('.')}{end}")
