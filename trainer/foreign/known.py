"""Which notes here those of a file are.

A note with a name of its own is found by it, wherever it is. One that only has its words belongs to a file:
it is found again by question and answer in what came of that file, and where one of them changed only if
nothing else can be meant. Two files that share a note have it twice.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

from trainer.core.card import NAMELESS
from trainer.core.text import counted, one_line, shortened, without_marks
from trainer.foreign.blocks import Block, block, scalar
from trainer.foreign.draft import Draft

ALIKE = 0.85
"""How like each other (0 to 1) two questions with one answer are that may be one, corrected."""
SHORT = 12
"""Letters of a question up to which only signs, case and marks of letters are corrections: of so few, another
word differs by one."""

_COMPARED = 2000
_QUESTION = re.compile(r"^    (?:ask|text):((?:.*)(?:\n(?:      .*)?$)*)", re.MULTILINE)

_GAP = re.compile(r"\{\{c\d+::.*?\}\}", re.DOTALL)
_NUMBER = re.compile(r"\d+")

P = TypeVar("P")


class Words(NamedTuple):
    """What a note is called that only has its words: hashes of its question, its answer and its file (empty
    in decks that were brought in before files counted)."""

    question: str
    answer: str
    file: str

    @property
    def guid(self) -> str:
        return NAMELESS + ".".join(filter(None, self))


def text_guid(question: str, answer: str) -> str:
    """Return what a note is called that only has its words, but for its file."""
    return Words(_hash(question), _hash(answer), "").guid


def of_file(guid: str, file: str) -> str:
    """Return a name with that of the file in it, if it is one of words."""
    words = words_of(guid)
    return words._replace(file=_hash(file)).guid if words else guid


def renamed(old: str, new: str) -> str:
    """Return the new name of a note; without the file where the old one has none, as nobody knows which. A
    name of its own, under which it may be in Anki, stays."""
    was, words = words_of(old), words_of(new)
    if words and not was:
        return old
    return words._replace(file="").guid if was and words and not was.file else new


def words_of(guid: str) -> Words | None:
    """Return the parts of a name that is one of words."""
    if not guid.startswith(NAMELESS):
        return None
    parts = guid.removeprefix(NAMELESS).split(".")
    if len(parts) not in (2, 3):
        return None
    return Words(parts[0], parts[1], parts[2] if len(parts) == 3 else "")


def kept_apart(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return drafts of a file of which none that has its words alone is called as another one that says
    something else: one sentence under two headings, say, or with another gap."""
    first: dict[str, Draft] = {}
    shared = set[str]()
    for draft in drafts:
        if draft.kind and words_of(draft.guid) and first.setdefault(draft.guid, draft) is not draft:
            shared |= {draft.guid} if _said(draft) != _said(first[draft.guid]) else set()
    return [_by_content(draft) if draft.guid in shared else draft for draft in drafts]


def _by_content(draft: Draft) -> Draft:
    words = words_of(draft.guid)
    told = words._replace(answer=_hash(_said(draft))).guid if words else draft.guid
    return draft._replace(guid=told, once=draft.once or draft.guid)


def _said(draft: Draft) -> str:
    return repr((draft.kind, sorted(draft.fields.items())))


@dataclass(slots=True, eq=False)
class _Note(Generic[P]):
    """A note here that has its words alone. ``title``: the line of its deck's title."""

    words: Words
    template: int
    block: Block
    title: str
    place: P
    found: bool = False


class _File(Generic[P]):
    """The drafts of one file by their places among all, and the notes here that came of it."""

    def __init__(self) -> None:
        self.drafts: dict[int, tuple[Words, Draft]] = {}
        self.notes: list[_Note[P]] = []

    @property
    def title(self) -> str:
        """The title of the first that is left."""
        return next(draft.title for _, draft in self.drafts.values())

    @property
    def titles(self) -> set[str]:
        return set(map(_line, {draft.title for _, draft in self.drafts.values()}))


