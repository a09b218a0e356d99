"""What a user says of a goal, in words, read as the goal it makes: for the command line and for the forms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args
from unicodedata import normalize

from trainer.core import dates
from trainer.core.errors import UsageError
from trainer.core.kept import expanded
from trainer.core.library import Library
from trainer.core.query import is_query, parse, passing
from trainer.core.scope import EVERYTHING, Scope, check_words, names_deck
from trainer.goals.goal import MOST_MINUTES, Goal
from trainer.goals.log import Goals, Span, id_of, with_holiday

Field = Literal["name", "by", "minutes", "off", "holiday", "what"]
FIELDS: tuple[Field, ...] = get_args(Field)

NAME = "Interview"
"""What a goal with a date is called where the user says nothing."""

FOCUS = "Focus"
"""And one without a date."""

NO_DATE = ("", "none", "no date")
"""What says that there is none."""


class WishError(UsageError):
    """A word of the user cannot be meant; ``field`` says where it stands."""

    def __init__(self, field: Field, message: str) -> None:
        super().__init__(message)
        self.field = field


class Holiday(NamedTuple):
    """Days without study, or days that are none after all."""

    span: Span
    off: bool = True


def wished(
    library: Library,
    known: Goals,
    today: int,
    said: Mapping[Field, str],
    saved: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Goal, Holiday | None]:
    """Return the goal that the words make, and the holiday they announce.

    The goal has the holidays known, and that one. What is not said stays as it is in the goal named, or is
    the usual. Without a name, what is said is about the only goal there is, if it can be about that; of
    several one must be named, but for a holiday, which is in all. ``saved``: the user's queries by their
    names. A goal has the query itself: another device knows it then, too.

    Raises:
        WishError: something said cannot be meant.
    """
    goal = _begun(known, today, said)
    for field in FIELDS:
        if field in said and field not in ("name", "holiday"):
            goal = _changed(library, goal, today, field, said[field].strip(" "), saved)
    holiday = _holiday(said.get("holiday", ""), known.holidays, today)
    if holiday is not None:
        goal = replace(goal, holidays=with_holiday(known.holidays, *holiday))
    else:
        goal = replace(goal, holidays=known.holidays)
    _check(library, known, goal, today, said)
    return goal, holiday


def scope_of(library: Library, goal: Goal, day: int) -> Scope | None:
    """Return what a goal is about on a study day: decks that came below a title named are in it. None where
    no deck or tag that it names is there any more."""
    if not goal.what:
        return EVERYTHING
    kept = "scope of a goal", goal.what, day
    return library.kept(kept, lambda: _resolved(library, known_words(library, goal), day))


def _resolved(library: Library, known: Sequence[str], day: int) -> Scope | None:
    return library.resolve(known, day) if known else None


def known_words(library: Library, goal: Goal) -> tuple[str, ...]:
    """Return those of the words of a goal whose decks and tags are there."""
    return tuple(word for word in goal.what if _is_known(library, word))


def _is_known(library: Library, word: str) -> bool:
    try:
        library.resolve([word])
    except UsageError:
        return False  # another device may have the deck
    return True


def words_of(goal: Goal, today: int) -> dict[Field, str]:
    """Return a goal in words as `wished` reads them."""
    return {
        "name": goal.name,
        "by": dates.said(goal.by, today) if goal.by is not None else "",
        "minutes": str(goal.minutes),
        "off": dates.weekdays(goal.off),
        "holiday": "",
        "what": ("; " if any("," in word for word in goal.what) else ", ").join(goal.what)
        + (";" if len(goal.what) == 1 and "," in goal.what[0] else ""),
    }


def _begun(known: Goals, today: int, said: Mapping[Field, str]) -> Goal:
    """Return the goal that is changed, or a new one."""
    name = " ".join(said.get("name", "").split())
    if name:
        return _anew(known, name, today)
    live = [goal for goal in known.active if not goal.over(today)]
    if len(live) == 1 and "what" not in said and (live[0].by is not None or "by" not in said):
        return live[0]
    if len(live) > 1 and "what" not in said and "by" not in said:
        if set(said) == {"holiday"}:
            return live[0]  # it is in all of them
        names = ", ".join(repr(goal.name) for goal in live)
        raise WishError("name", f"there are several goals: say which one ({names})")
    return _anew(known, _title(said), today)


def _anew(known: Goals, name: str, today: int) -> Goal:
    """Return the goal of that name, which begins anew if its date is reached, or a new one."""
    goal = known.named(name)
    if goal is None:
        return Goal(id_of(name), name, made=today)
    return replace(goal, made=today) if goal.over(today) else goal


def _title(said: Mapping[Field, str]) -> str:
    if what := ", ".join(_parts(said.get("what", ""))):
        return what
    return usual_name(said.get("by", ""))


def usual_name(by: str) -> str:
    """Return what a goal is called of which nobody says that, by what is said of its date."""
    return FOCUS if by.strip().casefold() in NO_DATE else NAME


def _changed(
    library: Library, goal: Goal, today: int, field: Field, text: str, saved: Mapping[str, str]
) -> Goal:
    if field == "by":
        return replace(goal, by=_date(text, today))
    if field == "minutes":
        return replace(goal, minutes=_minutes(text))
    try:
        if field == "off":
            return replace(goal, off=dates.read_weekdays(text) if text else frozenset())
        named = _parts(text)
        decks = [(deck.id, deck.title) for deck in library.decks(today)]
        check_words(named, decks, saved)
        queries = {
            normalize("NFC", name): query for name, query in saved.items() if not names_deck(name, decks)
        }
        words = tuple(_written_out(normalize("NFC", word), queries, decks) for word in named)
        query = library.resolve(words, today).query
    except UsageError as error:
        raise WishError(field, str(error)) from None
    if query is not None and (terms := passing(query)):
        raise WishError(field, _MOVING.format(", ".join(terms)))
    return replace(goal, what=words)


def _written_out(word: str, queries: Mapping[str, str], decks: Sequence[tuple[str, str]]) -> str:
    """Return what a goal keeps of a word: queries as they are now, whatever becomes of their names."""
    if word in queries:
        return expanded(queries[word], queries, word)
    return expanded(word, queries) if is_query(word) and not names_deck(word, decks) else word


_STAYS = "decks, tag:, level:, kind:, prop:asked or words"
_MOVING = (
    "{} finds other cards with every answer, or every day: what was learnt would leave the goal. Name what "
    f"stays: {_STAYS}. A review takes such a query as it is"
)


def moves(library: Library, goal: Goal, day: int) -> str:
    """Say of a goal that an earlier version took, and that none can be about any more, what is wrong with it
    and what to do; "" for all others."""
    scope = scope_of(library, goal, day) if goal.what else None
    terms = passing(scope.query) if scope is not None and scope.query is not None else ()
    return _MOVES.format(", ".join(terms)) if terms else ""


_MOVES = (
    "{} finds other cards with every answer, or every day: what was learnt leaves the goal, so its numbers "
    f"say little. Change its decks to what stays: {_STAYS}"
)


def _parts(text: str) -> list[str]:
    """Return the names in a text: each on a line, or with ``;`` between, as titles may have commas, else with
    commas."""
    between = next((sign for sign in ("\n", ";") if sign in text), ",")
    return [word for part in text.split(between) if (word := part.strip())]


def _date(text: str, today: int) -> int | None:
    if text.casefold() in NO_DATE:
        return None
    try:
        day = dates.read_day(text, today)
    except UsageError as error:
        raise WishError("by", str(error)) from None
    if day < today:
        raise WishError("by", f"{dates.said(day, today)} is over; a goal needs a day to come")
    if day == today:
        message = (
            "That is today: no day is left to plan. A review asks what is due, a mock interview rehearses."
        )
        raise WishError("by", message)
    return day


def _minutes(text: str) -> int:
    number = text.casefold().removesuffix("minutes").removesuffix("min").strip()
    if not (number.isascii() and number.isdecimal()):
        raise WishError("minutes", f"{text!r} is no number of minutes a day, such as 20")
    minutes = int(number[:9])
    if minutes == 0:
        raise WishError("minutes", "with 0 minutes a day nothing can be planned; 5 are a beginning")
    if minutes > MOST_MINUTES:
        raise WishError("minutes", f"a day has {MOST_MINUTES} minutes")
    return minutes


def _holiday(text: str, holidays: Sequence[Span], today: int) -> Holiday | None:
    """Return the days to come that are announced, or taken back."""
    words = text.strip()
    if not words:
        return None
    off = words.casefold()[:3] != "no "
    try:
        span = dates.read_days(words if off else words[3:], today)
    except UsageError as error:
        raise WishError("holiday", str(error)) from None
    if span[1] < today:
        raise WishError("holiday", "those days are over; a holiday is announced beforehand")
    span = max(span[0], today), span[1]
    if not off and not any(begin <= span[1] and end >= span[0] for begin, end in holidays):
        raise WishError("holiday", f"none of those days is a holiday; {_named(holidays, today)}")
    return Holiday(span, off)


def _named(holidays: Sequence[Span], today: int) -> str:
    """Say which holidays are to come."""
    told = [dates.said_days(begin, end, today) for begin, end in holidays if end >= today]
    return "announced are " + ", ".join(told) if told else "none is announced"


_FREES: tuple[Field, ...] = ("holiday", "off")
"""What takes days of study away."""


def _check(library: Library, known: Goals, goal: Goal, today: int, said: Mapping[Field, str]) -> None:
    """Raise where no plan can be made of a goal."""
    if len(goal.off) == 7:
        raise WishError("off", "all seven days are off: no day is left to study on")
    if said.keys() <= {"off", "holiday"} and all(other.over(today) for other in known.active):
        field: Field = "holiday" if "holiday" in said else "off"
        raise WishError(field, "no goal is set that it could be in; `--by 2026-12-10 --minutes 20` sets one")
    if goal.by is not None and goal.by <= today:
        message = f"{goal.name} was on {dates.said(goal.by, today)}; a new date goes with it"
        raise WishError("by", message)
    if next(goal.days(today), None) is None:
        field = next((field for field in _FREES if said.get(field, "").strip()), "by")
        message = "no day to study is left before that date: all are days off or holidays; take a later date"
        raise WishError(field, f"{message}, or fewer of them")
    scope = scope_of(library, goal, today)
    if scope is None or not library.notes(scope):
        raise WishError("what", "there are no cards to be ready for; home lists the decks")
    askable = scope.narrowed(parse("-is:suspended"))._replace(day=today)
    if ("what" in said or known.named(goal.name) is None) and not library.size(askable)[1]:
        raise WishError("what", "all its cards are suspended; is:suspended finds them in browse")
