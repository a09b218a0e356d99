"""Makes the screens, each loaded when it is first shown."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from trainer.context import Context
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.session import begin, mock_of
from trainer.practice.session import Session

if TYPE_CHECKING:
    from trainer.browse.browser import Browser
    from trainer.goals.goal import Goal
    from trainer.interview.interview import Interview
    from trainer.quiz.round import Round
    from trainer.tui.navigation import Navigation


def first(to: "Navigation", context: Context) -> Screen[None]:
    """Return the screen that the program begins with."""
    if context.start == "review":
        at = context
        session = begin(at.library, at.clock, at.plan, at.scope, at.custom)
        return review(to, session, session.about_backlog())
    if context.start == "quiz":
        return quiz(to, to.round(context.scope, only_confusions=context.only_confusions))
    if context.start == "browse":
        return browse(to, context.query)
    if context.start == "settings":
        return settings(to)
    if context.start == "add":
        return add(to, named=context.into)
    if context.start == "mock":
        return setup(to, context.scope, context.minutes)
    return home(to)


def home(to: "Navigation", status: str = "") -> Screen[None]:
    """Return the decks."""
    from trainer.tui.screens.home import HomeScreen

    return HomeScreen(to, status)


def review(to: "Navigation", session: Session, status: str = "") -> Screen[None]:
    """Return the session's current card, or its summary when it has none."""
    if session.attempt is None:
        return summary(to, session, status)
    from trainer.tui.screens.review import ReviewScreen

    return ReviewScreen(to, session, status)


def summary(to: "Navigation", session: Session, status: str) -> Screen[None]:
    """Return what a session came to."""
    from trainer.tui.screens.summary import SummaryScreen

    return SummaryScreen(to, session, status)


def quiz(to: "Navigation", quiz: "Round", status: str = "", *, over: bool = False) -> Screen[None]:
    """Return the quiz's present question, or its result."""
    from trainer.tui.screens.quiz import QuizResultScreen, QuizScreen

    ended = over or quiz.question is None
    return QuizResultScreen(to, quiz, status) if ended else QuizScreen(to, quiz, status)


def browse(to: "Navigation", query: str, browser: "Browser | None" = None) -> Screen[None]:
    """Return the cards that a query finds, or ``browser`` as it stands."""
    from trainer.tui.screens.browse import BrowseScreen

    return BrowseScreen(to, query, browser)


def stats(to: "Navigation", scope: Scope, of: str) -> Screen[None]:
    """Return figures about practice ``of`` what a scope is called."""
    from trainer.tui.screens.stats import StatsScreen

    return StatsScreen(to, scope, of)


def settings(to: "Navigation") -> Screen[None]:
    """Return all settings."""
    from trainer.tui.screens.settings import SettingsScreen

    return SettingsScreen(to)


def add(to: "Navigation", deck: str = "", named: str = "") -> Screen[None]:
    """Return the lines in which a note is written."""
    from trainer.tui.screens.add import AddScreen

    return AddScreen(to, deck, named)


def setup(to: "Navigation", scope: Scope, minutes: int = 0) -> Screen[None]:
    """Return what stands before a mock interview, see `Navigation.setup`."""
    from trainer.tui.screens.interview.setup import SetupScreen

    if not minutes and scope == EVERYTHING and (planned := mock_of(to.session(EVERYTHING))) is not None:
        return SetupScreen(to, planned.scope, planned.mock.minutes)
    return SetupScreen(to, scope, minutes or to.context.minutes)


def interview(to: "Navigation", interview: "Interview", *, fresh: bool) -> Screen[None]:
    """Return an interview's question, its marking, or its report, written if ``fresh``."""
    from trainer.interview.marking import Marking

    if interview.stage not in ("marking", "done"):
        from trainer.tui.screens.interview.ask import InterviewScreen

        return InterviewScreen(to, interview)
    marking = Marking(interview)  # with nothing to mark it ends the interview
    if marking.current is not None:
        from trainer.tui.screens.interview.marking import MarkingScreen

        return MarkingScreen(to, interview, marking)
    from trainer.tui.screens.interview.report import ReportScreen

    return ReportScreen(to, interview, write=fresh)


def ready(to: "Navigation", status: str, at: str) -> Screen[None]:
    """Return where the goals stand."""
    from trainer.tui.screens.ready.show import ReadyScreen

    return ReadyScreen(to, status, at)


def ready_form(to: "Navigation", goal: "Goal | None") -> Screen[None]:
    """Return the lines in which a goal is set or changed."""
    from trainer.tui.screens.ready.form import ReadyFormScreen

    return ReadyFormScreen(to, goal)
