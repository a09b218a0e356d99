"""Other spellings of an answer that a person types without thinking: `accept` of a typed note.

A dictionary's answer says more than one types: several meanings, remarks in brackets, articles.
"""

import re

from trainer.core.text import is_plain
from trainer.foreign.draft import Draft

_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")
_IN_A_WORD = re.compile(r"(?<=\w)\(([^\W\d_]{1,3})\)(?=\w)|(?<=\w\w\w)\(([^\W\d_]{1,3})\)$")
_AT_START = re.compile(r"^\(([^()]*)\)\s+(?=\S)")
_BEFORE_SIGN = re.compile(r"\s+(?=[,;])")
_SEPARATORS = (r"\s*(?:;\s*|,\s+)", r"\s+/\s+", r"/")
_NO_REMARK = re.compile(
    r"^\w{1,2}[(\[]|\w\((?![^\W\d_]{1,3}\))|\w\([^)]*[,=+*]|\)\(|\w\[|[=+*<>{}]"
    r"|^\w+\([ijkxyz]\)$|[^\s\w(\[][(\[]|[\u2070-\u209f²³¹]\(|(?:^|\s)[(\[][^()\[\]]*[)\]]\w|^[(\[][^()\[\]]*[)\]]$"
    r"|^\d*(?:[A-Z][a-z]?\d*)+\((?:aq|s|l|g)\)$"
    r"|^(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|GRANT|FROM|WHERE|ORDER|GROUP)\s"
    r"|^(?i:select\s.*\sfrom|insert\s+into|delete\s+from|(?:create|alter|drop)\s+(?:table|view|index))\s"
)
"""Calls, indices, sums and statements, whose brackets are no remark, and optional beginnings of words: who
writes `(un)happy` does not mean that either is right."""
_NO_WORD = re.compile(r"[\x00-\x1f\"-&(-,/-@\[-`{-~·×÷±≤≥≠²³¹\u2070-\u209f\u2190-\u22ff]|[^\W\d_]\.[^\W\d_]")
"""What quantities, paths, formulas and code have: part of them is no answer."""
_HALVES = re.compile(
    r"(?:(?:application|audio|font|image|message|model|multipart|text|video)/[\w.+-]+"
    r"|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)/\w+)\Z"
)
"""Media types and time zones, which are one name."""
_PATH_OR_OPTION = re.compile(r"^[/.~-]|/$|//|[^,;\s]\s+--?\w")
_SENTENCE = re.compile(r"(?:and|or|but|nor|so|und|oder|aber|et|ou|y|o)\s", re.IGNORECASE)
_UNITS = (
    "km cm mm nm kg mg mol min sec hr std pa kpa hz khz mhz ghz kb mb gb tb kib mib gib ml dl hl kj "
    "kw mw kwh ma mv kv kn rad deg mph kph ft lb oz yd gal bar bit byte bits bytes "
)
_ONE_NAME = (
    "and or either neither on off in out up down yes no true false pass fail client server user "
    "users owner org repo repository branch origin main master slave primary replica leader follower "
    "producer consumer publisher subscriber request response read write reader writer input output "
    "source sink key value host port path file dir folder name password username push pull get set "
    "put post start stop open close begin end lock unlock encode decode encrypt decrypt upload "
    "download load store send receive src lib bin dev etc usr var tmp home test prod staging "
)
"""Words that a slash joins to one name or path: `client/server`, `user/repo`."""
_ARTICLES = re.compile(
    r"^(?:(?:to|the|an|a|der|die|das|den|dem|ein|eine|el|la|los|las|un|una|unos|unas|le|les|une|il|lo|gli|(?-i:i)|"
    r"uno|o|os|um|uma|de|het|een|sich|se)\s+|[ls]['’])(?=[^\W\d_])",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?)+\Z")
