"""Every rule by name, with its explanation. Names are stable, so that reports can be filtered by them."""

from typing import NamedTuple

from trainer.core.card import Problem, Severity
from trainer.core.errors import UsageError
from trainer.core.near import near

# Errors that leave a note usable: it is kept, while a note with any other error is refused.
HARMLESS = frozenset({"unknown-cite", "unknown-note", "needs-circle", "missing-media"})

WENT = frozenset({"decks-away", "notes-vanished", "versions-lost"})
"""What is told of things that went at once, until it is said that they were taken out."""

ERRORS: dict[str, str] = {
    "file-unreadable": "The file cannot be opened or read, is no regular file, or is larger than 32 MiB.",
    "not-utf8": "A deck file is UTF-8 text.",
    "empty-file": "The file holds no deck.",
    "yaml-syntax": "The file is not valid YAML at this place.",
    "yaml-feature": "Tags, merge keys, further documents and large aliases are not part of the format.",
    "foreign-file": "The file is one of another program; `trainer import` makes decks of it.",
    "too-deep": "Values are nested deeper than any deck needs.",
    "too-many-problems": "The file has so many problems that the rest is not listed.",
    "newer-version": "The deck is written in a format version that this program does not know.",
    "duplicate-key": "A key stands twice in the same mapping.",
    "unknown-key": "The format has no such key at this place.",
    "unknown-kind": "The kind of a note is one of: basic, cloze, choice, typed, order, compare, points.",
    "missing-field": "A required field is missing.",
    "empty-field": "A field is there but holds no text.",
    "wrong-shape": "A text, a list or a mapping stands where another of them is wanted.",
    "too-few": "A list or mapping has fewer members than the kind needs.",
    "bad-value": "The field takes only values of a certain form, such as a month or a web address.",
    "bad-id": "Ids are lower-case letters, digits, - and _; at most 80, the first a letter or digit.",
    "doubled-id": "Two notes of the deck have the same id, or a note takes over the history of a living one.",
    "doubled-deck": "Two files have the same deck id.",
    "notes-vanished": (
        "Where a file looks cut off (most of its notes went at once, or the last ones and the end of a line) "
        "they are kept until they are back, or `trainer check --removed` says that they were taken out."
    ),
    "versions-lost": (
        "A file of the user's versions of notes lost most of them at once, or the last ones and the end of a "
        "line, or cannot be read as one any more: the deck's own notes are asked instead of those versions."
    ),
    "decks-away": (
        "Where a folder that had several decks has none, is gone, cannot be looked into, or is another than "
        "before, its decks are kept as they are until they are back, or `trainer check --removed` says that "
        "they were taken away."
    ),
    "doubled-option": "Two options of a choice have the same text.",
    "unknown-cite": "`cite` names neither a reference of the deck nor a fact of the syllabus.",
    "unknown-note": "`confusable`, `follow_up` or `needs` names a note that does not exist.",
    "needs-circle": "Notes need each other in a circle, so that none of them can be met first.",
    "missing-media": "A picture or sound that a note shows is not beside the deck file, or cannot be shown.",
    "bad-cloze": "The markers of a cloze text cannot be understood.",
    "too-many-cards": "A note has at most 100 gaps or cells.",
    "compare-cells": "Each aspect of a comparison has one cell for each subject, and no other.",
    "compare-only-shown": "A comparison asks at least one row; those with `show: true` are never asked.",
    "bad-syllabus": "The syllabus file cannot be used.",
}

WARNINGS: dict[str, str] = {
    "left-import": (
        "An import was ended while its decks were put in place: some may be there, and a folder is left. "
        "Importing the file again writes the others."
    ),
    "unsafe-character": "A character that steers terminals or reorders text was taken out.",
    "comment-cut": "In YAML a blank and # start a comment: the text of a field ends there.",
    "same-prompt": "Two notes ask the same thing in the same words.",
    "original-changed": (
        "The user's version of a shipped note was made from a text that is not the shipped one any more."
    ),
    "unknown-deck": "A file has versions of notes of a deck that is not among those that were read.",
    "original-gone": "The user's version of a shipped note, or changes of one, are all that is left of it.",
    "unknown-note-elsewhere": "A note of another deck is named that is not among the decks that were read.",
}

