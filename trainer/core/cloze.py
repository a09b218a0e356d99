"""Cloze markers: ``{{c1::answer}}``, ``{{c1::answer::hint}}``; one may stand in the answer of another, and
one with several numbers, ``{{c1,2::answer}}``, is hidden on the card of each.

Inside a marker ``\\::`` and ``\\}}`` are literal ones. Braces that have their partner need no backslash:
``{{c1::{a: 1}}}`` hides ``{a: 1}``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trainer.core.emphasis import strong
from trainer.core.text import one_line

DEEPEST = 8
"""So many markers may stand in each other, as in Anki."""

_NUMBERS = r"\d{1,4}(?:,\d{1,4})*"
_TOKEN = re.compile(
    rf"\{{\{{c(?P<numbers>{_NUMBERS})::|(?P<escaped>\\::|\\\}}\}})|(?P<hint>::)|(?P<brace>[{{}}])"
)
_MISSPELT = re.compile(
    r"\{\{\s*[cC]\s*\d+\s*:(?!:)[^{}\n]*\}\}"  # {{c1:answer}}
    r"|(?<!\{)\{\s*[cC]\s*\d+\s*::[^{}\n]*\}{1,2}"  # {c1::x}}
    rf"|\{{\{{(?!c{_NUMBERS}::)\s*[cC]\s*\d+\s*::"  # {{C1::x}}, {{ c1::x}}, {{c12345::x}}
    r"|\{\{(?:c\s*\d*|\d+)\s*::"  # {{1::x}}, {{c::x}}
    rf"|\{{\{{(?!c{_NUMBERS}::)\s*[cC\u0441\u0421][\s\dlI,.-]{{1,6}}(?:::|;;)"  # {{cl::x}}, {{c1-2::x}}
    r"|(?:\[\[|\(\()c\d+::"  # [[c1::x]]
)
_MISSPELT_PROSE = re.compile(  # what may well be meant so inside code
    r"\{\{\s*[cC]\s*\d+\s*[|;,/=.-][^{}\n]*\}\}"  # {{c1|answer}}
    r"|(?:<<|(?<!\()\(|(?<!\[)\[)\s*[cC]\d+::"  # <<c1::answer>>, (c1::answer)
)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_PAIR = re.compile(r"\{[^{}]*\}|\\.", re.DOTALL)
_CUT = "\n"  # where the signs of a marker were
_BACKTICKS = re.compile("`+")
_BEGIN, _END = "\ufdd4", "\ufdd5"
"""Around what a card asks for, until it is known whether it can be emphasised there."""
_MATH = re.compile(r"\\\(|\\\[|\$\$[^$`]+\$\$|(?<![\\$])\$(?=[^\s$])[^$\n`]*(?<=[^\s$])\$(?!\d)")
"""Mathematics, or only the sign that begins it where another one ends it."""
_ENDS = {"\\(": "\\)", "\\[": "\\]"}
_REMEDY = "write the hidden part as {{c1::answer}}, in a quoted text"


class Gap(NamedTuple):
    """One hidden part of a cloze text.

    Attributes:
        numbers: of the marker, ascending. ``hint``: what is shown instead ("" = none).
        answer: what it hides, with what further markers in it hide.
        inner: the literal parts and markers that make up the answer, if there are markers among them.
    """

    numbers: tuple[int, ...]
    answer: str
    hint: str
    inner: "tuple[str | Gap, ...]" = ()


class ClozeError(ValueError):
    """The text has no usable marker; the message says why, ``remedy`` what to do."""

    def __init__(self, message: str, remedy: str = _REMEDY) -> None:
        super().__init__(message)
        self.remedy = remedy


class _Open:
    """A marker that is being read: its answer so far, its hint once that has begun, braces still open."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self.numbers = numbers
        self.parts: list[str | Gap] = []
        self.hint: list[str] | None = None
        self.braces = 0

    def add(self, text: str) -> None:
        (self.parts if self.hint is None else self.hint).append(text)

    def closed(self) -> Gap:
        answer = _filled(self.parts)
        if not self.numbers[0]:
            raise ClozeError(
                "a cloze number is 0; numbers start at 1", "number the gaps from 1, as in {{c1::answer}}"
            )
        if not answer.strip():
            raise ClozeError(f"cloze {self.numbers[0]} hides nothing")
        nested = any(isinstance(part, Gap) for part in self.parts)
        return Gap(self.numbers, answer, "".join(self.hint or ()), _joined(self.parts) if nested else ())


