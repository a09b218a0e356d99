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
_CONDITION = {"where", "on", "having", "and", "or", "when"}
_VALUE = re.compile(r"""-?\d[\d.]*|'[^']*'""")
_SIGNS = {"<": ">", ">": "<", "=": "=", "!": "!"}
"""What compares two values, and what does if these change places."""
_TABLES = {"from", "join"}
_BEHIND = {"and", "or", "group", "order", "having", "limit", "union", "join", "where", "then"}
_COMPARED = {"=", "<", ">", "like", "is"}
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
    words = _without_prefix(_without_aliases(_without_brackets(_without_as(words))))
    words = _in_order(_name_first(words))
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


def _without_brackets(words: list[str]) -> list[str]:
    """Drop brackets around a single condition: WHERE (a > 1) AND b = 2."""
    kept, opened = [True] * len(words), -1
    for at, word in enumerate(words):
        if word == "(":
            opened = at
        elif word == ")" and opened > 0:
            inside = words[opened + 1 : at]
            alone = words[opened - 1] in _CONDITION and (at + 1 == len(words) or words[at + 1] in _BEHIND)
            if alone and _COMPARED & {*inside} and not {"and", "or", "select", ","} & {*inside}:
                kept[opened] = kept[at] = False
            opened = -1
    return [word for word, keep in zip(words, kept, strict=True) if keep]


def _without_aliases(words: list[str]) -> list[str]:
    """Put a table's name for its alias, FROM users u: u.name is users.name. Those of a table that is joined
    with itself tell two apart, and stay."""
    if words.count("select") != 1 or "from" not in words:
        return words
    ends = {*_BEHIND_ALIAS.split()}
    names: dict[str, str] = {}
    kept = []
    for at, word in enumerate(words):
        opened = at > 1 and words[at - 2] in _TABLES and _NAME.fullmatch(words[at - 1])
        named = _NAME.fullmatch(word) and word not in SQL and word not in ends
        if opened and named and (at + 1 == len(words) or words[at + 1] in ends):
            if word in names or words[at - 1] in names.values():
                return words
            names[word] = words[at - 1]
        else:
            kept.append(word)
    return [_of_table(word, names) for word in kept]


def _of_table(word: str, names: dict[str, str]) -> str:
    alias, dot, column = word.partition(".")
    return f"{names[alias]}.{column}" if dot and alias in names and _DOTTED.fullmatch(word) else word


def _name_first(words: list[str]) -> list[str]:
    """Put the column of a condition before the value that it is compared with: 18 < age is age > 18."""
    words = list(words)
    for at in range(1, len(words) - 2):
        if words[at - 1] not in _CONDITION or not _VALUE.fullmatch(words[at]):
            continue
        last = at + 2
        while last < len(words) and words[last] in _SIGNS:
            last += 1
        signs, mirrored = words[at + 1 : last], [_SIGNS.get(sign, "") for sign in words[at + 1 : last]]
        column = words[last] if last < len(words) else ""
        if all(mirrored) and _NAME.fullmatch(column) and column not in SQL:
            unequal = {"<", ">"} <= {*signs}
            words[at : last + 1] = [column, *(signs if unequal else mirrored), words[at]]
    return words


def _without_prefix(words: list[str]) -> list[str]:
    """Drop the name of the table before its columns where there is but one table."""
    if words.count("from") != 1 or words.count("select") != 1 or {"join", "set"} & {*words}:
        return words
    at = words.index("from") + 1
    if at == len(words) or "," in words[at : at + 3] or not _NAME.fullmatch(words[at]):
        return words
    return [word.removeprefix(f"{words[at]}.") if _DOTTED.fullmatch(word) else word for word in words]


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
