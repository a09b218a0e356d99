"""Links, pictures and marks around words as Markdown has them."""

import re
from collections.abc import Callable
from urllib.parse import quote

from trainer.foreign import literal

_B = rf"[\s{literal.INDENT}]"
_PARAGRAPHS = re.compile(rf"({_B}*\n[ \t]*\n{_B}*|^{_B}+|{_B}+\Z)")
"""What stands between words around which marks stand, which reach over no blank line, and beside them."""


def around_words(text: str, mark: Callable[[str], str]) -> str:
    """Put marks around words, not around the blanks and ends of lines beside them."""
    parts = enumerate(_PARAGRAPHS.split(text))
    return "".join(mark(words) if words and not at % 2 else words for at, words in parts)


def link_to(words: str, address: str) -> str:
    """Return the Markdown of a link. Brackets in its words that have no partner would end it."""
    if not _are_paired(words):
        words = re.sub(r"\\?([\[\]])", lambda found: f"&#{ord(found[1])};", words)
    return f"[{words}]({destination(address)})"


def picture(caption: str, path: str) -> str:
    """Return the Markdown of a media file."""
    return f"![{caption}]({destination(of_file(path))})"


def of_file(path: str) -> str:
    """Return the address of a file, in which a percent sign is none of an escape."""
    return path.replace("%", "%25")


def absent(what: str, name: str, where: str) -> str:
    """Return what stands in a text for a file ``name`` that is not ``where`` it should be, until it is known
    (`trainer.foreign.kept_media`) whether the note has it from before."""
    return f"{LACKING}{what}{_NAME}{name}{_WHERE}{where}{_CLOSE}"


LACKING, _NAME, _WHERE, _CLOSE = "\ufddd", "\ufddf", "\ufde0", "\ufde6"
ABSENT = re.compile(f"{LACKING}(.*?){_NAME}(.*?){_WHERE}(.*?){_CLOSE}", re.DOTALL)
"""What `absent` made: what it is, its name, where it should be."""


def named(text: str) -> str:
    """Return a text as people may read it: what `absent` made is the thing that is missing."""
    return ABSENT.sub(lambda found: f"({found[1]} missing)", text) if LACKING in text else text


def destination(address: str) -> str:
    """Return an address or a path as it stands in a link."""
    plain = re.sub(r"[<>\s]", lambda found: found[0] if found[0] == " " else quote(found[0]), address)
    return f"<{plain}>" if re.search(r"[() \\]", plain) else plain


def _are_paired(words: str) -> bool:
    depth = 0
    for bracket in re.findall(r"(?<!\\)[\[\]]", words):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    return depth == 0
