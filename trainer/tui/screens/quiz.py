"""The quiz: a question, a digit, the reason; and what the round came to at its end."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.core.errors import TrainerError
from trainer.quiz.round import Round, nothing
from trainer.tui.keys import DIGITS, QUIZ, QUIZ_RESULT, bindings
from trainer.tui.lines import chrome, phrases
from trainer.tui.lines.help import help_lines
from trainer.tui.lines.layout import wrap
from trainer.tui.lines.quiz_lines import QuestionView, clock_text, result_lines
from trainer.tui.widgets import card_view
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Line, Page

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp


class QuizScreen(Page):
    """Asks the questions of a round. Every answer is saved as soon as it is given."""

    BINDINGS = bindings((*QUIZ, *DIGITS[2:]))

    app: "TrainerApp"

    def __init__(self, round: Round, status: str = "") -> None:
        super().__init__()
        self.round = round
        self.status = status

    def compose(self) -> ComposeResult:
        yield Line(self._header, id="header")
        yield Line(self._progress, id="top")
        self._view = QuestionView(id="card")
        self._view.show(self.round)
        yield self._view
        yield Line(lambda width: chrome.footer(Content(self.status), Content(), width), id="bottom")
        yield Line(self._keys, id="keys")

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        if self.round.answered is None:
            self.query_one("#header", Line).refresh()

    def _header(self, width: int) -> Content:
        title = Content("Quiz")
        if self.round.card is not None:
            title = Content.assemble(title, " · ", card_view.path(self.round.card.deck_title))
        score = f"{self.round.right} right   {clock_text(self.round.seconds)}"
        return chrome.spread(title, Content(score), width)

    def _progress(self, width: int) -> Content:
        return chrome.progress(len(self.round.given), len(self.round.questions), width)

    def _keys(self, width: int) -> Content:
        question = self.round.question
        ways = [("u", "undo"), ("q", "end"), ("?", "keys")]
        if question is None:
            return chrome.key_line(ways, width)
        digits = f"1-{len(question.options)}"
        if self.round.answered is not None:
            last = len(self.round.given) == len(self.round.questions)
            first = [("enter", "result" if last else "next question")]
        elif question.several:
            first = [(digits, "pick"), ("enter", "confirm")]
        else:
            first = [(digits, "answer")]
        return chrome.key_line([*first, *ways], width)

    # What the keys do.

    async def action_digit(self, digit: int) -> None:
        question = self.round.question
        if question is None or self.round.answered is not None or not 1 <= digit <= len(question.options):
            return
        self.round.pick(digit - 1)
        if question.several:
            self.status = ""
            self._redraw()
        else:
            await self._confirm()

    async def action_next(self) -> None:
        if self.round.answered is None:
            if self.round.picked:
                await self._confirm()
            else:
                self._say("a digit answers")
            return
        await self._do(self.round.next)
        if self.round.question is None:
            await self.app.show_round(self.round)

    async def _confirm(self) -> None:
        if await self._do(self.round.confirm):
            self._say(_verdict(self.round))

    async def action_undo(self) -> None:
        await undo(self.app, self.round)

    async def action_help(self) -> None:
        await self.app.push_screen(Dialog("Keys", lambda width: help_lines(QUIZ, "", width)))

    def action_line(self, lines: int) -> None:
        self._view.line(lines)

    def action_page(self, pages: int) -> None:
        self._view.page(pages)

    async def action_back(self) -> None:
        if self.round.given:
            await self.app.show_round(self.round, over=True)
        else:
            await self.app.leave_quiz()

    async def _do(self, act: Callable[[], object]) -> bool:
        """Do what may fail in the store; return whether it was done. On trouble the question stays."""
        before = self.round.question
        try:
            act()
        except TrainerError as error:
            self._say("not done")
            await self.app.complain(error)
            return False
        self.status = ""
        if self.round.question is not before:
            self._view.show(self.round)
        self._redraw()
        return True

    def _say(self, status: str) -> None:
        self.status = status
        self._redraw()

    def _redraw(self) -> None:
        self._view.update()
        for line in self.query(Line):
            line.refresh()


class QuizResultScreen(Page):
    """Shows score, time, what was missed and why; or why there is nothing to ask."""

    BINDINGS = bindings(QUIZ_RESULT)

    app: "TrainerApp"

    def __init__(self, round: Round, status: str = "") -> None:
        super().__init__()
        self.round = round
        self.status = status
        self.mixed_up = round.mixed_up()

    def compose(self) -> ComposeResult:
        yield Line(lambda width: chrome.spread(Content("Quiz"), Content(), width), id="header")
        yield Line(self._progress, id="top")
        self._view = LinesView(self._lines, id="card")
        yield self._view
        yield Line(lambda width: chrome.footer(Content(self.status), Content(), width), id="bottom")
        yield Line(self._keys, id="keys")

    def _progress(self, width: int) -> Content:
        return chrome.progress(len(self.round.given), len(self.round.questions), width)

    def _lines(self, width: int) -> list[Content]:
        if self.round.given:
            return result_lines(self.round, self.mixed_up, width)
        empty = "Nothing answered." if self.round.questions else nothing(self.round)
        return wrap(Content(empty), min(width, card_view.WIDEST))

    def _keys(self, width: int) -> Content:
        roomy = width >= 60
        keys = [("enter", "another round" if roomy else "again")] if self.round.questions else []
        if missed := len(self.round.missed):
            these = "it" if missed == 1 else f"these {missed}"
            keys.append(("p", f"practise {these}" if roomy else "practise"))
        if self.round.given:
            keys.append(("u", "undo"))
        return chrome.key_line([*keys, ("q", "home"), ("?", "keys")], width)

    async def action_again(self) -> None:
        await self.app.begin_round(self.round.again)

    async def action_practise(self) -> None:
        if not self.round.missed:
            self.status = "nothing was missed"
            self.query_one("#bottom", Line).refresh()
            return
        try:
            session = self.round.practice()
        except TrainerError as error:
            await self.app.complain(error)
            return
        await self.app.show_session(session)

    async def action_undo(self) -> None:
        await undo(self.app, self.round)

    async def action_home(self) -> None:
        await self.app.show_home()

    async def action_help(self) -> None:
        await self.app.push_screen(Dialog("Keys", lambda width: help_lines(QUIZ_RESULT, "", width)))

    def action_line(self, lines: int) -> None:
        self._view.line(lines)

    def action_page(self, pages: int) -> None:
        self._view.page(pages)


def _verdict(round: Round) -> str:
    """Say whether the present answer is right, and if not which options are; they may be out of sight."""
    answered = round.answered
    if answered is None:
        return ""
    if answered.right:
        return "✓ right"
    right = [str(number) for number, option in enumerate(answered.question.options, 1) if option.right]
    return f"✗ wrong: {' and '.join(right)} {'is' if len(right) == 1 else 'are'} right"


async def undo(app: "TrainerApp", round: Round) -> None:
    """Take back the last answer of a round and ask its question again."""
    try:
        event = round.undo()
    except TrainerError as error:
        await app.complain(error)
        return
    if event is None:
        status = "nothing to undo in this round"
    elif event.session == round.id:
        status = "undone: the last answer"
    else:
        status = phrases.undone(event, None, app.context.keys)
    await app.show_round(round, status)


def screen(round: Round, status: str = "", *, over: bool = False) -> Page:
    """Return the screen that shows where a round stands; ``over``: its result, though questions are left."""
    ended = over or round.question is None
    return QuizResultScreen(round, status) if ended else QuizScreen(round, status)
