"""The pair of text streams on which everything is said and read."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TextIO

from trainer.core.errors import TrainerError
from trainer.core.text import clean, without_stars

_LONGEST = 1_000_000
"""Characters of a line, which may come from a pipe that has none of its ends."""

_KEY = re.compile(r"\x1b(?:[\[O][0-?]*[ -/]*[@-~]|.)?")
"""What a key such as an arrow sends, where no line editor takes it."""


class Left(Exception):  # noqa: N818
    """The input ended, or the user left."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said goes to ``out`` at once; what is read are the lines of ``lines``."""

    lines: TextIO
    out: TextIO

    def say(self, *texts: str) -> None:
        """Write texts, each on lines of its own, without what a terminal would obey and the stars of bold."""
        self.out.write("".join(f"{without_stars(clean(text))}\n" for text in texts))
        self.out.flush()

    def ask(self, *prompt: str) -> str:
        """Say a prompt and return the next line.

        Raises:
            Left: there is none.
        """
        self.say(*prompt)
        line = self.lines.readline(_LONGEST)
        if not line:
            raise Left
        return clean(_KEY.sub("", line.rstrip("\r\n")))

    def choose(self, prompt: str, words: Collection[str]) -> str:
        """Ask until one of ``words`` is read.

        Raises:
            Left: the input ended, or ``q`` was read and is none of them.
        """
        while True:
            word = self.ask(prompt).strip()
            if word in words:
                return word
            if word in ("q", "/quit"):
                raise Left

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do what may fail in the store; return whether it was done. If not, say why."""
        try:
            act()
        except TrainerError as error:
            self.say(str(error))
            return False
        return True
