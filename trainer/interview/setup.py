"""Before a mock interview: what it could ask, what was left unfinished, and how the earlier ones went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from trainer.core import title
from trainer.core.card import Note, note_of
from trainer.core.kinds import KINDS, Body
from trainer.core.library import Library
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import NEW, CardState
from trainer.interview.choose import (
    RESTING,
    SECONDS,
    SHORT_SECONDS,
    SHORT_WORDS,
    Opener,
    topics,
    weakness,
)
from trainer.interview.estimate import Estimate, estimate
from trainer.interview.ladder import Ladders, depth, rest_on
from trainer.interview.transcript import KIND, Transcript, read_all, unfinished
from trainer.scheduling.demand import worth
from trainer.scheduling.scheduler import Scheduler

_SHOWN_PARTS = 4

_NAMED = 6
"""So many decks are named that have open questions, where those asked for have none."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is known before an interview begins.

    Attributes:
        about: what it would be about, in words. ``minutes``: how long it would be.
        openers: how many open questions it can draw from.
        elsewhere: titles of decks that have some, if it has none.
        unfinished: the interview that can be gone on with. ``past``: those that are finished.
        estimate: what those say together.
    """

    about: str
    minutes: int
    openers: int
    elsewhere: tuple[str, ...]
    unfinished: Transcript | None
    past: tuple[Transcript, ...]
    estimate: Estimate

    @property
    def nothing(self) -> str:
        """Why no interview can begin, and what to do; "" when one can."""
        if self.openers:
            return ""
        kinds = "notes of the kind `points`, or comparisons with an `ask`"
        text = f"There are no open questions ({kinds}) to ask in {self.about}."
        if self.elsewhere:
            named, more = self.elsewhere[:_NAMED], len(self.elsewhere) - _NAMED
            others = f" and {more} more" if more > 0 else ""
            return f"{text} These decks have some: {', '.join(named)}{others}."
        return f"{text} No deck has any that is in use."


def setup(library: Library, scope: Scope, minutes: int) -> Setup:
    """Look at what an interview over ``scope`` could ask, and at those that were held."""
    held = read_all(library.log({KIND}))
    openers = sum(note.body.opens() for note in _openers(library, scope, library.states()))
    elsewhere: tuple[str, ...] = ()
    if not openers and scope != EVERYTHING:
        titles = _titles(library)
        found = {note.deck for note in library.notes(EVERYTHING) if note.body.opens()}
        elsewhere = tuple(sorted(title.shown(titles.get(deck, deck)) for deck in found))
    past = tuple(one for one in held if one.finished)
    return Setup(
        about(library, scope),
        minutes,
        openers,
        elsewhere,
        unfinished(held),
        past,
        estimate(past),
    )


def can_begin(library: Library, scope: Scope, day: int) -> bool:
    """Is there an open question in scope, so that an interview can begin? What `setup` counts, found without
    reading all notes."""
    kinds = " or ".join(f"kind:{name}" for name, kind in KINDS.items() if kind.whole is not Body.whole)
    among = scope.narrowed(parse(f"({kinds}) -is:suspended"))._replace(day=day)
    firsts = {note_of(key): key for key in reversed(library.cards(among, day))}
    cards = map(library.card, reversed(firsts.values()))
    return any(card is not None and card.note.body.opens() for card in cards)


def prospects(
    library: Library, scope: Scope, held: Iterable[Transcript], scheduler: Scheduler
) -> list[Opener]:
    """Return the notes in scope that may open a round, with what follows each of them up: open questions, and
    basic ones with short answers; none when there is no open question. Suspended ones are left out."""
    states = library.states()
    begun = [transcript for transcript in held if transcript.asked]
    lately = {note_of(one.card) for transcript in begun[-RESTING:] for one in transcript.asked}
    scores: dict[str, list[float]] = {}
    for transcript in begun:
        for one in transcript.asked:
            if one.marking is not None:
                scores.setdefault(one.card, []).append(one.score)
    notes = _openers(library, scope, states)
    if not any(note.body.opens() for note in notes):
        return []
    titles = _titles(library)
    every = library.notes(scope)
    resting = rest_on({note.key: note.needs for note in every})
    ladders = Ladders(every)
    counted = {note.deck for note in every if note.asked is not None}
    topic_of = topics((deck, titles.get(deck, deck)) for deck in {note.deck for note in notes})
    return [
        Opener(
            note.key,
            topic_of[note.deck],
            worth(note.asked, note.level, counted=note.deck in counted),
            _mean(
                [weakness(states.get(key, NEW), scheduler, scores.get(note.key, ())) for key in _asked(note)]
            ),
            seconds_for(note),
            ladders.of(note),
            short=not note.body.opens(),
            depth=depth(note.asked, note.level, resting[note.key]),
            lately=note.key in lately,
        )
        for note in notes
    ]


def put_whole(note: Note) -> Note:
    """Return a note as it is asked in an interview: as one open question, where it can be put like that."""
    whole = note.body.whole()
    return note if whole is None or whole is note.body else replace(note, body=whole)


def seconds_for(note: Note) -> int:
    """Return how many seconds a good answer to a note takes."""
    whole = note.body.whole()
    return (whole.seconds_allowed() or SECONDS) if whole is not None else SHORT_SECONDS


def about(library: Library, scope: Scope) -> str:
    """Return in words what is in scope."""
    if scope == EVERYTHING:
        return "all decks"
    titles = _titles(library)
    named = [titles.get(deck, deck) for deck in scope.decks]
    if len(named) == 1:
        words = [title.shown(named[0])]
    else:
        words = list(dict.fromkeys(title.topic(name) for name in named))
    words += [f"tag {tag}" for tag in scope.tags]
    words += ["what your query finds"] if scope.query is not None else []
    more = [f"{len(words) - _SHOWN_PARTS} more"] if len(words) > _SHOWN_PARTS else []
    return ", ".join(words[:_SHOWN_PARTS] + more)


def _openers(library: Library, scope: Scope, states: Mapping[str, CardState]) -> list[Note]:
    notes = [note for note in library.notes(scope) if note.body.opens() or _fills(note)]
    return [note for note in notes if not set_aside(note, states)]


def set_aside(note: Note, states: Mapping[str, CardState]) -> bool:
    """Is a note suspended, with all its cards if it is put as a whole?"""
    return all(states.get(card, NEW).suspended for card in _asked(note))


def _asked(note: Note) -> Sequence[str]:
    """Return the cards of a note that an interview asks."""
    return note.card_keys() if note.body.whole() is not None else note.card_keys()[:1]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _fills(note: Note) -> bool:
    return note.body.fills and len(note.body.answer_text().split()) <= SHORT_WORDS


def _titles(library: Library) -> Mapping[str, str]:
    return {deck.id: deck.title for deck in library.decks(0)}