def parse(text: str) -> tuple[str | Gap, ...]:
    """Split ``text`` into literal parts and gaps, in reading order.

    Raises:
        ClozeError: no marker, a misspelt one, one that hides nothing or is numbered 0, or one never closed.
    """
    found = _read(text, paired=True) or _read(text, paired=False)
    if found is None:
        raise ClozeError(
            "a cloze marker is opened but never closed with }}",
            "close each with two braces, as in {{c1::answer}}",
        )
    parts, rest = found
    prose = _CODE.sub(_CUT, rest)
    if odd := _MISSPELT.search(rest) or _MISSPELT_PROSE.search(prose):
        shown = one_line(odd[0], 40)
        remedy = f"{_REMEDY}: small c, two of each sign"
        raise ClozeError(f"`{shown}` looks like a cloze marker, and is none", remedy)
    if "}}" in _without_pairs(prose):
        raise ClozeError(
            "`}}` closes no cloze marker",
            "remove it, open its marker with {{c1::, or write it in `code` or as \\}}",
        )
    if not any(isinstance(part, Gap) for part in parts):
        raise ClozeError("the text has no cloze marker such as {{c1::answer}}")
    return parts


def _without_pairs(text: str) -> str:
    """Return a text without braces that have their partner, and without what a backslash stands before."""
    shorter = _PAIR.sub("", text)
    while shorter != text:
        text, shorter = shorter, _PAIR.sub("", shorter)
    return text


def numbers(text: str) -> tuple[int, ...]:
    """Return the different cloze numbers of ``text``, ascending. Raises `ClozeError` as `parse` does."""
    return tuple(sorted({number for gap in gaps(parse(text)) for number in gap.numbers}))


def gaps(parts: Sequence[str | Gap]) -> Iterator[Gap]:
    """Yield all gaps among ``parts``, those in another one after it."""
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from gaps(part.inner)


def question(text: str, number: int) -> str:
    """Return the text with the gaps of ``number`` shown as ``[…]`` or ``[hint]``, all others filled in."""
    return _emphasised(_show(parse(text), number, hide=True, before=""))


def answer(text: str, number: int) -> str:
    """Return the whole text with the parts that ``number`` hid in bold."""
    return _emphasised(_show(parse(text), number, hide=False, before=""))


def hidden(text: str, number: int) -> tuple[str, ...]:
    """Return what the gaps of ``number`` hide, in reading order."""
    return tuple(_hidden(parse(text), number))


