"""Deck files into the store: only what changed is written, and what vanished is retired, never deleted."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from operator import itemgetter
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, select

from trainer.core.card import AWAY, THERE, Asked, Deck, DeckFile, Note
from trainer.core.defaults import LEVEL
from trainer.scheduling.candidate import Candidate
from trainer.scheduling.owners import in_turn
from trainer.store import codec, copied, knowing, past, shown, tally
from trainer.store.database import put, run_in, without_indexes
from trainer.store.days import DAYS
from trainer.store.moves import follow, moved
from trainer.store.ranks import ranked
from trainer.store.tables import AboutRow, CardRow, DeckFileRow, DeckRow, NoteRow, Table


def shelve(
    session: Session,
    files: Sequence[DeckFile],
    now: int,
    day: int,
    reader: str,
    asked: Sequence[Asked] = (),
    roots: str = "",
    told: Sequence[Sequence[str]] = (),
) -> tuple[set[str], dict[str, str]]:
    """Bring the store in line with the deck files, inside the caller's transaction.

    Args:
        files: all deck files there are, in the order in which their decks are learnt.
        now: UTC second, noted for notes whose content changed (`_second_of_change`); ``day``: study day, for
            those that are new.
        reader: who read the files. ``asked``: what was counted beside them. ``roots``: where they were
            looked for, for the next time. ``told``: the keys of each card that moved, as the log has them.

    Returns:
        Keys of cards whose history is another than before, as events now count for another key; and the older
        keys of cards that were found to have moved, each with the present one, which nothing told yet.
    """
    run = run_in(session)
    was_read_by = run("SELECT value FROM about WHERE name = 'reader'").scalar()
    put(
        session,
        AboutRow,
        [
            {"name": "reader", "value": reader},
            {"name": "asked", "value": codec.counts(asked)},
            {"name": "roots", "value": roots},
        ],
    )
    claims: dict[str, str] = {}
    read = [(file.deck, file) for file in files if file.deck is not None]
    shelved = [deck.id for deck, _ in read]
    last = run("SELECT max(id) FROM note").scalar() or 0
    keys = json.dumps([note.key for deck, _ in read for note in deck.notes] if last else [])
    known: dict[str, int] = dict(run(_NUMBERS, {"keys": keys}).fetchall())
    more = count(last + 1)
    before = _ordered(session, shelved) if last and was_read_by == reader else None
    indexes = [] if last else [*without_indexes(session, "note"), *without_indexes(session, "card")]
    anew = past.is_mostly_of_no_deck(run)
    with past.following(run) as counts:
        if not anew and past.of_no_deck(run):
            counts.about(key for deck, _ in read for note in deck.notes for key in note.card_keys())
        for deck, file in read:
            claims.update(_shelve_deck(session, deck, file, now, day, known, more))
    copied.of_decks(run, shelved)
    _note_files(session, files)
    _show_and_hide(session, {file.owns: (at, file.own) for at, file in enumerate(files) if file.owns})
    if before is None or before != _ordered(session, shelved):
        _rank(session)
    run(_PLACES if last else _ALL_PLACES)
    if anew:
        past.recount(run)
    for index in indexes:
        run(index)
    tally.recount(run, shelved)
    found: dict[str, str] = {}
    for note in moved(session, files, known):
        found.update((old, card) for old, card in _older_keys(note) if old not in claims)
    known_moves = {old: keys[-1] for keys in told for old in keys}
    untold = {old: card for old, card in found.items() if known_moves.get(old) != card}
    return follow(session, told, found | claims), untold


def _shelve_deck(
    session: Session,
    deck: Deck,
    file: DeckFile,
    now: int,
    day: int,
    known: Mapping[str, int],
    more: Iterator[int],
) -> dict[str, str]:
    """Write one deck's notes and cards; return the older keys of its cards, each with the present one.
    ``known``: the numbers of the notes there were; ``more``: those for others."""
    row = DeckRow(
        id=deck.id,
        title=deck.title,
        about=deck.about,
        path=deck.path,
        position=0,
        retired=0,
        own=1,
        weight=deck.weight,
    )
    session.merge(row)
    run = run_in(session)
    old_notes, old_cards = (_had(session, table, deck.id) for table in (NoteRow, CardRow))
    if not old_notes:
        put(session, AboutRow, [{"name": knowing.FIRST_READ + deck.id, "value": str(now)}])
    notes, cards = [], []
    texts = dict[int, str]()
    claims: dict[str, str] = {}
    broken = set(file.broken)
    for position, note in enumerate(deck.notes):
        content = codec.dump(note, deck.references)
        old = old_notes.get(note.key)
        changed = _second_of_change(old, content, file, now)
        added = old.added if old is not None else day
        id = old.id if old is not None else known.get(note.key) or next(more)
        notes.append(_note_row(note, id, position, content, changed, added))
        texts[id] = codec.searched(note)
        cards += _card_rows(note, old_cards)
        claims.update(_older_keys(note))
    _put_changed(session, NoteRow, notes, old_notes)
    shown.write(run, texts, shown.of_deck(run, deck.id) if old_notes else {})
    _put_changed(session, CardRow, cards, old_cards)
    if "" not in broken:  # else it is unknown which notes the broken ones are: keep all that were there
        kept = {f"{deck.id}/{note}" for note in broken}
        gone = old_notes.keys() - {row["key"] for row in notes} - kept
        _retire(session, NoteRow, (old_notes[key] for key in gone))
        gone = old_cards.keys() - {row["key"] for row in cards}
        _retire(session, CardRow, (old_cards[key] for key in gone if old_cards[key].note not in kept))
    return claims


def _second_of_change(old: Row[Any] | None, content: str, file: DeckFile, now: int) -> int:
    """Return when a note was changed, by UTC, as far as its file tells: not later than that, so that in Anki
    what is new to this machine alone takes the place of no edit; but later than what was known of it."""
    if old is not None and old.content == content:
        return int(old.changed)
    second = file.mtime_ns // 1_000_000_000
    return second if (0 if old is None else old.changed) < second <= now else now


def _had(session: Session, table: type[Table], deck: str) -> dict[str, Row[Any]]:
    """Return the rows that a deck has so far, by key, but for what the store makes of them by itself: plain
    rows, as making objects of many takes long."""
    columns: Any = table.__table__.columns  # type: ignore[attr-defined]
    made = {"id", *copied.COPIED, *DAYS} if table is CardRow else ()
    told = [column for column in columns if column.name not in made]
    rows = session.connection().execute(select(*told).where(columns.deck == deck))
    return {row.key: row for row in rows}


def _retire(session: Session, table: type[Table], rows: Iterable[Row[Any]]) -> None:
    put(session, table, [{**row._mapping, "retired": 1} for row in rows if not row.retired])


def _older_keys(note: Note) -> Iterator[tuple[str, str]]:
    """Yield each key that a card of the note had under an older id or in an older version, with the one that
    it has now; and older ids themselves, where the note as a whole is asked under its own."""
    for name in (note.key, *note.formerly):
        for suffix in note.body.suffixes():
            former = (*note.body.cells(suffix), *((suffix,) if name != note.key else ()))
            yield from ((name + old, note.key + suffix) for old in former)
        if name != note.key and note.body.whole() is not None:
            yield name, note.key


def _note_files(session: Session, files: Sequence[DeckFile]) -> None:
    """Write what became of the files; those that are gone are only marked, as they may come back."""
    there = {file.path for file in files}
    rows = session.exec(select(DeckFileRow)).all()
    for row in rows:
        row.present = int(row.path in there)
    for file in files:
        session.merge(_file_row(file))


def _show_and_hide(session: Session, place: Mapping[str, tuple[int, bool]]) -> None:
    """Hide the decks whose files are gone, show those whose files are there, number them, and note which are
    the user's own."""
    for deck in session.exec(select(DeckRow)):
        deck.position, deck.own = place.get(deck.id, (deck.position, deck.own))
        deck.retired = int(deck.id not in place)


