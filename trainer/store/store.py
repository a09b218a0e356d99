"""The store as the rest of the program sees it: core values only. What its methods promise to features stands
in `trainer.core.library.Library`, and their queries in the modules by subject."""

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from trainer.core.card import Asked, DeckFile
from trainer.core.library import Deed
from trainer.core.log import TIMELESS, Event, NewEvent
from trainer.core.moment import EPOCH, Moment
from trainer.core.state import CardState
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.replay import FOLD, folded_by
from trainer.scheduling.scheduler import Scheduler
from trainer.store.hot import Hot
from trainer.store.schema import connect

if TYPE_CHECKING:
    from trainer.store.database import Database
    from trainer.store.folding import Mismatch
    from trainer.store.log import Bringing, Log, Merged


class Store(Hot):
    """One open history file, used from one thread. Each write is one transaction, on disk when it returns.

    Every method raises `LibraryError` when the file cannot be read or written.
    """

    def __init__(self, path: Path, scheduler: Scheduler = DEFAULT) -> None:
        """Open ``path``, creating file and folder where missing; see `schema.connect` for the errors.

        Where the states in it were folded under another scheduler, or other options, the whole log is folded
        anew under ``scheduler``: all answers count as if it had been in charge. It gets the parameters that
        the log has for its model.
        """
        super().__init__(connect(path), path, scheduler)
        self._is_open = True
        self._wished = scheduler
        self.moved = 0
        """How many cards are due on another day since the file was opened, as an earlier program had folded
        its log by another rule; before that a copy of the file was made."""
        self.carried: Mapping[str, str] = {}
        """The older keys of cards that were found to have moved when deck files were read last, though these
        say nothing of it, each with the present one."""
        self.asked_about = ""
        self.rewrite: Callable[[Event, bool], str] = lambda _event, _back: "the file stays as it is"
        self.gate: Callable[[], None] = lambda: None
        try:
            self.scheduler = self._fitted()
            noted = self.about("scheduler")
            if noted == self.scheduler.name:
                self._fold_anew()
            elif noted != folded_by(self.scheduler):
                name, *rules = (noted or "").split(" ")
                # What a later version folded of kinds that are not known here is more than could be here.
                self._log.rebuild(but=self._log.unread() if name == self.scheduler.name else ())
                if rules[:1] != [FOLD]:
                    self._log.recount()
        except BaseException:
            self._shut()
            raise

    def close(self) -> None:
        """Close the file, if it is open; say then at the latest that it is not the one any more that was
        opened."""
        if self._is_open:
            try:
                self._place.check()
            finally:
                self._shut()

    def _shut(self) -> None:
        self._is_open = False
        if "_database" in self.__dict__:
            self._database.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # The log

    def record(self, event: NewEvent) -> Event:
        return self.record_all([event])[0]

    def record_all(self, events: Sequence[NewEvent]) -> list[Event]:
        if not TIMELESS.issuperset(event.kind for event in events):
            self.gate()
        stored = self._log.record_all(events)
        if any(event.kind == "parameters" for event in stored):
            self._refit()
        return stored

    def undo(self, when: Moment, passed: Collection[str] = ()) -> Event | None:
        event = self._log.undo(when, passed)
        self._after(event)
        return event

    def redo(self, when: Moment, passed: Collection[str] = ()) -> Event | None:
        event = self._log.redo(when, passed)
        self._after(event)
        return event

    def _after(self, event: Event | None) -> None:
        """Go by the parameters that the log has now, if an import was taken back or done again."""
        if event is not None and event.kind == "import":
            self._refit()

    def deeds(self, most: int) -> tuple[Sequence[Deed], Sequence[Deed]]:
        return self._log.deeds(most)

    def merge(self, events: Iterable[Event], bringing: "Bringing | None" = None) -> "Merged":
        """Add the events of other devices, or of `trainer.store.ready.Files`; see
        `trainer.store.log.Log.merge`."""
        merged = self._log.merge(events, bringing)
        self._refit()
        return merged

    def events(self) -> list[Event]:
        """Return all events as they were written, in log order."""
        return self._log.events()

    def added(self, after: int, most: int) -> list[tuple[int, Event]]:
        """Return up to ``most`` events in the order in which they were added to this file, those behind the
        place ``after``, each with its place; damaged rows (see `trainer.core.log.fault`) as they are."""
        from trainer.store.exchange import added

        return added(self._database, after, most)

    def note(self, name: str, value: str) -> None:
        """Keep a fact about the file, for `about`."""
        from trainer.store.exchange import note

        note(self._database, name, value)

    def new_device(self) -> str:
        """Go on under a new device id; return it. What was done under the old one until now stays this
        device's to undo."""
        self._log.renew_device(device := os.urandom(8).hex())
        return device

    def histories(self) -> Iterable[tuple[str, list[Event]]]:
        """Yield each card that has events, with those that were not undone, in log order."""
        return self._log.histories()

    def schedules_told(self) -> Iterable[tuple[str, list[Event]]]:
        """Yield what `histories` does, but of the events no more than what their schedules follow from, and
        how long the answers took; sooner, unless one has a fault."""
        return self._log.histories() if self.has_faults() else self.scheduled()

    def mismatches(self, cards: Collection[str] | None = None) -> "list[Mismatch]":
        """Return the cards, of all or of these, whose cached state differs from the fold of their events."""
        return self._log.mismatches(cards)

    def miscounted(self) -> Sequence[str]:
        """Return the ids of the decks whose cards or answers are counted, or searched, by what they are not;
        "" stands for cards that no deck has."""
        return self._log.miscounted()

    def unread(self) -> set[str]:
        """Return the cards with events of a kind not known here: what these did, no fold tells."""
        return self._log.unread()

    def rebuild(self, but: Collection[str] = ()) -> None:
        """Throw away all that follows from the log, and make it anew: cached states, ``but`` those of some
        cards, and counts."""
        self._log.rebuild(but)
        self._log.recount()

    def _fold_anew(self) -> None:
        """Fold anew what an earlier program folded by another rule (`trainer.scheduling.replay.FOLD`)."""
        if wrong := self.mismatches():
            from trainer.store.backup import make, newest

            make(self.path, newest(self._connection), "before-refold")
            self.moved = sum(_due(one.cached) != _due(one.replayed) for one in wrong)
        self._log.rebuild()

    def folded(self, scheduler: Scheduler) -> dict[str, CardState]:
        """Return what the log would say about each card under another scheduler, as `states`; the cached
        states stay as they are."""
        return self._log.folded(scheduler)

    def orphans(self) -> Sequence[str]:
        """Return the keys of cards that were answered and that no deck in use has."""
        return self._log.orphans()

    def wordings(self) -> dict[str, str]:
        """The present fingerprint of each card."""
        return self._log.wordings()

    def take_back(self, ids: Iterable[str], when: Moment) -> int:
        """Take back, by events, what these events did, as far as that can be; return how many it was."""
        return self._log.take_back(ids, when)

    def take_back_import(self, of: str, ids: Iterable[str], note: NewEvent) -> None:
        """Take back imports of a text; see `trainer.store.undoing.Undoing.take_back_import`."""
        self._log.take_back_import(of, ids, note)
        self._refit()

    def take_back_named(self, file: str, when: Moment, *, dry: bool = False) -> tuple[int, int, int]:
        """Take back imports by the name of their file; see
        `trainer.store.undoing.Undoing.take_back_named`."""
        return self._log.take_back_named(file, when, dry=dry)

    def foretold(self, ids: Collection[str]) -> tuple[set[str], set[str]]:
        """Return which events of these would be new if they were imported, and which would count again."""
        return self._log.foretold(ids)

    def _fitted(self) -> Scheduler:
        """Return the scheduler wished, with the parameters that the log has for it."""
        model = self._wished.model
        return self._wished.fitted(self.parameters(model)) if model else self._wished

    def _refit(self) -> None:
        """Fold the log anew where it has other parameters now."""
        fitted = self._fitted()
        if fitted.name != self.scheduler.name:
            self.scheduler = fitted
            self._log.rebuild()

    # Decks

    def shelve(
        self,
        files: Sequence[DeckFile],
        now: int,
        day: int,
        reader: str,
        asked: Sequence[Asked] = (),
        roots: str = "",
    ) -> None:
        """Bring the store in line with the deck files: all there are, in the order in which they are learnt.

        ``now`` is the UTC second noted for notes whose content changed, ``day`` the study day noted for those
        that are new; ``reader`` says who read the files; ``asked`` is what was counted beside them;
        ``roots`` says where they were looked for.
        Notes that vanished are hidden, with their history kept; the history of a renamed note follows it.
        Where that can be told only here, as a note is another deck's now, it is told in the log.
        """
        from trainer.store import shelf

        with self._database.transaction() as session:
            again, moves = shelf.shelve(session, files, now, day, reader, asked, roots, self.moves())
            if moves:
                detail = json.dumps({"cards": moves}, ensure_ascii=False)
                then = Moment(now * 1000, EPOCH + now // 86_400)  # in UTC: nobody did it anywhere
                self._log.add(session, NewEvent(then, "", "moved", detail=detail))
            self._log.refold(session, again)
        self.carried = moves

    def warm(self) -> None:
        """Import what the first write needs; safe to call from another thread, before that write."""
        import trainer.store.log
        import trainer.store.shelf  # noqa: F401

    @cached_property
    def _database(self) -> "Database":
        from trainer.store.database import Database

        return Database(self._connection, self._place)

    @cached_property
    def _log(self) -> "Log":
        from trainer.store.log import Log

        return Log(self._database, self)


def _due(state: CardState) -> int | None:
    return state.memory.due if state.memory is not None else None
