"""Notes of every kind, harmless and hostile."""

from tests import build
from tests.build import LibraryAtRisk
from trainer.core.card import Deck, Note, Reference
from trainer.core.kinds import (
    Aspect,
    Basic,
    Body,
    Choice,
    Cloze,
    Compare,
    Order,
    Point,
    Points,
    Typed,
    Wrong,
)

HOSTILE = (
    "[/] list[int] [@click=app.quit]x[/] {{ \x1b[2J\x1b]52;c;aGk=\x07 \x9b31m \u202eabc\u2066 \x00 "
    "👩‍👩‍👧 漢字 עברית e\u0301 &#x202E; " + "w" * 200
)

CHOICE = Choice(
    "What ends up in the log?", ("One copy",), (Wrong("Two copies", "the broker drops it"), Wrong("None"))
)
SEVERAL = Choice("Which are safe?", ("`acks=all`", "idempotence"), (Wrong("`acks=1`", "it may die"),))
COMPARE = Compare(
    (("managed", "Managed"), ("external", "External")),
    (
        Aspect("drop", "What DROP removes", (("managed", "metadata and files"), ("external", "metadata"))),
        Aspect("owner", "Who owns the files", (("managed", "Hive does"), ("external", "the user"))),
    ),
)
BASIC = Basic("What does `acks=all` wait for?", "All replicas that are **in sync**.")
LONG = Basic("A long one?", "\n\n".join(f"Paragraph {number}." for number in range(40)))


def note(body: Body, name: str = "n", deck: str = "d", **more: object) -> Note:
    return Note(deck, name, body, **more)  # type: ignore[arg-type]


THREE = tuple(note(Basic(f"Question {n}?", f"Answer {n}."), f"n{n}") for n in range(3))
TITLE = "Kafka::Delivery guarantees"
MANUAL = Reference("docs", "The manual", "https://example.org/manual", "2026-11")


def deck(*notes: Note, title: str = TITLE, references: tuple[Reference, ...] = (MANUAL,)) -> Deck:
    """The deck ``d``; without notes it has three basic cards."""
    return build.deck(*(notes or THREE), title=title, references=references)


def library(*notes: Note, title: str = TITLE) -> LibraryAtRisk:
    """A library with one deck; without notes it has three basic cards."""
    return build.library(deck(*notes, title=title))


EVERY_KIND: tuple[Body, ...] = (
    BASIC,
    Cloze("Safety is off with {{c1::`acks=0`::acks}} and {{c2::`retries=0`}}."),
    CHOICE,
    Typed("Which setting?", "isolation.level=read_committed", ("isolation.level: read_committed",)),
    Order("In order, please.", ("begin", "send", "commit")),
    COMPARE,
    Points("Explain exactly-once.", (Point("idempotent producer", must=True), Point("transactions"))),
)


def hostile_notes() -> list[Note]:
    """A note of each kind whose every text is hostile, and one with an answer of 100 kB."""
    text = HOSTILE
    bodies: list[Body] = [
        Basic(text, text),
        Cloze(f"{text} {{{{c1::{text.replace('{', '')}::{text.replace('{', '')}}}}}"),
        Choice(text, (text,), (Wrong(text, text),)),
        Typed(text, text, (text,)),
        Order(text, (text, "b")),
        Compare((("a", text), ("b", "B")), (Aspect("x", text, (("a", text), ("b", text))),)),
        Points(text, (Point(text, must=True),)),
        Basic("100 kB", "word [x] *y* `z` " * 6000),
        Basic("one word of 100 kB", "x" * 100_000),
        Basic("wide", "漢字👩‍👩‍👧" * 3000),
    ]
    return [
        note(
            body, f"n{n}", why=text, corrects=text, hints=(text,), cite=("x", text), tags=(text,), as_of=text
        )
        for n, body in enumerate(bodies)
    ]
