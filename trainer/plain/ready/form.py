"""Setting a goal, or changing one, line by line."""

from collections.abc import Sequence

from trainer.context import Context
from trainer.core.dates import night
from trainer.goals.form import Blank, Form
from trainer.goals.goal import Goal
from trainer.goals.wish import WishError
from trainer.goals.wording import head, rows, table
from trainer.plain.talk import Talk

_OUT = frozenset({"q", "/quit"})
"""What leaves the form, as everywhere."""


class _LeftAsItWas(Exception):  # noqa: N818
    """The user leaves the form, not the program."""


def fill_in(talk: Talk, context: Context, goal: Goal | None) -> None:
    """Ask one line after the other until the goal can be set; Enter leaves a line as it is, and what cannot
    be meant is asked again at once.

    Raises:
        Left: the input ended, and nothing is set.
    """
    when = context.plan.moment(context.clock())
    form = Form(context.library, context.plan, when, goal, context.queries)
    talk.say("Enter leaves a line as it is; - empties it; q leaves the form.")
    if told := night(when):
        talk.say(told)
    try:
        for number, blank in enumerate(form.blanks, start=1):
            _ask(talk, form, blank)
            _ask_again(talk, form, form.blanks[:number])
        at = form.preview()
        talk.fit(head(at.goal, at.day), *table(rows(at)))
        agreed = talk.choose("set it? [y, n]", ("y", "n", *_OUT)) == "y"
    except _LeftAsItWas:
        agreed = False
    if not agreed:
        talk.say("nothing is set" if goal is None else "nothing is changed")
        return
    try:
        _, said = form.save()
    except WishError as error:  # another program changed a goal meanwhile
        talk.say(str(error))
    else:
        talk.say(said)


def _ask_again(talk: Talk, form: Form, asked: Sequence[Blank]) -> None:
    """Say what cannot be meant of these lines, and ask for it again, until all can."""
    while (problem := form.problem()) is not None:
        field, message = problem
        blank = next((blank for blank in asked if blank.field == field), None)
        if blank is None and len(asked) < len(form.blanks):
            return
        talk.say(message)
        _ask(talk, form, blank or form.blanks[0])


def _ask(talk: Talk, form: Form, blank: Blank) -> None:
    before = form.texts[blank.field]
    line = talk.ask(f"{blank.label} ({blank.hint}) [{before}]").strip()
    if line in _OUT:
        raise _LeftAsItWas
    if line:
        form.texts[blank.field] = "" if line == "-" else line
