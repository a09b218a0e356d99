"""Notes that moved to another deck, or whose deck got another id: their history goes with them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session, col, or_, select

from trainer.core.card import DeckFile, Note
from trainer.store import codec
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
