"""The shared vocabulary: reference, note, card, deck, deck file, problem."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from trainer.core.kinds import Body, Sides
from trainer.core.text import one_line

NAMELESS = "text:"
"""Begins what a note is called that had no name of its own where it was brought in from, only its words."""

Level = Literal["core", "solid", "deep"]
LEVELS: tuple[Level, ...] = ("core", "solid", "deep")


class Reference(NamedTuple):
    """A page or source file that a note may cite.

    ``seen`` is the month it was opened (YYYY-MM); ``version`` names the release, the month, or both that it
    describes.
    """

    key: str
    title: str
    url: str = ""
    seen: str = ""
    version: str = ""


class Demand(NamedTuple):
    """How many public collections of interview questions ask something: ``by`` so many, ``of`` all."""

    by: int
    of: int


class Asked(NamedTuple):
    """One thing that interviewers ask: how often, in any unit, and the notes that answer it (``deck/note``,
    or the key of one card of a note)."""

    weight: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of a deck; it yields one or more cards. All texts are Markdown and already cleaned.

    ``confusable`` (which counts both ways, see `easily_confused`), ``needs``, ``follow_up`` (what an
    interviewer asks next) and ``formerly`` hold full note keys (``deck/note``). ``asked`` says how often
    interviewers ask it, 0 (never seen) to 9; None where nobody counted. ``language`` is a BCP 47 tag.
    ``line`` is where the note starts in its file, counted from 1; ``path`` that file, "" if it is the deck's:
    another one holds the user's version of a note. ``guid`` is the note's own in the
    program that it was brought in from, "" where it was written here; ``template`` the place (from 1) of the
    one card of that note which it is, 0 where it is the whole note.
    """

    deck: str
    id: str
    body: Body
    why: str = ""
    hints: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    level: Level | None = None
    as_of: str = ""
    corrects: str = ""
    formerly: tuple[str, ...] = ()
    confusable: tuple[str, ...] = ()
    asked: int | None = None
    needs: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    language: str = "en"
    line: int = 0
    guid: str = ""
    template: int = 0
    path: str = ""

    @property
    def key(self) -> str:
        """The stable identity of the note over all decks, ``deck/note``."""
        return f"{self.deck}/{self.id}"

    @property
    def kind(self) -> str:
        """The name of the note's kind as written in a deck file, such as ``cloze``."""
        return self.body.kind

    def names(self) -> tuple[str, ...]:
        """Return the keys of all notes named here: those mixed up with it, needed by it, asked after it."""
        return (*self.confusable, *self.needs, *self.follow_up)

    def card_keys(self) -> tuple[str, ...]:
        """Return the keys of the note's cards, in the order they should be learnt."""
        return tuple(self.key + suffix for suffix in self.body.suffixes())

    def sides(self, card_key: str, seed: str = "") -> Sides:
        """Return what the card shows. ``seed`` decides the order of shuffled parts and nothing else.

        Raises:
            KeyError: the card is not one of this note's.
        """
        return self.body.sides(self._suffix(card_key), f"{card_key}\n{seed}")

    def shown(self, card_key: str, seed: str = "") -> Sides:
        """Return `sides` for a screen, on which gaps stand in places of their own (see `gapped`)."""
        return self.body.shown(self._suffix(card_key), f"{card_key}\n{seed}")

    def _suffix(self, card_key: str) -> str:
        suffix = card_key.removeprefix(self.key)
        if suffix not in self.body.suffixes():
            raise KeyError(card_key)
        return suffix


def easily_confused(notes: Iterable[Note]) -> dict[str, dict[str, None]]:
    """Return by the key of a note the keys of those it is easily confused with, in order, whichever of the
    two among ``notes`` names the other."""
    found: dict[str, dict[str, None]] = {}
    for note in notes:
        for key in note.confusable:
            found.setdefault(note.key, {})[key] = None
            found.setdefault(key, {})[note.key] = None
    return found


class Outline(NamedTuple):
    """What plans and statistics must know of a note: see `Note`. ``cards`` has the keys of its cards, in
    order. ``own``: is its deck the user's? ``weight``: that of its deck."""

    key: str
    kind: str
    level: Level | None
    asked: int | None
    needs: tuple[str, ...]
    cite: tuple[str, ...]
    cards: tuple[str, ...]
    own: bool = False
    weight: int = 1

    @property
    def deck(self) -> str:
        return self.key.partition("/")[0]

    def card_keys(self) -> tuple[str, ...]:
        return self.cards


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck file. ``title`` nests with ``::`` as in Anki; ``path`` is where the file was read.

    ``weight`` (1-5): how much sooner its new cards come than those of a deck with weight 1.
    """

    id: str
    title: str
    about: str = ""
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    path: str = ""
    weight: int = 1
    language: str = "en"


Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """Something wrong with a deck, in the one shape that every front end prints.

    ``line`` counts from 1 (0 = the whole file); ``file``, ``deck`` and ``note`` are "" where it has none.
    """

    file: str
    line: int
    deck: str
    note: str
    rule: str
    severity: Severity
    message: str
    remedy: str

    def printed(self) -> str:
        """Return it on one line: ``file:line: severity: [deck/note] message — remedy (rule)``."""
        where = self.file + (f":{self.line}" if self.line else "") + (": " if self.file else "")
        named = "/".join(filter(None, (self.deck, self.note)))
        key = f"[{named}] " if self.deck else ""
        remedy = f" — {self.remedy}" if self.remedy else ""
        return one_line(f"{where}{self.severity}: {key}{self.message}{remedy} ({self.rule})", _PRINTED)


_PRINTED = 4000  # characters; file names and texts in a message come from strangers


class DeckFile(NamedTuple):
    """What is known of one deck file, once all of them were looked at.

    Attributes:
        size: in bytes; with ``mtime_ns`` it identifies the version of the file.
        owns: id of the deck that lives in the file, "" for none: no id was found, or another file has it.
        deck: what was read. None when the file is the same as before, cannot be used, or owns no deck; of a
            deck that it owns, what was known before is still so.
        broken: ids of notes left out of ``deck`` because of errors ("" = id unknown).
        problems: all that is wrong with the file, also beside the other files.
        digest: what its reader wants to be told the next time if the file has not changed.
        own: is it the user's, and not one of those that come with the program?
        away: is it kept as it was though it is not there, see `trainer.decks.away`?
    """

    path: str
    size: int
    mtime_ns: int
    owns: str
    deck: Deck | None
    broken: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    own: bool = True
    away: bool = False


GONE, THERE, AWAY = 0, 1, 2
"""What a deck file was when the files were looked at last: deleted, there, or kept though not there."""

DECKS_AWAY = "decks-away"
"""The rule that says that decks are kept though their files are not there."""


class KnownFile(NamedTuple):
    """What was kept of a deck file: its deck, the digest of its last reading, is it the same since, its size
    and time then, and what it was when the files were looked at last (``GONE``, ``THERE``, ``AWAY``)."""

    owns: str
    digest: str
    same: bool
    size: int = 0
    mtime_ns: int = 0
    was: int = GONE


def note_of(card_key: str) -> str:
    """Return the key of the note that a card belongs to."""
    return card_key.partition("#")[0]


def one_of_each_note(cards: Iterable[str], met: Set[str] = frozenset()) -> Iterator[str]:
    """Yield the first card of each note that is not among ``met``: of a note, one card a day is asked."""
    seen = set(met)
    for card in cards:
        if (note := note_of(card)) not in seen:
            seen.add(note)
            yield card


def card_of(key: str) -> str:
    """Return the key of the card that one of its cells belongs to; that of a card itself as it is."""
    return key.partition(".")[0]
