"""Pictures and sounds of a card: shown by the terminal itself where it can, else by the system's programs.

No picture is decoded here, whoever made it: the terminal or another program gets the file's bytes.
"""

import os
import shutil
import struct
import subprocess
import sys
from base64 import standard_b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal, TextIO
from urllib.parse import unquote

from trainer.core.errors import FileError
from trainer.core.library import StudyCard
from trainer.core.media import SOUNDS, Medium, Unfit, fit, hidden, is_local, sort_of
from trainer.core.text import one_line
from trainer.markdown import images

Protocol = Literal["", "kitty", "iterm"]
"""How a terminal takes pictures."""

INLINE = 8 * 2**20
"""Bytes of a picture that a terminal is given."""

_CHUNK = 4096
_PNG = b"\x89PNG\r\n\x1a\n"
_CELL = 2
"""How many times as high as wide a cell is."""

_SOON = 1.0
"""Seconds in which a program ends that cannot open a file; one that shows it may stay."""


def media(card: StudyCard, *, revealed: bool) -> list[Medium]:
    """Return what a card shows and plays so far, in order; what is not there with the reason."""
    found: dict[str, Medium] = {}
    for text in _texts(card, revealed=revealed):
        for caption, address in images(text):
            if is_local(address) and address not in found:
                file = fit(unquote(address), Path(card.deck_path or card.path), card.path)
                why = f"{one_line(address, 60)} {file.why}" if isinstance(file, Unfit) else ""
                path = Path() if isinstance(file, Unfit) else file
                name = caption or (address if revealed else f"a {sort_of(address)}")
                found[address] = Medium(one_line(name, 60), path, why)
    return list(found.values())


def _texts(card: StudyCard, *, revealed: bool) -> Iterator[str]:
    sides = card.note.sides(card.key)
    suffix = card.key.removeprefix(card.note.key)
    yield sides.prompt if revealed else hidden(sides.prompt, card.note.body, suffix)
    yield from (option.text for option in sides.options)
    yield from sides.steps
    if revealed:
        yield from (sides.answer, card.note.why, card.note.corrects)


def protocol(env: Mapping[str, str]) -> Protocol:
    """Return how the terminal of an environment takes pictures, "" where it is not known to, or where another
    program stands between."""
    if env.get("TMUX") or env.get("STY") or env.get("ZELLIJ") or env.get("TEXTUAL_DRIVER"):
        return ""
    if env.get("TERM") in ("xterm-kitty", "xterm-ghostty") or env.get("TERM_PROGRAM") == "ghostty":
        return "kitty"
    return "iterm" if env.get("TERM_PROGRAM") in ("iTerm.app", "WezTerm", "mintty") else ""


def encoded(content: bytes, by: Protocol, columns: int, lines: int) -> bytes:
    """Return what has a terminal show a picture within so many cells; b"" for one that it does not take."""
    if len(content) > INLINE:
        return b""
    if by == "iterm":
        size = f"inline=1;size={len(content)};width={columns};height={lines};preserveAspectRatio=1"
        return b"\x1b]1337;File=" + size.encode() + b":" + standard_b64encode(content) + b"\x07"
    if by != "kitty" or not content.startswith(_PNG) or len(content) < 24:
        return b""
    width, height = struct.unpack(">II", content[16:24])
    if not width or not height:
        return b""
    high = min(lines, max(1, columns * height // (_CELL * width)))
    wide = min(columns, max(1, high * _CELL * width // height))
    return b"".join(_chunks(standard_b64encode(content), f"a=T,f=100,q=2,c={wide},r={high},".encode()))


def _chunks(text: bytes, control: bytes) -> Iterator[bytes]:
    for at in range(0, len(text), _CHUNK):
        more = b"1" if at + _CHUNK < len(text) else b"0"
        yield (
            b"\x1b_G"
            + (control if not at else b"")
            + b"m="
            + more
            + b";"
            + text[at : at + _CHUNK]
            + b"\x1b\\"
        )


class Viewer:
    """Shows pictures and plays sounds, in the terminal with this environment."""

    def __init__(self, env: Mapping[str, str] = os.environ) -> None:
        self._by = protocol(env)

    def media(self, card: StudyCard, *, revealed: bool) -> list[Medium]:
        return media(card, revealed=revealed)

    def inline(self, medium: Medium) -> bool:
        """Does the terminal show it itself?"""
        return bool(self._by and not medium.why and _picture(medium.path, self._by))

    def show(self, medium: Medium, keys: TextIO | None = None, out: BinaryIO | None = None) -> None:
        """Show a picture in the terminal, which is lent, until a line is read.

        Raises:
            FileError: the file cannot be read.
        """
        keys, out = keys or sys.stdin, out or sys.stdout.buffer
        size = shutil.get_terminal_size()
        picture = encoded(_read(medium.path), self._by, size.columns, max(1, size.lines - 2))
        out.write(b"\x1b[2J\x1b[H" + picture + b"\r\n" + f"{medium.caption}: Enter goes back".encode())
        out.flush()
        keys.readline()
        out.write(b"\x1b_Ga=d,q=2\x1b\\\x1b[2J\x1b[H" if self._by == "kitty" else b"\x1b[2J\x1b[H")
        out.flush()

    def open(self, medium: Medium) -> str:
        """Have the system's program show or play a file; return what to say of it.

        Raises:
            FileError: it is not there, there is no such program, or it could not.
        """
        if medium.why:
            raise FileError(f"{medium.why}.")
        _start(medium.path)
        does = "playing" if medium.path.suffix.casefold() in SOUNDS else "opened"
        return f"{does}: {medium.caption}"


def _picture(path: Path, by: Protocol) -> bool:
    if path.suffix.casefold() in (".svg", *SOUNDS):
        return False
    with suppress(OSError), path.open("rb") as file:
        return path.stat().st_size <= INLINE and (by == "iterm" or file.read(8) == _PNG)
    return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from error


def _start(path: Path) -> None:
    """Open a file with the program that the system has for it, and wait only to see whether it can."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise FileError(f"There is no xdg-open here, which knows what shows it. The file is {path}.")
    quiet = subprocess.DEVNULL
    try:
        started = subprocess.Popen(  # noqa: S603
            [opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        raise FileError(f"{opener} cannot be started: {error.strerror}. The file is {path}.") from error
    with suppress(subprocess.TimeoutExpired):
        if started.wait(_SOON):
            raise FileError(
                f"It could not be opened: {opener} has no program here that can. The file is {path}."
            )
