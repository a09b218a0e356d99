"""Which files a deck may show: pictures and sounds beside its file, nothing elsewhere."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

SOUNDS = frozenset({".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".aac"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp"})
LARGEST = 100 * 2**20
"""Bytes that a file may have."""


class Unfit(NamedTuple):
    """Why a file cannot be shown."""

    why: str


def is_local(address: str) -> bool:
    """Does an address of an image name a file, and no place in the web?"""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(address) and not parts.scheme and not parts.netloc


def fit(name: str, deck_file: Path) -> Path | Unfit:
    """Return the file with a path relative to a deck's, or why there is none to be shown."""
    if Path(name).suffix.casefold() not in SOUNDS | PICTURES:
        return Unfit("is neither a picture nor a sound that Anki plays")
    try:
        home = deck_file.parent.resolve()
        path = (home / name).resolve()
        if not path.is_relative_to(home):
            return Unfit("lies outside the folder of the deck")
        if not path.is_file():
            return Unfit("is not there")
        if path.stat().st_size > LARGEST:
            return Unfit(f"is larger than {LARGEST // 2**20} MiB")
    except (OSError, ValueError):
        return Unfit("cannot be looked at")
    return path
