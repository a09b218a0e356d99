"""Writing a note by filling in a few lines: what stands in them, and the note that it makes."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from trainer.adding.blanks import KINDS, NO, YES, Blank, blanks
from trainer.adding.wanting import wanting
from trainer.core.notebook import Alike, NewNote, Notebook, OwnDeck, Refusal, Saved, Value
from trainer.core.text import counted, one_line

DRAFT = "add"
"""Under which a note that is not finished is kept among the drafts."""

_STAYS = ("kind", "deck", "tags", "level")
"""What the next note has too."""

_GAP = re.compile(r"\{\{(?!c\d+(?:,\d+)*::)")
_BAR = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`++)(?!`).*?(?<!`)(?P=ticks)(?!`))|(?P<bar>\\\|)|(?<!\S)\|(?!\S)", re.DOTALL
)
"""What parts a line into cells: a bar between blanks, but for one in code or behind a backslash."""


class Row(NamedTuple):
    """A line on the screen: its blank, and which one of several it is."""

    blank: Blank
    number: int


class Form:
    """What was filled in so far.

    Attributes:
        texts: what stands in each field, a text for each of several. What only other kinds have is kept.
        decks: the decks that can be written to.
    """

    def __init__(self, notebook: Notebook, draft: str = "", deck: str = "", named: str = "") -> None:
        """Begin with what ``draft`` has, into the own deck with the id ``deck``; or into the one that was
        ``named``, by its id or as the title of a new one, whatever the draft says."""
        self._notebook = notebook
        self.decks: Sequence[OwnDeck] = notebook.decks()
        self.texts: dict[str, list[str]] = {"kind": [KINDS[0]], "deck": [self._title(deck)]}
        self._take_up(draft)
        if named:
            titles = {each.id: each.title for each in self.decks}
            self.texts["deck"] = [titles.get(named, named)]

    def _title(self, deck: str) -> str:
        """Return the title of an own deck; of the first one where there is none with that id."""
        titles = {each.id: each.title for each in self.decks}
        return titles.get(deck) or titles.get("mine") or next(iter(titles.values()), "Mine")

    # Lines

    @property
    def kind(self) -> str:
        return self.texts["kind"][0]

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The lines for this kind of note."""
        return blanks(self.kind)

    def rows(self) -> list[Row]:
        """Return the lines; of several, there is always one more to be written."""
        found = []
        for blank in self.blanks:
            count = len(self.texts.get(blank.field, ())) + 1 if blank.many else 1
            found += [Row(blank, index) for index in range(count)]
        return found

    def text(self, row: Row) -> str:
        """Return what stands in a line."""
        texts = self.texts.get(row.blank.field, [])
        return texts[row.number] if row.number < len(texts) else (row.blank.options or ("",))[0]

    def write(self, row: Row, text: str) -> None:
        """Put a text into a line."""
        texts = self.texts.setdefault(row.blank.field, [])
        if row.number < len(texts):
            texts[row.number] = text
        elif text or not row.blank.many:
            texts.append(text)

    def tidy(self) -> None:
        """Take out empty lines among several."""
        for blank in self.blanks:
            if blank.many and blank.field in self.texts:
                self.texts[blank.field] = [text for text in self.texts[blank.field] if text.strip()]

    def options(self, row: Row) -> tuple[str, ...]:
        """Return what may be chosen for a line; for a deck, something else may stand there too."""
        if row.blank.field == "deck":
            return tuple(deck.title for deck in self.decks)
        return row.blank.options

    def turn(self, row: Row, by: int) -> bool:
        """Choose another option; return whether there is any to be chosen, with what stands there."""
        options, now = self.options(row), self.text(row)
        if not options or (now and now not in options):
            return False
        at = options.index(now) + by if now in options else 0
        self.write(row, options[at % len(options)])
        return True

    def jump(self, row: Row, letters: str) -> bool:
        """Choose an option that begins with these letters: of one letter the next one, of several the present
        one if it does; return whether there is one."""
        options = row.blank.options
        first = options.index(self.text(row)) + (len(letters) == 1) if options else 0
        in_turn = (*options[first:], *options[:first])
        found = next((one for one in in_turn if one.startswith(letters.lower())), None)
        if found is not None:
            self.write(row, found)
        return found is not None

    # The note

    def note(self) -> NewNote:
        """Return the note as it stands."""
        fields: dict[str, Value] = {}
        for blank in self.blanks[2:]:
            texts = [text for text in self.texts.get(blank.field, ()) if text.strip()]
            if blank.field == "tags" or not texts:
                continue
            found = [_made(blank.field, text) for text in texts]
            fields[blank.field] = found if blank.many else found[0]
        if fields.get("reverse") == NO:
            del fields["reverse"]
        if fields.get("match") == "text":
            del fields["match"]
        tags = re.split(r"[\s,]+", " ".join(self.texts.get("tags", ())).strip())
        return NewNote(self.kind, fields, tuple(tag for tag in dict.fromkeys(tags) if tag), self._deck())

    def _deck(self) -> str:
        """Return the id of the deck, or the title of a new one."""
        said = self.texts["deck"][0].strip()
        fits = [each.id for each in self.decks if said.casefold() in (each.id, each.title.casefold())]
        return fits[0] if fits else said or "Mine"

    def refusal(self) -> Refusal | None:
        """Return why it cannot be saved as it stands."""
        if not any(text.strip() for blank in self.blanks[2:-2] for text in self.texts.get(blank.field, ())):
            return Refusal(self.blanks[2].field, "there is nothing to save yet")
        note = self.note()
        return wanting(note) or self._notebook.refusal(note)

    def alike(self) -> Sequence[Alike]:
        """Return the notes that ask the same."""
        return self._notebook.alike(self.note())

    def save(self) -> Saved:
        """Write the note, and begin the next one."""
        saved = self._notebook.save(self.note())
        self.decks = self._notebook.decks()
        self.clear()
        return saved

    def clear(self) -> None:
        """Begin another note, of the same kind in the same deck."""
        self.texts = {field: texts for field, texts in self.texts.items() if field in _STAYS}

    # What is not finished

    def dumps(self) -> str:
        """Return what was filled in, for another time; "" for nothing worth keeping."""
        begun = any(
            text.strip() for field, texts in self.texts.items() if field not in _STAYS for text in texts
        )
        return json.dumps(self.texts, ensure_ascii=False) if begun else ""

    def _take_up(self, draft: str) -> None:
        """Go on with what `dumps` returned."""
        with suppress(ValueError, RecursionError):
            told = json.loads(draft)
            for field, texts in told.items() if isinstance(told, dict) else ():
                if isinstance(texts, list) and texts and all(isinstance(text, str) for text in texts):
                    self.texts[field] = texts
        if self.kind not in KINDS:
            self.texts["kind"] = [KINDS[0]]


