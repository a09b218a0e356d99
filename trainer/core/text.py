"""The one gate for text from outside: what a terminal could obey instead of show is taken out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring

from trainer.core.cells import cut
from trainer.core.emphasis import BEGIN, END

# C0 but newline and tab, DEL, C1, bidirectional embeddings, overrides and isolates, and lone
# surrogates (which no UTF-8 stream can carry).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSAFE_IN_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BYTE = re.compile("[\udc80-\udcff]")
_SPELT = re.compile(r"\\x[89a-f][0-9a-f]")
_MARKUP = re.compile(r"[`*_\s]+")
_MARKED = re.compile(
    r"(`+)(?P<code>.+?)\1|(\*\*|__)(?P<bold>\S.*?)\3|(?<!\w)([*_])(?P<em>\S.*?)\5(?!\w)", re.DOTALL
)
_STRONG = re.compile(rf"(?P<code>(`+).+?\2(?!`))|{BEGIN}(?P<strong>\S(?:.*?\S)??){END}", re.DOTALL)
_PASSWORD = re.compile(r"(?i)((?<=://)[^\s:/@]*:|\bpassword=)(?:[^\s]*(?=@)|(?<==)[^&\s]*)")
_NEWLINE = re.compile("\r\n?|[\u2028\u2029]")
_PRINTABLE = bytes(range(0x20, 0x7F))


def clean(text: str) -> str:
    """Return ``text`` without characters that steer a terminal or reorder a line.

    Carriage returns and Unicode line separators become newlines; everything else unsafe is dropped.
    """
    if text.isprintable() or is_printable(text, b"\n\t"):
        return text
    return _UNSAFE.sub("", _NEWLINE.sub("\n", text))


def is_printable(text: str, also: bytes) -> bool:
    """Is each character of a text printable, or one of ``also``? Of a long one, that is mostly in ASCII, it
    is seen in a fraction of the time that `str.isprintable` and expressions take."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE + also)
    return not rest or rest.decode("utf-8", "surrogatepass").isprintable()


def spelt(name: str) -> str:
    """Return the name of a file with each byte that is no UTF-8, for Python a lone surrogate, as its escape
    (``caf\\xe9.yaml``), so that whoever reads it finds the file."""
    return name if name.isascii() else _BYTE.sub(lambda match: f"\\x{ord(match.group()) - 0xDC00:02x}", name)


def as_text(value: str) -> str:
    """Return what may be a name with bytes that are no UTF-8 as text that every program can read."""
    return value if value.isascii() else _SURROGATE.sub(_seen, value)


def is_spelt(name: str) -> bool:
    """May this be what `spelt` returned of a name that is not UTF-8?"""
    return _SPELT.search(name) is not None


def visible(text: str) -> str:
    """Return a text with each character that `clean` would drop as its escape (``\\x1b``, ``\\u202e``)."""
    return text if text.isprintable() else _UNSAFE.sub(_seen, text)


def in_line(text: str) -> str:
    """Return what came from elsewhere, such as the name of a file, as part of a line: `visible`, and ends of
    lines as their escapes, too."""
    return text if text.isprintable() else _UNSAFE_IN_LINE.sub(_seen, text)


def _seen(match: re.Match[str]) -> str:
    code = ord(match.group())
    byte = code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else code
    return "\\n" if code == 0x0A else f"\\x{byte:02x}" if byte < 0x100 else f"\\u{code:04x}"


def escaped(text: str) -> str:
    """Return JSON with each character that `clean` would drop from a text as its escape."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def quoted(text: str) -> str:
    """Return a text in double quotes, as both JSON and YAML read it. What a file of YAML cannot hold stands
    there as its escape; all else as it is, joiners and marks of direction too."""
    found = encode_basestring(text)
    if found.isprintable():
        return found
    return _UNWRITABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", found)


def is_writable(text: str) -> bool:
    """May all of a text stand in a file of YAML as it is?"""
    return text.isprintable() or _UNWRITABLE.search(text) is None


def unsafe(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, readable name such as ``U+001B ESCAPE``) of each character `clean` would drop."""
    for match in _UNSAFE.finditer(_NEWLINE.sub("\n", text)):
        yield match.start(), _name(match.group())


def _name(character: str) -> str:
    code = ord(character)
    if code == 0x1B:
        return "U+001B ESCAPE"
    if code < 0x20 or 0x7F <= code <= 0x9F:
        return f"U+{code:04X} control character"
    if 0xD800 <= code <= 0xDFFF:
        return f"U+{code:04X} surrogate"
    return f"U+{code:04X} {unicodedata.name(character, 'format character')}"


