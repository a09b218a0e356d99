"""What ties the notes of one deck together: ids, cites, and notes that name other notes."""

import re
from collections.abc import Collection, Iterator, Sequence

from trainer.core.text import one_line
from trainer.decks.format.fields import note_keys
from trainer.decks.format.messages import nearest
from trainer.decks.format.usual import AnyNote
from trainer.decks.yaml.tree import Fault, Flaw, Node

_HINTED = 20
_FACT = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)*\.[0-9]+")


def doubled(ids: Sequence[str], lines: Sequence[int]) -> Iterator[Fault]:
    """Find ids that an earlier note has already. The earlier note keeps the id, and with it the history."""
    first: dict[str, int] = {}
    for at, (name, line) in enumerate(zip(ids, lines, strict=True)):
        if name and name in first:
            message = f"the id `{name}` is taken by the note on line {lines[first[name]]}"
            yield Fault(("notes", at, "id"), line, "doubled-id", message, "give this note an id of its own")
        first.setdefault(name, at)


def check(
    deck: str,
    notes: Sequence[AnyNote | None],
    items: Sequence[Node],
    ids: Sequence[str],
    references: Collection[str],
    facts: Collection[str] | None,
) -> Iterator[Fault]:
    """Find cites, note ids and older ids that lead nowhere or to the wrong note."""
    known = set(ids)
    said = 0
    claimed: dict[str, str] = {}
    for at, note in enumerate(notes):
        if note is None:
            continue
        # Looking for what is near takes long among many ids.
        hints = said < _HINTED
        found = [
            *_cites(note, references, facts, hints),
            *_notes(note, deck, known, hints),
            *_formerly(note, deck, known, claimed),
        ]
        said += len(found)
        for loc, rule, message, remedy in found:
            yield Fault(("notes", at, *loc), items[at].at(loc).line, rule, message, remedy)


def _cites(
    note: AnyNote, references: Collection[str], facts: Collection[str] | None, hints: bool
) -> Iterator[Flaw]:
    """Find cites that name neither a reference of the deck nor a fact of the syllabus."""
    for at, cite in enumerate(note.cite):
        if cite in references:
            continue
        if not _FACT.fullmatch(cite):
            message = f"`{one_line(cite, 60)}` is no reference of this deck"
            remedy = (
                hints and nearest(cite, references)
            ) or "add it to `references`, or cite a fact such as hive.01.6"
            yield ("cite", at), "unknown-cite", message, remedy
        elif facts is not None and cite not in facts:
            message = f"`{one_line(cite, 60)}` is no fact of the syllabus"
            yield (
                ("cite", at),
                "unknown-cite",
                message,
                (hints and nearest(cite, facts)) or "see syllabus.yaml",
            )


def _notes(note: AnyNote, deck: str, ids: Collection[str], hints: bool) -> Iterator[Flaw]:
    """Find names of notes that this deck does not have. Names of notes in other decks are left alone."""
    for field, names in note.named().items():
        for at, name in enumerate(names):
            home, _, own = name.rpartition("/")
            if home not in ("", deck):
                continue
            if own == note.id:
                yield (field, at), "unknown-note", f"`{field}` names the note itself", "name another note"
            elif own not in ids:
                message = f"`{field}` names `{own}`, which is no note of this deck"
                yield (
                    (field, at),
                    "unknown-note",
                    message,
                    (hints and nearest(own, ids)) or "a note of another deck is `deck/note`",
                )


def _formerly(note: AnyNote, deck: str, ids: Collection[str], claimed: dict[str, str]) -> Iterator[Flaw]:
    """Find older ids that belong to a note of this deck, or that a note before this one claims."""
    for at, key in enumerate(note_keys(deck, note.formerly)):
        home, _, own = key.rpartition("/")
        if home == deck and own in ids:
            message = f"`formerly` names `{own}`, which is a note of this deck"
            yield ("formerly", at), "doubled-id", message, "remove it: a living note keeps its own history"
        elif key in claimed:
            message = f"`formerly` names `{own}`, as note `{claimed[key]}` does"
            yield ("formerly", at), "doubled-id", message, "let one note follow it"
        claimed.setdefault(key, note.id)
