"""What verbs say, as wide as the terminal that it goes to."""

import shutil
import sys
from typing import TextIO

from trainer.core.columns import ANY, Part, fitted


def width(out: TextIO | None = None) -> int:
    """Return the cells of a line of the terminal that is written to, by default as a result is."""
    return shutil.get_terminal_size().columns if (out or sys.stdout).isatty() else ANY


def say(*parts: Part) -> None:
    """Print lines and tables as wide as the terminal."""
    print(*fitted(parts, width()), sep="\n")
