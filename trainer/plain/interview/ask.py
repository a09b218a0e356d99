"""The questions of a mock interview: an answer, and how sure one is of it."""

from functools import partial

from trainer.interview import wording
from trainer.interview.interview import Mock
from trainer.interview.transcript import CONFIDENCE
from trainer.plain.talk import Left, Talk

HELP = """\
Type your answer, as many lines as you like; an empty line ends it. Said it aloud? Only Enter.
/skip leaves the question out, /stop goes on to the marking, /quit leaves and keeps your place."""


def ask(talk: Talk, mock: Mock) -> None:
    """Ask until the time is up or the user stops.

    Raises:
        Left: the input ended, or the user left; the interview waits in the log.
    """
    while mock.stage not in ("marking", "done"):
        if mock.stage == "confidence":
            words = ", ".join(f"{number} {word}" for number, word in CONFIDENCE.items())
            sure = talk.choose(f"How sure are you? [{words}]", ("1", "2", "3"))
            talk.attempt(partial(mock.confide, int(sure)))
        elif mock.stage == "handled":
            word = talk.choose("Did you handle it? [y, n]", ("y", "n"))
            talk.attempt(partial(mock.handle, handled=word == "y"))
        else:
            _question(talk, mock)
            _answer(talk, mock)


def _question(talk: Talk, mock: Mock) -> None:
    question = mock.question
    if question is None:
        return
    number = len(mock.transcript.asked) + 1
    kind = f", follow-up {question.depth}" if question.depth else ""
    time = f"{wording.clock(question.seconds * 1000)} for this one, {wording.clock(mock.left)} left"
    talk.say(f"\nQuestion {number} of about {mock.expected}{kind} · {question.topic} ({time})")
    talk.say(question.sides.prompt)
    talk.say(*(f"  {place}. {option.text}" for place, option in enumerate(question.sides.options, 1)))
    if mock.draft:
        talk.say(f"(before you left you had written: {mock.draft})")


def _answer(talk: Talk, mock: Mock) -> None:
    """Read an answer until an empty line; commands begin with a slash."""
    written = [mock.draft] if mock.draft else []
    while True:
        try:
            line = talk.ask()
        except Left:
            line = "/quit"
        word = line.strip()
        if word == "/quit":
            mock.pause("\n".join(written))
            raise Left
        if word in ("/skip", "/stop", ""):
            break
        if word.startswith("/") and " " not in word:
            talk.say(HELP)
            continue
        written.append(line)
    if word == "/skip":
        talk.attempt(mock.skip)
    elif word == "/stop":
        talk.attempt(mock.stop)
    else:
        took = wording.clock(mock.spent)
        if talk.attempt(lambda: mock.say("\n".join(written))):
            talk.say(f"({'noted' if written else 'spoken'}, {took})")
