"""Card rules for choices: options that give themselves away."""

import re
from collections.abc import Iterator, Sequence
from math import exp, lgamma, log

from trainer.core.kinds import Choice
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import normal, with_code

MIN_OPTIONS, MAX_OPTIONS = 3, 5
LONGEST_RATIO = 1.6  # the right option against the longest wrong one, in characters
LONGEST_EXTRA = 20
BY_CHANCE = 0.05  # so seldom would honest options come out as uneven as this

_CATCH_ALL = re.compile(
    r"(?:all|none|both|neither|any) (?:of (?:these|those|them|the (?:above|options))|(?:the )?above)[.!]?",
    re.IGNORECASE,
)


def check(body: Choice) -> Iterator[Finding]:
    """Yield what is wrong with the options in any language."""
    count = len(body.right) + len(body.wrong)
    if not MIN_OPTIONS <= count <= MAX_OPTIONS:
        yield Finding("choice-size", f"{count} options", f"offer {MIN_OPTIONS} to {MAX_OPTIONS}")
    right, wrong = _lengths(body)
    if right > wrong * LONGEST_RATIO and right > wrong + LONGEST_EXTRA:
        message = f"the right option has {right} characters, the longest wrong one {wrong}"
        yield Finding("choice-longest", message, "make the options alike in length")
    yield from _odd_one_out(body)


def check_english(body: Choice) -> Iterator[Finding]:
    """Yield options such as `all of the above`."""
    for option in (*body.right, *body.wrong_options()):
        if _CATCH_ALL.fullmatch(option.strip()):
            remedy = "give `right` a list when several are right"
            yield Finding("choice-catch-all", f"an option says `{option.strip()}`", remedy)


def _odd_one_out(body: Choice) -> Iterator[Finding]:
    """Find what wrong options share and right ones do not, or the reverse: how they begin, or code."""
    right, wrong = list(body.right), list(body.wrong_options())
    for one, name, others in ((wrong, "wrong", right), (right, "right", wrong)):
        if start := _shared_start(one, others):
            message = f"all {name} options begin with `{start}`, and no other does"
            yield Finding("choice-odd-one", message, "begin them alike, or each in its own way")
        if all("`" in option for option in one) and not any("`" in option for option in others):
            message = f"all {name} options have code, and no other does"
            yield Finding("choice-odd-one", message, "write code in each kind of option, or in none")


def _shared_start(options: Sequence[str], others: Sequence[str]) -> str:
    """Return how all ``options`` begin and none of ``others`` does: two words, or one of three options."""
    for count, least in ((2, 2), (1, 3)):
        starts = {_start(option, count) for option in options}
        if len(options) < least or len(starts) > 1 or len(found := starts.pop()) < count:
            continue
        if found not in {_start(option, count) for option in others}:
            return " ".join(found)
    return ""


def _start(option: str, count: int) -> tuple[str, ...]:
    return tuple("a" if word == "an" else word for word in normal(option).split()[:count])


def _lengths(body: Choice) -> tuple[int, int]:
    """Return how many characters the longest right and the longest wrong option have."""
    right = max(len(with_code(option)) for option in body.right)
    return right, max(len(with_code(option)) for option in body.wrong_options())


def check_all(bodies: Sequence[Choice]) -> Iterator[Finding]:
    """Yield whether the right option of a deck's choices is the longest more often than chance makes it."""
    single = [body for body in bodies if len(body.right) == 1]
    if not single:
        return
    hits = sum(right > wrong for right, wrong in map(_lengths, single))
    chance = sum(1 / (1 + len(body.wrong)) for body in single) / len(single)
    if _at_least(hits, len(single), chance) < BY_CHANCE:
        message = f"in {hits} of {len(single)} choices the right option is the longest"
        remedy = f"lengthen wrong options, or shorten right ones: {chance * len(single):.0f} would be chance"
        yield Finding("choices-longest", message, remedy)


def _at_least(hits: int, tries: int, chance: float) -> float:
    """Return how likely ``hits`` or more of ``tries`` are."""
    total, right, wrong = lgamma(tries + 1), log(chance), log(1 - chance)
    return sum(  # in logarithms, as ways to choose among thousands fit no float
        exp(total - lgamma(n + 1) - lgamma(tries - n + 1) + n * right + (tries - n) * wrong)
        for n in range(hits, tries + 1)
    )
