"""Setting a goal, or changing one, line by line."""

from collections.abc import Sequence

from trainer.context import Context
from trainer.core.dates import night
from trainer.goals.form import Blank, Form
from trainer.goals.goal import Goal
from trainer.goals.wish import WishError
from trainer.goals.wording import head, rows, table
from trainer.plain.talk import Back, Quit, Talk

_HELP = "Enter leaves a line as it is; - empties it; b asks the one before again; q leaves the form."


def fill_in(talk: Talk, context: Context, goal: Goal | None) -> None:
    """Ask one line after the other until the goal can be set; Enter leaves a line as it is, what cannot be
    meant is asked again at once, and the line before can be asked again.

    Raises:
        Left: the input ended, and nothing is set.
    """
    when = context.plan.moment(context.clock())
    form = Form(context.library, context.plan, when, goal, context.queries)
    talk.fit(_HELP)
    if told := night(when):
        talk.say(told)
    try:
        agreed = _agreed(talk, form)
    except Quit:
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


def _agreed(talk: Talk, form: Form) -> bool:
    """Ask for each line, and whether what they come to is to be set."""
    number = 0
    while True:
        try:
            while number < len(form.blanks):
                _ask(talk, form, form.blanks[number])
                number += 1
                _ask_again(talk, form, form.blanks[:number])
            at = form.preview()
            talk.fit(head(at.goal, at.day), *table(rows(at)))
            return talk.choose("set it? [y, n]", ("y", "n")) == "y"
        except Back:
            if not number:
                raise
            number -= 1


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
    asks = f"{blank.label} ({blank.hint}) [{before}]"
    if line := talk.inquire(asks, told=[_HELP]).strip():
        form.texts[blank.field] = "" if line == "-" else line
