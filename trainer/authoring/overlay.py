"""The user's versions of notes of decks that are not his: copied, kept, shown beside theirs, taken away."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from trainer.authoring.tags import FIELD as TAGS
from trainer.authoring.tags import with_tags
from trainer.authoring.terms import with_term
from trainer.core.errors import FileError, UsageError
from trainer.core.text import quoted
from trainer.decks.append import append
from trainer.decks.format.overlay import MADE_FROM, MORE_TERMS, ORDERING
from trainer.decks.format.overlay import text_of as hash_of
from trainer.decks.lines import Span, lines_of, spans
from trainer.decks.yaml.source import MAX_BYTES, load
from trainer.decks.yaml.tree import Node, parse
from trainer.files import content, repeated, save

_HEAD = """\
# Your versions of notes of a shipped deck, which stays as it is. A note that you take away here is the
# deck's own again; made_from tells when that one changes.
replaces: {deck}
notes:
"""


class Version(NamedTuple):
    """A version of a note: its file and line (from 1), and whether it was made just now."""

    path: Path
    line: int
    fresh: bool


class Overlays:
    """The files in ``folder``, one for each deck that there are versions of notes of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @repeated
    def copy(self, deck_file: Path, note: str) -> Version:
        """Write a version of a note (its key) of another's deck as that has it, unless there is one.

        Raises:
            FileError: the note cannot be found there, or the version cannot be written.
        """
        deck, _, id = note.partition("/")
        path = self.path(deck)
        before = text_of(path) if path.exists() else None
        text = before or ""
        found = spans(text) if text else {}
        if id in found:
            return Version(path, found[id].start + 1, fresh=False)
        block = _copied(deck_file, id)
        if found:
            text = append(text, [line.removeprefix("  ") for line in block])
        else:
            head = text.partition("\nnotes:")[0] + "\nnotes:\n" if "\nnotes:" in text else ""
            head = head or _HEAD.format(deck=deck)
            text = head + "".join(f"{line}\n" for line in block)
        save(path, text.encode(), was=before)
        return Version(path, spans(text)[id].start + 1, fresh=True)

    @repeated
    def add_term(self, note: str, say: str, words: str) -> Path:
        """Add a term of the user's to a point of another deck's note (its key); return the file.

        Raises:
            FileError: it cannot be written.
        """
        deck, _, id = note.partition("/")
        path = self.path(deck)
        before = text_of(path) if path.exists() else None
        text = self.text(deck) if before is None else before
        span = spans(text).get(id)
        entry = f"- {{say: {quoted(say)}, terms: [{quoted(words)}]}}"
        if span is None:
            block = [f"- id: {id}", f"  {MORE_TERMS}:", f"    {entry}"]
            text = append(text, block) if spans(text) else text + "".join(f"  {line}\n" for line in block)
        elif MADE_FROM in span.fields:
            text = with_term(path, text, id, say, words, whole=False)
        else:
            lines, deeper = lines_of(text), " " * (span.indent + 4)
            field = [] if MORE_TERMS in span.fields else [f"{' ' * (span.indent + 2)}{MORE_TERMS}:\n"]
            at = span.fields[MORE_TERMS][1] if MORE_TERMS in span.fields else span.end
            lines[at:at] = [*field, f"{deeper}{entry}\n"]
            text = "".join(lines)
        save(path, text.encode(), was=before)
        return path

    @repeated
    def take_away(self, path: Path, id: str) -> None:
        """Take a version out of its file, which goes with the last of them if there is nothing else in it.

        Raises:
            FileError: it is not there, or stands between brackets.
        """
        text = text_of(path)
        _found(spans(text), path, id)
        left = _without_version(text, id)
        if left is not None:
            save(path, left.encode(), was=text)
        else:
            path.unlink()

    @repeated
    def keep(self, path: Path, deck_file: Path, id: str) -> None:
        """Note that a version was looked at beside what its original says now.

        Raises:
            FileError: one of them is not there.
        """
        text = text_of(path)
        span = _found(spans(text), path, id)
        if MADE_FROM not in span.fields:
            raise UsageError("Your version has only some fields; the others are those of the deck as it is.")
        lines = lines_of(text)
        at = span.fields[MADE_FROM][0]
        before = lines[at].partition(MADE_FROM)[0]
        end = "\r\n" if lines[at].endswith("\r\n") else "\n"
        lines[at] = f"{before}{MADE_FROM}: {hash_of(_item(deck_file, id))}{end}"
        save(path, "".join(lines).encode(), was=text)

    def block(self, path: Path, id: str) -> str:
        """Return a note of a file as it stands there.

        Raises:
            FileError: it is not there.
        """
        text = text_of(path)
        span = _found(spans(text), path, id)
        return "".join(lines_of(text)[span.start : span.end])

    def with_tags(
        self,
        path: Path,
        text: str,
        wanted: Mapping[str, Sequence[str]],
        own: Mapping[str, Sequence[str]],
    ) -> str | None:
        """Return the ``text`` of a file of versions with these tags of notes, by their ids; None if nothing
        is left in it. A version that would say nothing but the tags that the deck's note has anyway, as
        ``own`` says, goes.

        Raises:
            FileError: they cannot be written as the file is.
        """
        for id in wanted:
            if id not in (known := spans(text)):
                block = [f"- id: {id}", f"  {TAGS}: []"]
                text = append(text, block) if known else text + "".join(f"  {line}\n" for line in block)
        changed: str | None = with_tags(path, text, wanted, keep=True)
        for id, tags in wanted.items():
            fields = spans(changed)[id].fields if changed is not None else {}
            if TAGS in fields and {"id", TAGS}.issuperset(fields) and set(tags) == set(own.get(id, ())):
                changed = _without_version(changed or "", id)
        return changed

    def path(self, deck: str) -> Path:
        """Return the file of the versions of a deck's notes."""
        return self.folder / f"{deck}.yaml"

    def text(self, deck: str) -> str:
        """Return what stands there, or what such a file begins with."""
        path = self.path(deck)
        return text_of(path) if path.exists() else _HEAD.format(deck=deck)


