"""How far something is: told on a terminal where there is much to do, and nowhere else."""

import io

import pytest

from trainer.cli.opening import progress, watched


class Screen(io.StringIO):
    """What stderr is: a terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "many", "told"), [(True, 3000, True), (False, 3000, False), (True, 900, False)]
)
def test_a_bar_is_drawn_on_a_terminal_for_many_things(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, many: int, told: bool
) -> None:
    screen = Screen(terminal=terminal)
    monkeypatch.setattr("sys.stderr", screen)
    assert list(watched(range(many), many, "reading notes")) == list(range(many))
    assert ("reading notes ▓" in screen.getvalue()) == told
    assert not told or screen.getvalue().endswith("\r\x1b[K"), "gone at the end"


def test_a_bar_is_gone_when_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    failing = progress("writing notes")
    failing.__enter__()(500, 2000)
    assert not failing.__exit__(ValueError, ValueError("no"), None)
    assert "500/2000" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")
