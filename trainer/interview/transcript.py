"""A mock interview as its events tell it: what was asked, said and marked, and how each answer is judged.

All events of one interview have kind ``mock`` and the interview's id as their session. Their ``detail`` is
JSON with a ``step``:

    start       the plan: minutes, openers with their topics, what about
    answer      index, depth, topic, ask, seconds, spoken; the event has the card, the text and the time taken
    skip        the same, without an answer
    confidence  index, confidence (1 sure, 2 half, 3 a guess), handled if the grader could tell
    handled     index, handled, as the user says
    pause       index, and the draft as the event's answer and time, when the user leaves in the middle
    over        no more questions
    mark        index, score, points
    end         all is marked, or ``dropped``: nothing was answered, and the user began another interview

Folding them gives the interview, so one that was interrupted goes on from the log alone.
"""

import json
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, TypeVar

from trainer.core.log import Event, details
from trainer.grading.suggest import PASS_FROM

Step = Literal["start", "answer", "skip", "confidence", "handled", "pause", "over", "mark", "end"]

KIND: Literal["mock"] = "mock"
CONFIDENCE = {1: "sure", 2: "half sure", 3: "a guess"}
MIDDLE, GUESS = 2, 3


class Planned(NamedTuple):
    """A note that is to open a round, and the topic that the round belongs to."""

    note: str
    topic: str


class Ticked(NamedTuple):
    """A key point as marked: was it said; and what the grader had found (said, missed, unsure, "")."""

    say: str
    must: bool
    said: bool
    grader: str = ""


class Marked(NamedTuple):
    """How one answer was marked. ``score``: 0..1, must-haves weigh double; ``event``: the event's id."""

    score: float
    points: tuple[Ticked, ...] = ()
    event: str = ""


class Asked(NamedTuple):
    """One question of an interview, the answer, and its rubric.

    Attributes:
        number: counted from 0. ``depth``: 0 for an opener, else which follow-up in a row it is.
        seconds: what a good answer takes. ``took``: milliseconds.
        confidence: 1 sure, 2 half sure, 3 a guess, 0 not said.
        handled: may the next follow-up be asked? None while not known.
        own: what the user said of it himself: was it handled? None where he was not asked.
    """

    number: int
    card: str
    ask: str
    topic: str
    depth: int
    seconds: int
    answer: str = ""
    took: int = 0
    spoken: bool = False
    skipped: bool = False
    confidence: int = 0
    handled: bool | None = None
    own: bool | None = None
    marking: Marked | None = None

    @property
    def written(self) -> bool:
        """Was something written, not only said?"""
        return self.answer != ""

    @property
    def score(self) -> float:
        """Correctness, 0..1, must-haves double; 0 for a skipped question and one not marked yet."""
        return self.marking.score if self.marking is not None and not self.skipped else 0.0

    @property
    def points(self) -> tuple[Ticked, ...]:
        """The key points, as marked."""
        return self.marking.points if self.marking is not None else ()

    @property
    def missed(self) -> tuple[Ticked, ...]:
        """The points not said, must-haves first."""
        return tuple(sorted((p for p in self.points if not p.said), key=lambda point: not point.must))

    @property
    def musts(self) -> tuple[int, int]:
        """Must-haves said, and how many there are."""
        musts = [point.said for point in self.points if point.must]
        return sum(musts), len(musts)

    @property
    def late(self) -> bool:
        """Did the answer take longer than it should?"""
        return self.took > self.seconds * 1000

    @property
    def wrong(self) -> bool:
        """Is it a miss: skipped, a must-have missing, or not enough to pass?"""
        said, musts = self.musts
        return self.skipped or said < musts or self.score < PASS_FROM

    @property
    def confident_but_wrong(self) -> bool:
        """Was the user sure of an answer that is a miss?"""
        return self.confidence == 1 and self.wrong and self.marking is not None


class Interrupted(NamedTuple):
    """What was typed to a question, and the milliseconds spent on it, when the user left."""

    number: int
    text: str
    took: int


class Topic(NamedTuple):
    """How one topic went. ``score``: mean of its questions, 0..1."""

    name: str
    score: float
    questions: int


