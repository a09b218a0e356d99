"""Lending the terminal to another program, such as the user's editor."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App, SuspendNotSupported

from trainer.core.errors import EditorError, TrainerError
from trainer.signals import taken_by
from trainer.tui.ending import end

Result = TypeVar("Result")


def lend(app: App[Any], act: Callable[[], Result] | None, where: str) -> Result:
    """Do what needs the terminal for itself, and return what comes of it.

    ``where`` says where the user finds what he wanted to edit, should that not be possible.

    Raises:
        TrainerError: there is no editor, the terminal cannot be lent, it went wrong, or the program was asked
            to end meanwhile, which it does.
    """
    if act is None:
        raise EditorError("No editor can be opened from here.")
    try:
        with app.suspend(), taken_by(None):  # the loop, which else heeds signals, stands still
            try:
                result: Result | TrainerError = act()
            except TrainerError as error:  # must not leave suspend(), which would not resume then
                result = error
            except (KeyboardInterrupt, SystemExit) as error:
                result = EditorError("The program was asked to end.")
                end(app, int(error.code or 0) if isinstance(error, SystemExit) else 130)
    except SuspendNotSupported as error:
        raise TrainerError(f"This terminal cannot be lent to an editor. {where}") from error
    if isinstance(result, TrainerError):
        raise result
    return result
