"""Notes that were brought in and taken out of their decks here, which stay out of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from trainer.core.card import Note
from trainer.foreign.draft import Draft


@dataclass(slots=True)
class TakenOut:
    """The keys of notes that are in their decks no more.

    ``named``: by what they are called where they come from, and template. ``others``: returns those that were
    written here, or have their words alone, which are asked for only where such come in.
    """

    named: Mapping[tuple[str, int], str] = field(default_factory=dict)
    others: Callable[[], Iterable[Note]] = tuple
    _said: dict[tuple[str, ...], str] | None = None

    def worded(self, draft: Draft, decks: Collection[str]) -> str | None:
        """Return the key of a note that says the same and was in one of the ``decks``, where others are of
        the same file."""
        if not decks:
            return None
        if self._said is None:
            self._said = {(note.deck, *_of_note(note)): note.key for note in self.others()}
        said = _words(draft.fields.get("ask") or draft.fields.get("text"), draft.fields.get("answer"))
        return next((self._said[deck, *said] for deck in decks if (deck, *said) in self._said), None)


def _of_note(note: Note) -> tuple[str, ...]:
    ask, text, answer = (getattr(note.body, name, "") for name in ("ask", "text", "answer"))
    return _words(ask or text, answer)


def _words(*texts: object) -> tuple[str, ...]:
    return tuple(" ".join(str(text or "").split()) for text in texts)
