"""Card rules for a note of any kind.

Background: Wozniak, "Twenty rules of formulating knowledge".
"""

import re
from collections.abc import Iterator

from trainer.core.card import Deck, Note, Reference
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import (
    content_words,
    normal,
    own_words,
    sentences,
    without_code,
    without_images,
    words,
)
from trainer.decks.lint.sought import Sought, has_any

MAX_PROMPT_WORDS = 30
MIN_LEAK_LETTERS = 3
MAX_LEAK_WORDS = 5
REPEATED = 0.75  # share of the telling words of a `why` that question and answer have said already
MIN_TELLING = 3  # telling words of a `why`; fewer are shared by chance
MUCH_ASKED = 5  # of 9: how often interviewers ask what is no matter for experts alone
_LONGEST_SENTENCE = 2000  # characters of one that are read; it is too long long before
OLDER_MONTHS = 12  # how much older than a note's date what it cites may be

_VERB = r"(?:is|are|was|were|am|do|does|did|can|could|will|would|shall|should|must|may|might|has|have|had)"
_ASKING = r"(?:what|which|who|whose|why|how|when|where)"
_QUESTION = re.compile(r"\?+(?=[^\w\s]{0,3}(?:\s|$))")
_ASKS = re.compile(rf"\b{_ASKING}\b", re.IGNORECASE)
_AND_WHY = re.compile(rf"\band ({_ASKING})\b(?: (\w+))?", re.IGNORECASE)
_TURNED = re.compile(rf"(?:why|how|when|where) {_VERB}\b|(?:why|how)$", re.IGNORECASE)
_TOLD = re.compile(rf"{_ASKING} (?:it|they|he|she|you|we|i)\b", re.IGNORECASE)
_TELL = re.compile(
    r"(?:please )?(?:explain|describe|say|tell|state|show|define|name|outline|give|summari[sz]e)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"(?:and |but |so |then )?{_VERB}(?:n't)? \w", re.IGNORECASE)
_YES = re.compile(r"yes\b|no(?=\s*(?:[,.:;!–—]|-\s|$))", re.IGNORECASE)
_THIS = (
    rf"^(?:(?:what|why|how|when|where|which|who)\s+)?(?:{_VERB}\s+)?(its?|they|them|their|this|these|those)\b"
)
_AT_FIRST = re.compile(_THIS, re.IGNORECASE)
_POINTER = re.compile(
    rf"{_THIS}"
    r"|\b((?:mentioned|listed|shown|described|given|named|as) (?:above|below)|the (?:above|following))\b"
    r"|\b((?:in|of|from|by|to) (?:the|this|these) (?:document|notes|section|chapter|deck)(?! of\b))\b"
    r"|^(?:(?!\b(?:and|or|vs)\b).)*\b(the (?:former|latter))\b",
    re.IGNORECASE,
)
_VAGUE = Sought(
    re.compile(
        r"(?<![/\\!\w-])(order what follows|various|etc(?!/)|and so on|and so forth|discuss|usually|important"
        r"|tell (?:me |us )?about|talk about)\b"
        r"|^(?:what are|name|list|give) (some|a few|several)\b",
        re.IGNORECASE,
    ),
    (
        *("order what", "various", "etc", "and so", "discuss", "usually", "important", "tell", "talk"),
        *("some", "few", "several"),
    ),
)
_VOLATILE = Sought(
    re.compile(
        r"\b(by default|default (?:is|value|port|size|number|of|to)|defaults? to|(?:the|its|whose) default\b"
        r"|(?:version|release) v?\d[\w.]*|port \d+|(?:the )?latest (?:version|release)"
        r"|limit(?:ed)? (?:is|of|to) \d[\w.]*)",
        re.IGNORECASE,
    ),
    ("default", "version", "release", "port ", "latest", "limit"),
)
_POINTS = (
    *("above", "below", "following", "document", "notes", "section", "chapter", "deck"),
    *("former", "latter"),
)
"""What all pointers have but those that a text begins with."""
_ALTERNATIVE = re.compile(r"\b(?:or|versus|vs|either|which of|between)\b", re.IGNORECASE)
_SHARP = re.compile(r"\b(?:never|always|nothing|nobody|impossible|in no case|not part of)\b", re.IGNORECASE)
_SECONDARY = re.compile(
    r"https?://(?:[\w-]+\.)*(?:wikipedia\.org|medium\.com|towardsdatascience\.com|dev\.to|substack\.com|quora\.com"
    r"|stackoverflow\.com|stackexchange\.com|reddit\.com|geeksforgeeks\.org|tutorialspoint\.com|javatpoint\.com"
    r"|w3schools\.com|guru99\.com|simplilearn\.com|edureka\.co|intellipaat\.com|projectpro\.io|baeldung\.com"
    r"|liquisearch\.com|slideshare\.net|scribd\.com|wordpress\.com|blogspot\.com)(?:[:/]|$)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])\b")
_ANY_RELEASE = re.compile(r"\b\d+\.x\b")
_TELLING = re.compile(rf"[^\W\d_]{{{MIN_LEAK_LETTERS}}}")
_RELEASE = re.compile(rf"\b\d+\.\d+|{_MONTH.pattern}")


class Whole:
    """What the rules for a note ask about its deck, looked up once for all of its notes."""

    def __init__(self, deck: Deck) -> None:
        self.cites = bool(deck.references) or any(note.cite for note in deck.notes)
        self.has_levels = any(note.level for note in deck.notes)
        self.references = {reference.key: (at, reference) for at, reference in enumerate(deck.references)}

    def cited(self, note: Note) -> list[Reference]:
        """Return the references of the deck that a note cites, in the order of the deck."""
        found = {self.references[key] for key in note.cite if key in self.references}
        return [reference for _, reference in sorted(found)]


def check(note: Note, deck: Whole) -> Iterator[Finding]:
    """Yield what the rules find that hold in any language."""
    yield from _several_questions(note)
    yield from _long_prompt(note)
    yield from _cite(note, deck)
    yield from _level(note, deck)
    yield from _level_asked(note)
    yield from _as_of(note, deck)
    yield from _secondary(note, deck)


def check_deck(deck: Deck) -> Iterator[Finding]:
    """Yield what is wrong with the references of a deck."""
    for reference in deck.references:
        if not reference.version and not reference.seen:
            message = f"nobody can tell what reference {reference.key} said when it was read"
            yield Finding("undated-source", message, "add its `version`, or the month it was `seen`")


def check_english(note: Note, deck: Whole) -> Iterator[Finding]:
    """Yield what the rules find that read English."""
    yield from _sharp(note, deck)
    yield from _two_questions(note)
    yield from _yes_no(note)
    yield from _unclear_reference(note)
    yield from _vague(note)
    yield from _undated(note)
    yield from _answer_leak(note)
    yield from _why_repeats(note)


def _prompt(note: Note) -> str:
    return note.body.prompt()


def _asked(note: Note) -> Iterator[str]:
    """Yield what the note and its cards ask, each once; a text with gaps asks nothing that can be counted."""
    if not note.body.in_place:
        yield from dict.fromkeys(filter(None, (_prompt(note), *note.body.asks())))


def _several_questions(note: Note) -> Iterator[Finding]:
    for text in _asked(note):
        if (count := len(_QUESTION.findall(without_code(text)))) > 1:
            yield Finding("several-questions", f"the prompt asks {count} questions", "make a note of each")


def _two_questions(note: Note) -> Iterator[Finding]:
    if note.body.way in ("points", "choice"):  # there each half has its points, or both stand in an option
        return
    for text in note.body.asks():
        for part in sentences(text):
            if second := _second_question(part[:_LONGEST_SENTENCE]):
                message = f"the prompt asks two things in one: the second begins with `{second}`"
                yield Finding("two-questions", message, "make a note of each")


def _second_question(sentence: str) -> str:
    """Return with what the second question of a sentence begins, "" where it asks one thing.

    `What decides who stays and who goes?` asks one: what is told in the same breath belongs to the clause
    before, unless it is turned around like a question (`and how is it punished?`).
    """
    for found in _AND_WHY.finditer(sentence):
        before, second = _ASKS.findall(sentence[: found.start()]), found.group(1)
        if not before:
            continue
        if not sentence.endswith("?"):
            if _TELL.match(sentence) and second.casefold() != before[-1].casefold():
                return second
        elif _TURNED.match(found.group()[len("and ") :]) or (len(before) == 1 and not _TOLD.match(sentence)):
            return second
    return ""


def _long_prompt(note: Note) -> Iterator[Finding]:
    for text in _asked(note):
        if (count := len(words(text))) > MAX_PROMPT_WORDS:
            yield Finding("long-prompt", f"the prompt has {count} words", f"get by with {MAX_PROMPT_WORDS}")


def _cite(note: Note, deck: Whole) -> Iterator[Finding]:
    if not note.cite and deck.cites:
        yield Finding("no-cite", "the note cites no source", "add `cite`")


def _level(note: Note, deck: Whole) -> Iterator[Finding]:
    if note.level is None and deck.has_levels:
        yield Finding("no-level", "the note has no level, unlike others of the deck", "add `level`")


def _level_asked(note: Note) -> Iterator[Finding]:
    if note.level == "deep" and (note.asked or 0) >= MUCH_ASKED:
        message = f"asked {note.asked} of 9, yet `deep`: what interviewers ask first would come last"
        yield Finding("level-asked", message, "make it `solid` or `core`, or look at `asked` again")


def _as_of(note: Note, deck: Whole) -> Iterator[Finding]:
    """A date says when somebody looked, and not how old what he looked at was by then."""
    cited = [reference.version for reference in deck.cited(note)]
    months = [_months(version) for version in cited]
    if note.as_of and cited and all(_ANY_RELEASE.search(one) and not _RELEASE.search(one) for one in cited):
        message = f"`as_of` is {note.as_of}, but `{cited[0]}` may be any release of many years"
        yield Finding(
            "version-vague", message, "name the release or month that was read or compared, or cite it"
        )
    if not note.as_of or not months or 0 in months:  # 0: nobody knows how old that one is
        return
    newest = max(cited, key=_months)
    if _months(note.as_of) - _months(newest) > OLDER_MONTHS:
        message = f"`as_of` is {note.as_of}, but the newest source cited describes {newest}"
        yield Finding("as-of-newer", message, "check it against a newer source, and cite that")


def _secondary(note: Note, deck: Whole) -> Iterator[Finding]:
    cited = [reference for reference in deck.cited(note) if reference.url]
    if cited and all(_SECONDARY.match(reference.url) for reference in cited):
        message = f"all that the note cites is second-hand, such as {cited[0].url}"
        yield Finding("secondary-source", message, "cite the official page, or the source code")


def _sharp(note: Note, deck: Whole) -> Iterator[Finding]:
    """Find claims without exception for which nobody says where they were looked up."""
    if not deck.references or deck.cited(note):
        return
    for key in note.card_keys():
        if found := _SHARP.search(without_code(note.sides(key).answer)):
            message = f"the answer says `{found.group()}`, and cites no reference"
            yield Finding("sharp-claim", message, "look for an exception, and cite where you looked")
            return


def _months(text: str) -> int:
    """Return the latest month that a text names, counted from the year 0; 0 for none."""
    return max((int(year) * 12 + int(month) for year, month in _MONTH.findall(text)), default=0)


def _yes_no(note: Note) -> Iterator[Finding]:
    if note.body.in_place or note.body.way == "choice" or not _prompt(note):
        return
    asked = [part for part in sentences(_prompt(note)) if part.endswith("?")]
    answered = any(_YES.match(without_code(text).strip()) for text in note.body.right_answers())
    if answered or (asked and _YES_NO.match(asked[-1]) and not _ALTERNATIVE.search(asked[-1])):
        remedy = "ask why, how or which, or use kind choice"
        yield Finding("yes-no-prompt", "the prompt can be answered by yes or no", remedy)


def _unclear_reference(note: Note) -> Iterator[Finding]:
    if "\n" in _prompt(note).strip():  # then something is shown that a pointer may mean
        return
    text = without_code(_prompt(note))
    if found := _POINTER.search(text) if has_any(text, _POINTS) else _AT_FIRST.match(text):
        said = next(group for group in found.groups() if group)
        yield Finding("unclear-reference", f"`{said}` points to nothing in the prompt", "name what is meant")


def _vague(note: Note) -> Iterator[Finding]:
    if found := _VAGUE.search(own_words(_prompt(note))):
        word = found.group(1) or found.group(2)
        yield Finding("vague-words", f"the prompt says `{word}`", "say what exactly is wanted")


def _undated(note: Note) -> Iterator[Finding]:
    if note.as_of:
        return
    for key in note.card_keys():
        sides = note.sides(key)
        if found := _VOLATILE.search(without_code(f"{sides.prompt}\n{sides.answer}")):
            message = f"`{found.group(1)}` may change with the next release"
            yield Finding("undated-fact", message, "add `as_of: YYYY-MM`")
            return


def _answer_leak(note: Note) -> Iterator[Finding]:
    asked = normal(_prompt(note))
    if _ALTERNATIVE.search(asked):
        return
    for answer in note.body.right_answers():
        text = normal(without_images(answer))
        short = len(text.split()) <= MAX_LEAK_WORDS
        if short and _TELLING.search(text) and f" {text} " in f" {asked} ":
            yield Finding("answer-leak", f"the prompt holds the answer `{text}`", "ask without it")


def _why_repeats(note: Note) -> Iterator[Finding]:
    """Find a `why` that says the question and its one answer again; of many answers it may draw the sum."""
    telling = content_words(note.why) if note.why else set()
    answers = tuple(note.body.right_answers())
    if len(telling) < MIN_TELLING or note.body.way in ("points", "order"):
        return
    for answer in answers:
        if len(telling & content_words(f"{_prompt(note)} {answer}")) >= REPEATED * len(telling):
            message = "`why` says hardly more than question and answer do"
            yield Finding("why-repeats", message, "say why it is so, or leave it out")
            return
