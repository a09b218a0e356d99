"""Lines longer than a terminal hands over where no line editor reads them."""

import io
import os
import sys

import pytest

from trainer.plain.talk import Talk

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

SAID = "The terminal may have cut this line after 4095 bytes"


@pytest.mark.skipif(sys.platform != "linux", reason="each system cuts elsewhere")
@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [("x" * 4094, 4094, False), ("x" * 4095, 4095, True), ("x" * 9000, 4095, True), ("ä" * 3000, 2048, True)],
)
def test_a_line_that_a_terminal_cuts_is_said_to_be_cut_and_the_next_one_is_whole(
    monkeypatch: pytest.MonkeyPatch, typed: str, kept: int, told: bool
) -> None:
    person, program = pty.openpty()
    try:
        mode = termios.tcgetattr(program)
        mode[3] &= ~termios.ECHO
        termios.tcsetattr(program, termios.TCSANOW, mode)
        with os.fdopen(os.dup(program), encoding="utf-8", errors="replace") as lines:
            monkeypatch.setattr(sys, "stdin", lines)
            said = io.StringIO()
            talk = Talk(lines, said)
            os.write(person, f"{typed}\n".encode())
            line = talk.ask("Why?")
            assert (len(line), line[:9]) == (kept, typed[:9])
            assert (SAID in said.getvalue()) is told
            os.write(person, b"next\n")
            assert talk.ask("And?") == "next"
            assert said.getvalue().count(SAID) == told
    finally:
        os.close(person)
        os.close(program)


def test_a_line_of_a_pipe_is_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, said = io.StringIO("x" * 9000 + "\n"), io.StringIO()
    monkeypatch.setattr(sys, "stdin", lines)
    assert len(Talk(lines, said).ask()) == 9000
    assert said.getvalue() == ""