def _rank(session: Session) -> None:
    """Write where each card in use stands in the learning order of own decks and others, see `in_turn`;
    an even rank is that of a card that comes with the own ones."""
    own: list[Candidate] = []
    others: list[Candidate] = []
    for candidate, is_own in _candidates(session):
        (own if is_own else others).append(candidate)
    driver = _driver(session)
    had = {key: (rank, id) for key, rank, id in driver.execute(_RANKS)}
    turns = in_turn(own, others)
    places = ranked([had[turn.card][0] // 2 for turn in turns])
    now = ((2 * place + (not turn.own), turn.card) for turn, place in zip(turns, places, strict=True))
    driver.executemany(_TURN, [(rank, had[card][1]) for rank, card in now if had[card][0] != rank])


_RANKS = "SELECT key, rank, id FROM card WHERE retired = 0"
_TURN = "UPDATE card SET rank = ? WHERE id = ?"


def _ordered(session: Session, decks: Sequence[str]) -> tuple[Any, ...]:
    """Return what the learning order follows from, as far as writing these decks can change it."""
    candidates = [*_candidates(session, decks)]
    return candidates, _driver(session).execute(_DECKS).fetchall()


def _candidates(session: Session, decks: Sequence[str] | None = None) -> Iterator[tuple[Candidate, int]]:
    """Yield what the learning order must know of each note in use, of all decks or of some, and whether it is
    an own one. What was one note elsewhere gives its other cards away: each next one of all such notes comes
    behind the rest of its deck."""
    session.flush()
    driver = _driver(session)
    which, those = ("1", {}) if decks is None else (_THOSE, {"those": json.dumps(decks)})
    cards: dict[str, tuple[str, ...]] = {}
    for note, key in driver.execute(_CARDS.format(which), those):
        cards[note] = (*cards[note], key) if note in cards else (key,)
    place, met = "", Counter[str]()
    later: list[tuple[int, Candidate, int]] = []
    for key, content, title, weight, own in driver.execute(_USED.format(which), those):
        if not key.startswith(place):
            yield from _in_rounds(later)
            met.clear()
            later.clear()
        place = f"{key.partition('/')[0]}/"
        found = codec.candidate(key, content, title, weight, cards.get(key, ()))
        guid = codec.shared_guid(content)
        if guid and met[guid]:
            later.append((met[guid], found, own))
        else:
            yield found, own
        if guid:
            met[guid] += 1
    yield from _in_rounds(later)


def _in_rounds(later: Sequence[tuple[int, Candidate, int]]) -> Iterator[tuple[Candidate, int]]:
    """Yield the second card of all notes that were one elsewhere, then the third of all."""
    for _, found, own in sorted(later, key=itemgetter(0)):
        yield found, own


def _driver(session: Session) -> Any:
    """Return SQLite's driver, whose rows need nothing made of them."""
    return session.connection().connection.driver_connection


_NUMBERS = "SELECT key, id FROM note WHERE key IN (SELECT value FROM json_each(:keys))"
_THOSE = "deck IN (SELECT value FROM json_each(:those))"
_CARDS = "SELECT note, key FROM card WHERE retired = 0 AND {} ORDER BY position"
_USED = """SELECT n.key, n.content, d.title, d.weight, d.own FROM note n JOIN deck d ON d.id = n.deck
           WHERE n.retired = 0 AND d.retired = 0 AND {} ORDER BY d.position, n.position"""
_DECKS = "SELECT id, title, weight, own FROM deck WHERE retired = 0 ORDER BY position"
_AT = """(SELECT (d.position << 40) + (n.position << 16) + card.position
           FROM note n JOIN deck d ON d.id = n.deck
           WHERE n.key = card.note AND d.retired = 0 AND card.retired = 0)"""
_ALL_PLACES = f"UPDATE card SET place = {_AT}"
_PLACES = f"{_ALL_PLACES} WHERE place IS NOT {_AT}"
"""Writes where each card stands among all in use: by deck, note and position."""


def _note_row(note: Note, id: int, position: int, content: str, changed: int, added: int) -> dict[str, Any]:
    tags = f" {' '.join(note.tags)} " if note.tags else ""
    return {
        "id": id, "key": note.key, "deck": note.deck, "position": position, "line": note.line,
        "tags": tags, "content": content, "changed": changed, "retired": 0, "added": added,
        "kind": note.kind, "level": note.level or LEVEL, "asked": note.asked, "cite": codec.cited(note),
    }  # fmt: skip


def _card_rows(note: Note, old: Mapping[str, Row[Any]]) -> list[dict[str, Any]]:
    """Return the rows of a note's cards, for the time being with the ranks and places that they had."""
    keys = note.card_keys()
    return [
        {
            "key": key,
            "note": note.key,
            "deck": note.deck,
            "position": index,
            "fingerprint": codec.fingerprint(note, key),
            "retired": 0,
            "rank": old[key].rank if key in old else 0,
            "place": old[key].place if key in old else None,
            "level": note.level or LEVEL,
            "cards": len(keys),
        }
        for index, key in enumerate(keys)
    ]


def _put_changed(
    session: Session, table: type[Table], rows: list[dict[str, Any]], old: Mapping[str, Row[Any]]
) -> None:
    put(session, table, [row for row in rows if old.get(row["key"]) != tuple(row.values())])


def _file_row(file: DeckFile) -> DeckFileRow:
    return DeckFileRow(
        path=file.path,
        size=file.size,
        mtime_ns=file.mtime_ns,
        deck=file.owns,
        present=AWAY if file.away else THERE,
        problems=json.dumps(file.problems),
        digest=file.digest,
    )
