"""Telling which interview questions are one and the same, by patterns.

A pattern is a list of terms joined by `` & ``; `` !`` means that a term must not occur. A term is a regular
expression that is searched in ``topic: question`` in lower case; what begins with a letter begins at a word's
begin. ``def:x`` stands for a plain question for the meaning of x, ``cmp:a~b`` for a comparison of a and b.
"""

import re
from collections.abc import Iterator

_SYSTEMS = (
    r"kafka|spark|pyspark|hive|hadoop|flink|hbase|hdfs|yarn|nifi|storm|mapreduce|map reduce|databricks"
    r"|delta lake|big data|data (?:engineering|warehous\w+|processing|modell?ing)|distributed systems?"
    r"|streaming|sqoop|rdds?|nosql|cluster|sql|etl"
)
_ASKING = (
    r"(?:can you |could you |please |briefly |in your own words,? |so,? )*(?:what(?:'s| is| are| exactly is"
    r"| exactly are|s| do you (?:mean|understand|know)(?: by| about)?| does)|who is|define"
    r"|explain(?: what is| what are| about| me)?|describe|tell me about|tell about|discuss|mention what is"
    r"|concept of|introduction to|definition of"
    r"|give (?:a )?(?:brief )?(?:definition|overview|introduction)(?: of| to)?)\b[ ,:]*"
)
_FILLING = (
    r"(?:(?:the|a|an|by|meant|you|mean|term|terms|concepts?|ideas?|meaning|notion|roles?|purpose|use|usage"
    r"|definition|function|significance|importance|basics?|briefly|exactly|of|apache|in|detail|what|is|are"
    r"|kafka|spark|hive|hadoop|flink|hbase|storm|nifi|yarn|hdfs|pyspark"
    r"|kafka's|spark's|hive's|hadoop's|flink's)[ ,]+){0,7}"
)
_AFTER = (
    r"(?:\s*[?.,;:!\"]|\s*$| and (?:why|how|what|explain|its|their|where|when|the|in what)|\? | -| –"
    r"| used for| mean\b| stand)"
)
_DEFINITION = (
    rf"(?:^[a-z0-9]*: (?:{_ASKING}{_FILLING})?[\"']?(?:@)(?![a-z0-9])[\"')]*(?:\s*\([^)]*\))?"
    rf"(?:,? (?:in|for|of|within|from|on|inside|with) (?:the |an? )?(?:apache )?(?:context of )?"
    rf"(?:{_SYSTEMS})\b[ \w']{{0,20}})?{_AFTER}"
    r"|^[a-z0-9]*: (?:什么是|介绍(?:一?下)?|简述|说说|谈谈|讲讲|说一?下)"
    r"\s*(?:@)\s*(?:的?(?:概念|定义|作用))?\s*[?？。]?$"
    r"|^[a-z0-9]*: (?:@)\s*(?:是什么|的?(?:概念|定义|介绍|简介)|이란|란))"
)
_COMPARISON = (
    r"(\bvs\b|versus|differ|compar|between|distinguish|contrast|better|\bover\b|instead|区别|对比|不同|异同|关系"
    r"|차이|diferencia|relat|choose|prefer)"
)
_SPELLINGS = (
    ("sparkstreaming", "spark streaming"),
    ("sparksql", "spark sql"),
    ("flinksql", "flink sql"),
    ("map-reduce", "mapreduce"),
    ("structuredstreaming", "structured streaming"),
)
_WORD_BEGIN = "(?<![a-z0-9])"


class Pattern:
    """What the questions of an intent look like: all terms occur, and none of those that must not."""

    def __init__(self, text: str) -> None:
        """Compile a pattern. Raises re.error where a term is no regular expression."""
        terms = [(no, re.compile(_guarded(term), re.ASCII)) for no, term in _terms(text)]
        self._terms = sorted(terms, key=lambda term: term[0])

    def matches(self, text: str) -> bool:
        """Tell whether ``topic: question`` in lower case is such a question."""
        return all(bool(term.search(text)) != no for no, term in self._terms)


def _terms(pattern: str) -> Iterator[tuple[bool, str]]:
    """Give (must not occur, regular expression) for each term."""
    depth, start, no = 0, 0, False
    pattern = f" {pattern.strip()}"
    cuts: list[tuple[bool, str]] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 2
            continue
        depth += (char in "([") - (char in ")]")
        mark = next((m for m in (" & ", " !") if not depth and pattern.startswith(m, at)), "")
        if mark:
            cuts.append((no, pattern[start:at]))
            at += len(mark)
            start, no = at, mark == " !"
            if not no and pattern.startswith("!", at):
                no, start, at = True, at + 1, at + 1
            continue
        at += 1
    cuts.append((no, pattern[start:]))
    for negative, cut in cuts:
        term = cut.strip()
        if term.startswith("cmp:"):
            one, other = term[4:].split("~")
            yield from ((negative, part) for part in (one, other, _COMPARISON))
        elif term:
            yield negative, _defined(term)


def _defined(term: str) -> str:
    """Put a definition question in place of each ``def:x``."""
    head, mark, rest = term.partition("def:")
    if not mark:
        return term
    depth = at = 0
    while at < len(rest):
        if rest[at] == "\\":
            at += 2
            continue
        if not depth and rest[at] in ")|":
            break
        depth += (rest[at] in "([") - (rest[at] in ")]")
        at += 1
    return head + _DEFINITION.replace("@", rest[:at]) + _defined(rest[at:])


def _guarded(term: str) -> str:
    """Let every alternative that begins with a letter begin at a word's begin."""
    out: list[str] = []
    groups = [True]
    at, begins = 0, True
    while at < len(term):
        char = term[at]
        if char == "\\":
            step, begins = term[at : at + 2], False
        elif char == "[":
            step, begins = term[at : term.index("]", at + 2) + 1], False
        elif char == "(":
            opens = begins or (at > 0 and term[at - 1] in " |(")
            step = "(?:" if term.startswith("(?:", at) else "("
            begins = opens and (step == "(?:" or not term.startswith("(?", at))
            groups.append(begins)
        elif char in ")|":
            step = char
            if char == ")":
                groups.pop()
            begins = char == "|" and groups[-1]
        else:
            step = (_WORD_BEGIN if begins and char.isascii() and char.isalnum() else "") + char
            begins = False
        out.append(step)
        at += len(step.removeprefix(_WORD_BEGIN))
    return "".join(out)


def normal(topic: str, question: str) -> str:
    """Bring a question into the form that patterns are searched in."""
    text = f"{topic}: {question.lower()}"
    for old, new in _SPELLINGS:
        text = text.replace(old, new)
    return text


_LINE = re.compile(
    r"^\s*(?:#+\s*|[-*+•>]\s+|\**\s*(?:q(?:uestion)?\s*\.?\s*)?\d{1,3}\s*[.):、．-]\s*|q\s*[.:)]\s*)+"
    r"\**\s*(.+)$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\bvs\b|differ|explain|what|how|why|区别", re.IGNORECASE)


def questions(text: str) -> list[str]:
    """Read the questions of a list kept as text or Markdown: headings, items, lines that end in ``?``."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        item = _LINE.match(line)
        plain = re.sub(r"\[([^]]+)\]\([^)]*\)|[*_`]{1,3}", r"\1", item.group(1) if item else line).strip()
        asks = plain.endswith(("?", "？"))
        if 7 < len(plain) < 260 and (asks or (item and _QUESTION.search(plain))):
            found[plain] = None
    return list(found)
