"""What was done in Anki, read and made ready for the history: by another process, if need be, so that nothing
is imported here that this does not need."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from trainer.anki.incoming.brought import Asked, Keys, Part, brought
from trainer.scheduling.scheduler import Scheduler
from trainer.store.ready import Ready


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read, the file where it is to be written, and the scheduler of the history."""

    asked: Asked
    place: Path
    scheduler: Scheduler


def written(wanted: Wanted, told: Iterator[Keys]) -> Iterator[Part]:
    """Write to a file what `brought` yields; yield the same without it. The file is whole with the last.

    Raises:
        PackageError: the package cannot be read. ``FileError``: the file cannot be written.
    """
    with closing(Ready(wanted.place, wanted.scheduler)) as file:
        for part in brought(wanted.asked, told):
            file.add(part.events)
            if part.taken is not None:
                file.end()
            yield part._replace(events=[])
