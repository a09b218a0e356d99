"""Is a typed text the expected one? Case, blanks, quotes, accents, articles and final punctuation aside."""

import re
import unicodedata
from typing import Literal

LONG = 6  # letters from which on a word may hold a slip of one letter
_QUOTES = re.compile("[\"'`´‘’‚“”„«»‹›]")
_ARTICLES = {"a", "an", "the"}
_KIND = re.compile(r"\b(?:which|what)((?: [a-z-]+){1,4})")
_LEAD = re.compile(r"^(?:it is|it's|its|that is|that's|this is)\s+(?=\S)")


def text_result(given: str, expected: str, ask: str = "") -> Literal["right", "close", "wrong"]:
    """Compare two texts; a plural or one wrong letter in one long word is ``close``.

    What the question asks for may be named too: "the ZSTD codec" where ``ask`` is "Which codec …".
    """
    typed, wanted = _words(given), _words(expected)
    kind = _KIND.search(fold(ask))
    if kind and wanted:
        names = set(kind[1].split()) - set(wanted)
        while len(typed) > len(wanted) and typed[-1] in names:
            typed = typed[:-1]
        while len(typed) > len(wanted) and typed[0] in names:
            typed = typed[1:]
    if not typed:
        return "right" if not wanted and given.strip() == expected.strip() else "wrong"
    if "".join(typed) == "".join(wanted):
        return "right"
    if len(typed) == len(wanted):
        differing = [(one, other) for one, other in zip(typed, wanted, strict=True) if one != other]
        if len(differing) == 1 and slip(*differing[0], plural=True):
            return "close"
    return "wrong"


def slip(one: str, other: str, *, plural: bool = False) -> bool:
    """Do two words differ by one letter only (left out, added, changed, or two exchanged), and are long?

    A digit is never a slip. With ``plural`` also a plural of a shorter word is one.
    """
    from rapidfuzz.distance import OSA

    if (
        plural
        and min(len(one), len(other)) >= 3
        and {one, other} & {f"{one}s", f"{other}s", f"{one}es", f"{other}es"}
    ):
        return True
    if min(len(one), len(other)) < LONG or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1 and re.sub(r"[^\W_]", "", one) == re.sub(
        r"[^\W_]", "", other
    )


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, in compatibility form."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def _words(text: str) -> list[str]:
    bare = _QUOTES.sub("", fold(text).replace("it's", "it is").replace("that's", "that is"))
    bare = re.sub(r"[‐‑‒–—−]", "-", bare)
    bare = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", " ", bare)
    bare = re.sub(r"\s+", " ", bare).strip().rstrip(".,;:!? ")
    words = _LEAD.sub("", bare).split()
    return [word for word in words if word not in _ARTICLES] or words
