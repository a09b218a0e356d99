"""The pair of text streams on which everything is said and read."""

import re
import shutil
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from trainer.core.columns import ANY, Part, fitted
from trainer.core.errors import TrainerError
from trainer.core.text import clean, one_line, without_stars
from trainer.plain import editor
from trainer.plain.words import Words

_LONGEST = 1_000_000
"""Characters of a line, which may come from a pipe that has none of its ends."""

_CUT = 4095
"""Bytes of a line after which a terminal drops the rest, and says nothing, where no line editor reads it."""

_KEY = re.compile(r"\x1b(?:[\[O][0-?]*[ -/]*[@-~]|.)?")
"""What a key such as an arrow sends, where no line editor takes it."""


LEAVING = frozenset({"q", "quit", "/q", "/quit"})
"""What leaves whatever asks."""

_BACK = frozenset({"b", "back", "/b", "/back"})
_HELP = frozenset({"?", "help", "/?", "/help"})

WAYS = "?: this, b: back, q: leave; with a blank before it, such a word is an answer"
"""What can be said to every question, where it means nothing else there."""


class Left(Exception):  # noqa: N818
    """The input ended, or the user left."""


class Quit(Left):
    """The user left what asked; the input goes on."""


class Back(Quit):
    """The user goes back to the question before; where there is none, it is left."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said goes to ``out`` at once; what is read are the lines of ``lines``; ``words``: what they
    stand for."""

    lines: TextIO
    out: TextIO
    words: Words = field(default_factory=Words)

    def say(self, *texts: str) -> None:
        """Write texts, each on lines of its own, without what a terminal would obey and the stars of bold."""
        texts = tuple(map(self.words.sentence, texts))
        self.out.write("".join(f"{without_stars(clean(text))}\n" for text in texts))
        self.out.flush()

    def fit(self, *parts: Part) -> None:
        """Say lines and tables as wide as the terminal, if it is one."""
        self.say(*fitted(parts, self.width))

    @property
    def width(self) -> int:
        """The cells of a line."""
        return shutil.get_terminal_size().columns if self.out.isatty() else ANY

    def ask(self, *prompt: str, keep: Callable[[str], object] = lambda _: None) -> str:
        """Say a prompt and return the next line.

        ``keep`` is given what was typed of it when the program is asked to end, as by ctrl+c, before it does,
        or the terminal goes away.

        Raises:
            Left: there is none.
        """

        def typed(text: str) -> None:
            if said := _read(text).strip():
                keep(said)

        prompt = tuple(map(self.words.prompt, prompt))
        found = None
        if self._edits():  # made ready first: what is typed at once is the editor's, too
            found = editor.edited(lambda: self.fit(*prompt), typed)
        else:
            self.fit(*prompt)
        line = self.lines.readline(_LONGEST) if found is None else found
        if not line:
            raise Left
        if found is None and self._at_terminal() and len(line.rstrip("\n").encode(errors="replace")) >= _CUT:
            self.say(f"The terminal may have cut this line after {_CUT} bytes: type again what is missing.")
        return _read(line)

    def _edits(self) -> bool:
        """Make the line editor ready, which takes lines of any length; is there one, and a terminal?"""
        if not (self._at_terminal() and self.out.isatty()):
            return False
        return editor.ready()

    def _at_terminal(self) -> bool:
        return self.lines is sys.stdin and self.lines.isatty()

    def inquire(
        self,
        *prompt: str,
        told: Sequence[str] = (),
        words: Collection[str] = (),
        known: Callable[[str], object] | None = None,
        keep: Callable[[str], object] = lambda _: None,
    ) -> str:
        """Ask as `ask` does, and return a line that is none of those that can be said to every question
        (`WAYS`), but for the ``words`` that mean something else here; ``told`` is what help says first.
        ``known`` tells what else means something; without it what is read is a text, in which only a word
        behind a slash may stand for another one (`Words`).

        Raises:
            Left: the input ended; `Quit`, `Back`: what was read.
        """
        while True:
            line = self.ask(*prompt, keep=keep)
            word = line.rstrip()
            if known is not None or word.startswith("/"):
                always = {*words, *LEAVING, *_BACK, *_HELP}
                word = self.words.meant(word, lambda one: one in always or bool(known and known(one)))  # noqa: B023
                line = word if word != line.rstrip() else line
            if word in words:
                return line
            if word in LEAVING:
                raise Quit
            if word in _BACK:
                raise Back
            if word not in _HELP:
                return line
            self.fit(*told, WAYS)

    def choose(self, prompt: str, words: Collection[str], told: Sequence[str] = ()) -> str:
        """Ask until one of ``words`` is read; the rest as for `inquire`."""
        while True:
            word = self.inquire(prompt, told=told, words=words, known=words.__contains__).strip()
            if word in words:
                return word
            self.unknown(word)

    def unknown(self, word: str) -> None:
        """Say that a word is none that can be said where it was."""
        self.say(f"{one_line(word, 20)!r} means nothing here; ? lists what does")

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do what may fail in the store; return whether it was done. If not, say why."""
        try:
            act()
        except TrainerError as error:
            self.say(str(error))
            return False
        return True


def _read(line: str) -> str:
    return clean(_KEY.sub("", line.rstrip("\r\n")))
