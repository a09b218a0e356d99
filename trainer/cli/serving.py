"""The verb that shows the screens in a browser."""

import argparse

from trainer.cli.environment import settings, talk
from trainer.core.errors import Exit, UsageError


def serve(arguments: argparse.Namespace) -> int:
    """Show the screens in a browser, for this machine alone; needs the extra `serve`."""
    from trainer.serving import serve as begin

    if arguments.plain:
        raise UsageError("a browser shows the screens, which --plain is without; leave out one of the two")
    settings(arguments)  # what is to be said of them is said here, once for all pages
    words: list[str] = []
    for name in ("db", "config"):
        if value := getattr(arguments, name):
            words += [f"--{name}", value]
    for value in arguments.decks or ():
        words += ["--decks", value]

    def told(address: str) -> None:
        print(address, flush=True)
        talk("It answers on this machine only, to anybody who is logged in to it. ctrl+c ends it.")

    begin(words, arguments.port, told)
    return Exit.DONE
