"""What the files of a folder have that is not here yet, and which of their lines differ from what is here."""

from collections.abc import Iterable

from trainer.core.differing import Differences, Differing, lesser
from trainer.core.log import Event, fault


class Coming:
    """What comes, met line by line; ``here``: the events of the log, by their ids."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.here = {event.id: event for event in events}
        self._new: dict[str, tuple[Event, str]] = {}
        self._differing: dict[str, Differences] = {}

    def meet(self, event: Event, name: str) -> bool:
        """Take the event on a line of the file with this name; return whether it is new."""
        if (here := self.here.get(event.id)) is not None:
            self._compare(event, here, name)
        elif (there := self._new.get(event.id)) is None:
            self._new[event.id] = event, name
            return True
        elif there[0] != event:
            first, second = lesser(event, there[0])
            self._compare(second, first, there[1] if second is there[0] else name)
            self._new[event.id] = first, there[1] if first is there[0] else name
        return False

    @property
    def new(self) -> list[Event]:
        """What is not here, each once."""
        return [event for event, _ in self._new.values()]

    @property
    def differing(self) -> dict[str, Differing]:
        """The lines of each file that differ, if any do, by its name."""
        found = {name: lines.found() for name, lines in sorted(self._differing.items())}
        return {name: lines for name, lines in found.items() if lines.number}

    def _compare(self, event: Event, here: Event, name: str) -> None:
        if event != here and not fault(here):  # of a row that is damaged here `trainer doctor` tells
            self._differing.setdefault(name, Differences()).add(event, here)
