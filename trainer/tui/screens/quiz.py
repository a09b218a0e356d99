"""The quiz: a question, a digit, the reason; and what the round came to at its end."""

from typing import TYPE_CHECKING

from textual.content import Content

from trainer.core.duration import minutes_seconds
from trainer.core.text import clean
from trainer.quiz.round import Round, nothing
from trainer.tui.keys import DIGITS, QUIZ, QUIZ_RESULT, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, wrap
from trainer.tui.lines.quiz_lines import result_lines
from trainer.tui.widgets import card_view
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Line, Page
from trainer.tui.widgets.question_view import QuestionView

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation


class QuizScreen(Page):
    """Asks the questions of a round. Every answer is saved as soon as it is given."""

    KEYS = QUIZ
    PART = "quiz"
    BINDINGS = bindings((*KEYS, *DIGITS[2:]))

    view: QuestionView

    def __init__(self, to: "Navigation", quiz: Round, status: str = "") -> None:
        super().__init__(to, QuestionView(quiz, id="card"), status)
        self.quiz = quiz

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        if self.quiz.answered is None:
            self.query_one("#header", Line).refresh()

    def header_line(self, width: int) -> Content:
        title = Content("Quiz")
        if self.quiz.card is not None:
            title = Content.assemble(title, " · ", card_view.path(self.quiz.card.deck_title))
        score = f"{self.quiz.right} right   {minutes_seconds(1000 * self.quiz.seconds)}"
        return chrome.spread(title, Content(score), width)

    def top_line(self, width: int) -> Content:
        return chrome.progress(len(self.quiz.given), len(self.quiz.questions), width)

    def key_line(self, width: int) -> Content:
        question = self.quiz.question
        ways = [("u", "undo"), ("q", "end"), ("?", "keys")]
        if question is None:
            return self.hints(ways, width)
        digits = f"1-{len(question.options)}"
        if self.quiz.answered is not None:
            last = len(self.quiz.given) == len(self.quiz.questions)
            first = [("enter", "result" if last else "next question")]
        elif question.several:
            first = [(digits, "pick"), ("enter", "confirm")]
        else:
            first = [(digits, "answer")]
        return self.hints([*first, *ways], width)

    # What the keys do.

    async def action_digit(self, digit: int) -> None:
        question = self.quiz.question
        if question is None or self.quiz.answered is not None or not 1 <= digit <= len(question.options):
            return
        self.quiz.pick(digit - 1)
        if question.several:
            self.status = ""
            self._redraw()
        else:
            await self._confirm()

    async def action_choose(self, index: int) -> None:
        await self.action_digit(index + 1)

    async def action_next(self) -> None:
        if self.quiz.answered is None:
            if self.quiz.picked:
                await self._confirm()
            else:
                self.say("a digit answers")
            return
        self.quiz.next()
        if self.quiz.question is None:
            await self.to.quiz(self.quiz)
            return
        self.status = ""
        self.view.show()
        self.show_lines()

    async def _confirm(self) -> None:
        self.quiz.confirm()
        self.status = _verdict(self.quiz)
        self._redraw()

    def action_copy(self) -> None:
        if (question := self.quiz.question) is not None:
            shown = self.quiz.answered is not None
            right = [" (right)" if shown and option.right else "" for option in question.options]
            options = [f"- {one.text}{sign}" for one, sign in zip(question.options, right, strict=True)]
            self.say(self.to.copy(clean("\n".join([question.ask, "", *options]))))

    async def action_undo(self) -> None:
        await undo(self.to, self.quiz)

    async def action_back(self, stay: bool = False) -> None:
        if self.quiz.given:
            await self.to.quiz(self.quiz, over=True)
        else:
            await self.to.leave("quiz", stay=stay)

    def _redraw(self) -> None:
        self.view.update()
        self.show_lines()

    def failed(self) -> None:
        self.status = "not done"
        self._redraw()


class QuizResultScreen(Page):
    """Shows score, time, what was missed and why; or why there is nothing to ask."""

    KEYS = QUIZ_RESULT
    PART = "quiz"
    READ = True
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", quiz: Round, status: str = "") -> None:
        super().__init__(to, LinesView(self._lines, id="card"), status)
        self.quiz = quiz
        self.mixed_up = quiz.mixed_up()

    def header_line(self, width: int) -> Content:
        return chrome.spread(Content("Quiz"), Content(), width)

    def top_line(self, width: int) -> Content:
        return chrome.progress(len(self.quiz.given), len(self.quiz.questions), width)

    def _lines(self, width: int) -> list[Content]:
        if self.quiz.given:
            return result_lines(self.quiz, self.mixed_up, width)
        empty = "Nothing answered." if self.quiz.questions else nothing(self.quiz)
        return wrap(Content(empty), min(width, WIDEST))

    def key_line(self, width: int) -> Content:
        roomy = width >= 60
        keys = [("enter", "another round" if roomy else "again")] if self.quiz.questions else []
        if missed := len(self.quiz.missed):
            these = "it" if missed == 1 else f"these {missed}"
            keys.append(("p", f"practise {these}" if roomy else "practise"))
        if self.quiz.given:
            keys.append(("u", "undo"))
        return self.hints([*keys, ("q", "back"), ("?", "keys")], width)

    async def resume(self) -> None:
        await self.to.quiz(self.quiz, over=True)

    async def action_again(self) -> None:
        await self.to.quiz(self.quiz.again())

    async def action_practise(self) -> None:
        if not self.quiz.missed:
            self.say("nothing was missed")
        else:
            await self.to.review(self.quiz.practice())

    async def action_undo(self) -> None:
        await undo(self.to, self.quiz)

    async def action_home(self) -> None:
        await self.to.home()

    async def action_back(self) -> None:
        await self.to.leave("quiz")


def _verdict(quiz: Round) -> str:
    """Say whether the present answer is right, and if not which options are; they may be out of sight."""
    answered = quiz.answered
    if answered is None:
        return ""
    if answered.right:
        return "✓ right"
    right = [str(number) for number, option in enumerate(answered.question.options, 1) if option.right]
    return f"✗ wrong: {' and '.join(right)} {'is' if len(right) == 1 else 'are'} right"


async def undo(to: "Navigation", quiz: Round) -> None:
    """Take back the last answer of a round and ask its question again."""
    undone = quiz.undo() is not None
    await to.quiz(quiz, "undone: the last answer" if undone else "nothing to undo in this round")
