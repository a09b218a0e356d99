"""An answer line by line: a text, with what was written of it before, or the numbers of options, steps and
points."""

import re

from trainer.plain.card import placed, point
from trainer.plain.talk import Talk
from trainer.practice.attempt import Attempt


def take_up(talk: Talk, attempt: Attempt, drafts: dict[str, str]) -> None:
    """Go on with what was written for a card before another one was asked."""
    draft = drafts.get(attempt.card.key, "")
    if draft and not attempt.typed and not attempt.revealed and attempt.way in ("typed", "points"):
        attempt.write(draft)
        go_on = "go on" if attempt.in_lines else "a line takes its place"
        talk.say(f"you wrote before; {go_on}, or only Enter: answer", *draft.splitlines())


def take_down(text: str, attempt: Attempt, drafts: dict[str, str]) -> None:
    """Take a line of the answer: one more, or where there is but one, in place of the one before."""
    attempt.write(f"{attempt.typed}\n{text}".strip() if attempt.in_lines else text)
    drafts[attempt.card.key] = attempt.typed


def number(talk: Talk, attempt: Attempt, word: str) -> None:
    """Pick the options, or put the steps in the order, of the numbers read."""
    if attempt.sides.options:
        for digit in re.findall(r"\d", word):
            attempt.pick(int(digit) - 1)
        talk.say("picked: " + (", ".join(str(index + 1) for index in sorted(attempt.picked)) or "none"))
    elif attempt.sides.steps:
        _arrange(talk, attempt, word)
    else:
        talk.say("the answer is not shown yet; Enter shows it")


def _arrange(talk: Talk, attempt: Attempt, word: str) -> None:
    """Put the steps in an order; its numbers may stand without blanks up to nine steps."""
    count = len(attempt.sides.steps)
    numbers = [int(number) for number in re.findall(r"\d" if count < 10 else r"\d+", word)]
    if len(set(numbers)) < len(numbers) or not all(1 <= number <= count for number in numbers):
        talk.say(f"the steps are 1 to {count}, each once")
        return
    attempt.arrange([number - 1 for number in numbers])
    talk.say(placed(attempt))


def tick(talk: Talk, attempt: Attempt, word: str) -> None:
    """Mark the points that the keys read stand for; see `Attempt.mark`."""
    before = attempt.marking.ticks
    for key in word.replace(" ", "").replace(",", ""):
        if not attempt.mark(key):
            talk.say(f"there are 1 to {len(attempt.parts)}")
    changed = [i for i, ticked in enumerate(attempt.marking.ticks) if ticked != before[i]]
    talk.say(*(point(attempt, index) for index in changed))