# What makes a card hard to learn from; see `trainer.decks.lint`.
CARD_RULES: dict[str, str] = {
    "several-questions": "A prompt asks one thing.",
    "long-prompt": "A prompt has at most 30 words.",
    "long-answer": "An answer has at most 25 words; the rest belongs into `why`.",
    "list-answer": "An answer that lists more than three things is hard to recall as one.",
    "yes-no-prompt": "A question answered by yes or no is guessed; ask why or which instead.",
    "unclear-reference": "A prompt stands alone: no pronoun or pointer to something that is not there.",
    "html-shown": "Texts are Markdown; HTML in them is shown as it is typed. Said once for a deck.",
    "markdown-takes": (
        "Stars of `src/*.py`, backslashes of a pattern, brackets of `[note]: text` may be marks for "
        "Markdown, which does not show them: escape them, or put them into backticks."
    ),
    "picture-elsewhere": (
        "Nothing of the web is loaded by a card: a picture there is a link in Anki, its caption on screens."
    ),
    "caption-tells": "What is said of a picture stands where no picture can; it may not tell the answer.",
    "vague-words": (
        "A prompt without words such as various, etc., discuss has one answer. What is quoted, in italics, "
        "code or a path is not looked at."
    ),
    "answer-leak": "The prompt must not hold its own answer.",
    "no-cite": "In a deck that cites sources, each note does.",
    "undated-fact": "Defaults, versions, ports and limits change; `as_of` says when they were checked.",
    "cloze-hides-much": "A gap hides at most three words.",
    "code-spans-touch": "Where a gap is filled, its code must not run into code beside it.",
    "mark-crosses-gap": "What a gap hides is read by itself: a mark that begins in it ends in it.",
    "cloze-hint-in-code": (
        "In code `{{c1::std::vector::size}}` hides `std` and hints at the rest; the name is hidden by "
        "`{{c1::std\\::vector\\::size}}`. What opens in a gap (code, a bracket) does not end in its hint."
    ),
    "number-rounded": (
        "Without `within` a number with decimals is right when rounded to three digits: the note says "
        "whether that is meant."
    ),
    "cloze-leak": "The visible text around a gap must not hold what the gap hides.",
    "choice-size": "A choice has three to five options.",
    "choice-catch-all": "`All of the above` and its like test reading, not knowing.",
    "choice-longest": "A right option that is much longer than the others gives itself away.",
    "points-many": "An open question has at most five points.",
    "points-no-must": "At least one point of an open question is indispensable (`must: true`).",
    "point-long": "A point is one idea of at most twelve words.",
    "points-self-test": "The reference answer makes every point; no answer, or the question repeated, none.",
    "point-no-terms": "Without `terms` a point cannot be found in a typed answer.",
    "no-level": "In a deck whose notes have levels, each note has one: new notes come in their order.",
    "as-of-newer": (
        "`as_of` says when somebody looked, `version` of a reference what was looked at. A date more than "
        "12 months newer than the newest source that a note cites promises what nobody checked."
    ),
    "needs-deeper": (
        "Whoever learns `core` only would meet the note without what it needs: that must be as basic as the "
        "note itself."
    ),
    "level-asked": "What is asked in most interviews is no matter for experts: `deep` comes last of all.",
    "hedged-count": (
        "`Which three things does one usually do?` has many right threes, of which only the author's counts; "
        "so has `Name three common causes`. `Name the three …` counts what is complete."
    ),
    "answer-tail": (
        "`A, also B; C` or `A. It also …` are several claims under one grade: whoever knows only A has no "
        "grade to give. Another name (`also called B`) is no claim."
    ),
    "asks-the-manual": (
        "`According to the manual, …` and `What do the docs recommend …` ask what a page says, which "
        "changes; interviewers ask what holds. A book with a title of its own may be what a deck is about."
    ),
    "system-unnamed": (
        "In a deck whose tags are several systems, each named in a third of its notes, a prompt says which "
        "one it means."
    ),
    "two-questions": (
        "`What … and why …?` is two questions, `Explain what … and how …` too: half an answer has no grade. "
        "Each becomes a note of its own. `What decides who stays and who goes?` is one."
    ),
    "choice-odd-one": (
        "If all wrong options begin alike and the right one does not, or the reverse, its first words tell "
        "which one is right; so does code that only one side has."
    ),
    "choices-longest": (
        "Over the choices of a deck the right option is the longest more often than chance would make it, so "
        "that it is picked by its length. Lengthen wrong options with what people really believe."
    ),
    "open-list": (
        "A question for practices, examples, checks or `some ways` has more right answers than the points "
        "list, and good ones earn nothing. Ask for what exactly the points say."
    ),
    "order-few": "Two steps are put in order by tossing a coin; a sequence has three or more.",
    "compare-no-ask": (
        "In interviews a comparison is one question, `Compare … and …`: `ask` is that question."
    ),
    "row-no-question": (
        "Each row of a comparison is asked as a question about all subjects, and ends with its question mark."
    ),
    "row-open": (
        "A row that asks for an example, what something suits or is good for, or when one would use it, has "
        "many right answers, of which only the author's counts. `show: true` shows it after the "
        "answer and never asks it."
    ),
    "row-same-cells": "A row whose cells say the same tells nothing apart.",
    "cell-given-away": (
        "A cell whose words stand in its question, its subject or another row of its column is read off, not "
        "recalled."
    ),
    "cell-leans": "A cell with `too`, `the same` or `as well` makes no sense before its neighbour is known; "
    "what `stays the same` does.",
    "near-prompt": (
        "Two notes ask nearly the same thing in nearly the same words (long prompts: all but one), or in two "
        "decks under the same id: the second is lost time. If both are meant, name one in the other's "
        "`confusable`."
    ),
    "sharp-claim": (
        "`Never`, `always`, `nothing`: one exception makes it wrong, and there mostly is one. A note that "
        "says so cites a reference where it was looked up."
    ),
    "why-repeats": (
        "`Why` is read after the answer: it says why that is so, or what follows. The answer in other words "
        "is no reason."
    ),
    "secondary-source": (
        "Encyclopedias, forums and collections of articles repeat what others wrote: cite the official page "
        "or the source code too."
    ),
    "undated-source": (
        "A page changes: `version` of a reference says which release or month it describes, or `seen` when "
        "it was opened."
    ),
    "version-vague": (
        "`3.x` names no release: pages of it lie years apart. A note with `as_of` that cites nothing else "
        "promises what nobody can test: name a release or month, or cite with which it was compared."
    ),
    "point-general": (
        "What shows that one point was said must not stand in the others, nor be a term of two: each good "
        "answer would make both, whatever it says."
    ),
    "follow-up-unspoken": (
        "In an interview a follow-up is spoken: commands to type, steps to order, gaps, and choices that ask "
        "`which of these` are passed over."
    ),
    "follow-up-before": (
        "A follow-up is asked once its question was answered, and is met after it. What the question needs "
        "is known by then; of two that follow up each other one would come before its question."
    ),
    "stiff-english": (
        "`In truth`, `shall`, `for ever`, `happens of its own`, `one must`, `dear reader`: English that "
        "nobody speaks. Cards are repeated aloud in interviews. Quoted words and the SHALL of "
        "standards are spared."
    ),
    "unseen-notes": (
        "Nobody who learns has `the notes` or `the document` that say, claim or list something: say what is "
        "often said, and what holds."
    ),
}

