"""What is to be done today and what was done: the first thing that is read on the first screen."""

from textual.content import Content

from trainer.core.cells import cell_len, cut
from trainer.core.duration import about, minutes
from trainer.core.text import counted
from trainer.goals.session import plans_of
from trainer.practice.agenda import MORE
from trainer.practice.outside import due_outside
from trainer.practice.outside import said as outside
from trainer.practice.overview import Today, aside
from trainer.practice.session import Session
from trainer.tui.lines import chrome, phrases

_LEAST = 8
"""Cells of a name that is cut."""


def in_short(today: Today, day: int, width: int) -> Content:
    """Return the day as the end of a line so wide; how many cards, and how long that takes, stays longest."""
    if today.unknown:
        return Content("today …")
    if count := today.left.total:
        cards, took = counted(count, "card"), f" · {about(today.seconds)}"
        beside = [f" + {today.outside} outside"] * bool(today.outside)
        forms = [f"{when}{cards}{said}{took}" for said in (*beside, "") for when in ("today ", "")]
        return chrome.fitting([Content(form).stylize(".strong") for form in (*forms, cards)], width)
    return Content(_none(today, day))


def head_line(today: Today, day: int, width: int, key: str, where: str = "") -> Content:
    """Return how much waits in the decks marked, ``where``, "" for all, and the ``key`` that begins, "" for
    none."""
    count = today.left.total
    if today.unknown:
        return Content("…").stylize(".dim")
    if not count:
        said = _none(today, day, where)
        return Content(said[:1].upper() + said[1:]).stylize(".strong").truncate(width, ellipsis=True)
    what = "new cards" if today.left.new == count else "cards"
    number = Content.styled(f"{count} {what if count > 1 else what[:-1]}", ".accent").stylize(".strong")
    begins = chrome.key_with_label("enter", "begins", lambda _: key) if key else Content()
    took, place = f" · {about(today.seconds)}", f" · {where}" if where else ""
    room = width - begins.cell_length - 2 if key else width
    line = Content.assemble(number, f" {outside(today.outside)}" if today.outside else "", took)
    if line.cell_length + cell_len(place) > room and today.outside:
        line = Content.assemble(number, f" + {today.outside} outside", took)
    if line.cell_length > room:  # what begins stands in the line of keys, too
        return chrome.fitting([line, Content.assemble(number, took), number], width)
    left = room - line.cell_length
    line += cut(place, left) if left > _LEAST else ""
    return chrome.spread(line, begins, width) if key else line


def parts_line(today: Today, width: int, *, outside_plan: bool = False) -> Content:
    """Return what waits by its kinds, and what was done, as long as there is room for that;
    ``outside_plan``: that no plan has a part in it."""
    cards = f"done today: {counted(today.done, 'card')}"
    forms = (f"{cards} in {minutes(today.took)}", cards) if today.done else ()
    done = [Content.styled(form, ".dim") for form in forms]
    if not today.left.total:
        return chrome.fitting(done, width) if done else Content()
    waiting = chrome.waiting(today.left)
    if outside_plan:
        waiting += Content.styled("   (outside the plan)", ".dim")
    room = width - waiting.cell_length - 2
    fits = next((form for form in done if form.cell_length <= room), None)
    return chrome.spread(waiting, fits, width) if fits else waiting.truncate(width, ellipsis=True)


def beside(left: Content, right: Content, at: int) -> Content:
    """Return two lines as one; the second begins at a cell."""
    left = left.truncate(at - 2, ellipsis=True)
    return left.pad_right(at - left.cell_length) + right


def _none(today: Today, day: int, where: str = "") -> str:
    if not today.cards:
        return ""
    if today.off:
        return " ".join(part for part in ("a day off", outside(today.outside)) if part)
    here = f" in {where}" if where else ""
    if today.outside:
        return f"nothing left today{here} {outside(today.outside)}"
    if today.aside:
        return f"nothing left today{here} · {today.aside}"
    return f"nothing left today{here}" + (
        f" · next {phrases.when(today.coming, day)}" if today.coming else ""
    )


def nothing(session: Session, cards: int, name: str, next_due: int) -> str:
    """Say why nothing is asked of a deck or branch with so many cards, and what goes on."""
    if not cards:
        return "there is nothing to practise yet"
    if due := len(due_outside(session)):
        return f"nothing left by the plan; o asks {counted(due, 'card')} due outside it"
    if session.could_be_more(MORE):
        by_plan = plans_of(session)
        why = "by the plan" if by_plan else "the limit of new cards"
        return f"nothing left today: {why}; + asks {session.more_label}"
    coming = f"; next {phrases.when(next_due, session.day)}" if next_due else ""
    if not next_due and (said := aside(session.library.decks(session.day, session.scope))):
        coming = f"; {said}"
    return f"nothing left today in {name}{coming}"