class Transcript(NamedTuple):
    """One interview. ``at``: UTC ms of its begin; ``day``: its study day; ``offset``: minutes ahead of UTC.

    ``openers`` as planned; ``about`` says of what, in words. ``over``: nothing more is asked; ``ended``: all
    is marked, or it was ``dropped``.
    """

    session: str
    at: int
    day: int
    offset: int
    minutes: int
    about: str
    openers: tuple[Planned, ...]
    asked: tuple[Asked, ...] = ()
    over: bool = False
    ended: bool = False
    dropped: bool = False
    draft: Interrupted | None = None

    @property
    def finished(self) -> bool:
        """Is it asked and marked to its end, with at least one question?"""
        return self.ended and not self.dropped and bool(self.asked)

    @property
    def took(self) -> int:
        """Milliseconds spent on the questions answered so far."""
        return sum(one.took for one in self.asked)

    @property
    def score(self) -> float:
        """Mean score of all questions, 0..1."""
        return sum(one.score for one in self.asked) / len(self.asked) if self.asked else 0.0

    @property
    def misses(self) -> tuple[Asked, ...]:
        """The questions to be practised."""
        return tuple(one for one in self.asked if one.wrong)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics, the weakest first."""
        groups: dict[str, list[float]] = {}
        for one in self.asked:
            groups.setdefault(one.topic, []).append(one.score)
        found = [Topic(name, sum(scores) / len(scores), len(scores)) for name, scores in groups.items()]
        return tuple(sorted(found, key=lambda topic: (topic.score, topic.name)))

    @property
    def weakest(self) -> tuple[tuple[Asked, Ticked], ...]:
        """Points missed, with their questions: must-haves first, then those of the weakest questions."""
        found = [(one, point) for one in self.asked for point in one.missed]
        return tuple(sorted(found, key=lambda pair: (not pair[1].must, pair[0].score, pair[0].number)))

    @property
    def ladders(self) -> tuple[tuple[Asked, ...], ...]:
        """The rounds: each opener with its follow-ups."""
        rounds: list[list[Asked]] = []
        for one in self.asked:
            if one.depth and rounds:
                rounds[-1].append(one)
            else:
                rounds.append([one])
        return tuple(map(tuple, rounds))


def detail(step: Step, **fields: Any) -> str:
    """Return the detail of an event for one step."""
    return json.dumps({"step": step, **fields}, ensure_ascii=False, separators=(",", ":"))


def read(events: Iterable[Event]) -> Transcript | None:
    """Return the interview that the events of one session tell, in log order, less those undone.

    None when its start is not among them. Events that no longer fit, because what they go on from was
    undone, count for nothing; nor do those that some other program wrote in a way of its own.
    """
    transcript: Transcript | None = None
    for event in events:
        fields = details(event.detail)
        try:
            if fields.get("step") == "start":
                transcript = _started(event, fields)
            elif transcript is not None:
                transcript = _fold(transcript, event, fields)
        except _ForeignError:
            continue
    return transcript


class _ForeignError(Exception):
    """An event does not say what its step needs, or something else than that."""


_T = TypeVar("_T")


def _of(value: object, type: type[_T]) -> _T:
    if isinstance(value, type) and (type is bool or not isinstance(value, bool)):
        return value
    raise _ForeignError


def _list(value: object) -> list[Any]:
    return _of(value, list)


def _count(value: object) -> int:
    """Return a whole number from 0 on that is not absurd; no interview has a million of anything."""
    count = _of(value, int)
    if not 0 <= count <= 1_000_000:
        raise _ForeignError
    return count


def _share(value: object) -> float:
    match value:
        case int() | float() if not isinstance(value, bool) and 0 <= value <= 1:
            return value
    raise _ForeignError


def _started(event: Event, fields: dict[str, Any]) -> Transcript:
    openers = []
    for opener in _list(fields.get("openers")):
        note, topic = map(str, pair) if len(pair := _list(opener)) == 2 else ("", "")
        openers.append(Planned(note, topic))
    minutes, about = _count(fields.get("minutes")), _of(fields.get("about"), str)
    return Transcript(event.session, event.at, event.day, event.offset, minutes, about, tuple(openers))


def _ticked(point: object) -> Ticked:
    match point:
        case [str(say), bool(must), bool(said)]:
            return Ticked(say, must, said)
        case [str(say), bool(must), bool(said), str(grader)]:
            return Ticked(say, must, said, grader)
    raise _ForeignError


def _handled(value: object) -> bool | None:
    return None if value is None else _of(value, bool)


def _fold(transcript: Transcript, event: Event, fields: dict[str, Any]) -> Transcript:
    step = fields.get("step")
    if step in ("answer", "skip"):
        asked = Asked(
            len(transcript.asked),
            event.card,
            _of(fields.get("ask"), str),
            _of(fields.get("topic"), str),
            _count(fields.get("depth")),
            _count(fields.get("seconds")),
            event.answer,
            event.took or 0,
            spoken=_of(fields.get("spoken", False), bool),
            skipped=step == "skip",
            handled=False if step == "skip" else None,
        )
        return transcript._replace(asked=(*transcript.asked, asked), draft=None)
    if step == "pause":
        return transcript._replace(
            draft=Interrupted(_count(fields.get("index")), event.answer, event.took or 0)
        )
    if step == "over":
        return transcript._replace(over=True)
    if step == "end":
        return transcript._replace(over=True, ended=True, dropped=_of(fields.get("dropped", False), bool))
    index = _count(fields.get("index"))
    if index >= len(transcript.asked):
        return transcript
    one = transcript.asked[index]
    if step == "confidence":
        if (confidence := _count(fields.get("confidence"))) not in CONFIDENCE:
            raise _ForeignError
        one = one._replace(confidence=confidence, handled=_handled(fields.get("handled")))
    elif step == "handled":
        own = _of(fields.get("handled"), bool)
        one = one._replace(handled=own, own=own)
    elif step == "mark":
        points = tuple(map(_ticked, _list(fields.get("points", []))))
        one = one._replace(marking=Marked(_share(fields.get("score")), points, event.id))
    return transcript._replace(asked=(*transcript.asked[:index], one, *transcript.asked[index + 1 :]))


def read_all(events: Iterable[Event]) -> list[Transcript]:
    """Return all interviews in a log, in the order of their beginnings."""
    sessions: dict[str, list[Event]] = {}
    for event in events:
        sessions.setdefault(event.session, []).append(event)
    found = (read(one) for one in sessions.values())
    return sorted((one for one in found if one is not None), key=lambda one: one.at)


def unfinished(transcripts: Iterable[Transcript]) -> Transcript | None:
    """Return the latest interview that can be gone on with, or None."""
    open_ones = [one for one in transcripts if not one.ended]
    return open_ones[-1] if open_ones else None
