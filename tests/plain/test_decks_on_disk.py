"""Deck files that change while plain mode runs are taken up between two cards."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, cast

from tests.authoring.own import GIT, at, library
from trainer.plain.app import run

BOTH = GIT.replace(
    "\n# about", "  - id: stash\n    ask: What does stash keep?\n    answer: Changes.\n\n# about"
)


class Lines:
    """Input during which something happens: what is no text is done."""

    def __init__(self, *steps: str | Callable[[], object]) -> None:
        self._steps = iter(steps)

    def readline(self, _: int = -1) -> str:
        for step in self._steps:
            if isinstance(step, str):
                return f"{step}\n"
            step()
        return ""


def lines(*steps: str | Callable[[], object]) -> TextIO:
    return cast("TextIO", Lines(*steps))


def test_review_and_browse_take_up_what_changed(tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    store = library(folder, git=GIT)
    path = folder / "git.yaml"
    out = io.StringIO()
    change, spoil = lambda: path.write_text(BOTH), lambda: path.write_text(GIT + " x: [")
    run(at(store, folder, start="review"), lines("", change, "3", "", spoil, "3", "q"), out)
    said = out.getvalue()
    assert said.index("saved") < said.index("read again") < said.index("What does stash keep?")
    assert "a deck file changed and has an error: " in said
    assert len(store.events()) == 2
    out = io.StringIO()
    run(at(store, folder, start="browse"), lines(change, "o", "o"), out)
    assert "read again" in out.getvalue()
