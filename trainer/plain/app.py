"""What plain mode begins with."""

from typing import TextIO

from trainer.context import Context
from trainer.plain.talk import Left, Talk
from trainer.practice.clock import doubt


def run(context: Context, lines: TextIO, out: TextIO) -> int:
    """Do line by line what ``context`` starts with, until it is done or the input ends; return the exit
    status."""
    talk = Talk(lines, out)
    if about_clock := doubt(context.library, context.clock):
        talk.say(about_clock)
    context.warm()
    if damage := context.damage():
        talk.say(f"{damage}: trainer doctor")
    if context.start == "quiz":
        from trainer.plain.quiz import Quiz

        Quiz(talk, context).run()
    elif context.start == "settings":
        from trainer.plain import settings

        settings.run(talk, context)
    elif context.start == "mock":
        _interview(talk, context)
    elif context.start == "add":
        from trainer.plain import add

        add.run(talk, context)
    elif context.start == "browse":
        from trainer.plain.browse import Browse

        Browse(talk, context).run()
    else:
        from trainer.plain import home
        from trainer.plain.review import Review

        if context.start == "home":
            home.show(talk, context)
        Review.over(talk, context).run()
    return 0


def _interview(talk: Talk, context: Context) -> None:
    from trainer.plain.interview.ask import ask
    from trainer.plain.interview.marking import mark
    from trainer.plain.interview.report import report
    from trainer.plain.interview.setup import enter

    try:
        interview = enter(talk, context)
        if interview is not None:
            ask(talk, interview)
            mark(talk, interview)
            report(talk, interview, context.exports)
    except Left:
        talk.say("\nThe interview is kept. `trainer mock` goes on with it.")
