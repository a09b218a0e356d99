"""Notes that a person writes while the program runs: what is handed over, and what comes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, Union

Value = Union[str, Sequence["Value"], Mapping[str, "Value"]]  # noqa: UP007
"""What a field of a deck file may hold; every scalar is text."""


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note as somebody wants to have it written.

    ``fields`` are those of a deck file, ``id``, ``kind`` and ``tags`` aside; of a comparison, ``subjects``
    are names and ``aspects`` rows of a question and its cells, as nobody but the file needs their keys.
    ``deck`` is the id of a deck of the user's own or the title of a new one; "" is the deck ``mine``.
    """

    kind: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    deck: str = ""


class OwnDeck(NamedTuple):
    """A deck of the user's own, and its file."""

    id: str
    title: str
    path: str


class Refusal(NamedTuple):
    """Why a note cannot be written, and the field at which that lies, "" for none; of several lines of it
    the ``number``, from 0."""

    field: str
    message: str
    number: int = 0


class Alike(NamedTuple):
    """A note that is there already and asks the same, or nearly so."""

    note: str
    question: str
    same: bool


class Saved(NamedTuple):
    """The key of a note that was written, its file, and what else there is to say of it."""

    note: str
    path: str
    warnings: tuple[str, ...] = ()


class Tagged(NamedTuple):
    """What came of giving and taking tags.

    Attributes:
        notes: keys of the notes that have other tags now. ``files``: where these are written.
        yours: are some of these versions of shipped notes, which stay as they are?
        stuck: tags that were to be taken away and that a whole deck has. ``on_all``: those of them that none
            of the notes is without now.
        warnings: what is wrong with the files now.
    """

    notes: tuple[str, ...]
    files: tuple[str, ...] = ()
    yours: bool = False
    stuck: tuple[str, ...] = ()
    on_all: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


Tag = Callable[[Sequence[str], Sequence[str], Sequence[str]], Tagged]
"""Gives the notes of the cards with these keys some tags, and takes others from them. May raise
`TrainerError`."""


def as_line(give: Sequence[str], take: Sequence[str]) -> str:
    """Return tags given and taken as they are written in one line: ``exam -old``."""
    return " ".join([*give, *(f"-{tag}" for tag in take)])


class Notebook(Protocol):
    """Writes into deck files of the user's own. All calls may raise `TrainerError`."""

    def decks(self) -> Sequence[OwnDeck]:
        """The decks that can be written to, in the order of their titles."""

    def refusal(self, note: NewNote) -> Refusal | None:
        """Why the note cannot be written, by the rules of `trainer check`; None where it can."""

    def alike(self, note: NewNote) -> Sequence[Alike]:
        """Notes in use that ask the same in the same words, first, or nearly the same."""

    def save(self, note: NewNote) -> Saved:
        """Write the note behind the others of its deck; it can be practised at once."""
