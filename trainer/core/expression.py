"""Regular expressions that are matched in a time that grows with the text alone, whatever somebody typed:
Python's own may take for ever. Ken Thompson's machine, whose sets of states are made as they are met
(https://swtch.com/~rsc/regexp/regexp1.html); what it cannot do is refused.

An expression is sought anywhere in a text of folded case, ``^`` and ``$`` are the ends of a line, and of
letters the case does not count.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple
from unicodedata import normalize

MOST = 1000
"""States of an expression, each repeat counted in full; and sets of them that are kept at once."""

PATIENCE = 150_000
"""How many sets are found out for one expression, some seconds' work; as a rule there are a few dozen."""

_Test = Callable[[str], bool]
_Edge = Literal["line", "word", "other"]
"""What stands on one side of a place: nothing or a line end, a letter of a word, anything else."""


class ExpressionError(ValueError):
    """An expression cannot be read, or not be matched in a time that is known; the message says why."""


class _Char(NamedTuple):
    """A character that passes the test."""

    test: _Test


class _Place(NamedTuple):
    """A place between two characters, by what stands before and after it."""

    fits: Callable[[_Edge, _Edge], bool]


class _All(NamedTuple):
    """Parts one behind the other."""

    parts: "tuple[_Part, ...]"


class _Either(NamedTuple):
    """One of several parts."""

    parts: "tuple[_Part, ...]"


class _Repeat(NamedTuple):
    """A part so many times; ``most`` is None where there is no bound."""

    part: "_Part"
    least: int
    most: int | None


_Part = _Char | _Place | _All | _Either | _Repeat


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


_SETS: dict[str, _Test] = {"d": str.isdecimal, "w": _is_word, "s": str.isspace}
_PLACES: dict[str, Callable[[_Edge, _Edge], bool]] = {
    "^": lambda before, _: before == "line",
    "$": lambda _, after: after == "line",
    "b": lambda before, after: (before == "word") != (after == "word"),
    "B": lambda before, after: (before == "word") == (after == "word"),
}
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}


def _not(test: _Test) -> _Test:
    return lambda char: not test(char)


def _literal(char: str) -> _Part:
    """Return the part for a character as texts of folded case have it."""
    folded = [_Char(one.__eq__) for one in char.casefold()]
    return folded[0] if len(folded) == 1 else _All(tuple(folded))


@dataclass(slots=True)
class _Reader:
    """Recursive descent: either := all (``|`` all)*; all := repeat*; repeat := one with signs behind."""

    text: str
    at: int = 0
    depth: int = 0

    def read(self) -> _Part:
        self.takes("(?i)")
        found = self.either()
        if self.at < len(self.text):
            raise ExpressionError("there is no parenthesis for a ) to close")
        return found

    def takes(self, sign: str) -> bool:
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) * found
        return found

    def char(self) -> str:
        """Take the next character."""
        if self.at >= len(self.text):
            raise ExpressionError("something is missing at its end")
        self.at += 1
        return self.text[self.at - 1]

    def either(self) -> _Part:
        parts = [self.all()]
        while self.takes("|"):
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else _Either(tuple(parts))

    def all(self) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self.repeat(self.one()))
        return _All(tuple(parts))

    def repeat(self, part: _Part) -> _Part:
        while bounds := self.bounds():
            part = _Repeat(part, *bounds)
            self.takes("?")  # whether much or little is taken first, does not matter to whether there is any
        return part

    def bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.takes(sign):
                return bounds
        inner, closed, _ = self.text[self.at + 1 :].partition("}")
        least, comma, most = inner.partition(",")
        numbers = [number for number in (least, most) if number]
        if self.text[self.at : self.at + 1] != "{" or not closed or not numbers:
            return None
        if not all(number.isdecimal() and len(number) < 4 for number in numbers):
            return None
        self.at += len(inner) + 2
        fewest = int(least or 0)
        found = fewest, int(most) if most else None if comma else fewest
        if found[1] is not None and found[1] < fewest:
            raise ExpressionError(f"{{{inner}}} asks for more than it allows")
        return found

    def one(self) -> _Part:
        sign = self.char()
        if sign == "(":
            return self.group()
        if sign == "[":
            return _Char(self.set())
        if sign == "\\":
            return self.escaped()
        if sign == ".":
            return _Char("\n".__ne__)
        if sign in "*+?":
            raise ExpressionError(f"nothing stands before {sign} that it could repeat")
        return _Place(_PLACES[sign]) if sign in "^$" else _literal(sign)

    def group(self) -> _Part:
        if self.takes("?") and not self.takes(":"):
            raise ExpressionError(f"(?{self.text[self.at : self.at + 2]} is not known here")
        self.depth += 1
        if self.depth > 50:
            raise ExpressionError("more than 50 parentheses stand inside one another")
        found = self.either()
        self.depth -= 1
        if not self.takes(")"):
            raise ExpressionError("a parenthesis is not closed")
        return found

    def escaped(self) -> _Part:
        sign = self.char()
        if sign in _PLACES:
            return _Place(_PLACES[sign]) if sign.isalpha() else _literal(sign)
        test = self.sort_of(sign)
        return _Char(test) if test is not None else _literal(self.plain(sign))

    def sort_of(self, sign: str) -> _Test | None:
        """Return the test for the characters that an escaped letter stands for, if it stands for several."""
        test = _SETS.get(sign.lower())
        return _not(test) if test is not None and sign.isupper() else test

    def plain(self, sign: str) -> str:
        """Return the character that an escaped one stands for."""
        if sign.isalnum() and sign.isascii() and sign not in _SIGNS:
            what = "what a group matched before" if sign.isdecimal() else f"\\{sign}"
            raise ExpressionError(f"{what} is not known here")
        return _SIGNS.get(sign, sign)

    def set(self) -> _Test:
        denied, tests, spans = self.takes("^"), list[_Test](), list[tuple[str, str]]()
        while (sign := self.char()) != "]" or not (tests or spans):
            if sign == "\\":
                sign = self.char()
                if (test := self.sort_of(sign)) is not None:
                    tests.append(test)
                    continue
                sign = self.plain(sign)
            last = sign
            if self.text[self.at : self.at + 1] == "-" and self.text[self.at + 1 : self.at + 2] not in (
                "",
                "]",
            ):
                self.at += 1
                last = self.char()
                last = self.plain(self.char()) if last == "\\" else last
                if last < sign:
                    raise ExpressionError(f"{sign}-{last} is no range")
            spans.append((sign, last))

        def among(char: str) -> bool:
            cases = [one for one in {char, char.upper()} if len(one) == 1]
            return any(a <= one <= b for one in cases for a, b in spans) or any(test(char) for test in tests)

        return _not(among) if denied else among


