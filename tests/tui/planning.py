"""Goals on screen: decks to be ready for, and the first screen with them."""

from tests import build
from tests.build import LibraryAtRisk
from tests.interview.interviews import opener
from tests.tui.driving import Clock, context, screen
from tests.tui.samples import note
from trainer.core.kinds import Basic
from trainer.goals.standing import make
from trainer.goals.wish import Field
from trainer.scheduling.preferences import Plan

SIZES = [(80, 24), (40, 12), (120, 40)]


def many(number: int = 120, title: str = "Kafka::Basics") -> LibraryAtRisk:
    """A deck of so many notes, the last of them an open question."""
    notes = [note(Basic(f"Question {n}?", "A."), f"n{n:03}") for n in range(number - 1)]
    return build.library(build.deck(*notes, opener("open"), title=title))


def wish(library: LibraryAtRisk, clock: Clock | None = None, **said: str) -> None:
    """Set a goal as the form and the command line do."""
    words: dict[Field, str] = said  # type: ignore[assignment]
    make(library, Plan(), Plan().moment((clock or Clock())()), words)


def home(
    library: LibraryAtRisk, *keys: str, size: tuple[int, int] = (80, 24), clock: Clock | None = None
) -> str:
    """Return what is on screen after ``keys`` on the first one."""
    return screen(context(library, clock, start="home"), *keys, size=size)
