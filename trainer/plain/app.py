"""What plain mode begins with."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TextIO

from trainer.context import Context
from trainer.core.scope import EVERYTHING, Scope
from trainer.plain.talk import LEAVING, Left, Talk
from trainer.practice.clock import look
from trainer.practice.wording import meanwhile

if TYPE_CHECKING:
    from trainer.plain.review import Review


def run(context: Context, lines: TextIO, out: TextIO) -> int:
    """Do line by line what ``context`` starts with, until it is done or the input ends; return the exit
    status."""
    talk = Talk(lines, out)
    talk.words.follow(context)
    clock = look(context.library, context.clock)
    if clock.asks and not _goes_on(talk, clock.said):
        return 0
    if clock.said and not clock.asks:
        talk.say(clock.said)
    context.warm()
    if damage := context.damage():
        talk.say(f"{damage}: trainer doctor")
    if context.start == "home":
        _home(talk, context)
    else:
        _part(talk, context)
    return 0


def _goes_on(talk: Talk, about_clock: str) -> bool:
    """Ask whether the clock is to be gone by."""
    with suppress(Left):
        return talk.choose(f"{about_clock}\nGo on? y or n: ", ("y", "n")) == "y"
    return False


def _home(talk: Talk, context: Context) -> None:
    """Show what waits where and do what is said, until it is to be practised."""
    from trainer.plain import home, settings
    from trainer.practice.further import NOTHING, take

    home.show(talk, context)
    review = _review(talk, context)
    day = review.session.day
    with suppress(Left):
        while said := talk.ask(home.KEYS).strip().removeprefix("/"):
            begun, day = review.session.day != day, review.session.day
            if (now := meanwhile(context.look, context.library, new_day=begun)) is not None:
                talk.say(now)
                home.show(talk, context)
                review = _review(talk, context)
            if (asked := home.of_decks(talk.words, said)) is not None:
                talk.attempt(partial(_about, talk, context, *asked))
                review = _review(talk, context)
                continue
            word = home.word(talk.words, said, review.anytime)
            if word in LEAVING:
                return
            if word in home.PARTS:
                _part(talk, home.begun_by(word, context))
                review = _review(talk, context)
            elif word == "?":
                talk.fit(home.HELP, *talk.words.told())
            elif word in ("stats", home.ALL):
                _stats(talk, context, every=word == home.ALL)
            elif word == "tutorial":
                talk.attempt(partial(_tutorial, talk, context))
                review = _review(talk, context)
            elif word in ("+", "o"):
                if take(review.session, word):
                    break
                talk.say(NOTHING)
            elif word == "settings":
                context = replace(context, **settings.run(talk, context))
                review = _review(talk, context)
            elif word in review.anytime:
                talk.attempt(partial(review.anytime[word], review))
            else:
                talk.attempt(partial(_named, talk, context, said))
        review.run()


def _named(talk: Talk, context: Context, line: str) -> None:
    from trainer.plain.about import show

    show(talk, context, line)


def _about(talk: Talk, context: Context, part: str, name: str) -> None:
    """Do a part of the program over the decks that are named, or list the cards that a query finds."""
    from trainer.plain.about import query_of, scope_of
    from trainer.plain.home import PARTS, STATS

    if part == "browse":
        _part(talk, replace(context, start="browse", query=query_of(context, name)))
        return
    scope = scope_of(context, name)
    if part == STATS:
        _stats(talk, context, every=False, scope=scope, of=name)
    else:
        _part(talk, replace(context, start=PARTS.get(part, "review"), scope=scope))


def _stats(
    talk: Talk, context: Context, *, every: bool, scope: Scope = EVERYTHING, of: str = "all decks"
) -> None:
    from trainer.goals.session import session_of
    from trainer.plain.home import ALL
    from trainer.plain.stats import show
    from trainer.stats.figures import figures_of

    session = session_of(context.library, context.clock, context.plan, scope)
    found = figures_of(session, context.sections(), of)
    show(talk, found, min(80, talk.width), every=every, more=ALL)


def _tutorial(talk: Talk, context: Context) -> None:
    """Go through today's cards of the deck that teaches the program, and come back."""
    try:
        _review(talk, replace(context, start="review", scope=context.tutorial())).run()
    finally:
        context.without_tutorial()


def _review(talk: Talk, context: Context) -> "Review":
    from trainer.plain.review import Review

    def browse(query: str) -> None:
        from trainer.plain.browse import opener

        opener(talk, context)(query)

    return Review.over(talk, context, browse)


def _part(talk: Talk, context: Context) -> None:
    """Do what ``context`` starts with."""
    if context.start == "quiz":
        from trainer.plain.quiz import Quiz

        Quiz(talk, context).run()
    elif context.start == "settings":
        from trainer.plain import settings

        settings.run(talk, context)
    elif context.start == "mock":
        _interview(talk, context)
    elif context.start == "add":
        from trainer.plain import add

        add.run(talk, context, named=context.into)
    elif context.start == "browse":
        from trainer.plain.browse import Browse

        Browse(talk, context).run()
    else:
        _review(talk, context).run()


def _interview(talk: Talk, context: Context) -> None:
    from trainer.plain.interview.ask import ask
    from trainer.plain.interview.marking import mark
    from trainer.plain.interview.report import report
    from trainer.plain.interview.setup import enter

    try:
        interview = enter(talk, context)
        if interview is not None:
            ask(talk, interview)
            mark(talk, interview)
            report(talk, interview, context.exports)
    except Left:
        talk.say("\nThe interview is kept: the next one goes on with it.")
