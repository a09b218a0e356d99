"""The command line: a verb is run, and errors become exit statuses."""

import errno
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from trainer import signals, terminal
from trainer.cli import practise
from trainer.cli.environment import check_clock, check_places, talk
from trainer.cli.verbs import parser
from trainer.core.errors import Exit, TrainerError
from trainer.core.text import of_error, one_line
from trainer.files import explained, private


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit status (`Exit`). Never raises for something a user can cause.

    Raises:
        SystemExit: the words mean nothing, or the program was asked to end by a signal.
    """
    terminal.open_streams()
    with private(), signals.ending():
        try:
            try:
                return _run(argv)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read our output has had enough.
            terminal.say_no_more()
            return Exit.DONE
        except OSError as error:
            terminal.say_no_more()
            said = f"the output: {error.strerror or error}"
            if error.filename and error.errno in (errno.ENOSPC, errno.EDQUOT):
                said = explained(Path(str(error.filename)), error)
            elif error.filename:
                said = (
                    f"{error.filename} (is the disk there and whole, and are you let in?): {error.strerror}"
                )
            talk(f"trainer: {said}")
            return Exit.FILE
        except KeyboardInterrupt:
            return Exit.INTERRUPTED


def _run(argv: Sequence[str] | None) -> int:
    words = sys.argv[1:] if argv is None else argv
    arguments = parser("".join(words[:1])).parse_args(words)
    if arguments.run not in (practise.home, practise.review):
        gc.enable()  # what begins practice does so with its first card
    try:
        check_clock()
        check_places(arguments)
        return int(arguments.run(arguments))
    except TrainerError as error:
        first, *rest = map(of_error, error.lines)
        talk(f"trainer: {first}", *rest)
        return error.status
    except UnicodeEncodeError as error:
        talk(f"trainer: “{one_line(error.object)}” is not UTF-8; say it in other letters, or rename the file")
        return Exit.USAGE
