"""A quick quiz line by line: digits answer, Enter goes on."""

from collections.abc import Iterator
from typing import TextIO

from trainer.confusions import sentence
from trainer.context import Context
from trainer.core.errors import TrainerError
from trainer.quiz.round import Answered, Round, nothing

_HELP = """\
Digits answer (13 picks the first and the third where several are right). Enter goes on after an answer.
At any time: u undo, ? this help, q end. After the round: Enter another one, p practise what was missed."""


def run(context: Context, lines: TextIO, out: TextIO) -> int:
    """Ask rounds of questions until ``q`` is read or the input ends; return the exit status."""
    round = Round(
        context.library,
        context.clock,
        context.plan,
        context.scope,
        context.questions,
        only_confusions=context.only_confusions,
    )
    return PlainQuiz(context, round, lines, out).run()


class PlainQuiz:
    """Rounds on a pair of text streams."""

    def __init__(self, context: Context, round: Round, lines: TextIO, out: TextIO) -> None:
        self.round = round
        self._context = context
        self._lines = lines
        self._out = out
        self._over = False

    def run(self) -> int:
        """Ask until the user ends, and return the exit status."""
        going = self._begin(self.round)
        while going:
            self._say(self._keys())
            line = self._lines.readline()
            if not line:
                if not self._over:
                    self._end()
                break
            try:
                going = self._obey_at_end(line.strip()) if self._over else self._obey(line.strip())
            except TrainerError as error:
                self._say(str(error))
        return 0

    def _begin(self, round: Round) -> bool:
        """Begin a round; return whether it has a question."""
        self.round, self._over = round, False
        if not round.questions:
            self._say(nothing(round))
            return False
        self._question()
        return True

    def _obey(self, word: str) -> bool:
        """Do what a line says during a round; return whether to go on."""
        round = self.round
        if word == "q":
            self._end()
            return bool(round.given)
        if word == "u":
            self._undo()
        elif word == "?":
            self._say(_HELP)
        elif word == "" and round.answered is not None:
            round.next()
            if round.question is None:
                self._end()
            else:
                self._question()
        elif word.isascii() and word.isdecimal() and round.answered is None:
            self._digits(word)
        elif round.answered is not None:
            self._say("that question is answered; Enter goes on, u takes the answer back")
        else:
            self._say("a digit answers; ? lists all keys")
        return True

    def _obey_at_end(self, word: str) -> bool:
        """Do what a line says after a round; return whether to go on."""
        if word == "q":
            return False
        if word == "":
            return self._begin(self.round.again())
        if word == "u":
            self._undo()
        elif word == "p" and self.round.missed:
            from trainer.plain.review import Plain

            Plain(self.round.practice(), self._context.keys, self._lines, self._out).run()
            return False
        else:
            self._say(_HELP)
        return True

    def _digits(self, word: str) -> None:
        question = self.round.question
        if question is None:
            return
        count = len(question.options)
        if any(not 1 <= int(digit) <= count for digit in word):
            self._say(f"there are the options 1 to {count}")
        elif len(word) > 1 and not question.several:
            self._say("one of the options is right: one digit, please")
        else:
            for index in self.round.picked:
                self.round.pick(index)
            for digit in dict.fromkeys(word):
                self.round.pick(int(digit) - 1)
            self.round.confirm()
            self._answer()

    def _undo(self) -> None:
        if self.round.undo() is None:
            self._say("nothing to undo in this round")
            return
        self._over = False
        self._say("undone: the last answer")
        self._question()

    def _question(self) -> None:
        round, question = self.round, self.round.question
        if question is None:
            return
        title = round.card.deck_title.replace("::", " › ") if round.card is not None else ""
        self._say(f"\n{title}  ({len(round.given) + 1} of {len(round.questions)}, {round.right} right)")
        self._say(question.ask)
        for number, option in enumerate(question.options, 1):
            self._say(f"  {number}. {option.text}")

    def _answer(self) -> None:
        """Say whether the answer was right, what is right, and why."""
        answered = self.round.answered
        if answered is None:
            return
        self._say("right" if answered.right else "wrong")
        for line in _reasons(answered):
            self._say(line)

    def _keys(self) -> str:
        round = self.round
        if self._over:
            missed = f"p: practise the {len(round.missed)} missed, " if round.missed else ""
            return f"[Enter: another round, {missed}u: undo, q: end]"
        if round.answered is not None:
            return "[Enter: go on, u: undo, q: end]"
        several = round.question is not None and round.question.several
        return f"[{'digits answer, all that are right' if several else 'a digit answers'}, ?: keys]"

    def _end(self) -> None:
        """Say what the round came to."""
        round = self.round
        self._over = True
        if not round.given:
            return
        seconds = sum(answer.event.took or 0 for answer in round.given) / 1000
        self._say(f"\n{round.right} of {len(round.given)} right, {seconds:.0f} s")
        for answer in round.missed:
            self._say(f"\nmissed: {answer.question.ask}")
            for line in _reasons(answer):
                self._say(line)
        if round.missed:
            self._say("")
        for pair in round.mixed_up():
            self._say(sentence(pair))

    def _say(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()


def _reasons(answer: Answered) -> Iterator[str]:
    """Yield what was picked wrongly and why it is wrong, what is right, and the reason."""
    for index, option in enumerate(answer.question.options):
        because = f" ({option.because})" if option.because else ""
        if index in answer.picked and not option.right:
            yield f"  your pick, {index + 1}: {option.text}{because}"
    for index, option in enumerate(answer.question.options):
        if option.right and not answer.right:
            yield f"  right, {index + 1}: {option.text}"
    if answer.question.why:
        yield f"  why: {answer.question.why}"
