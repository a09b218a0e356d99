"""What can be taken back, as a numbered list, and how far back to go."""

from contextlib import suppress

from trainer.core.columns import Labelled
from trainer.core.reads import as_shown
from trainer.plain.talk import Quit, Talk
from trainer.practice.grades import Keys
from trainer.practice.undoing import Step, Undoing, go, steps, way_to

SHOWN = 20
"""Steps back that are listed at a time; who goes back farther lists them again from there."""


def choose(talk: Talk, at: Undoing, keys: Keys) -> None:
    """List what can be taken back and done again, and do what a number says."""
    every = steps(at.library, at.plan.moment(at.clock()), keys)
    if not every:
        talk.say("nothing was done that can be taken back")
        return
    every = every[: sum(step.undone for step in every) + SHOWN]
    talk.fit(*step_lines(every))
    asks = "[a number: take back all down to it, or do again all up to it; Enter: nothing]"
    with suppress(Quit):
        while word := talk.inquire(asks, known=str.isdecimal).strip():
            if word.isdecimal() and 1 <= int(word[:9]) <= len(every):
                talk.say(go(at, way_to(every, int(word[:9]) - 1), keys, chosen=True).said)
                return
            talk.say(f"there are 1 to {len(every)}; nothing was changed")


def step_lines(every: list[Step]) -> list[Labelled]:
    """Return the steps as numbered lines, the newest first."""
    wide = max((len(step.age) for step in every), default=0)
    return [
        Labelled(
            f"{number:3}  {step.age:{wide}}  ", f"{'(undone) ' if step.undone else ''}{as_shown(step.what)}"
        )
        for number, step in enumerate(every, 1)
    ]
