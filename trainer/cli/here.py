"""What the history knows of cards that Anki may know as well."""

from trainer.anki.grades import EASES
from trainer.anki.incoming.history import MarkHere, OwnAnswer
from trainer.anki.incoming.home import Here
from trainer.core.log import ANKI, number_in
from trainer.foreign.schedules import DEVICE, Known
from trainer.store.store import Store

_MARKS = ("suspend", "unsuspend", "bury", "flag", "unflag")


def here(store: Store, *, schedules: bool = True) -> Here:
    """Return what is known here of cards that Anki may know as well; ``schedules``: what gave them theirs,
    too."""
    given: dict[str, list[OwnAnswer]] = {}
    for card, at, grade in store.answered(but=ANKI):
        given.setdefault(card, []).append(OwnAnswer(at, 0 if grade is None else EASES[grade]))
    marked: dict[str, dict[str, MarkHere]] = {"suspend": {}, "flag": {}}
    for event in store.log(set(_MARKS) - {"bury"}):
        of = marked[event.kind.removeprefix("un")]
        now = 0 if event.kind.startswith("un") else number_in(event.detail, "anki", 7) or 1
        told = now if event.device == ANKI else of.get(event.card, MarkHere()).told
        of[event.card] = MarkHere(now, event.at, told)
    due = store.dues() if schedules else {}
    last = dict(store.settled(but=ANKI)) if schedules else {}
    adopted = {card: (detail, at) for card, detail, at in store.adopted(ANKI)} if schedules else {}
    before = dict(store.instants(ANKI))
    return Here(given, before, marked["suspend"], marked["flag"], due, last, adopted)


def known_of(store: Store, now: int) -> Known:
    """Return what is known here of schedules that a text may have; ``now``: UTC milliseconds."""
    adopted = {card: (detail, at) for card, detail, at in store.adopted(DEVICE)}
    undone = {(card, detail): at for card, detail, at in store.adopted(DEVICE, undone=True)}
    return Known(now, dict(store.settled(but=DEVICE)), adopted, undone)
