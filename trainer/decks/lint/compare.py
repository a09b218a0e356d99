"""Card rules for comparisons. Each asked row is a card that hides all cells of the row and shows no other."""

import re
from collections.abc import Iterator

from trainer.core.kinds import Aspect, Compare
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import content_words, normal, without_code, words

MAX_CELL_WORDS = 25
GIVEN_AWAY = 0.6  # share of a cell's words that stand in another place of its column
MIN_TELLING = 3  # words of a cell; fewer are shared by chance

_OPEN_ROW = re.compile(
    r"^(?:(?:an? |some |typical |good )?(?:examples?|use cases?(?! diagrams?)|typical(?! of\b))\b"
    r"|(?:a |the )?case(?=[:?]|$| for\b)"
    r"|(?:what )?(?:it )?suits?(?=\s*[?:]|$)"
    r"|(?:a |the )?(?:job|task|use|case) (?:that|it) (?:fits|suits)\b|(?:well )?suited (?:for|to)\b"
    r"|(?:what (?:is|are)|name|give)\b[^?]*\b(?:examples?|use cases?)\b(?! of\?)"
    r"|(?:what|which [\w -]+?) (?:does|do) [^?]*\bsuit\b"
    r"|which [\w -]+? (?:suits?|fits?) (?:each|either|both|it|them|best|which)\b)"
    r"|\bexamples? of (?:what|which)\b"
    r"|\bwhat (?:is|are|was|were|makes?) [^?]{0,200}"
    r"\b(?:good|best|better|useful|ideal|suitable|suited|handy) (?:for|at|to)\b"
    r"|\bwhat (?:would|should|could) [^?]{0,200}\buse [^?]{0,200}\bfor\?|\ba good fit\b"
    r"|\b(?:when|where|(?:for|in|with) (?:what|which)(?: [\w-]+){1,3}) "
    r"(?:would|should) [^?]{0,200}\b(?:use|choose|pick|prefer|take|apply|reach for)\b",
    re.IGNORECASE,
)
_KEEPING = (
    *("stay ", "stays ", "stayed ", "remain ", "remains ", "remained ", "keep ", "keeps ", "kept "),
    *("always ", "one and "),
)
_UNCHANGED = "".join(rf"(?<!\b{verb})" for verb in _KEEPING)
_NEIGHBOUR = re.compile(
    rf"\b(too|as well|likewise|ditto|{_UNCHANGED}the same|the opposite|the reverse|vice versa"
    r"|the other (?:one|way))(?=[.,;)]|$)"
    r"|^(also|the same|likewise|same(?=[.,;:)]|$| (?:as|but|here|there|way|thing)\b))\b",
    re.IGNORECASE,
)


def check(body: Compare) -> Iterator[Finding]:
    """Yield what is wrong with rows and cells in any language."""
    if not body.ask:
        remedy = "write the whole question as an interviewer puts it, such as Compare … and …"
        yield Finding("compare-no-ask", "the comparison has no `ask`", remedy)
    for aspect in body.aspects:
        for subject, cell in aspect.cells:
            if (count := len(words(cell))) > MAX_CELL_WORDS:
                message = f"the cell {aspect.key}.{subject} has {count} words"
                yield Finding("long-answer", message, "keep the difference, move the rest into `why`")
        if not aspect.show:
            yield from _row(aspect)


def _row(aspect: Aspect) -> Iterator[Finding]:
    if not aspect.ask.rstrip().endswith(("?", "？", "\u037e", "؟")):
        remedy = "ask a question about all subjects, or write `show: true`"
        yield Finding("row-no-question", f"row {aspect.key} asks no question", remedy)
    texts = [normal(cell) for _, cell in aspect.cells]
    if len(set(texts)) < len(texts):
        remedy = "tell them apart, or only show the row (`show: true`)"
        yield Finding("row-same-cells", f"cells of row {aspect.key} say the same", remedy)


def check_english(body: Compare) -> Iterator[Finding]:
    """Yield rows with open lists, cells told elsewhere, and cells that lean on their neighbour."""
    for aspect in body.aspects:
        if aspect.show:
            continue
        yield from _given_away(body, aspect)
        if found := _OPEN_ROW.search(without_code(aspect.ask).strip()):
            message = f"row {aspect.key} asks for `{found.group()}`, to which much is right"
            yield Finding("row-open", message, "only show the row (`show: true`)")
        for subject, cell in aspect.cells:
            if found := _NEIGHBOUR.search(without_code(cell).strip()):
                said = found.group(1) or found.group(2)
                message = f"the cell {aspect.key}.{subject} leans on its neighbour (`{said}`)"
                yield Finding("cell-leans", message, "word it so that it stands alone")


def _given_away(body: Compare, aspect: Aspect) -> Iterator[Finding]:
    names = dict(body.subjects)
    for subject, cell in aspect.cells:
        telling = content_words(cell)
        if len(telling) < MIN_TELLING:
            continue
        shown = {
            f"row {other.key}": dict(other.cells)[subject] for other in body.aspects if other is not aspect
        }
        shown |= {"the question": aspect.ask, "the subject": names[subject]}
        for where, text in shown.items():
            if len(telling & content_words(text)) >= GIVEN_AWAY * len(telling):
                message = f"most words of the cell {aspect.key}.{subject} stand in {where}"
                yield Finding("cell-given-away", message, "say it once, or only show the row (`show: true`)")
                break
