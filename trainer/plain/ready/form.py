"""Setting a goal, or changing one, line by line."""

from trainer.context import Context
from trainer.goals.form import Blank, Form
from trainer.goals.goal import Goal
from trainer.goals.wish import WishError
from trainer.goals.wording import head, rows, table
from trainer.plain.talk import Talk


def fill_in(talk: Talk, context: Context, goal: Goal | None) -> None:
    """Ask one line after the other until the goal can be set; Enter leaves a line as it is.

    Raises:
        Left: the input ended, and nothing is set.
    """
    when = context.plan.moment(context.clock())
    form = Form(context.library, context.plan, when, goal, context.queries)
    talk.say("Enter leaves a line as it is; - empties it.")
    for blank in form.blanks:
        _ask(talk, form, blank)
    while (problem := form.problem()) is not None:
        field, message = problem
        talk.say(message)
        _ask(talk, form, next((blank for blank in form.blanks if blank.field == field), form.blanks[0]))
    at = form.preview()
    talk.say(head(at.goal, at.day), *table(rows(at)))
    if talk.choose("set it? [y, n]", ("y", "n")) == "y":
        try:
            _, said = form.save()
        except WishError as error:  # another program changed a goal meanwhile
            talk.say(str(error))
        else:
            talk.say(said)


def _ask(talk: Talk, form: Form, blank: Blank) -> None:
    before = form.texts[blank.field]
    line = talk.ask(f"{blank.label} ({blank.hint}) [{before}]").strip()
    if line:
        form.texts[blank.field] = "" if line == "-" else line
