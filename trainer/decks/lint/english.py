"""Card rules about English that no native speaker would say, and about wording that asks for too little."""

import re
from collections.abc import Iterator

from trainer.core.card import Note
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import own_words
from trainer.decks.lint.sought import Sought

_STIFF = Sought(
    re.compile(
        r"\b(in truth|(?-i:shall|Shall)|for ever|thereby|herewith|such one"
        r"|(?:is|are)(?: [\w-]+){0,2} dear(?! to\b)|dearer"
        r"|dear (?:reader|learner|student|candidate|friend|user|colleague|all)s?"
        r"|(?:starts?|stops?|restarts?|begins?|ends?|happens?|comes?|goes|works?|runs?|heals?|recovers?)"
        r" of its own(?! (?:accord|will|volition|free))"
        r"|spares? (?:you|(?:the|an?|each|every) [\w-]+ (?:an?|the|from)\b"
        r"|the (?:trouble|work|effort|cost|time|need|detour|round|trip|scan|shuffle|copy|call|step)s?)"
        r"|bears? (?:the|an?|no) (?:[\w-]+ )?(?:key|id|field|value|flag|header|version|record|column|data)s?"
        r"|(?:does|do|must|should|can|could|may|would) one (?:need|have|do|use|see|want|know|get|say|write"
        r"|choose|read|make|find|tell|take|avoid|pay|start|begin))\b"
        r"|(?:^|[.!?] |\b(?:if|when|why|how|because|so that|before|after|where) )"
        r"(one (?:must|should|wants|needs|sees|gets|has to|knows"
        r"|(?:can|could|cannot|may|might|would)(?= (?!be\b|have\b|of\b)[a-z])))\b(?![^.!?]*\bothers?\b)",
        re.IGNORECASE | re.MULTILINE,
    ),
    ("truth", "shall", "ever", "thereby", "herewith", "such", "dear", "own", "spare", "bear", "one "),
)
_SAY = (
    r"(?:say|said|claim|state|tell|told|mention|teach|taught|write|wrote|call|speak|list|name|recommend"
    r"|advise|warn)(?:e?s|e?d)?\b"
)
_NOTES = Sought(
    re.compile(
        rf"\bthe (notes|document)(?: (?:also|only|even))? {_SAY}"
        r"|\bthe (study notes|study document|notes['’](?= ))"
        r"|\b(?:according to|unlike|contrary to|as in|against what) the (notes|document)\b"
        r"(?! (?:of|in|on)\b)",
        re.IGNORECASE,
    ),
    ("notes", "document"),
)

_HEDGE = r"(?:typical(?:ly)?|usual(?:ly)?|normally|commonly|generally|mostly|often)"
_COUNT = r"(?:two|three|four|five|six|seven|\d+)"
_USUAL = (
    r"(?:common(?![ -](?:law|era|denominator|ancestor|noun)s?\b)"
    r"|typical|usual|frequent|popular|possible(?! worlds?\b)|good|important)"
)
_HEDGED = Sought(
    re.compile(
        rf"\b{_HEDGE}\b[^.?!]*\b(?:which|what)(?: are the| the)? {_COUNT}\b"
        rf"|\b(?:which|what)(?: are the| the)? {_COUNT}\b[^.?!]*\b{_HEDGE}\b"
        rf"|\b(?:name|list|give|mention|state|what are) {_COUNT} (?:of the )?(?:more |most |rather )?"
        rf"{_USUAL}\b",
        re.IGNORECASE,
    ),
    (
        *("typical", "usual", "normally", "common", "generally", "mostly", "often"),
        *("frequent", "popular", "possible", "good", "important"),
    ),
)
_TAIL = Sought(
    re.compile(
        r"[,;] (?:and |but |or )?also\b(?! (?:called|known|named|written|spel[lt]|abbreviated|referred|termed"
        r"|dubbed|styled|titled|rendered|pronounced|short for)\w*)"
        r"|[.!?;] (?:Also|[Ii]n addition|[Bb]esides|[Mm]oreover|[Ff]urthermore|[Aa]dditionally)\b"
        r"|[.!?] (?:It|They|He|She|This|There|One|You|We)(?: \w+)?? also\b"
    ),
    ("also", "addition", "besides", "moreover", "furthermore"),
)
_BOOK = r"(?-i:manual|docs?|documentation|guide|handbook|page|book|website)"
"""In small letters: what is known by a title, as the Domesday Book, may be what a deck is about."""

_MANUAL = Sought(
    re.compile(
        rf"\baccording to (?-i:[^,.?!]*?\b({_BOOK}))(?=[,.?!]| (?:of|for|on|in)\b|$)"
        rf"|\b(?:the|its|[\w]+(?:['’]s|s['’])) ({_BOOK}) (?:says?|claims?|states?|tells?|puts?)\b"
        rf"|\bwhat (?:do|does|did) (?:the|its|[\w]+(?:['’]s|s['’]))(?= )(?! tour)[^,.?!]{{0,60}}?\b({_BOOK})"
        r"(?: of [\w ]{1,40}?)?"
        r" (?:recommend|advise|suggest|say|state|warn|claim|tell|promise)\b",
        re.IGNORECASE,
    ),
    ("manual", "doc", "guide", "book", "page", "website"),
)


def check_english(note: Note) -> Iterator[Finding]:
    """Yield at most one finding of each rule about the wording of a note."""
    texts = [own_words(text) for text in dict.fromkeys(_texts(note)) if text]
    for text in texts:
        if found := _STIFF.search(text):
            message = f"`{_first(found)}` is not how people speak"
            yield Finding("stiff-english", message, "say it as you would aloud")
            break
    if found := next(filter(None, map(_NOTES.search, texts)), None):
        remedy = "say what is often said, and what holds"
        yield Finding("unseen-notes", f"nobody who learns has `the {_first(found)}`", remedy)
    yield from _asked(note)
    if any(_TAIL.search(own_words(answer)) for answer in note.body.right_answers()):
        remedy = "make one claim; the other goes into `why`, or into another note"
        yield Finding("answer-tail", "the answer has a second claim behind the first", remedy)


def _asked(note: Note) -> Iterator[Finding]:
    text = own_words("\n".join(dict.fromkeys((note.body.prompt(), *note.body.asks()))))
    if _HEDGED.search(text):
        remedy = "say by whom they are counted, ask for all that there are, or make points of them"
        yield Finding("hedged-count", "the prompt wants a number of what is only usual", remedy)
    if found := _MANUAL.search(text):
        message = f"the prompt asks what a {_first(found)} says"
        yield Finding("asks-the-manual", message, "ask what holds, and cite where it stands")


def _first(found: re.Match[str]) -> str:
    """Return the group that was found of those of which one is."""
    return str(next(filter(None, found.groups())))


def _texts(note: Note) -> Iterator[str]:
    """Yield every text that a learner reads or says."""
    for key in note.card_keys():
        sides = note.sides(key)
        yield sides.prompt
        yield sides.answer
        yield from (option.because for option in sides.options)
    yield from (note.body.prompt(), *note.hints, note.why, note.corrects)
