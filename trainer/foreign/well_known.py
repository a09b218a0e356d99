"""Notes that a package brought in, which says how cards are made of fields, as most texts do not."""

from collections.abc import Iterable, Iterator, Sequence

from trainer.core.text import counted, shortened
from trainer.foreign.draft import Draft
from trainer.foreign.planned import DeckPlan

Place = tuple[DeckPlan, int]


class WellKnown:
    """Finds what stays as it is where only a guess of it comes."""

    def __init__(self, decks: Iterable[DeckPlan]) -> None:
        self._decks = decks
        self._places: dict[str, list[Place]] | None = None
        self._left: dict[str, None] = {}

    def places(self, draft: Draft) -> Sequence[Place]:
        """Return where the notes are that a draft is a guess of, if a package brought them in."""
        if not draft.is_guessed:
            return ()
        if self._places is None:
            self._places = {}
            for deck in self._decks:
                for at, one in enumerate(deck.blocks):
                    if one.guid and (one.at or one.template > 1):
                        self._places.setdefault(one.guid, []).append((deck, at))
        those = self._places.get(draft.guid, [])
        self._left.update((f"{deck.deck}/{deck.blocks[at].id}", None) for deck, at in those[:1])
        return those

    def told(self) -> Iterator[str]:
        """Say what was left as it is."""
        if self._left:
            notes, names = counted(len(self._left), "note"), ", ".join(shortened(list(self._left), 5))
            yield (
                f"{notes} that a package brought in left as they are, as the file does not say how their "
                f"notetypes show their fields: {names}. Export a package (.apkg) to bring changes"
            )
