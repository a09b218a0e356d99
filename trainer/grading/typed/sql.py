"""Do two statements of SQL, or pieces of one, say the same?"""

import re

from trainer.grading.typed.commands import SQL, SQL_SAME, SQL_STARTS
from trainer.grading.typed.shell import Words

QUOTED = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""

_COMMENT = re.compile(rf"({QUOTED})|--[^\n]*")
_TOKEN = re.compile(rf"""{QUOTED}|[\w.$:/*@\\-]+|=>|[^\s\w]""")
_NAME = re.compile(r"[A-Za-z_][\w.]*")
_DOTTED = re.compile(r"[a-z_]\w*\.\w+")
_CALL = re.compile(r"\b[A-Z][A-Z_]+\s*\(")
_START = re.compile("|".join(SQL_STARTS), re.IGNORECASE)
_QUOTED_NAME = re.compile(r"""(?<![\w\])=])(?:"([A-Za-z_]\w*)"|\[([A-Za-z_]\w*)\])""")
_BEHIND_ALIAS = (
    ", ) from where join on left right inner full cross natural group order having limit union set"
)


def is_sql(wanted: str) -> bool:
    """Is a command SQL: no options, and a statement's or a clause's first word, or a call in capitals?"""
    if re.search(r"(?:^|\s)--?[A-Za-z]", wanted):
        return False
    first = re.search(r"[A-Za-z_]+", wanted)
    named = first is not None and first[0].isupper() and first[0].casefold() in SQL
    return named or bool(_CALL.match(wanted) or _START.match(wanted))


def same_statement(typed: str, wanted: str) -> bool:
    """Are two statements the same? What is typed may have quotes around names without them in the other."""
    asked = statement(wanted)
    return asked in (statement(typed), statement(_QUOTED_NAME.sub(r"\1\2", typed)))


def statement(text: str) -> Words:
    """Return the tokens of a statement, keywords and names in small letters, without what may be left out."""
    text = _COMMENT.sub(lambda found: found[1] or "", text)
    words = list(tokens(text.replace("`", "")))
    setting = words[:1] and words[0].casefold() == "set"
    for at, word in enumerate(words):
        name = _NAME.fullmatch(word) and not setting and words[at - 1] != "="
        if name or word.casefold() in SQL:
            words[at] = word.casefold()
    if words[:1] == ["desc"]:
        words[0] = "describe"
    words = _in_order(_without_as(words))
    text = f" {' '.join(words)} "
    for phrase, same in SQL_SAME:
        text = text.replace(f" {phrase} ", f" {same} ")
    if " order by " in text:
        text = text.replace(" asc ", " ")
    return tuple(text.split(" ")[1:-1])


def tokens(text: str) -> Words:
    """Return the words, quoted texts and signs of a piece of code."""
    return tuple(_one_quote(word) for word in _TOKEN.findall(text))


def _without_as(words: list[str]) -> list[str]:
    """Drop the word before an alias, which may be left out: a column's or a table's, not a type's."""
    if "cast" in words:
        return words
    behind = [*words[2:], ",", ","]
    return [
        word
        for at, word in enumerate(words)
        if word != "as" or not _is_alias(words[at - 1 : at], words[at + 1 : at + 2], behind[at])
    ]


def _is_alias(before: list[str], name: list[str], behind: str) -> bool:
    named = bool(name) and bool(_NAME.fullmatch(name[0])) and name[0] not in SQL
    first = bool(before) and (before[0] not in SQL or before[0] == ")")
    return named and first and behind in _BEHIND_ALIAS.split()


def _in_order(words: list[str]) -> list[str]:
    """Put two columns that are compared in one order: a.x = b.y says the same as b.y = a.x."""
    words = list(words)
    for at in range(1, 0 if "set" in words else len(words) - 1):
        pair = (words[at - 1], words[at + 1])
        if words[at] == "=" and all(map(_DOTTED.fullmatch, pair)):
            words[at - 1], words[at + 1] = sorted(pair)
    return words


def _one_quote(word: str) -> str:
    return f"'{word[1:-1]}'" if len(word) > 1 and word[0] == word[-1] == '"' else word
