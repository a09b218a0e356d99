"""Today at a glance: what waits in each deck."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from shlex import quote

from trainer.context import Context, Start
from trainer.core.columns import Part, table
from trainer.core.dates import said
from trainer.core.day import span
from trainer.core.duration import about, minutes
from trainer.core.library import DeckCounts
from trainer.core.text import counted
from trainer.goals.session import dates_past, mock_of, plans_of, session_of
from trainer.interview.left import left_open
from trainer.plain.talk import LEAVING, Talk
from trainer.plain.words import Words
from trainer.practice.outside import said as outside
from trainer.practice.overview import Overview, aside, overview, today
from trainer.practice.session import Session
from trainer.practice.wording import about_files
from trainer.stats.streaks import answers_by_day, in_a_row

KEYS = """
[Enter: practise, browse, quiz, mock: an interview, ready: goals, add: a note, stats, tutorial, settings,
+: more, u: undo, ?: all that can be said, q: end]"""
"""What can be said before the first card."""

HELP = """\
Enter      practises what waits today; in a review ? lists what can be said there
+          more today: new cards, or minutes by a plan
o          what is due outside the plan
s          after a break: spreads what is due over some days, or ends that
browse     all cards, by query
quiz       a quick quiz; the schedule stays as it is
mock       a mock interview
stats      figures about your practice: recall, what is ahead, what is known; stats all: long lists whole
ready      be ready by a date: set a goal, and see where it stands
add        writes a note into a deck of your own
tutorial   learn the program, and how to write good cards, in a dozen cards
settings   all settings, with what they mean
DECK       says what waits in a deck, a tag or a query, what is known and weak there; all: in all decks
review X   cards of a deck, tag:NAME or a query; so quiz X, mock X, stats X; browse X: cards of a query
u, redo    take back what was done last, also of an earlier day; do it again
undo       lists what can be taken back
q          leaves the program"""
"""What can be said before the first card, each with what it does."""

REVIEW, STATS = "review", "stats"
"""Words for parts of the program that may be about a deck, as those of `PARTS`."""

ALL = "stats all"
"""What says the long lists of the figures whole."""

WORDS = {
    "b": "browse", "z": "quiz", "m": "mock", "t": "stats", "r": "ready", "a": "add", "L": "tutorial",
    "learn": "tutorial", ",": "settings", "U": "undo", "help": "?",
}  # fmt: skip
"""Other words for what can be said: the keys of the first screen."""

_DOES = {"u": "undo", "b": "browse"}
"""What words do, as the screens call it."""

PARTS: dict[str, Start] = {"browse": "browse", "quiz": "quiz", "mock": "mock"}
"""Parts of the program that are begun by a word."""


def word(words: Words, said: str, anytime: Collection[str]) -> str:
    """Return the word that is meant, of those that can be said here and ``anytime``."""
    known = {*WORDS, *WORDS.values(), *PARTS, *LEAVING, *anytime, ALL, "+", "o"}
    found = words.meant(said, known.__contains__, _DOES)
    return WORDS.get(found, found)


def of_decks(words: Words, line: str) -> tuple[str, str] | None:
    """Return which part of the program is to be about which decks, of a line such as ``stats Kafka``; None of
    any other line."""
    first, _, about = line.partition(" ")
    part = word(words, first, (REVIEW,))
    if not about.strip() or line == ALL or part not in (*PARTS, REVIEW, STATS):
        return None
    return part, about.strip()


def begun_by(word: str, context: Context) -> Context:
    """Return what a word of `PARTS` begins: ``mock`` the mock interview that the plan has open, if it has."""
    begun = replace(context, start=PARTS[word])
    if word != "mock":
        return begun
    found = mock_of(session_of(context.library, context.clock, context.plan))
    return begun if found is None else replace(begun, scope=found.scope, minutes=found.mock.minutes)


LEFT = "an interview was left; {} goes on with it"
"""Said with what is typed for that."""


def show(talk: Talk, context: Context) -> None:
    """Say what waits where."""
    session = session_of(context.library, context.clock, context.plan)
    view = overview(session)
    talk.fit(*overview_lines(view), *_days(view, session), *goal_lines(session, at_home=True))
    if backlog := session.about_backlog():
        talk.say(backlog)
    if wrong := about_files(context.library.problems()):
        talk.say(f"{wrong}: trainer check")
    if left_open(context.library, session.day):
        talk.say(LEFT.format("mock"))
    if not (context.library.practised(session.day, 1) or context.library.today(session.day).notes):
        talk.say("new here? tutorial teaches the program in a dozen cards")


def _days(view: Overview, session: Session) -> Iterator[str]:
    """Yield the days in a row, and how many cards wait on each of the days to come."""
    now = today(session, view.coming)
    if now.done:
        yield f"done today: {counted(now.done, 'card')} in {minutes(now.took)}"
    answered, moment = answers_by_day(session.library, view.day), session.plan.moment(session.clock())
    if (row := in_a_row(session.library, answered, moment)[0]) > 1:
        yield f"{counted(row, 'day')} in a row"
    if any(view.coming):
        first = said(view.day, view.day)
        yield f"next {len(view.coming)} days, from {first}: {' '.join(map(str, view.coming))}"


def goal_lines(session: Session, *, at_home: bool = False) -> Iterator[str]:
    """Yield how the goals stand, a line each, and the mock interviews that are planned for today, with what
    is typed for that in a shell or ``at_home``."""
    library, day = session.library, session.day
    if planned := plans_of(session):
        from trainer.goals.log import goals
        from trainer.goals.rehearsal import rehearsal
        from trainer.goals.standing import standing
        from trainer.goals.wording import head, mock, short

        for each in planned:
            off = " · a day off" if each.day.phase == "off" else ""
            at = standing(library, each, goals(library))
            yield f"{head(each.goal, day)}{off} · {short(at)}"
            if at.moves:
                change = "ready" if at_home else f"`trainer ready --name {quote(each.goal.name)} DECK…`"
                yield f"{each.goal.name}: {at.moves} ({change})"
            if open_one := rehearsal(library, [each]):
                hold, skip = (
                    ("mock", "ready") if at_home else (f"`{open_one.command}`", "`trainer ready --skip-mock`")
                )
                yield f"{mock(each.day)}: {hold} begins it, {skip} can skip it"
            elif each.day.given_up:
                yield mock(each.day)
    for goal in dates_past(library, day):
        from trainer.goals.wording import came, passed

        result = "ready" if at_home else "`trainer ready --result`"
        yield f"{passed(goal, day)}; {result} says {came([goal], day)}"


HEADS = (" today", "  due", "unseen", " next")


def _cells(deck: DeckCounts, view: Overview) -> tuple[str, ...]:
    asked = view.today[deck.id]
    comes = view.comes[deck.id]
    then = f" in {span(comes - view.day)}" if comes and not asked else ""
    today = f"({asked})" if asked and deck.id in view.beside else str(asked)
    return f"{today:>6}", f"{deck.due:5}", f"{deck.new:6}", then


def overview_lines(view: Overview) -> Iterator[Part]:
    """Yield an overview: a table of the decks, and what all come to."""
    if not view.decks and view.chose:
        yield "No card is found so. `trainer browse QUERY` lists what a query finds, `trainer due` all decks."
        return
    if not view.decks:
        yield view.without
        return
    yield table("", HEADS, [(deck.title, _cells(deck, view)) for deck in view.decks])
    if any(view.today[deck] for deck in view.beside):
        yield "(in brackets: outside the plan, asked where such a deck is practised by itself)"
    left = view.left
    needed = f", {about(view.seconds)}" if left.total else ""
    yield f"\ntoday: {counted(left.total, 'card')} ({left.said}){needed}"
    if not left.total and (said := aside(view.decks)):
        yield said
    if view.waiting:
        yield view.waiting
    if view.outside:
        yield f"{outside(view.outside)}: o, where the plan's cards end"
    if view.coming:
        yield f"tomorrow: {view.tomorrow}"