def _without_version(text: str, id: str) -> str | None:
    """Return the text of a file without one of its versions; None if there is nothing else in it."""
    found, lines = spans(text), lines_of(text)
    span = found[id]
    del lines[span.start : span.end]
    if len(found) > 1:
        if span.start < len(lines) and not lines[span.start].strip() and not lines[span.start - 1].strip():
            del lines[span.start]  # of two blank lines, one
        return "".join(lines)
    if any(line.strip() and not _of_head(line) for line in lines):
        return "".join(lines).replace("notes:", "notes: []", 1)
    return None


def _copied(deck_file: Path, id: str) -> list[str]:
    """Return the lines of a note as they stand in its deck, but for what orders it, and what they were made
    from."""
    text = text_of(deck_file)
    span = _found(spans(text), deck_file, id)
    if not span.fields:  # {id: …}
        raise FileError(f"{deck_file}: the note {id} stands between brackets; no copy can be made of it.")
    orders = [span.fields[field] for field in ORDERING if field in span.fields]
    out = {at for begin, end in orders if begin > span.start for at in range(begin, end)}
    lines = lines_of(text)
    kept = [lines[at].rstrip("\r\n") for at in range(span.start, span.end) if at not in out]
    shift, cut = " " * max(0, 2 - span.indent), max(0, span.indent - 2)
    block = [shift + line[cut:] if line.strip() else "" for line in kept]
    return [*block, f"    {MADE_FROM}: {hash_of(_item(deck_file, id))}"]


def _item(deck_file: Path, id: str) -> Node:
    """Return a note of a deck as a tree.

    Raises:
        FileError: it is not there.
    """
    source, _ = load(deck_file)
    root = parse(source).root if source.strip() else None
    notes = root.get("notes") if root is not None else None
    for item in notes.value if notes is not None and isinstance(notes.value, list) else ():
        node = item.get("id")
        if node is not None and node.value == id:
            return item
    raise FileError(f"{deck_file} has no note {id}.")


def _found(found: dict[str, Span], path: Path, id: str) -> Span:
    if id not in found:
        raise FileError(f"{path} has no note {id} on lines of its own; edit the file by hand.")
    return found[id]


def _of_head(line: str) -> bool:
    """Is a line one of those that `Overlays.copy` begins a file with?"""
    return any(line.startswith(part.partition("{")[0]) for part in _HEAD.splitlines())


def text_of(path: Path) -> str:
    """Return the text of a file.

    Raises:
        FileError: it cannot be read.
    """
    try:
        return content(path, MAX_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"{path} cannot be read: {error}.") from error
