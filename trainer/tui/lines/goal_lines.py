"""The goals on the first screen, as lines. Names of goals are the user's, and shown as text."""

from collections.abc import Sequence

from textual.content import Content

from trainer.core.cells import cell_len
from trainer.core.text import counted
from trainer.goals.goal import Goal
from trainer.goals.standing import Standing
from trainer.goals.wording import brief, briefly, came, head, passed, shares, short, track
from trainer.tui.keymap import Shown
from trainer.tui.lines import chrome
from trainer.tui.widgets import card_view

NARROW = 60


def goal_line(
    live: Sequence[Goal],
    over: Sequence[Goal],
    day: int,
    width: int,
    shown: Shown = str,
    standings: Sequence[Standing] = (),
) -> Content:
    """Return what comes next, and where that is said in full; of goals whose date is past only that. Where
    it is narrow there may be no other line, and this one says how it stands, too."""
    if live:
        more = f" · and {counted(len(live) - 1, 'more goal')}" if len(live) > 1 else ""
        right = chrome.key_with_label("r", "plan", shown)
        whole = head(live[0], day)
        roomy = width >= NARROW and cell_len(whole + more) + 2 + right.cell_length <= width
        said = whole if roomy else brief(live[0], day)
        if width < NARROW and len(live) > 1 and standings:
            said, more = (
                " · ".join(f"{each.goal.name}: {track(each) or shares(each)}" for each in standings),
                "",
            )
        elif width < NARROW and standings and (stands := track(standings[0])):
            said += f": {stands}"
        left = said + more
    else:
        past = (passed(goal, day) for goal in over)
        left, right = " · ".join(past), chrome.key_with_label("r", came(over, day), shown)
    return chrome.spread(card_view.message(left), right, width)


def stands_line(standings: Sequence[Standing], width: int, shown: Shown = str) -> Content:
    """Return how it stands with what comes next, and that a mock interview is open."""
    if not standings:
        return Content()
    if any(each.moves for each in standings):
        return Content.styled(f"⚠ cards leave this goal: {shown('r')} says why", ".warn").truncate(width)
    if len(standings) > 1 and not any(each.planned.day.mock for each in standings):
        return _each(standings, width)
    first = standings[0]
    today = [each.planned.day.mock.since == first.day for each in standings if each.planned.day.mock]
    if today:
        key = shown("m")
        longer = f"mock interview {'today' if today[0] else 'still open'}: {key} · {briefly(first)}"
        briefer = f"mock {'today' if today[0] else 'open'}: {key} · {shares(first)}"
    else:
        longer, briefer = short(first), briefly(first)
    said = longer if len(longer) <= width else briefer
    text = Content(said).truncate(width, ellipsis=True)
    return text.stylize(".warn" if standings[0].track == "behind" else ".accent")


def _each(standings: Sequence[Standing], width: int) -> Content:
    """Return how each of several goals stands, in fewer words where they are many."""
    said = " · ".join(f"{each.goal.name}: {briefly(each)}" for each in standings)
    if cell_len(said) > width:
        said = " · ".join(f"{each.goal.name}: {track(each) or shares(each)}" for each in standings)
    behind = any(each.track == "behind" for each in standings)
    return card_view.message(said).truncate(width, ellipsis=True).stylize(".warn" if behind else ".accent")
