"""Before a mock interview: one left unfinished, how earlier ones went, what it will be about."""

from trainer.context import Context
from trainer.core.text import counted
from trainer.interview import wording
from trainer.interview.interview import Interview, begin
from trainer.interview.setup import Setup, setup
from trainer.plain.interview.ask import HELP
from trainer.plain.talk import Talk


def enter(talk: Talk, context: Context) -> Interview | None:
    """Begin an interview or go on with one; None where there is none.

    Raises:
        Left: the input ended, or the user does not want to.
    """
    at = setup(context.library, context.scope, context.minutes)
    _past(talk, at)
    if at.unfinished is not None:
        old = at.unfinished
        talk.say(f"The interview of {wording.when(old)} is unfinished: {len(old.asked)} answered.")
        word = talk.choose("[r: resume, n: new (this one waits until that has ended), q: end]", ("r", "n"))
        if word == "r":
            return Interview(context.library, context.clock, context.plan, old.session)
    if at.nothing:
        talk.say(at.nothing)
        return None
    talk.say(f"Mock interview about {at.about}, {counted(at.minutes, 'minute')}.", HELP)
    return begin(context.library, context.clock, context.plan, context.scope, context.minutes)


def _past(talk: Talk, at: Setup) -> None:
    for past in at.past[-5:]:
        talk.say(f"{wording.when(past)}: {wording.percent(past.score)}, {past.about}")
    if at.past:
        talk.say(f"estimate: {at.estimate}\n")
