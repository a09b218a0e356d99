"""Writing a note, line by line."""

from functools import partial

from trainer.adding.blanks import Blank
from trainer.adding.form import DRAFT, Form, Row, about_alike, about_saved
from trainer.context import Context
from trainer.core.errors import UsageError
from trainer.plain.talk import Back, Left, Talk

_HELP = (
    "A line is the answer; an empty one leaves it as it is, or ends a list; - empties it; b asks the one "
    "before again; q leaves."
)


def run(talk: Talk, context: Context, deck: str = "", named: str = "") -> None:
    """Ask for notes, first for one into the user's ``deck``, or the one that was ``named``, until no more are
    wanted or the input ends.

    Raises:
        UsageError: there is no deck that could be written to.
    """
    talk.fit(_HELP)
    try:
        while add(talk, context, deck, named) and talk.choose("another one? [y, n]", ("y", "n")) == "y":
            pass
    except Left:
        if DRAFT in context.drafts:
            talk.say("", "What is written is kept; adding a note goes on with it.")


def add(talk: Talk, context: Context, deck: str = "", named: str = "") -> bool:
    """Ask for one note and save it; return whether it was saved.

    Raises:
        Left: the input ended, or the user left; what was written is kept.
        UsageError: there is no deck that could be written to.
    """
    if context.notebook is None:
        raise UsageError("Nothing can be added here: no deck of your own can be written.")
    form = Form(context.notebook(), context.drafts.get(DRAFT, ""), deck, named)

    def ask(blank: Blank) -> None:
        try:
            _ask(talk, form, blank)
        finally:
            if text := form.dumps():
                context.drafts[DRAFT] = text

    if form.dumps() and talk.choose("go on with what you wrote before? [y, n]", ("y", "n")) == "n":
        form.clear()
        context.drafts.pop(DRAFT, None)
    asked: list[str] = []
    while blank := next((one for one in form.blanks if one.field not in asked), None):
        try:
            ask(blank)
        except Back:
            if not asked:
                raise
            asked.pop()
        else:
            asked.append(blank.field)
    while (refusal := form.refusal()) is not None:
        talk.say(refusal.message)
        ask(next((one for one in form.blanks if one.field == refusal.field), form.blanks[2]))
    if found := form.alike():
        talk.say(*about_alike(found))
        if talk.choose("save it all the same? [y, n]", ("y", "n")) == "n":
            return False
    talk.say(about_saved(form.save()))
    context.drafts.pop(DRAFT, None)
    return True


def _ask(talk: Talk, form: Form, blank: Blank) -> None:
    """Ask for what belongs into a line, or into one after the other."""
    index = 0
    while True:
        row = Row(blank, index)
        options, now = form.options(row), form.text(row)
        hint = ", ".join(option or "none" for option in options) if options else blank.hint
        label = f"{blank.label}{f' {index + 1}' if blank.many else ''}"
        keep = partial(form.write, row) if not options else str
        try:
            said = talk.inquire(f"{label} ({hint}) [{now}]", told=[_HELP], keep=keep)
        except Back:
            if not index:
                raise
            index -= 1
            continue
        word = said.strip()
        if word == "-":
            form.write(row, "")
        elif word in ("none", "") and "" in blank.options:
            form.write(row, now if not word else "")
        elif blank.options and word and not _chosen(form, row, word):
            talk.say(f"one of {hint}")
            continue
        elif word and not blank.options:
            form.write(row, said.strip())
        if not blank.many or not (word or now):
            break
        index += 1
    form.tidy()


def _chosen(form: Form, row: Row, word: str) -> bool:
    """Take a choice by its name or its beginning; return whether there is one."""
    fits = [one for one in row.blank.options if one.startswith(word.casefold())]
    if fits:
        form.write(row, word if word in fits else fits[0])
    return bool(fits)
