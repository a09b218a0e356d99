"""Card rules about English that no native speaker would say, and about wording that asks for too little."""

import re
from collections.abc import Iterator

from trainer.core.card import Note
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import without_code

_STIFF = re.compile(
    r"\b(in truth|shall|for ever|of its own|spares? (?:you|the|a)|(?:is|are) dear|dearer"
    r"|bears? (?:the|a|no)|thereby|herewith|such one)\b"
    r"|(?:^|[.!?] |\b(?:if|when|why|how|because|so that|before|after|where) )"
    r"(one (?:must|should|wants|needs|sees|gets|has to|knows))\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOTES = re.compile(
    r"\bthe (?:study )?(notes|document)(?: (?:also|only|even))? "
    r"(?:say|claim|call|give|state|list|tell|name|write|put|have|count|speak|use|teach|mention|show)s?\b",
    re.IGNORECASE,
)
_IN_CORRECTS = re.compile(r"\bthe (notes|document)\b(?! of\b)", re.IGNORECASE)

_HEDGE = r"(?:typical(?:ly)?|usual(?:ly)?|normally|commonly|generally|mostly|often)"
_COUNT = r"(?:two|three|four|five|six|seven|\d+)"
_HEDGED = re.compile(
    rf"\b{_HEDGE}\b[^.?!]*\b(?:which|what)(?: are the| the)? {_COUNT}\b"
    rf"|\b(?:which|what)(?: are the| the)? {_COUNT}\b[^.?!]*\b{_HEDGE}\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[,;] (?:and |but |or )?also\b", re.IGNORECASE)
_MANUAL = re.compile(
    r"\baccording to [^,.?!]*?\b(manual|docs?|documentation|guide|handbook|page|book|website)\b"
    r"|\b(?:the|its|[\w]+['’]s) (manual|docs?|documentation|guide|handbook|page|book|website)"
    r" (?:says?|claims?|states?|tells?|puts?)\b",
    re.IGNORECASE,
)


def check_english(note: Note) -> Iterator[Finding]:
    """Yield at most one finding of each rule about the wording of a note."""
    texts = [without_code(text) for text in _texts(note)]
    for text in texts:
        if found := _STIFF.search(text):
            message = f"`{found.group(1) or found.group(2)}` is not how people speak"
            yield Finding("stiff-english", message, "say it as you would aloud")
            break
    quoted = [_IN_CORRECTS.search(without_code(note.corrects)), *map(_NOTES.search, texts)]
    if found := next(filter(None, quoted), None):
        remedy = "say what is often said, and what holds"
        yield Finding("unseen-notes", f"nobody who learns has `the {found.group(1)}`", remedy)
    yield from _asked(note)
    if any(_TAIL.search(without_code(answer)) for answer in note.body.right_answers()):
        remedy = "make one claim; the other goes into `why`, or into another note"
        yield Finding("answer-tail", "the answer has a second claim behind `also`", remedy)


def _asked(note: Note) -> Iterator[Finding]:
    text = without_code("\n".join(dict.fromkeys((note.body.prompt(), *note.body.asks()))))
    if _HEDGED.search(text):
        remedy = "say by whom they are counted, ask for all that there are, or make points of them"
        yield Finding("hedged-count", "the prompt wants a number of what is only usual", remedy)
    if found := _MANUAL.search(text):
        message = f"the prompt asks what a {found.group(1) or found.group(2)} says"
        yield Finding("asks-the-manual", message, "ask what holds, and cite where it stands")


def _texts(note: Note) -> Iterator[str]:
    """Yield every text that a learner reads or says."""
    for key in note.card_keys():
        sides = note.sides(key)
        yield sides.prompt
        yield sides.answer
        yield from (option.because for option in sides.options)
    yield from (note.body.prompt(), *note.hints, note.why, note.corrects)
