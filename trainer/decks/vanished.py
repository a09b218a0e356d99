"""Notes that are gone from a file that looks cut off. A program that syncs or copies files may leave half of
one, and half a deck can be a sound deck: what was in it is kept until it comes back, or somebody says that it
was taken out."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from trainer.core.card import Problem
from trainer.core.text import counted
from trainer.decks.digest import Digest, Ties
from trainer.decks.rules import problem
from trainer.decks.yaml.source import load

_SHOWN = 3


def compared(
    old: Digest, now: Digest, path: Path, others: Callable[[], tuple[Collection[Ties], Collection[str]]]
) -> Digest:
    """Return the digest ``now`` of the file at ``path`` with the notes that go on though it has them no more.

    Args:
        old: the digest of its last reading.
        others: gives the notes of other decks, to which some may have moved, and the keys that any note has
            in `formerly`.
    """
    if old.deck != now.deck:
        return now
    names = (*(note.id for note in old.notes), *filter(None, old.broken), *old.were, *old.gone)
    before = list(dict.fromkeys(names))
    if not _is_whole(now):  # all stay as they are until it can be read; then it is seen what is gone
        return now._replace(were=tuple(before), gone=old.gone)
    here = {note.id for note in now.notes} | {*now.broken}
    if here.issuperset(before):
        return now
    notes, claimed = others()
    there = {(note.id, note.prompt) for note in notes}
    here |= {note.id for note in old.notes if (note.id, note.prompt) in there}
    missing = [id for id in before if id not in here and f"{old.deck}/{id}" not in claimed]
    cut = missing == before[len(before) - len(missing) :] and _is_cut(path)
    all_of_them = cut or len(missing) > max(1, len(before) // 2)
    return now._replace(gone=tuple(id for id in missing if all_of_them or id in old.gone))


def versions(old: Digest, now: Digest, path: Path) -> Digest:
    """Return the digest ``now`` of a file that had versions of notes of a deck, with those that are gone as
    if it was cut off; where it cannot be seen which it has, it is said so and it goes on as what it was."""
    if now.deck or now.replaces not in ("", old.replaces):
        return now
    before = list(dict.fromkeys((*old.were, *old.gone)))
    if not now.replaces:
        lost = _lost_as_a_whole(old.replaces, len(before), now, str(path)) if before else ()
        return now._replace(replaces=old.replaces, were=tuple(before), problems=(*_unread(now), *lost))
    missing = [id for id in before if id not in now.were]
    cut = missing == before[len(before) - len(missing) :] and _is_cut(path)
    all_of_them = cut or len(missing) > max(1, len(before) // 2)
    return now._replace(gone=tuple(id for id in missing if all_of_them or id in old.gone))


def _unread(now: Digest) -> Iterator[Problem]:
    """Yield why a file cannot be read, without what is only wrong with it if it is taken for a deck."""
    yield from (one for one in now.problems if one.rule.startswith(("yaml", "not-utf8", "file", "unsafe")))


def _lost_as_a_whole(deck: str, count: int, now: Digest, path: str) -> Iterator[Problem]:
    what = f"{counted(count, 'version')} of notes of `{deck}` stood here"
    line = max((one.line for one in now.problems), default=0) or 1
    if any(one.rule == "missing-field" for one in now.problems):
        line = 1
        message = f"`replaces: {deck}` is missing; {what}"
        remedy = f"write the line `replaces: {deck}` at the top, or put the whole file back"
    else:
        message = f"{what}, and nothing can be read as such; the deck's own text is asked instead"
        remedy = "put the whole file back; or, if you took them away, delete it"
    yield problem("versions-lost", message, remedy, file=path, line=line, deck=deck)


def told(digest: Digest, path: str) -> Iterator[Problem]:
    """Say that notes are gone, or versions of notes."""
    if digest.gone and digest.replaces:
        message = (
            f"{counted(len(digest.gone), 'version')} of notes of `{digest.replaces}` that stood here went at "
            f"once ({_some(digest.gone)}), as if the file was cut off; the deck's own text is asked instead"
        )
        remedy = "put the whole file back; or, if you took them away: `trainer check --removed`"
        line = load(Path(path))[0].rstrip("\n").count("\n") + 1
        yield problem("versions-lost", message, remedy, file=path, line=line, deck=digest.replaces)
    if digest.gone and _is_whole(digest):
        message = (
            f"{counted(len(digest.gone), 'note')} that stood here went at once ({_some(digest.gone)}), as if "
            "the file was cut off; until you say what is right, all is kept, with its schedule"
        )
        remedy = "put the whole file back; or, if you took them out: `trainer check --removed`"
        yield problem("notes-vanished", message, remedy, file=path, deck=digest.deck)


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (" …" if len(ids) > _SHOWN else "")


def _is_whole(digest: Digest) -> bool:
    """Is it known which notes the file has?"""
    return digest.usable and "" not in digest.broken


def _is_cut(path: Path) -> bool:
    """Does the last line of a file lack its end?"""
    try:
        with path.open("rb") as file:
            file.seek(-1, 2)
            return file.read(1) not in (b"\n", b"\r")
    except OSError:
        return False