def _read(text: str, *, paired: bool) -> tuple[tuple[str | Gap, ...], str] | None:
    """Split ``text``; return the parts, and what it is without the signs of its markers.

    None if a marker is not closed. ``paired``: a brace in a marker belongs to its partner.
    """
    rest: list[str] = []
    outside: list[str | Gap] = []
    stack: list[_Open] = []
    end = 0
    while token := _TOKEN.search(text, end):
        literal, start, end = text[end : token.start()], token.start(), token.end()
        if stack:
            stack[-1].add(literal)
        else:
            outside.append(literal)
        plain = text[start:end]
        if token["numbers"]:
            if len(stack) == DEEPEST:
                raise ClozeError(
                    f"more than {DEEPEST} cloze markers stand in each other", "close some of them"
                )
            if stack and stack[-1].hint is not None:
                raise ClozeError("a cloze marker stands in the hint of another", "put it into the answer")
            plain = _CUT
            stack.append(_Open(tuple(sorted({int(number) for number in token["numbers"].split(",")}))))
        elif not stack:
            outside.append(text[start:end])
        elif token["escaped"]:
            plain = _CUT
            stack[-1].add(token["escaped"][1:])
            stack[-1].braces = max(0, stack[-1].braces - 2 * (token["escaped"] == "\\}}"))
        elif token["hint"]:
            if stack[-1].hint is None:
                stack[-1].hint = []
            else:
                stack[-1].add("::")
        elif token["brace"] == "{":
            stack[-1].braces += 1
            stack[-1].add("{")
        elif stack[-1].braces and paired:
            stack[-1].braces -= 1
            stack[-1].add("}")
        elif text.startswith("}", end):
            end += 1
            plain = _CUT
            gap = stack.pop().closed()
            (stack[-1].parts if stack else outside).append(gap)
        else:
            stack[-1].add("}")
        rest += (literal, plain)
    if stack:
        return None
    return _joined([*outside, text[end:]]), "".join((*rest, text[end:]))


def _joined(parts: Sequence[str | Gap]) -> tuple[str | Gap, ...]:
    """Join neighbouring texts and drop empty ones."""
    joined: list[str | Gap] = []
    texts: list[str] = []
    for part in (*parts, Gap((), "", "")):
        if isinstance(part, str):
            texts.append(part)
            continue
        if text := "".join(texts):
            joined.append(text)
        texts = []
        joined.append(part)
    return tuple(joined[:-1])


def _filled(parts: Sequence[str | Gap]) -> str:
    return "".join(part if isinstance(part, str) else part.answer for part in parts)


def _hidden(parts: Sequence[str | Gap], number: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Gap):
            yield from (part.answer,) if number in part.numbers else _hidden(part.inner, number)


def _show(parts: Sequence[str | Gap], number: int, *, hide: bool, before: str) -> str:
    """Return ``parts`` as shown behind the text ``before``."""
    out = before
    for part in parts:
        if isinstance(part, str):
            out += part
        elif number not in part.numbers:
            out = _show(part.inner or (part.answer,), number, hide=hide, before=out)
        else:
            shown = f"[{part.hint or '…'}]" if hide else part.answer
            out += shown if ends_in_code(out) else f"{_BEGIN}{shown}{_END}"
    return out


def _emphasised(shown: str) -> str:
    """Put what is asked for into bold where that can be; not within mathematics, where asterisks would be
    shown as such."""
    parts, at = list[str](), 0
    for start, end in mathematics(shown):
        parts += (shown[at:start], shown[start:end].replace(_BEGIN, "").replace(_END, ""))
        at = end
    text, at, out = "".join((*parts, shown[at:])), 0, ""
    while (begin := text.find(_BEGIN, at)) >= 0:
        end = text.find(_END, begin)
        after = text[end + 1 :].lstrip(_BEGIN)[:1]
        out += text[at:begin]
        out += strong(out.rpartition("\n")[2], text[begin + 1 : end], after)
        at = end + 1
    return out + text[at:]


def mathematics(text: str) -> Iterator[tuple[int, int]]:
    """Yield where mathematics begins and ends. An end that is not there is looked for once, not for each of
    the signs that could begin it."""
    at, missing = 0, set[str]()
    while found := _MATH.search(text, at):
        at = found.end()
        if (close := _ENDS.get(found[0])) is not None:
            end = -1 if close in missing else text.find(close, at)
            if end < 0:
                missing.add(close)
                continue
            at = end + len(close)
        yield found.start(), at


def ends_in_code(markdown: str) -> bool:
    """Is the end of ``markdown`` inside a code span or fence, where asterisks would be shown as such?"""
    opened = 0
    for run in _BACKTICKS.findall(markdown):
        if not opened:
            opened = len(run)
        elif opened == len(run):
            opened = 0
    return opened > 0