class _Fork(NamedTuple):
    """A state that goes on with either of two."""

    one: int
    other: int


class _Step(NamedTuple):
    """A state that goes on with the next one where its part fits."""

    part: _Char | _Place
    next: int


_FOUND = 0
"""The state in which the expression was found."""


class _States:
    """The states of an expression; each knows those that it goes on with."""

    def __init__(self, part: _Part) -> None:
        self.all: list[_Fork | _Step | None] = [None]
        self.first = self._before(part, _FOUND)

    def _before(self, part: _Part, after: int) -> int:
        """Return a state from which a part leads to ``after``."""
        match part:
            case _All(parts):
                for one in reversed(parts):
                    after = self._before(one, after)
            case _Either(parts):
                firsts = [self._before(one, after) for one in parts]
                after = firsts.pop()
                for first in firsts:
                    after = self._add(_Fork(first, after))
            case _Repeat(one, least, most):
                if most is None:
                    loop = self._add(_Fork(after, after))
                    self.all[loop] = _Fork(self._before(one, loop), after)
                    after = loop
                end = after
                for _ in range((most or least) - least):
                    after = self._add(_Fork(self._before(one, after), end))
                for _ in range(least):
                    after = self._before(one, after)
            case _:
                after = self._add(_Step(part, after))
        return after

    def _add(self, state: _Fork | _Step) -> int:
        self.all.append(state)
        if len(self.all) > MOST:
            raise ExpressionError("it is too long, or repeats too much")
        return len(self.all) - 1

    def reached(self, states: frozenset[int], before: _Edge, after: _Edge) -> set[int]:
        """Return the states that those lead to at a place, without a character."""
        found, rest = set[int](), list(states)
        while rest:
            if (number := rest.pop()) not in found:
                found.add(number)
                match self.all[number]:
                    case _Fork(one, other):
                        rest += (one, other)
                    case _Step(_Place(fits), following) if fits(before, after):
                        rest.append(following)
        return found


def _edge(char: str) -> _Edge:
    return "line" if char == "\n" else "word" if _is_word(char) else "other"


class _Set(dict[str, "_Set"]):
    """States that an expression is in at a place; by each character that comes, those it is in behind that:
    found out when it comes for the first time."""

    def __init__(self, whole: "Expression", states: frozenset[int], before: _Edge) -> None:
        super().__init__()
        self.whole = whole
        self.states = states
        self.before = before

    def __missing__(self, char: str) -> "_Set":
        found = self[char] = self.whole.behind(self, char)
        return found

    @property
    def ends(self) -> bool:
        """Is the expression found, if the text ends here?"""
        return _FOUND in self.whole.states.reached(self.states, self.before, "line")


class Expression:
    """An expression, to be called with texts of folded case: is it found in one?"""

    def __init__(self, text: str) -> None:
        """Read it.

        Raises:
            ExpressionError: it cannot be read, or is none of those that can be matched here. When called: it
                took too long, over all texts together.
        """
        self.states = _States(_Reader(normalize("NFC", text)).read())
        self._found = _Set(self, frozenset((_FOUND,)), "line")
        self._made = 0
        self._begin()

    def __call__(self, text: str) -> bool:
        now, found = self._first, self._found
        for char in text:
            now = now[char]
            if now is found:
                return True
        return now.ends

    def _begin(self) -> None:
        self._sets: dict[tuple[frozenset[int], _Edge], _Set] = {}
        self._first = self._set(frozenset((self.states.first,)), "line")

    def _set(self, states: frozenset[int], before: _Edge) -> _Set:
        return self._sets.setdefault((states, before), _Set(self, states, before))

    def behind(self, now: _Set, char: str) -> _Set:
        """Return the states that come behind those by a character: the expression may begin behind it too."""
        self._made += 1
        if self._made > PATIENCE:
            raise ExpressionError("too many texts nearly fit it: say more of what is sought, or ask for less")
        if len(self._sets) > MOST:
            self._begin()
        after = _edge(char)
        here = self.states.reached(now.states, now.before, after)
        if _FOUND in here:
            return self._found
        nexts = {
            state.next
            for number in here
            if isinstance(state := self.states.all[number], _Step)
            and isinstance(state.part, _Char)
            and state.part.test(char)
        }
        return self._set(frozenset((*nexts, self.states.first)), after)
