"""Notes that were renamed, that moved to another deck, or whose deck got another id: their history goes with
them. That a note moved though nothing in its file says so can be seen only where it was before: it is told in
the log (an event ``moved``), so that it holds wherever the history is brought."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from sqlmodel import Session, col, delete, or_, select

from trainer.core.card import DeckFile, Note
from trainer.store import codec, past
from trainer.store.database import put, run_in
from trainer.store.tables import AliasRow, CardRow, DeckRow


def moved(session: Session, files: Sequence[DeckFile], known: Collection[str]) -> Iterator[Note]:
    """Yield each note that is new (not among the keys ``known``) and has, under its id or one that it had in
    its deck before, and with all of its wording, gone from just one other deck; in ``formerly`` it has the
    keys it had there, the oldest first, but for one that is in use again.

    A note that was reworded too names its older key in `formerly` itself. An older id without a deck, which
    is read as one of the present deck, is none of those that the note had in another.
    """
    new = [
        note for file in files if file.deck is not None for note in file.deck.notes if note.key not in known
    ]
    if not new:
        return
    gone: dict[tuple[str, str], set[str]] = {}
    for card in session.exec(
        select(CardRow)
        .where(CardRow.deck == DeckRow.id)
        .where(or_(col(CardRow.retired) != 0, col(DeckRow.retired) != 0))
        .where(col(CardRow.key).not_in(select(AliasRow.old)))  # which went on somewhere before
    ):
        gone.setdefault((card.key.partition("/")[2], card.fingerprint), set()).add(card.note)
    if not gone:
        return
    left = set[str]().union(*gone.values())
    found = [(note, was) for note in new if left.isdisjoint(note.formerly) and (was := _was(note, gone))]
    rows = run_in(session)(_RENAMED, (json.dumps([was for _, was in found]),))
    before = {key: codec.load(key, 0, content)[0].formerly for key, content in rows}
    named = json.dumps([key for keys in before.values() for key in keys])
    living = {key for (key,) in run_in(session)(_LIVING, (named,))}
    for note, was in found:
        older = (key for key in before.get(was, ()) if key not in living)
        yield replace(note, formerly=(*older, was))


def _was(note: Note, gone: Mapping[tuple[str, str], set[str]]) -> str:
    """Return the key of the one note among those ``gone``, by the name and wording of each card, that this
    one was, "" for none; of the ids that it had the latest counts."""
    wordings = {card.removeprefix(note.key): codec.fingerprint(note, card) for card in note.card_keys()}
    for key in (note.key, *reversed(note.formerly)):
        deck, _, name = key.partition("/")
        if deck == note.deck:
            notes = set.intersection(*(gone.get((name + card, wordings[card]), set()) for card in wordings))
            if len(notes) == 1:
                return notes.pop()
    return ""


_LIVING = """SELECT n.key FROM note n JOIN deck d ON d.id = n.deck
             WHERE n.retired = 0 AND d.retired = 0 AND n.key IN (SELECT value FROM json_each(?))"""
_RENAMED = """SELECT key, content FROM note
              WHERE key IN (SELECT value FROM json_each(?)) AND instr(content, '"formerly":')"""


def follow(session: Session, told: Sequence[Sequence[str]], claims: Mapping[str, str]) -> set[str]:
    """Write which card each older key stands for; return the keys whose events this moves. ``told``: keys
    that are of one card each, as the log says, the present one last; ``claims``: what deck files that were
    read now say of it; those read before are known.

    A card in use keeps its own history, whatever another note claims. A chain of renames leads to its end.
    Of the keys that the log tells to be one card's that one has all which is in use here, the last of them;
    where none is, the card that one of them is claimed for.
    """
    known = {row.old: row.card for row in session.exec(select(AliasRow))}
    said = {key for keys in told for key in keys}
    kept = {old: card for old, card in known.items() if not {old, card} <= said}
    named = json.dumps([*said, *kept, *claims])
    own = {card for (card,) in run_in(session)(_IN_USE, (named,))}
    leads: dict[str, str] = {}
    for keys in told:
        claimed = (claims[key] for key in reversed(keys) if key in claims)
        present = next(chain((key for key in reversed(keys) if key in own), claimed), keys[-1])
        leads.update((key, present) for key in keys if key != present)
    leads = {old: card for old, card in {**leads, **kept, **claims}.items() if old not in own}
    now = {old: _end(old, leads) for old in leads}
    moves = {old for old in known.keys() | now if known.get(old) != now.get(old)}
    affected = moves | {cards[old] for cards in (known, now) for old in moves if old in cards}
    with past.following(run_in(session)) as counts:
        counts.about(affected)
        for old in moves - now.keys():
            session.execute(delete(AliasRow).where(col(AliasRow.old) == old))
        put(session, AliasRow, [{"old": old, "card": now[old]} for old in moves & now.keys()])
    return affected


_IN_USE = """SELECT c.key FROM card c JOIN deck d ON d.id = c.deck
             WHERE c.retired = 0 AND d.retired = 0 AND c.key IN (SELECT value FROM json_each(?))"""


def _end(key: str, leads: Mapping[str, str]) -> str:
    """Return where ``leads`` lead from ``key``. They end: what a deck file claims leads to a card in use, and
    what the log tells to such a one or to a key that it leads nowhere from."""
    while key in leads:
        key = leads[key]
    return key
