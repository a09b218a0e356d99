"""The questions of a mock interview: an answer, and how sure one is of it."""

from functools import partial

from trainer.core.duration import minutes_seconds
from trainer.core.reads import as_shown
from trainer.interview.interview import Interview
from trainer.interview.transcript import CONFIDENCE, GUESS, MIDDLE
from trainer.plain.talk import LEAVING, Left, Talk

HELP = """\
Type your answer, as many lines as you like; an empty line ends it. Said it aloud? Only Enter.
/skip leaves the question out, /back asks again the one just answered or skipped,
/stop goes on to the marking, /quit leaves and keeps your place."""

_BACK = "b: the question again"
_SAID = ("/skip", "/stop", "/back", "/quit")
_BACK_WORDS = ("b", "back", "/back")


def ask(talk: Talk, interview: Interview) -> None:
    """Ask until the time is up or the user stops.

    Raises:
        Left: the input ended, or the user left; the interview waits in the log.
    """
    while interview.stage not in ("marking", "done"):
        if interview.stage == "confidence":
            words = ", ".join(f"{number} {word}" for number, word in CONFIDENCE.items())
            asks = f"How sure are you? [{words}] (Enter: {CONFIDENCE[MIDDLE]}; {_BACK})"
            sure = talk.choose(asks, ("1", "2", "3", "", *_BACK_WORDS), [HELP])
            confide = partial(interview.confide, int(sure)) if sure.isdecimal() else interview.go_on
            talk.attempt(interview.reopen if sure in _BACK_WORDS else confide)
        elif interview.stage == "handled":
            likelier = "n" if interview.transcript.asked[-1].confidence == GUESS else "y"
            asks = f"Did you handle it? [y, n] (Enter: {likelier}; {_BACK})"
            word = talk.choose(asks, ("y", "n", "", *_BACK_WORDS), [HELP])
            handle = partial(interview.handle, handled=word == "y") if word else interview.go_on
            talk.attempt(interview.reopen if word in _BACK_WORDS else handle)
        else:
            _question(talk, interview)
            _answer(talk, interview)


def _question(talk: Talk, interview: Interview) -> None:
    question = interview.question
    if question is None:
        return
    number = len(interview.transcript.asked) + 1
    kind = f", follow-up {question.depth}" if question.depth else ""
    time = f"{minutes_seconds(question.seconds * 1000)} for this one, {minutes_seconds(interview.left)} left"
    talk.say(f"\nQuestion {number} of about {interview.expected}{kind} · {question.topic} ({time})")
    talk.say(as_shown(question.sides.prompt))
    talk.say(
        *(f"  {place}. {as_shown(option.text)}" for place, option in enumerate(question.sides.options, 1))
    )
    if interview.draft:
        talk.say(f"(so far you had written: {interview.draft})")


def _answer(talk: Talk, interview: Interview) -> None:
    """Read an answer until an empty line; commands begin with a slash."""
    written = [interview.draft] if interview.draft else []
    while True:
        try:
            line = talk.ask(keep=written.append)
        except Left:
            line = "/quit"
        except (KeyboardInterrupt, SystemExit):
            interview.pause("\n".join(written))
            raise
        word = line.strip()
        if word.startswith("/"):
            word = talk.words.meant(word, _SAID.__contains__)
        if word == "/quit" or (word in LEAVING and not written):
            interview.pause("\n".join(written))
            raise Left
        if word == "/back" and not interview.can_reopen:
            talk.say("only the question just answered or skipped can be asked again")
            continue
        if word in (*_SAID, ""):
            break
        if (word.startswith("/") and " " not in word) or (word == "?" and not written):
            talk.fit(HELP)
            continue
        written.append(line)
    if word == "/skip":
        talk.attempt(interview.skip)
    elif word == "/stop":
        talk.attempt(interview.stop)
    elif word == "/back":
        talk.attempt(interview.reopen)
    else:
        took = minutes_seconds(interview.spent)
        if talk.attempt(lambda: interview.say("\n".join(written))):
            talk.say(f"({'noted' if written else 'spoken'}, {took})")
