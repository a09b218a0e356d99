"""Notes and finished interviews for the tests of mock interviews."""

from collections.abc import Sequence

from tests.practice.context import Clock
from tests.store.build import Shelf
from trainer.core.card import Note
from trainer.core.kinds import Basic, Body, Choice, Cloze, Point, Points, Wrong
from trainer.core.scope import EVERYTHING, Scope
from trainer.interview.interview import Interview, begin
from trainer.interview.marking import Marking
from trainer.interview.transcript import KIND, Asked, Marked, Planned, Ticked, Transcript
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

GOOD = "The idempotent producer drops repeats, and transactions commit offsets together with output."
BODY = Points(
    "How does Kafka give exactly-once?",
    (
        Point("Idempotent producer drops repeats", (("idempotent",),), must=True),
        Point("Output and offsets in one transaction", (("transaction",),), must=True),
        Point("Readers use read_committed", (("read_committed",),)),
    ),
    seconds=60,
)


def opener(name: str = "once", *, follow_up: Sequence[str] = (), seconds: int = 60) -> Note:
    """An open question of the deck ``deck`` with its ladder."""
    ladder = tuple(f"deck/{key}" for key in follow_up)
    body = Points(f"{BODY.ask} ({name})", BODY.points, seconds)
    return Note("deck", name, body, level="core", follow_up=ladder)


def note(name: str, body: Body) -> Note:
    """A note of the deck ``deck``."""
    return Note("deck", name, body)


CHOICE = note("pick", Choice("What lands in the log?", ("One copy",), (Wrong("Two copies"), Wrong("None"))))
SHORT = note("short", Basic("What is an ISR?", "The replicas in sync."))
GAP = note("gap", Cloze("Safety is off with {{c1::`acks=0`}}."))


def held(
    store: Store, *notes: Note, minutes: int = 20, clock: Clock | None = None, scope: Scope = EVERYTHING
) -> Interview:
    """An interview just begun over a deck of ``notes``."""
    Shelf(store, *notes)
    return begin(store, clock or Clock(), Plan(), scope, minutes, seed="s")


def again(store: Store, interview: Interview, clock: Clock | None = None) -> Interview:
    """The same interview after a restart of the program."""
    return Interview(store, clock or Clock(), Plan(), interview.log.session)


def steps(store: Store) -> list[str]:
    """The steps in the log, in their order."""
    return [event.detail.split('"')[3] for event in store.log({KIND})]


def mark_all(interview: Interview) -> Marking:
    """Mark every answer as it stands, what is in doubt as said."""
    marking = Marking(interview)
    while (answer := marking.current) is not None:
        for index in answer.marking.doubtful:
            answer.marking.ticks[index] or marking.toggle(index)
        marking.confirm()
    return marking


def asked(number: int = 0, score: float = 1.0, **more: object) -> Asked:
    """A marked answer."""
    points = (Ticked("first", must=True, said=score >= 0.5), Ticked("second", must=False, said=score >= 1))
    one = Asked(number, f"deck/n{number}", f"Ask {number}?", "Kafka", 0, 60, "said", 30_000, confidence=2)
    return one._replace(marking=Marked(score, points, "e"))._replace(**more)  # type: ignore[arg-type]


def finished(*scores: float, at: int = 0, topic: str = "Kafka") -> Transcript:
    """A finished interview with answers of these scores."""
    answers = tuple(asked(number, score, topic=topic) for number, score in enumerate(scores))
    return Transcript(
        "s", at, 739_000, 60, 20, "Kafka", (Planned("deck/n0", topic),), answers, over=True, ended=True
    )
