"""A mock interview line by line: question, answer, how sure; then marking, and the report."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from trainer.confusions import sentence
from trainer.context import Context
from trainer.core.errors import TrainerError
from trainer.core.text import clean, one_line
from trainer.grading.wording import BOXES, because
from trainer.interview import wording
from trainer.interview.interview import Mock, begin
from trainer.interview.marking import MarkedAnswer, Marking
from trainer.interview.report.save import save
from trainer.interview.setup import Setup, setup
from trainer.interview.transcript import CONFIDENCE, Transcript

_HELP = """\
Type your answer, as many lines as you like; an empty line ends it. Said it aloud? Only Enter.
/skip leaves the question out, /stop goes on to the marking, /quit leaves and keeps your place."""
_RATINGS = "1 right, 2 half, 3 wrong"


class Left(Exception):  # noqa: N818
    """The input ended, or the user left; the interview waits in the log."""


def run(context: Context, lines: TextIO, out: TextIO) -> int:
    """Hold a mock interview, or go on with one that is unfinished; return the exit status."""
    return Interviewer(context, lines, out).run()


@dataclass
class Interviewer:
    """One interview on a pair of text streams."""

    context: Context
    lines: TextIO
    out: TextIO

    def run(self) -> int:
        """Go through lobby, questions, marking and report; return 0 also when the user leaves before."""
        try:
            mock = self._enter()
            if mock is not None:
                self._ask(mock)
                self._mark(mock)
                self._report(mock)
        except Left:
            self._say("\nThe interview is kept. `trainer mock` goes on with it.")
        return 0

    # Before

    def _enter(self) -> Mock | None:
        context = self.context
        at = setup(context.library, context.scope, context.minutes)
        self._past(at)
        if at.unfinished is not None:
            old = at.unfinished
            self._say(f"The interview of {wording.when(old)} is unfinished: {len(old.asked)} answered.")
            word = self._choice("[r: resume, n: new, q: end]", ("r", "n", "q"))
            if word == "q":
                return None
            if word == "r":
                return Mock(context.library, context.clock, context.plan, old.session)
        if at.nothing:
            self._say(at.nothing)
            return None
        self._say(f"Mock interview about {at.about}, {at.minutes} minutes.\n{_HELP}")
        return begin(context.library, context.clock, context.plan, context.scope, context.minutes)

    def _past(self, at: Setup) -> None:
        for past in at.past[-5:]:
            self._say(f"{wording.when(past)}: {wording.percent(past.score)}, {past.about}")
        if at.past:
            self._say(f"readiness: {at.readiness}\n")

    # Questions

    def _ask(self, mock: Mock) -> None:
        while mock.stage not in ("marking", "done"):
            if mock.stage == "confidence":
                words = ", ".join(f"{number} {word}" for number, word in CONFIDENCE.items())
                sure = self._choice(f"How sure are you? [{words}]", ("1", "2", "3"))
                self._try(partial(mock.confide, int(sure)))
            elif mock.stage == "handled":
                word = self._choice("Did you handle it? [y, n]", ("y", "n"))
                self._try(partial(mock.handle, handled=word == "y"))
            else:
                self._question(mock)
                self._answer(mock)

    def _question(self, mock: Mock) -> None:
        question = mock.question
        if question is None:
            return
        number = len(mock.transcript.asked) + 1
        kind = f", follow-up {question.depth}" if question.depth else ""
        time = f"{wording.clock(question.seconds * 1000)} for this one, {wording.clock(mock.left)} left"
        self._say(f"\nQuestion {number} of about {mock.expected}{kind} · {question.topic} ({time})")
        self._say(question.sides.prompt)
        for place, option in enumerate(question.sides.options, 1):
            self._say(f"  {place}. {option.text}")
        if mock.draft:
            self._say(f"(before you left you had written: {mock.draft})")

    def _answer(self, mock: Mock) -> None:
        """Read an answer until an empty line; commands begin with a slash."""
        written = [mock.draft] if mock.draft else []
        while True:
            try:
                line = self._line()
            except Left:
                mock.pause("\n".join(written))
                raise
            word = line.strip()
            if word == "/quit":
                mock.pause("\n".join(written))
                raise Left
            if word in ("/skip", "/stop", ""):
                break
            if word.startswith("/") and " " not in word:
                self._say(_HELP)
                continue
            written.append(line)
        if word == "/skip":
            self._try(mock.skip)
        elif word == "/stop":
            self._try(mock.stop)
        else:
            took = wording.clock(mock.spent)
            self._try(lambda: mock.say("\n".join(written)))
            self._say(f"({'noted' if written else 'spoken'}, {took})")

    # Marking

    def _mark(self, mock: Mock) -> None:
        marking = Marking(mock)
        if marking.sheet is not None:
            self._say(
                "\nMarking. Each answer beside its reference; digits change a point, Enter goes on, u back."
            )
        shown: MarkedAnswer | None = None
        while (sheet := marking.sheet) is not None:
            if sheet is not shown:
                self._show(sheet, marking.place)
            shown = sheet
            self._marks(sheet)
            self._obey(marking, sheet, self._line().strip())

    def _obey(self, marking: Marking, sheet: MarkedAnswer, word: str) -> None:
        if word == "u":
            done: list[bool] = []
            self._try(lambda: done.append(marking.back()))
            if done == [False]:
                self._say("this is the first answer")
        elif word == "q":
            raise Left
        elif word == "":
            if sheet.ready:
                self._try(marking.confirm)
            else:
                numbers = ", ".join(str(index + 1) for index in sheet.undecided)
                self._say(f"first decide point {numbers}" if numbers else f"digits: {_RATINGS}")
        elif word.isdecimal() and word.isascii() and sheet.key_points:
            for digit in word:
                marking.toggle(int(digit) - 1 if digit != "0" else 9)
        elif word in ("1", "2", "3"):
            self._try(lambda: marking.rate(int(word)))
        else:
            self._say(f"{one_line(word, 20)!r} means nothing here: digits, Enter, u (back) or q (leave)")

    def _show(self, sheet: MarkedAnswer, place: tuple[int, int]) -> None:
        asked = sheet.asked
        self._say(f"\nAnswer {place[0]} of {place[1]}: {asked.ask}")
        self._say(f"You said: {wording.given(asked)}")
        if not sheet.key_points:
            reference = sheet.sides.answer if sheet.sides is not None else "(no deck has this card any more)"
            self._say(f"Reference: {reference}")
        if sheet.card is not None and sheet.card.note.why:
            self._say(f"why: {sheet.card.note.why}")

    def _marks(self, sheet: MarkedAnswer) -> None:
        if sheet.key_points:
            for index, (point, tick) in enumerate(zip(sheet.key_points, sheet.ticks, strict=True)):
                must = " (must)" if point.must else ""
                found = because(sheet.judged.marks[index], tick) if sheet.judged.marks else ""
                self._say(f"  {BOXES[tick]} {index + 1}. {point.say}{must}{f'  {found}' if found else ''}")
        facts = ", ".join(f"{label} {value}" for label, value in wording.ratings(sheet.preview))
        warning = wording.warning(sheet.preview)
        self._say(f"{facts}{f', ⚠ {warning}' if warning and sheet.ready else ''}")
        if sheet.asked.skipped:
            self._say("[Enter: next, u: back]")
        elif sheet.key_points:
            self._say("[digits: change, Enter: next, u: back]")
        else:
            enter = f", Enter: {wording.percent(sheet.score)}" if sheet.ready else ""
            self._say(f"[{_RATINGS}{enter}, u: back]")

    # Report

    def _report(self, mock: Mock) -> None:
        transcript = mock.transcript
        if not transcript.asked:
            self._say("Nothing was answered, so there is nothing to report.")
            return
        readiness = mock.history()
        for line in report_lines(transcript):
            self._say(line)
        self._say(f"readiness: {readiness}")
        mixed = mock.mixed_up()
        for pair in mixed:
            self._say(sentence(pair))
        try:
            for path in save(transcript, readiness, self.context.exports, mixed):
                self._say(f"written to {path}")
        except TrainerError as error:
            self._say(str(error))
        if transcript.misses:
            self._say("[p: put what you missed into today's practice, Enter: end]")
            if self.lines.readline().strip() == "p":
                count: list[int] = []
                self._try(lambda: count.append(mock.practise()))
                self._say(f"put into today's practice: {sum(count)}")

    # Lines

    def _try(self, act: Callable[[], object]) -> None:
        """Do what may fail in the store; on trouble say so, and the same is asked again."""
        try:
            act()
        except TrainerError as error:
            self._say(str(error))

    def _choice(self, prompt: str, words: tuple[str, ...]) -> str:
        while True:
            self._say(prompt)
            word = self._line().strip()
            if word in words:
                return word
            if word in ("q", "/quit"):
                raise Left

    def _line(self) -> str:
        line = self.lines.readline()
        if not line:
            raise Left
        return line.rstrip("\n")

    def _say(self, text: str) -> None:
        self.out.write(clean(text) + "\n")
        self.out.flush()


def report_lines(transcript: Transcript) -> list[str]:
    """Return the report as lines of text."""
    lines = ["\nReport", *(f"{label}: {value}" for label, value in wording.figures(transcript))]
    lines.append("\nBy topic, the weakest first")
    for topic in transcript.topics:
        lines.append(f"  {topic.name}: {wording.percent(topic.score)} of {topic.questions}")
    weakest = transcript.weakest[: wording.MOST_WEAK]
    lines += ["\nWeakest points"] if weakest else []
    lines += [f"  {p.say}{' (must)' if p.must else ''}, question {one.number + 1}" for one, p in weakest]
    lines.append("\nAll questions")
    for round_ in transcript.ladders:
        for one in round_:
            facts = ", ".join(f"{label} {value}" for label, value in wording.ratings(one))
            warning = f", ⚠ {wording.warning(one)}" if wording.warning(one) else ""
            lines.append(f"  {wording.place(one)}. {one_line(one.ask, 100)}: {facts}{warning}")
            lines += [f"      missed: {p.say}{' (must)' if p.must else ''}" for p in one.missed]
        lines.append(f"      {wording.depth(round_)}")
    return lines
