"""A quick quiz line by line: digits answer, Enter goes on."""

from collections.abc import Iterator

from trainer.confusions import sentence
from trainer.context import Context
from trainer.core.errors import TrainerError
from trainer.core.reads import as_shown
from trainer.core.title import shown
from trainer.plain.browse import opener
from trainer.plain.review import Review
from trainer.plain.talk import Left, Quit, Talk
from trainer.quiz.round import Answered, Round, nothing

_HELP = """\
Digits answer (13 picks the first and the third where several are right). Enter goes on after an answer.
At any time: u undo, q end. After the round: Enter another one, p practise what was missed."""


class Quiz:
    """Rounds on a pair of text streams."""

    def __init__(self, talk: Talk, context: Context) -> None:
        self._talk = talk
        self._context = context
        self._over = False
        at = context
        self._round = Round(
            at.library, at.clock, at.plan, at.scope, at.questions, only_confusions=at.only_confusions
        )

    def run(self) -> None:
        """Ask rounds of questions until ``q`` is read or the input ends."""
        going = self._begin(self._round)
        while going:
            try:
                word = self._talk.inquire(self._keys(), told=[_HELP], known=self._known).strip()
            except Quit:
                going = self._leave()
                continue
            except Left:
                if not self._over:
                    self._end()
                return
            try:
                going = self._obey_at_end(word) if self._over else self._obey(word)
            except TrainerError as error:
                self._talk.say(str(error))

    def _begin(self, quiz: Round) -> bool:
        """Begin a round; return whether it has a question."""
        self._round, self._over = quiz, False
        if not quiz.questions:
            self._talk.say(nothing(quiz))
            return False
        self._question()
        return True

    def _known(self, word: str) -> bool:
        return word in ("u", "p") if self._over else word == "u" or (word.isascii() and word.isdecimal())

    def _obey(self, word: str) -> bool:
        """Do what a line says during a round; return whether to go on."""
        quiz = self._round
        if word == "u":
            self._undo()
        elif word == "" and quiz.answered is not None:
            quiz.next()
            if quiz.question is None:
                self._end()
            else:
                self._question()
        elif word.isascii() and word.isdecimal() and quiz.answered is None:
            self._digits(word)
        elif quiz.answered is not None:
            undo = self._talk.words.key("u") or "undo"
            self._talk.say(f"that question is answered; Enter goes on, {undo} takes the answer back")
        else:
            self._talk.say("a digit answers; ? lists all keys")
        return True

    def _leave(self) -> bool:
        """Leave a round, or, behind it, the quiz; return whether to go on."""
        if self._over:
            return False
        self._end()
        return bool(self._round.given)

    def _obey_at_end(self, word: str) -> bool:
        """Do what a line says after a round; return whether to go on."""
        if word == "":
            return self._begin(self._round.again())
        if word == "u":
            self._undo()
        elif word == "p" and self._round.missed:
            browse = opener(self._talk, self._context)
            Review.over(self._talk, self._context, browse, self._round.practice()).run()
            return False
        else:
            self._talk.unknown(word)
        return True

    def _digits(self, word: str) -> None:
        question = self._round.question
        if question is None:
            return
        count = len(question.options)
        if any(not 1 <= int(digit) <= count for digit in word):
            self._talk.say(f"there are the options 1 to {count}")
        elif len(word) > 1 and not question.several:
            self._talk.say("one of the options is right: one digit, please")
        else:
            for index in self._round.picked:
                self._round.pick(index)
            for digit in dict.fromkeys(word):
                self._round.pick(int(digit) - 1)
            self._round.confirm()
            self._answer()

    def _undo(self) -> None:
        if self._round.undo() is None:
            self._talk.say("nothing to undo in this round")
            return
        self._over = False
        self._talk.say("undone: the last answer")
        self._question()

    def _question(self) -> None:
        quiz, question = self._round, self._round.question
        if question is None:
            return
        title = shown(quiz.card.deck_title) if quiz.card is not None else ""
        self._talk.say(f"\n{title}  ({len(quiz.given) + 1} of {len(quiz.questions)}, {quiz.right} right)")
        self._talk.say(as_shown(question.ask))
        for number, option in enumerate(question.options, 1):
            self._talk.say(f"  {number}. {as_shown(option.text)}")

    def _answer(self) -> None:
        """Say whether the answer was right, what is right, and why."""
        answered = self._round.answered
        if answered is None:
            return
        self._talk.say("right" if answered.right else "wrong")
        self._talk.say(*_reasons(answered))

    def _keys(self) -> str:
        quiz = self._round
        if self._over:
            missed = f"p: practise the {len(quiz.missed)} missed, " if quiz.missed else ""
            return f"[Enter: another round, {missed}u: undo, q: end]"
        if quiz.answered is not None:
            return "[Enter: go on, u: undo, q: end]"
        several = quiz.question is not None and quiz.question.several
        return f"[{'digits answer, all that are right' if several else 'a digit answers'}, ?: keys]"

    def _end(self) -> None:
        """Say what the round came to."""
        quiz = self._round
        self._over = True
        if not quiz.given:
            return
        seconds = sum(answer.event.took or 0 for answer in quiz.given) / 1000
        self._talk.say(f"\n{quiz.right} of {len(quiz.given)} right, {seconds:.0f} s")
        for answer in quiz.missed:
            self._talk.say(f"\nmissed: {as_shown(answer.question.ask)}", *_reasons(answer))
        if quiz.missed:
            self._talk.say("")
        self._talk.say(*map(sentence, quiz.mixed_up()))


def _reasons(answer: Answered) -> Iterator[str]:
    """Yield what was picked wrongly and why it is wrong, what is right, and the reason."""
    for index, option in enumerate(answer.question.options):
        because = f" ({as_shown(option.because)})" if option.because else ""
        if index in answer.picked and not option.right:
            yield f"  your pick, {index + 1}: {as_shown(option.text)}{because}"
    for index, option in enumerate(answer.question.options):
        if option.right and not answer.right:
            yield f"  right, {index + 1}: {as_shown(option.text)}"
    if answer.question.why:
        yield f"  why: {as_shown(answer.question.why)}"
