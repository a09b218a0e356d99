"""Other spellings of an answer that a person types without thinking: `accept` of a typed note.

A dictionary's answer says more than one types: several meanings, remarks in brackets, articles.
"""

import re

from trainer.core.text import is_plain
from trainer.foreign.draft import Draft

_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")
_IN_A_WORD = re.compile(r"(?<=\w)\(([^\W\d_]{1,3})\)(?=\w)|(?<=\w\w\w)\(([^\W\d_]{1,3})\)$")
_AT_START = re.compile(r"^\(([^()]*)\)\s*")
_BEFORE_SIGN = re.compile(r"\s+(?=[,;])")
_SEPARATORS = (r"\s*;\s*", r"\s*,\s+", r"\s*/\s*")
_UNIT = re.compile(r"\w{1,3}/(?:h|s|min|sec|d|m|l|kg|g|km|mol|m[²³23])")
_NO_WORDS = re.compile(
    r"[\d=<>{}|\\^~$@#%&*+_\"]|//|^[/.~-]|/$|[^\W\d_][.:]\S|[^,;\s]\s+--?\w|\w[(\[][^)\]]*[,;.]|\w\[|:$|\)\("
    r"|^(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|GRANT|FROM|WHERE|ORDER|GROUP)\s"
)
"""What quantities, paths, addresses and code have: part of them is no answer."""
_CODE = re.compile(
    r"^\w{1,2}[(\[]|\w\((?![^\W\d_]{1,3}\))|\w\([^)]*[,=+*]|\)\(|\w\[|[=+*<>{}]"
    r"|^\w+\([ijkxyz]\)$"
)
"""Calls, indices and sums, whose brackets are no remark."""
_HALVES = re.compile(
    r"(?:(?:application|audio|font|image|message|model|multipart|text|video)/[\w.+-]+"
    r"|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)/\w+)\Z"
)
"""Media types and time zones, which are one name."""
_ARTICLES = re.compile(
    r"^(?:(?:to|the|an|a|der|die|das|den|dem|ein|eine|el|la|los|las|un|una|unos|unas|le|les|une|il|lo|gli|(?-i:i)|"
    r"uno|o|os|um|uma|de|het|een|sich|se)\s+|[ls]['’])(?=[^\W\d_])",
    re.IGNORECASE,
)
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
    found: dict[str, None] = {}
    if _CODE.search(answer):
        return ()
    without = _REMARK.sub(" ", _IN_A_WORD.sub("", answer))
    texts = answer, without, _IN_A_WORD.sub(r"\1\2", answer), _AT_START.sub(r"\1 ", answer)
    for text in (_BEFORE_SIGN.sub("", text).strip() for text in texts):
        for part in (text, *_parts(text)):
            found.setdefault(part)
            if (bare := _ARTICLES.sub("", part)) != part:
                found.setdefault(bare)
    clean = (" ".join(text.split()) for text in found)
    others = dict.fromkeys(text for text in clean if text and text != answer and re.search(r"\w", text))
    return tuple(others)[:MOST]


def _parts(text: str) -> list[str]:
    if _UNIT.fullmatch(text) or text.isupper() or _NO_WORDS.search(text) or _HALVES.match(text):
        return []
    for separator in _SEPARATORS:
        every = [part for part in re.split(separator, _outside(text)) if part]
        parts = [part for part in every if part[0] != "-"]  # but endings, as in "der Hund, -e"
        if len(every) > 1 and all(len(part.split()) <= _WORDS and not part.isdigit() for part in parts):
            return [
                part.replace("\ufdd0", ",").replace("\ufdd1", "/").replace("\ufdd2", ";") for part in parts
            ]
    return []


def _outside(text: str) -> str:
    """Keep separators within brackets from separating."""
    hide = str.maketrans(",/;", "\ufdd0\ufdd1\ufdd2")
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", lambda match: match[0].translate(hide), text)


def to_type(draft: Draft) -> Draft:
    """Return a plain question whose answer is a few plain words as one that is answered by typing."""
    answer = str(draft.fields.get("answer", ""))
    short = len(answer) <= _TYPED and len(answer.split()) <= _TYPED_WORDS and is_plain(answer)
    if draft.kind != "basic" or not short or "reverse" in draft.fields or not re.search(r"\w", answer):
        return draft
    fields = {"ask": draft.fields["ask"], "answer": answer, "accept": accepted(answer), **draft.fields}
    return draft._replace(kind="typed", fields={name: value for name, value in fields.items() if value})
