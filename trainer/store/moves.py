"""Notes that were renamed, that moved to another deck, or whose deck got another id: their history goes with
them. That a note moved though nothing in its file says so can be seen only where it was before: it is told in
the log (an event ``moved``), so that it holds wherever the history is brought."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session, col, delete, or_, select

from trainer.core.card import DeckFile, Note
from trainer.store import codec, past
from trainer.store.database import put, run_in
from trainer.store.tables import AliasRow, CardRow, DeckRow


def moved(session: Session, files: Sequence[DeckFile], known: Collection[str]) -> Iterator[Note]:
    """Yield each note that is new (not among the keys ``known``) and has, under its id and with all of its
    wording, gone from just one other deck; in ``formerly`` it has the key it had there.

    A note that was reworded too names its older key in `formerly` itself.
    """
    new = [
        note
        for file in files
        if file.deck is not None
        for note in file.deck.notes
        if note.key not in known and not note.formerly
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
    for note in new:
        wordings = ((card.partition("/")[2], codec.fingerprint(note, card)) for card in note.card_keys())
        notes = set.intersection(*(gone.get(wording, set()) for wording in wordings))
        if len(notes) == 1:
            yield replace(note, formerly=tuple(notes))


def follow(session: Session, told: Mapping[str, str], claims: Mapping[str, str]) -> set[str]:
    """Write which card each older key stands for; return the keys whose events this moves. ``told``: what the
    log says of it, ``claims``: what deck files do that were read now; those read before are known.

    A card in use keeps its own history, whatever another note claims. A chain of renames leads to its end; if
    that is gone and the card is where it was before again, to there.
    """
    known = {row.old: row.card for row in session.exec(select(AliasRow))}
    said = {*told, *told.values()}  # of these the log tells all
    kept = {old: card for old, card in known.items() if not {old, card} <= said}
    claimed = {**told, **kept, **claims}
    own = {card for (card,) in run_in(session)(_IN_USE, (json.dumps([*claimed, *told.values()]),))}
    back = {_end(old, told): old for old in told if old in own}
    leads = {old: card for old, card in {**back, **claimed}.items() if old not in own}
    present = {old: _end(old, leads) for old in leads}
    moves = {old for old in known.keys() | present if known.get(old) != present.get(old)}
    affected = moves | {cards[old] for cards in (known, present) for old in moves if old in cards}
    with past.following(run_in(session)) as about:
        about(affected)
        for old in moves - present.keys():
            session.execute(delete(AliasRow).where(col(AliasRow.old) == old))
        put(session, AliasRow, [{"old": old, "card": present[old]} for old in moves & present.keys()])
    return affected


_IN_USE = """SELECT c.key FROM card c JOIN deck d ON d.id = c.deck
             WHERE c.retired = 0 AND d.retired = 0 AND c.key IN (SELECT value FROM json_each(?))"""


def _end(key: str, leads: Mapping[str, str]) -> str:
    """Return where ``leads`` lead from ``key``. They end: what a deck file claims leads to a card in use, and
    what the log tells leads to no key twice (`trainer.core.moved.moves_in`)."""
    while key in leads:
        key = leads[key]
    return key