_UNIT = re.compile(
    r"(?:[yzafpnuµμmcdhkMGTPEZY]|da)?"
    r"(?:g|m|s|L|l|A|K|mol|cd|Hz|N|Pa|J|W|C|V|F|Ω|S|Wb|T|H|lm|lx|Bq|Gy|Sv|kat|M|U|IU|min|h|d|eq|Eq|Osm|B|b|bit|rpm)"
    r"[23²³]?\Z"
)
"""A unit of measure with its prefix."""
MOST = 12
_WORDS = 5  # of a part, beyond which a comma belongs to a sentence
_LONGEST = 120
_TYPED, _TYPED_WORDS = 60, 8


def accepted(answer: str) -> tuple[str, ...]:
    """Return what is right as well where ``answer`` is wanted.

    That is each of ``a, b``, ``a; b`` and ``a/b``, what is left without remarks in brackets and with optional
    letters written out, and all of that without its article.
    """
    if len(answer) > _LONGEST or "\n" in answer or "`" in answer:
        return ()
    if _NO_REMARK.search(answer):
        return ()
    found: dict[str, None] = {}
    without = _REMARK.sub(" ", _IN_A_WORD.sub("", answer))
    texts = answer, without, _IN_A_WORD.sub(r"\1\2", answer), _AT_START.sub(r"\1 ", answer)
    for text in (_BEFORE_SIGN.sub("", text).strip() for text in texts):
        parts = _parts(text)
        for part in (text, *parts):
            found.setdefault(part)
            is_list = part is text and len(parts) > 1  # whose first article alone is nobody's to leave out
            if not is_list and (bare := _ARTICLES.sub("", part)) != part:
                found.setdefault(bare)
    clean = (" ".join(text.split()) for text in found)
    others = dict.fromkeys(text for text in clean if text and text != answer and re.search(r"\w", text))
    return tuple(others)[:MOST]


def _parts(text: str) -> list[str]:
    """Return the alternatives that a text lists: words, or a few of them, and nothing else."""
    if _HALVES.match(text) or _PATH_OR_OPTION.search(text):
        return []
    hidden = _outside(text)
    for separator in _SEPARATORS:
        every = [part.translate(_SHOW) for part in re.split(separator, hidden) if part]
        parts = [part for part in every if part[0] != "-"]  # but endings, as in "der Hund, -e"
        if len(every) > 1:
            return parts if _are_alternatives(parts, separator) else []
    return []


def _are_alternatives(parts: list[str], separator: str) -> bool:
    words = [_REMARK.sub(" ", part).strip() for part in parts]
    if any(_NO_WORD.search(part) or _SENTENCE.match(part) or _is_letter(part) for part in words):
        return False
    if any(map(_INITIALS.match, words)) or all(map(_UNIT.match, words)):
        return False
    if "/" not in separator:
        return all(len(part.split()) <= _WORDS for part in words)
    if separator == "/" and any(" " in part for part in words):
        return False  # of several words, a slash within one joins that one
    bare = {part.casefold() for part in words}
    return not (
        bare <= set(_UNITS.split())
        or bare <= set(_ONE_NAME.split())
        or (separator == "/" and "".join(words).isupper())
    )


def _is_letter(text: str) -> bool:
    return len(text) < 2 and text.isascii()


_HIDE = str.maketrans(",/;", "\ufdd0\ufdd1\ufdd2")
_SHOW = str.maketrans("\ufdd0\ufdd1\ufdd2", ",/;")


def _outside(text: str) -> str:
    """Keep separators within brackets and quotation marks from separating."""
    return re.sub(
        r"\([^()]*\)|\[[^\[\]]*\]|[“„][^“”„]*[“”]|«[^«»]*»|‘[^‘’]*’",
        lambda match: match[0].translate(_HIDE),
        text,
    )


def to_type(draft: Draft) -> Draft:
    """Return a plain question whose answer is a few plain words as one that is answered by typing."""
    answer = str(draft.fields.get("answer", ""))
    short = len(answer) <= _TYPED and len(answer.split()) <= _TYPED_WORDS and is_plain(answer)
    if draft.kind != "basic" or not short or "reverse" in draft.fields or not re.search(r"\w", answer):
        return draft
    fields = {"ask": draft.fields["ask"], "answer": answer, "accept": accepted(answer), **draft.fields}
    return draft._replace(kind="typed", fields={name: value for name, value in fields.items() if value})
