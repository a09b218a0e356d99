"""The shared vocabulary: reference, note, card, deck, catalogue, problem."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from trainer.core.kinds import Body, Sides

Level = Literal["core", "solid", "deep"]
LEVELS: tuple[Level, ...] = ("core", "solid", "deep")


class Reference(NamedTuple):
    """A page or source file that a note may cite. ``seen`` is the month it was opened (YYYY-MM)."""

    key: str
    title: str
    url: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of a deck; it yields one or more cards. All texts are Markdown and already cleaned.

    ``confusable`` and ``formerly`` hold full note keys (``deck/note``). ``line`` is where the note starts
    in its deck file, counted from 1.
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
    line: int = 0

    @property
    def key(self) -> str:
        """The stable identity of the note over all decks, ``deck/note``."""
        return f"{self.deck}/{self.id}"

    @property
    def kind(self) -> str:
        """The name of the note's kind as written in a deck file, such as ``cloze``."""
        return self.body.kind

    def card_keys(self) -> tuple[str, ...]:
        """Return the keys of the note's cards, in the order they should be learnt."""
        return tuple(self.key + suffix for suffix in self.body.suffixes())

    def sides(self, card_key: str, seed: str = "") -> Sides:
        """Return what the card shows. ``seed`` decides the order of shuffled parts and nothing else.

        Raises:
            KeyError: the card is not one of this note's.
        """
        suffix = card_key.removeprefix(self.key)
        if suffix not in self.body.suffixes():
            raise KeyError(card_key)
        return self.body.sides(suffix, f"{card_key}\n{seed}")


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck file. ``title`` nests with ``::`` as in Anki; ``path`` is where the file was read.

    ``weight`` (1-5): of a deck with weight 3, three new cards come for each one of a deck with weight 1.
    """

    id: str
    title: str
    about: str = ""
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    path: str = ""
    weight: int = 1


Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """Something wrong with a deck, in the one shape that every front end prints.

    ``line`` counts from 1 (0 = the whole file); ``deck`` and ``note`` are "" where unknown.
    """

    file: str
    line: int
    deck: str
    note: str
    rule: str
    severity: Severity
    message: str
    remedy: str


class DeckFile(NamedTuple):
    """What reading one deck file gave.

    ``size`` (bytes) and ``mtime_ns`` identify the version that was read. ``deck`` is None when the file as a
    whole could not be used; ``broken`` are the ids of notes left out because of errors ("" = id unknown).
    """

    path: str
    size: int
    mtime_ns: int
    deck: Deck | None
    broken: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def note_of(card_key: str) -> str:
    """Return the key of the note that a card belongs to."""
    return card_key.partition("#")[0]
