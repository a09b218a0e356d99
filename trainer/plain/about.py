"""A deck, or whatever else is named, at home: what waits in it, what is known of it, what is weak."""

from trainer.context import Context
from trainer.core.query import literal
from trainer.core.reads import as_shown
from trainer.core.scope import EVERYTHING, Scope, ScopeError, check_words, is_words, names_deck
from trainer.core.text import counted, one_line
from trainer.goals.session import session_of
from trainer.plain.home import overview_lines
from trainer.plain.talk import Talk
from trainer.practice.overview import detail, overview

ALL = "all"
"""Names all decks."""


def scope_of(context: Context, name: str) -> Scope:
    """Return what a name means: that of a deck, a tag, a saved query, a query, or `ALL`. Raises `UsageError`
    where it means nothing."""
    if name == ALL:
        return EVERYTHING
    check_words([name], _decks(context), context.queries)
    return context.library.resolve([name], _day(context), context.queries)


def query_of(context: Context, name: str) -> str:
    """Return the query that browses what a name means."""
    if name == ALL:
        return ""
    return f'deck:"{literal(name)}"' if names_deck(name, _decks(context)) else name


def show(talk: Talk, context: Context, line: str) -> None:
    """Say of what a line names what waits in it, and how well it is known; or that it names nothing."""
    words = is_words(line) and line not in context.queries and not names_deck(line, _decks(context))
    if words or not any(map(str.isalnum, line)):
        talk.unknown(line)
        return
    try:
        scope = scope_of(context, line)
    except ScopeError:
        talk.unknown(line)
        return
    session = session_of(context.library, context.clock, context.plan, scope)
    view = overview(session)
    talk.fit(*overview_lines(view))
    if view.decks:
        known = detail(context.library, scope, session.day, view.decks)
        talk.say(f"\n{counted(known.notes, 'note')}, {known.met} met, {known.weak} weak")
        if known.weakest:
            talk.say("weakest:", *(f"- {one_line(as_shown(question), 200)}" for question in known.weakest))


def _decks(context: Context) -> list[tuple[str, str]]:
    return [(deck.id, deck.title) for deck in context.library.decks(_day(context))]


def _day(context: Context) -> int:
    return context.plan.moment(context.clock()).day