# Only an export asks for these; see `trainer.anki.outgoing.check`.
EXPORT_RULES: dict[str, str] = {
    "anki-title": "Anki needs a name at every level of a deck's title.",
    "anki-blank": "A field that a card shows would be blank in Anki.",
    "anki-no-card": "Anki makes no card of a gap where Markdown shows no text, or of one numbered above 500.",
    "anki-no-notes": "There is no note to export.",
}

RULES = ERRORS | WARNINGS | CARD_RULES | EXPORT_RULES


class Rule(NamedTuple):
    """A rule, whether breaking it is an error, and what it is for."""

    name: str
    severity: Severity
    text: str


def explained(name: str) -> Rule:
    """Return the rule of that name.

    Raises:
        UsageError: there is none; the message says which are near.
    """
    if name not in RULES:
        close = near(name, RULES, 3)
        hint = f"did you mean {' or '.join(close)}?" if close else "`--explain all` lists them"
        raise UsageError(f"no rule is called {name!r}; {hint}")
    return Rule(name, _severity(name), RULES[name])


def _severity(rule: str) -> Severity:
    return "error" if rule in ERRORS or rule in EXPORT_RULES else "warning"


def problem(
    rule: str, message: str, remedy: str, *, file: str, line: int = 0, deck: str = "", note: str = ""
) -> Problem:
    """Return the problem that breaks ``rule``: an error, or a warning if the rule is one.

    Raises:
        KeyError: there is no such rule.
    """
    if rule not in RULES:
        raise KeyError(rule)
    return Problem(file, line, deck, note, rule, _severity(rule), message, remedy)