def _made(field: str, text: str) -> Value:
    """Return what a line stands for in a deck file."""
    text = text.strip("\n").rstrip()
    parts = cells(text)
    if field == "text":
        return _numbered(text)
    if field == "reverse":
        return "true" if text == YES else NO
    if field == "wrong" and len(parts) > 1:
        return {"text": parts[0], "because": " | ".join(parts[1:])}
    if field == "points":
        say = parts[0].removeprefix("!").strip()
        point: dict[str, Value] = {"say": say}
        if terms := [term for term in parts[1:] if term]:
            point["terms"] = terms
        return point | ({"must": "true"} if text.startswith("!") else {})
    if field == "aspects":
        return parts
    return text


def cells(text: str) -> list[str]:
    """Return the parts of a line. Bars stand between them; one in code parts nothing, ``\\|`` is one."""
    parts, at = [""], 0
    for sign in _BAR.finditer(text):
        parts[-1] += text[at : sign.start()] + (sign["code"] or ("|" if sign["bar"] else ""))
        at = sign.end()
        if not sign["code"] and not sign["bar"]:
            parts.append("")
    parts[-1] += text[at:]
    return [part.strip() for part in parts]


def _numbered(text: str) -> str:
    """Return a text whose gaps have numbers: those without one get the next that is free."""
    marked = re.findall(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::", text)
    taken = {int(number) for numbers in marked for number in numbers.split(",")}
    numbers = (number for number in range(1, 1000) if number not in taken)
    return _GAP.sub(lambda _: f"{{{{c{next(numbers)}::", text)


def about_alike(found: Sequence[Alike]) -> Iterator[str]:
    """Yield what to say of notes that ask the same, a line each."""
    for one in found:
        how = "the same" if one.same else "nearly the same"
        yield f"{one.note} asks {how}: {one_line(one.question, 200)}"


def about_saved(saved: Saved) -> str:
    """Return what to say of a note that was written."""
    more = f"; {counted(len(saved.warnings), 'warning')}: {saved.warnings[0]}" if saved.warnings else ""
    return f"added {saved.note}{more}"