def folded(text: str) -> str:
    """Return ``text`` for looking things up: in folded case, each letter with its marks as one character,
    where there is one, as macOS and some keyboards do not have it."""
    if text.isascii():  # which is the same, sooner
        return text.lower()
    return unicodedata.normalize("NFC", text.casefold().replace("i\u0307", "i"))  # İ, in folded case


def without_marks(text: str) -> str:
    """Return ``text`` without the marks on its letters."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def one_line(text: str, limit: int = 80) -> str:
    """Return ``text`` on one line of at most ``limit`` cells, for lists, logs and messages."""
    return cut(flat(text), limit)


def flat(text: str) -> str:
    """Return ``text`` on one line, however long."""
    return " ".join(clean(spelt(text)).split())


def masked(text: str) -> str:
    """Return ``text`` without the passwords in the addresses that it names."""
    return _PASSWORD.sub(r"\1***", text)


def of_error(text: str) -> str:
    """Return what is said of an error: without passwords, and of what is too long for a name or a path, and
    yet was given for one, how it begins and ends."""
    said = _TOO_LONG.sub(lambda found: _ends(found[0], 150), masked(text))
    return said if len(said) <= _MOST_SAID else _ends(said, _MOST_SAID // 3)


def _ends(text: str, length: int) -> str:
    return f"{text[:length]}…{text[-length:]}"


_TOO_LONG = re.compile(r"\S{800,}")
_MOST_SAID = 6000


def is_seen(text: str) -> bool:
    """Is anything of a text to be seen, or is it nothing but space and invisible signs?"""
    return text[:1].isalnum() or any(unicodedata.category(sign)[0] not in "CZ" for sign in text)


def same(one: str, other: str) -> bool:
    """Are two texts equal but for markup, white space and case?"""
    return _MARKUP.sub(" ", one).strip().casefold() == _MARKUP.sub(" ", other).strip().casefold()


def bare(markdown: str) -> str:
    """Return a short text, such as the gap of a cloze, without the signs of code, bold and emphasis around
    its words: nobody types those."""

    def inside(match: re.Match[str]) -> str:
        return str(match["code"] or bare(match["bold"] or match["em"]))

    return _MARKED.sub(inside, markdown).strip()


def without_stars(markdown: str) -> str:
    """Return Markdown for a place that knows no bold: strong text without stars, code as it is written."""
    if "**" not in markdown:
        return markdown
    return _STRONG.sub(lambda match: match["code"] or match["strong"], markdown)


_MEANT = re.compile(r"[\\*_`<\[&~$|\n]")
_MEANT_AT_START = frozenset("#>-+=:0123456789")


def is_plain(text: str) -> bool:
    """Is the text one line in which nothing can mean anything to Markdown?"""
    if text[:1].isspace() or text[-1:].isspace():
        return False  # which may be taken away, and then the text begins with something else
    return text[:1] not in _MEANT_AT_START and _MEANT.search(text) is None


def counted(number: int, what: str, several: str = "") -> str:
    """Return a number of things in words: ``1 card``, ``3 cards``; ``several`` if no s makes them."""
    return f"{number} {what if number == 1 else several or what + 's'}"


def shortened(lines: Sequence[str], most: int) -> list[str]:
    """Return the first of many lines, and how many more there are."""
    rest = [f"and {len(lines) - most} more"] if len(lines) > most else []
    return [*lines[:most], *rest]


class Some:
    """The first of sentences of which there may be millions, and how many there are."""

    MOST = 1000

    def __init__(self) -> None:
        self._first: list[str] = []
        self._number = 0

    def add(self, text: str) -> None:
        """Count a sentence; keep it if it is one of the first."""
        self._number += 1
        if len(self._first) < self.MOST:
            self._first.append(text)

    def lines(self, most: int = MOST) -> list[str]:
        """Return so many of the first, and how many more there are."""
        rest = self._number - min(most, len(self._first))
        return [*self._first[:most], *([f"and {rest} more"] if rest else ())]


def times(number: int) -> str:
    """Return how often something happened: ``once``, ``3 times``."""
    return "once" if number == 1 else f"{number} times"


def percent(share: float) -> str:
    """Return a share (0 to 1) in words: never all or nothing unless it is."""
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"
