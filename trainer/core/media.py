"""Which files a deck may show: pictures and sounds beside its file, nothing elsewhere."""

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from trainer.core.kinds.body import Body
from trainer.core.text import bare, without_marks

VIDEOS = frozenset({".mp4", ".m4v", ".webm", ".mkv", ".avi", ".mov", ".mpg", ".mpeg", ".ogv", ".flv", ".3gp"})
SOUNDS = frozenset(
    {".mp3", ".ogg", ".oga", ".ogx", ".opus", ".spx", ".wav", ".flac", ".m4a", ".aac", ".mka", *VIDEOS}
)
"""Endings of files that are played, which Anki's players of sounds do, too, when they are videos."""
PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".ico", ".tif", ".tiff"}
)
_MEDIA = SOUNDS | PICTURES
_CAPTION = re.compile(r"!\[([^\]\n]{1,500})\](?=\(|\[[^\]])")
_PICTURE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,1000}\)")
_LEAST = 3  # letters of an answer that give it away
_LONG = 5  # letters that may stand within others, or be written apart
_NAME, _SENTENCE = 2, 12  # words of a caption, and of an answer that it may be about
_SEVERAL = ("s", "es", "e", "n", "en", "er")
_TITLED = re.compile(r"(?P<address>\]\((?:<[^<>\n]*>|[^()<>\s]*))\s+\"(?P<title>[^\"\n]*)\"\s*\)")
_APART = re.compile(r"[\W_]+")
_SMALL = frozenset(
    ["the", "a", "an", "of", "in", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo"]
)
LARGEST = 100 * 2**20
"""Bytes that a file may have."""


def hidden(text: str, body: Body, suffix: str = "") -> str:
    """Return what a card asks, whose key has ``suffix`` after the note's, without captions and titles that
    tell its answer."""
    return discreet(text, body.secrets(suffix), body.right_order()) if "](" in text or "![" in text else text


def discreet(question: str, answers: Sequence[str], steps: Sequence[str] = ()) -> str:
    """Return a question without captions of pictures, and titles of links and pictures, that hold one of its
    answers, or several steps in a row of those that are to be put in order."""
    if "![" not in question and "](" not in question:
        return question

    def caption(match: re.Match[str]) -> str:
        is_gap = "{{" in match[1]
        return match[0] if is_gap or not tells(match[1], answers, steps) else "![a picture]"

    def title(match: re.Match[str]) -> str:
        return match[0] if not tells(match["title"], answers, steps) else f"{match['address']})"

    return _TITLED.sub(title, _CAPTION.sub(caption, question))


def tells(caption: str, answers: Sequence[str], steps: Sequence[str] = ()) -> bool:
    """Does a caption hold all words of an answer, or of several steps, or name what a short answer is about?
    Marks on letters, what is written apart, articles, one or several and the order of words are no matter."""
    said = _words(caption)
    told = [answer for answer in map(_words, answers) if _is_telling(answer)]
    if answers and _is_of(said, _words(answers[0])):
        return True
    return any(_holds(said, answer) for answer in told) or (
        sum(bool(step) and _holds(said, step) for step in map(_words, steps)) > 1
    )


def _holds(said: list[str], answer: list[str]) -> bool:
    if all(any(_alike(word, other) for other in said) for word in answer):
        return True
    joined = "".join(answer)
    return len(joined) >= _LONG and joined in "".join(said)


def _is_telling(answer: list[str]) -> bool:
    joined = "".join(answer)
    return len(joined) >= _LEAST or joined.isdecimal()


def _is_of(said: list[str], answer: list[str]) -> bool:
    """Are a few words, such as a name, part of an answer that is one sentence?"""
    joined = "".join(said)
    if not (len(said) <= _NAME < len(answer) <= _SENTENCE and len(joined) >= _LEAST + 1):
        return False
    return all(word in answer for word in said)


def _alike(one: str, other: str) -> bool:
    """Is it the same word, or one of the two several of the other?"""
    short, long = sorted((one, other), key=len)
    if one == other or len(short) < _LEAST or not long.startswith(short):
        return one == other
    return long[len(short) :] in _SEVERAL


def _words(text: str) -> list[str]:
    words = _APART.sub(" ", without_marks(bare(_PICTURE.sub(" ", text))).casefold()).split()
    return [word for word in words if word not in _SMALL] or words


class Medium(NamedTuple):
    """A picture or sound of a card: what is said of it, its file, and why it cannot be shown, "" if it
    can."""

    caption: str
    path: Path
    why: str = ""


class Unfit(NamedTuple):
    """Why a file cannot be shown."""

    why: str


def is_medium(name: str) -> bool:
    """Does a file's name end as that of a picture, sound or video?"""
    return Path(name).suffix.casefold() in _MEDIA


def sort_of(name: str) -> str:
    """Return what a file is by its name: a sound, a video or a picture."""
    ending = Path(name).suffix.casefold()
    return "video" if ending in VIDEOS else "sound" if ending in SOUNDS else "picture"


def said(caption: str, address: str) -> str:
    """Return what stands for a picture, sound or video where it is not shown; its caption may say no more
    than what it is."""
    what = sort_of(address)
    if what == "picture":
        return f"[image: {caption or 'no description'}]"
    return f"[{what}: {caption}]" if caption and caption.casefold() != what else f"[{what}]"


def is_local(address: str) -> bool:
    """Does an address of an image name a file, and no place in the web?"""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(address) and not parts.scheme and not parts.netloc


def on_disk(folder: Path, name: str) -> Path:
    """Return the path of a name below a folder; a part that is not there in this form of its letters with
    marks (``é`` as one character or two) is the one that is there in another: a Mac writes names in parts."""
    path = folder
    for part in Path(name).parts:
        forms = (part, *(unicodedata.normalize(form, part) for form in ("NFC", "NFD")))
        path /= next((form for form in forms if os.path.lexists(path / form)), part)
    return path


def fit(name: str, deck_file: Path, version: str = "", *, linked: bool = False) -> Path | Unfit:
    """Return the file with a path relative to a deck's, or why there is none to be shown; of a note that
    stands in another file, such as the user's ``version`` of it, first what lies beside that. What is only
    ``linked`` to may be any file."""
    if version and not isinstance(found := fit(name, Path(version), linked=linked), Unfit):
        return found
    if not linked and not is_medium(name):
        return Unfit("is neither a picture nor a sound or video that Anki plays")
    try:
        home = Path(os.path.realpath(deck_file.parent))  # which, unlike resolve, stands links in a circle
        path = Path(os.path.realpath(on_disk(home, name)))
        if not path.is_relative_to(home):
            return Unfit("lies outside the folder of the deck")
        if not path.is_file():
            return Unfit("is not there")
        if path.stat().st_size > LARGEST:
            return Unfit(f"is larger than {LARGEST // 2**20} MiB")
    except (OSError, ValueError):
        return Unfit("cannot be looked at")
    return path
