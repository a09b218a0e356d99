"""Do two command lines, split into words, say the same? Their options may stand in another order."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from trainer.grading.typed.commands import (
    ALIASES,
    BARE,
    BEHIND,
    COUNTED,
    DASHLESS,
    IDLE,
    LETTERS,
    LONG_OPTIONS,
    ONE,
    ORDERED,
    SAME_PROGRAM,
    SEQUENTIAL,
    SHORT,
    TAKES,
    TRAILING,
    WORDS,
)

Words = tuple[str, ...]

_PARENTS = {"dfs", "fs"}  # the flag after these names the command itself
_OPTION = re.compile(r"--?[A-Za-z]")
_PATH = re.compile(r"[./~]|\w+:")


class _Line(NamedTuple):
    """A command line: the words before the first option, the options with their values, and other words."""

    head: Words
    options: tuple[Words, ...]
    rest: Words = ()

    def read(self, takes: Mapping[str, int]) -> "_Line | None":
        """Leave each option as many words as it ``takes``; None where there are not so many."""
        rest, options = list(self.rest), []
        for name, *values in self.options:
            count = takes.get(name, len(values))
            if len(values) < count:
                return None
            options.append((name, *values[:count]))
            rest += values[count:]
        return _Line(self.head, tuple(options), tuple(rest))


def same_line(one: Words, other: Words) -> bool:
    """Are two command lines the same but for the order, the bundling and the spelling of their options?"""
    (one, behind), (other, also) = _at_dashes(one), _at_dashes(other)
    if behind != also:
        return False
    mine, theirs = _line(_spelt_out(one)), _line(_spelt_out(other))
    sequence = SEQUENTIAL.get(one[0] if one else "", frozenset())
    if any(option[0] in sequence for option in mine.options) and mine.options != theirs.options:
        return False
    if _equal(mine, theirs) or _flag_run(mine, theirs):
        return True
    for takes in _readings(mine, theirs):
        first, second = mine.read(takes), theirs.read(takes)
        if first and second and _equal(first, second):
            return True
    return False


def _at_dashes(words: Words) -> tuple[Words, Words]:
    """Return the words before ``--``, and those from there on, none of which is an option."""
    at = words.index("--") if "--" in words else len(words)
    return words[:at], words[at:]


def _equal(one: _Line, other: _Line) -> bool:
    if Counter(one.options) != Counter(other.options):
        return False
    if one.head[:1] and _is_ordered(one):
        return (one.head, one.rest) == (other.head, other.rest)
    return one.head + one.rest == other.head + other.rest


def _is_ordered(line: _Line) -> bool:
    """Are options behind the first other word no options of the program itself?"""
    program, *words = (*line.head, *line.rest)
    if program in BEHIND:
        return any(word in BEHIND[program] for word in words)
    return program in ORDERED and not (program in ONE and len(words) == 1)


def _spelt_out(words: Words) -> Words:
    """Return the words with one name for the program and its command, and each option by itself."""
    if not words or _OPTION.match(words[0]):
        return words
    program = words[0]
    for pattern, name in SAME_PROGRAM:
        program = re.sub(f"^(?:{pattern})", name, program)
    words = (program, *words[1:])
    for alias, name in ALIASES:
        long, short = tuple(alias.split()), tuple(name.split())
        if words[: len(long)] == long:
            words = (*short, *words[len(long) :])
            break
    program = words[0]
    if program in DASHLESS and len(words) > 1 and words[1].isalpha():
        words = (program, f"-{words[1]}", *words[2:])
    same = LONG_OPTIONS.get(program, {})
    paths = (_path(word, program) for word in words[1:] if word != IDLE.get(program))
    return (program, *(part for word in paths for part in _parts(word, program, same)))


def _path(word: str, program: str) -> str:
    """Return a path without what does not change it: ./ before it, a stroke behind it."""
    word = word[2:] if word.startswith("./") and len(word) > 2 else word
    keep = program in TRAILING or ":" in word or word.startswith("-")
    return word if keep or len(word) < 2 else word.removesuffix("/")


def _parts(word: str, program: str, same: Mapping[str, str]) -> Iterator[str]:
    name, equals, value = word.partition("=")
    if name in same:
        yield from (same[name], value) if equals else (same[name],)
        return
    if program in COUNTED and re.fullmatch(r"-\d+", word):
        yield from ("-n", word[1:])
        return
    bundle = re.fullmatch(r"-([A-Za-z]{2,})(\d[\w.:]*)?", word)
    joined = re.fullmatch(r"-([A-Za-z])(.+)", word)
    takes = joined and joined[1] in TAKES.get(program, "")
    short = joined if takes else re.fullmatch(r"-([A-Za-z])(\d[\w.:]*)", word)
    if program in WORDS or not (bundle or short):
        yield word
    elif short:
        yield from (f"-{short[1]}", short[2])
    elif bundle and (program in LETTERS or (not bundle[2] and len(bundle[1]) <= SHORT)):
        yield from (same.get(f"-{letter}", f"-{letter}") for letter in bundle[1])
        yield from (bundle[2],) if bundle[2] else ()
    else:
        yield word


def _line(words: Words) -> _Line:
    head: list[str] = []
    options: list[list[str]] = []
    for index, word in enumerate(words):
        is_option = _OPTION.match(word) and not (index and words[index - 1] in _PARENTS)
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
    line = _Line(tuple(head), tuple(map(tuple, options)))
    letters = {name for name, *_ in options if len(name) == 2}
    if words and words[0] in TAKES:
        return line.read({name: int(name[1:] in TAKES[words[0]]) for name in letters}) or line
    if words and words[0] in BARE:
        return line.read({name: 0 for name in letters if name[1:] in BARE[words[0]]}) or line
    return line


def _readings(one: _Line, other: _Line) -> Iterator[dict[str, int]]:
    """Yield how many words each option may take, as far as the two lines tell.

    Either line may be written with all its other words before the options. If not, an option before another
    one shows how many it takes; one must take some, or nothing would say that the last words are not its own.
    """
    for line in (one, other):
        yield {name: len(values) for name, *values in line.options}
    takes = {name: len(values) for line in (one, other) for name, *values in line.options[:-1]}
    last = [line.options[-1][0] for line in (one, other) if line.options]
    if any(takes.get(name) for name in last):
        yield takes


def _flag_run(one: _Line, other: _Line) -> bool:
    """Are all there is words, one run of two or more short flags, and then paths, in both lines the same?

    Such flags take no values, so they and the paths may change places.
    """
    found = []
    for line in (one, other):
        flags = [option[0] for option in line.options]
        bare = all(len(option) == 1 for option in line.options[:-1])
        if len(flags) < 2 or not bare or any(flag.startswith("--") or flag == "-D" for flag in flags):
            return False
        paths = line.options[-1][1:] + line.rest
        if not all(map(_PATH.match, paths)):
            return False
        found.append((line.head + paths, Counter(flags)))
    return found[0] == found[1]
