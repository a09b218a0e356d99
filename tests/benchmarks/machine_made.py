"""Answers made by machine from deck files, whose labels need nobody: what must be said of them is known.

From the points of each open question are made its reference answer in three ways, and answers that say
none of them: the subjects of two points exchanged, a point with the subject of another, the terms in a row,
each point denied, the reference answer of another question of the same deck.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from trainer.core.kinds import Aspect, Compare, Point, Points

SHIPPED = Path(__file__).parents[2] / "decks"
SAID = ("reference, line by line", 'reference, joined by "and"', 'reference, with "I think"')
DENIALS = (
    "It is not true that …",
    "It is wrong to say that …",
    "I don't think that …",
    "That … is wrong",
    "Some teach …, which is not true",
    "People wrongly believe that …",
    "It never happens that …",
)
_VERBS = "is are was were has have can cannot may must does do will needs"
_SMALL_WORDS = """
of in on per at to for with by from and or the a an its their it each every all no one only how which what
that than as into over up down out off them both more less still also then
"""
_OPENINGS = """
It Its They Their This These One Each Every Many Some Any All Most Only Another Other Both No Not Nothing
Which
When Where Who What How If As At In On Then There So After Before Without With Too Few More Less Old New Large
Small
"""
_VERB, _SMALL, _NO_SUBJECT = (frozenset(some.split()) for some in (_VERBS, _SMALL_WORDS, _OPENINGS))
_PAIRS = 2  # how many of the questions after it in the deck each question is answered with


class Open(NamedTuple):
    """An open question of a deck, with the other ones of it, and its comparisons."""

    key: str
    body: Points
    others: tuple[Points | Compare, ...]


class Case(NamedTuple):
    """A made answer and the points, by number, of which it is known if they are said."""

    kind: str
    question: Open
    text: str
    points: tuple[int, ...]
    said: bool
    language: str = "en"


@cache
def open_questions(decks: Path = SHIPPED) -> tuple[Open, ...]:
    """Return all open questions of the deck files under a folder."""
    found = []
    for path in sorted(decks.glob("*/*.yaml")):
        deck = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        if not isinstance(deck, dict) or "notes" not in deck:
            continue
        raw = [note for note in deck["notes"] if note.get("kind") == "points"]
        bodies = [Points(note["ask"], tuple(map(point_of, note["points"]))) for note in raw]
        comparisons: list[Points | Compare] = [
            _compare(note) for note in deck["notes"] if note.get("kind") == "compare"
        ]
        for number, (note, body) in enumerate(zip(raw, bodies, strict=True)):
            others: tuple[Points | Compare, ...] = (*bodies[:number], *bodies[number + 1 :], *comparisons)
            found.append(Open(f"{deck['deck']}/{note['id']}", body, others))
    return tuple(found)


def point_of(raw: dict[str, Any]) -> Point:
    """Return a point as it stands in a file."""
    terms = tuple((term,) if isinstance(term, str) else tuple(term) for term in raw.get("terms", ()))
    return Point(raw["say"], terms, raw.get("must") == "true")


def _compare(raw: dict[str, Any]) -> Compare:
    aspects = (Aspect(key, row["ask"], tuple(row["cells"].items())) for key, row in raw["aspects"].items())
    return Compare(tuple(raw["subjects"].items()), tuple(aspects), raw.get("ask", ""))


def cases(decks: Path = SHIPPED) -> Iterator[Case]:
    """Yield the made answers to all open questions of the deck files under a folder."""
    for question in open_questions(decks):
        says = [point.say for point in question.body.points]
        every = tuple(range(len(says)))
        yield Case(SAID[0], question, "\n".join(says), every, said=True)
        yield Case(SAID[1], question, " and ".join(_inside(say) for say in says) + ".", every, said=True)
        yield Case(SAID[2], question, " ".join(f"I think {_inside(say)}." for say in says), every, said=True)
        for one, other in combinations(every, 2):
            if made := _exchanged(says[one], says[other]):
                yield Case("subjects exchanged", question, made, (one, other), said=False)
                for line, number in zip(made.split("\n"), (one, other), strict=True):
                    yield Case("another subject", question, line, (number,), said=False)
        terms = [" ".join(term) for point in question.body.points for term in point.terms]
        first = [" ".join(point.terms[0]) for point in question.body.points if point.terms]
        yield Case("terms, blanks between", question, " ".join(terms), every, said=False)
        yield Case("terms, commas between", question, ", ".join(terms), every, said=False)
        yield Case("first terms, blanks", question, " ".join(first), every, said=False)
        for denial in DENIALS:
            text = " ".join(f"{denial.replace('…', _inside(say))}." for say in says)
            yield Case(f"denied: {denial}", question, text, every, said=False)
        for neighbour in _after(question):
            known = {point.say for point in neighbour.points}
            points = tuple(number for number in every if not any(alike(says[number], say) for say in known))
            yield Case("another question's answer", question, "\n".join(known), points, said=False)


def _after(question: Open) -> tuple[Points, ...]:
    others = [other for other in question.others if isinstance(other, Points)]
    start = sum(map(ord, question.key)) % max(1, len(others))
    return tuple((others + others)[start : start + min(_PAIRS, len(others))])


def alike(one: str, other: str) -> bool:
    """Do two sentences share so many words that the one may be said by the other?"""
    mine, theirs = ({word[:5].lower() for word in re.findall(r"\w{4,}", say)} for say in (one, other))
    return len(mine & theirs) >= min(2, len(mine), len(theirs))


def subject(say: str) -> str:
    """Return the beginning of a sentence that names of whom it speaks: its label, or what stands before the
    verb; "" where neither can be told by form."""
    if label := re.match(r"((?:[\w./-]+ ?){1,3}): ", say):
        return label[1]
    words = say.split(" ")
    if words[0] in _NO_SUBJECT:
        return ""
    start = 1 if words[0] in ("The", "A", "An") else 0
    for at in range(start + 1, min(start + 4, len(words) - 1)):
        before, word, after = words[at - 1], words[at], words[at + 1].strip(",")
        if not before.isalpha() or before.lower() in _SMALL:
            return ""
        plural = before.endswith("s") and not before.endswith("ss")
        third = re.fullmatch(r"[a-z]+[^s\W]s", word) is not None
        plain = plural and re.fullmatch(r"[a-z]+(?<!ing)(?<!ed)(?<!s)", word) is not None
        if word in _VERB or (
            after in _SMALL
            and after not in ("and", "or", "that")
            and word not in _SMALL
            and (plain or (third and not plural))
        ):
            return " ".join(words[:at])
    return ""


def _exchanged(one: str, other: str) -> str:
    """Return two sentences with their subjects exchanged, "" where that makes no sense or the same again.

    Both must have a label, or both a subject in the singular, or both in the plural, and no second clause,
    which would be true of whatever subject.
    """
    mine, theirs = subject(one), subject(other)
    rest, their_rest = one[len(mine) :], other[len(theirs) :]
    labels = rest.startswith(":"), their_rest.startswith(":")
    plural = mine.endswith("s"), theirs.endswith("s")
    if not mine or not theirs or labels[0] != labels[1] or (not labels[0] and plural[0] != plural[1]):
        return ""
    if re.search("[,;]", rest + their_rest) or rest == their_rest or mine.casefold() == theirs.casefold():
        return ""
    return f"{theirs}{rest}.\n{mine}{their_rest}."


def _inside(say: str) -> str:
    """Return a sentence as it stands inside another one."""
    return (
        say[0].lower() + say[1:]
        if re.match(r"(?:The|An?|It|Its|Each|Every|[A-Z][a-z]+s?) [a-z]", say)
        else say
    )