class Known(Generic[P]):
    """The notes here that were brought in, each at a place of its own kind ``P``."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._named: dict[tuple[str, int], tuple[str, P]] = {}
        self._exact: dict[tuple[str, str, int], list[_Note[P]]] = {}
        self._files: dict[str, list[_Note[P]]] = {}

    def add(self, one: Block, title: str, place: P) -> None:
        """Take in a note of a deck whose line of the title this is."""
        if (words := words_of(one.guid)) is None:
            self._named[one.guid, one.template] = title, place
            return
        note = _Note(words, one.template, one, title, place)
        self._exact.setdefault((words.question, words.answer, one.template), []).append(note)
        self._files.setdefault(words.file, []).append(note)

    @property
    def is_empty(self) -> bool:
        """Was none brought in?"""
        return not (self._named or self._exact)

    def of_file(self, file: str) -> Iterator[P]:
        """Yield the places of the notes that have their words alone, of a file with this hash of its name."""
        return (note.place for note in self._files.get(file, ()))

    def named(self, draft: Draft) -> P | None:
        """Return where the note is that is called so, once."""
        for template in _templates(draft.template) if self._named else ():
            if (draft.guid, template) in self._named:
                return self._named.pop((draft.guid, template))[1]
        return None

    def _once_named(self, draft: Draft) -> P | None:
        """Return where the note is that was called by a number, if its deck has the title of the file."""
        for template in _templates(draft.template) if draft.once else ():
            title, place = self._named.get((draft.once, template), ("", None))
            if title == _line(draft.title):
                del self._named[draft.once, template]
                return place
        return None

    def worded(self, drafts: Sequence[Draft]) -> dict[int, P]:
        """Return where the notes are that some of the drafts are, by their places among these. What cannot be
        told is in ``said``."""
        files: dict[str, _File[P]] = {}
        for at, draft in enumerate(drafts):
            if words := words_of(draft.guid):
                files.setdefault(words.file, _File()).drafts[at] = words, draft
        found: dict[int, P] = {}
        for name, file in files.items():
            titles = file.titles
            file.notes = list(self._files.get(name, ()))
            file.notes += (note for note in self._files.get("", ()) if note.title in titles)
            for at, note in self._same(file):
                found[at] = _take(file, at, note)
        for file in files.values():
            for at in [*file.drafts]:
                if (place := self._once_named(file.drafts[at][1])) is not None:
                    found[at] = place
                    del file.drafts[at]
            changed = list(_same_question(file))
            if changed:
                title = file.title
                names = shortened([f"“{one_line(file.drafts[at][1].name, 60)}”" for at, _ in changed], 5)
                self.said.append(f"{title}: taken for the same note, with another answer: {', '.join(names)}")
            for at, note in changed:
                found[at] = _take(file, at, note)
            for at, note in self._corrected(file):
                found[at] = _take(file, at, note)
        return found

    def _same(self, file: _File[P]) -> Iterator[tuple[int, _Note[P]]]:
        """Yield what is the same word for word: in the file as it was, under this name or another, or
        anywhere in decks that do not tell the file."""
        whole, mine = len(file.drafts), {id(note) for note in file.notes}
        asking: dict[str, list[_Note[P]]] = {}
        for note in file.notes:
            asking.setdefault(note.words.question, []).append(note)
        elsewhere: dict[int, list[_Note[P]]] = {}
        for at in [*file.drafts]:
            words, draft = file.drafts[at]
            notes = self._equal(words, draft)
            own = next((note for note in notes if id(note) in mine), None)
            if own or (own := _as_it_was(asking.get(words.question, ()), draft)):
                yield at, own
            elif notes:
                elsewhere[at] = notes
        files = Counter(name for notes in elsewhere.values() for name in {note.words.file for note in notes})
        old = files.pop("", 0)
        known = len(file.drafts) < whole
        before, shared = files.most_common(1)[0] if files else ("", 0)
        if not known and 2 * shared > max(whole, len(self._files.get(before, ()))):
            file.notes += self._files[before]
            known = True
        else:
            before = ""
        others = 0
        for at, notes in elsewhere.items():
            for note in notes:
                is_old = not note.words.file and (known or 2 * old > whole)
                if not note.found and (is_old or (before and note.words.file == before)):
                    yield at, note
                    break
            else:
                others += 1
        if others:
            self.said.append(
                f"{file.title}: {counted(others, 'note')} that another file brought in, word "
                "for word, added here too"
            )

    def _equal(self, words: Words, draft: Draft) -> list[_Note[P]]:
        """Return the notes that are so called; cards of org-drill were once called by their answers alone,
        and rows by less of their fields."""
        found: list[_Note[P]] = []
        for template in _templates(draft.template):
            found += self._exact.get((words.question, words.answer, template), ())
            once = self._exact.get((words.answer, words.answer, template), ())
            found += (note for note in once if not note.words.file)
            if less := words_of(draft.once):
                rows = self._exact.get((less.question, less.answer, template), ())
                found += (
                    note for note in rows if note.words.file == words.file and _is_as_it_was(note, draft)
                )
        return [note for note in found if not note.found]

    def _corrected(self, file: _File[P]) -> Iterator[tuple[int, _Note[P]]]:
        """Yield the one that is left over on both sides, if it is much the same; say what cannot be told."""
        rest = [note for note in file.notes if not note.found]
        if len(rest) == 1 and len(file.drafts) == 1:
            ((at, (words, draft)),) = file.drafts.items()
            if _alike(rest[0], words, draft):
                was, now = (one_line(text, 60) for text in (_question(rest[0].block), draft.name))
                self.said.append(f"{file.title}: taken for one note, corrected: “{was}” is “{now}” now")
                yield at, rest[0]
                return
        if rest and file.drafts:
            self.said.append(
                f"{file.title}: {counted(len(file.drafts), 'new note')}; {len(rest)} brought in before "
                "not found in the file. One whose question was reworded begins anew"
            )


def _take(file: _File[P], at: int, note: _Note[P]) -> P:
    note.found = True
    del file.drafts[at]
    return note.place


def _same_question(file: _File[P]) -> Iterator[tuple[int, _Note[P]]]:
    """Yield notes with another answer than before: each the only one left with its question."""
    drafts: dict[tuple[str, int], list[int]] = {}
    notes: dict[tuple[str, int], list[_Note[P]]] = {}
    for at, (words, draft) in file.drafts.items():
        drafts.setdefault((words.question, max(1, draft.template)), []).append(at)
    for note in file.notes:
        if not note.found:
            notes.setdefault((note.words.question, max(1, note.template)), []).append(note)
    for key, places in drafts.items():
        those = notes.get(key, [])
        if len(places) == 1 and len(those) == 1:
            yield places[0], those[0]


def _line(title: str) -> str:
    """Return the line of a deck file that holds a title."""
    return f"title: {scalar(title, 0)}"


def _templates(template: int) -> Sequence[int]:
    """Return the places that a card may have had: one notetype more makes of a whole note its first card."""
    return {0: (0, 1), 1: (1, 0)}.get(template, (template,))


def _alike(old: _Note[P], words: Words, draft: Draft) -> bool:
    """May two notes be one, before and after a correction of its question? Only with the same answer or gaps,
    and with the same numbers: facts after one pattern differ by as little as a correction."""
    one, other = _question(old.block), _question(block(draft, old.block.id))
    if any(sign.findall(one) != sign.findall(other) for sign in (_GAP, _NUMBER)):
        return False
    if old.words.answer != words.answer:
        return False
    if min(map(len, map(_letters, (one, other)))) <= SHORT:
        return _letters(one) == _letters(other)
    return SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED]).ratio() >= ALIKE


def _as_it_was(notes: Iterable[_Note[P]], draft: Draft) -> _Note[P] | None:
    """Return the one of some notes that says what a draft does, word for word, whatever it is called."""
    templates = _templates(draft.template)
    left = (note for note in notes if not note.found and note.template in templates)
    return next((note for note in left if _is_as_it_was(note, draft)), None)


def _is_as_it_was(note: _Note[P], draft: Draft) -> bool:
    return block(draft, note.block.id).digest == note.block.digest


def _question(one: Block) -> str:
    """Return what a note asks, as it stands in its file."""
    found = _QUESTION.search(one.text)
    return " ".join(found[1].split()) if found else one.text


def _letters(text: str) -> str:
    """Return letters and digits of a text, in small letters without marks."""
    return "".join(filter(str.isalnum, without_marks(text.casefold())))


def _hash(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:10]
