"""Cards that are answered by writing, placing and ticking, and hands to do it."""

from textual.events import Paste

from tests.tui.driving import Driver
from tests.tui.samples import note
from trainer.core.kinds import Cloze, Order, Point, Points, Typed
from trainer.grading.points.points import Mark
from trainer.practice.attempt import Attempt
from trainer.tui.screens.review import ReviewScreen

SMALL = (40, 12)
TYPED = note(Typed("Which setting?", "read_committed", ("isolation.level",)), hints=("It has two words.",))
CLOZE = note(Cloze("Use {{c1::`acks=all`}} here."))
ORDER = note(Order("Sort.", ("begin", "send", "commit")))
LONG_ORDER = note(Order("Sort.", tuple(f"step {number}" for number in range(1, 13))))
POINTS = note(
    Points(
        "Explain exactly-once.",
        (Point("The broker drops repeats.", must=True), Point("One transaction."), Point("Readers wait.")),
        seconds=90,
    )
)
MARKS = (Mark("said", "drops repeats"), Mark("unsure", "maybe one", 0.4), Mark("missed", "do not wait"))


def attempt_of(driver: Driver) -> Attempt:
    page = driver.app.screen
    assert isinstance(page, ReviewScreen)
    assert page.attempt is not None
    return page.attempt


async def paste(driver: Driver, text: str) -> None:
    driver.app.post_message(Paste(text))
    await driver.pilot.pause()


def keys(text: str) -> list[str]:
    """The keys that write a text."""
    names = {" ": "space", "?": "question_mark", "!": "exclamation_mark"}
    return [names.get(letter, letter) for letter in text]


def shuffled(driver: Driver, *steps: str) -> list[str]:
    """The digits of steps as they are shown."""
    return [str(attempt_of(driver).sides.steps.index(step) + 1) for step in steps]
