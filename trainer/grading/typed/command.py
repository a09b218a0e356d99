"""Is a typed command, statement or setting the expected one? Only what cannot change it is forgiven."""

import re
from collections import Counter
from typing import Literal, NamedTuple

from trainer.grading.points.wordlist import words
from trainer.grading.typed.text import slip

Words = tuple[str, ...]

_QUOTE_KINDS = str.maketrans("“”„«»‘’‚‛′", "\"\"\"\"\"'''''")
_PIECE = re.compile(
    r"""(?P<quoted>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<blank>\s+)|(?P<other>[^\s'"]+|['"])"""
)
_CODE = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[\w.$:/*@\\-]+|=>|[^\s\w]""")
_TIGHT = re.compile(r"\s*([=,;])\s*|\s*(:)\s+|\s+(:)\s*")
_BARE = re.compile(r"[\w./:=,@+%-]*")  # what a shell takes the same way with and without quotes
_NAMED = re.compile(
    r"(?:the|with|use|using)\s+(.+?)(?:\s+(?:option|flag|switch|parameter|setting|property|command|keyword|statement))?",
    re.IGNORECASE,
)
_CALL = re.compile(r"\b[A-Z][A-Z_]+\s*\(")
_PARENTS = {"dfs", "fs"}  # the flag after these names the command itself

SQL = words(
    """
    add after all alter analyze and as asc avg before between bigint boolean bucket buckets by cache
    cascade case cast change char cluster clustered column columns comment compact compute concatenate
    count create cross current_date data database databases date date_add date_sub datediff decimal
    default delete delimited desc describe directory distinct distribute double drop dynamic else end
    escaped except exists explain export extended external false fields first float for formatted from
    full function functions group grouping having if import in index inner inpath insert int integer
    intersect interval into is items join json keys lateral left like limit lines load local location
    map materialized max merge min minus msck not null nulls of offset on or orc order out outer over
    overwrite parquet partition partitioned partitions percent preceding primary purge range rebuild
    recover rename repair replace restrict right row rows schema schemas select semi serde
    serdeproperties set show skewed sort sorted statistics stored string struct sum sync table tables
    tablesample tblproperties temporary terminated textfile then timestamp tinyint to touch
    transactions true truncate unbounded union unique unlock update use using values varchar version
    view views when where window with
    """
)


class _Shell(NamedTuple):
    """A command line: the words before the first option, and the options, each with the words after it."""

    head: Words
    options: tuple[Words, ...]


def command_result(given: str, expected: str) -> Literal["right", "close", "wrong"]:
    """Compare two commands; one wrong letter in one long word is ``close``, which is not right either."""
    typed, wanted = _plain(given), _plain(expected)
    if not typed or not wanted:
        return "right" if typed == wanted else "wrong"
    if _is_sql(wanted):
        one, other = _statement(typed), _statement(wanted)
        return "right" if one == other else _close(one, other)
    one, other = _shell_words(typed), _shell_words(wanted)
    if one == other or _same_options(_shell(one), _shell(other)):
        return "right"
    if "(" in wanted or "[" in wanted:  # a call or a shell with brackets: blanks around them are free
        one, other = _code(typed), _code(wanted)
        if one == other:
            return "right"
    return _close(one, other)


def _plain(text: str) -> str:
    """Strip what surrounds a command: blanks, code quotes, "the … option", a prompt, a final semicolon."""
    text = re.sub(r"(?<!\S)[–—](?=\w)", "--", text.translate(_QUOTE_KINDS)).strip()
    named = _NAMED.fullmatch(text)
    text = named[1] if named else text
    while len(text) > 1 and text[0] == text[-1] == "`":
        text = text[1:-1].strip()
    text = re.sub(r"^[$>]\s+", "", text)
    while text.endswith(";"):
        text = text[:-1].rstrip()
    return text


def _is_sql(wanted: str) -> bool:
    words = re.findall(r"[A-Za-z_]+", wanted)
    if re.search(r"(?:^|\s)--?\w", wanted):
        return False
    first = words[0] if words else ""
    return (first.isupper() and first.casefold() in SQL) or bool(_CALL.match(wanted))


def _statement(text: str) -> Words:
    words = _code(text.replace("`", ""))
    return tuple(word.casefold() if word.casefold() in SQL else word for word in words)


def _code(text: str) -> Words:
    return tuple(_one_quote(word) for word in _CODE.findall(text))


def _one_quote(word: str) -> str:
    return f"'{word[1:-1]}'" if len(word) > 1 and word[0] == word[-1] == '"' else word


def _shell_words(text: str) -> Words:
    """Split at blanks outside quotes; quotes that change nothing are dropped, others become single ones."""
    words, word, pending = [], "", False
    for piece in _PIECE.finditer(_tight(text)):
        if piece["blank"]:
            if pending:
                words.append(word)
            word, pending = "", False
            continue
        quoted = piece["quoted"]
        inside = quoted[1:-1] if quoted else ""
        word += piece["other"] if quoted is None else inside if _BARE.fullmatch(inside) else f"'{inside}'"
        pending = True
    if pending:
        words.append(word)
    return tuple(words)


def _tight(text: str) -> str:
    """Remove blanks around ``=``, ``,`` and ``;`` outside quotes."""
    parts = re.split(r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")""", text)
    return "".join(part if index % 2 else _TIGHT.sub(r"\1\2\3", part) for index, part in enumerate(parts))


def _shell(words: Words) -> _Shell:
    head: list[str] = []
    options: list[list[str]] = []
    for index, word in enumerate(words):
        is_option = re.match(r"--?[A-Za-z]", word) and not (index and words[index - 1] in _PARENTS)
        if is_option and word.startswith("--") and "=" in word:
            name, _, value = word.partition("=")
            options.append([name, value])
        elif is_option and word.startswith("-D") and len(word) > 2:
            options.append(["-D", word[2:]])
        elif is_option:
            options.append([word])
        elif options:
            options[-1].append(word)
        else:
            head.append(word)
    return _Shell(tuple(head), tuple(map(tuple, options)))


def _same_options(one: _Shell, other: _Shell) -> bool:
    if one.head == other.head and Counter(one.options) == Counter(other.options):
        return True
    return _flag_run(one) is not None and _flag_run(one) == _flag_run(other)


def _flag_run(shell: _Shell) -> tuple[Words, Counter[str]] | None:
    """Return words and flags, if all there is are words, one run of two or more short flags, and then paths.

    Such flags take no values, so they and the paths may change places.
    """
    flags = [option[0] for option in shell.options]
    bare = all(len(option) == 1 for option in shell.options[:-1])
    if len(flags) < 2 or not bare or any(flag.startswith("--") or flag == "-D" for flag in flags):
        return None
    paths = shell.options[-1][1:]
    return (
        (shell.head + paths, Counter(flags)) if all(re.match(r"[./~]|\w+:", path) for path in paths) else None
    )


def _close(one: Words, other: Words) -> Literal["close", "wrong"]:
    if len(one) != len(other):
        return "wrong"
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    near = len(differing) == 1 and differing[0][0].casefold() != differing[0][1].casefold()
    return "close" if near and slip(*differing[0]) else "wrong"
