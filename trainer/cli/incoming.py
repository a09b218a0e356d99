"""The verb that brings things in: what was answered in Anki, and decks of other programs."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from os.path import exists
from typing import TYPE_CHECKING

from trainer.cli import safety, texts
from trainer.cli.environment import deck_roots, now, opened, print_json, settings, talk
from trainer.core.errors import Exit, UsageError
from trainer.core.text import counted, in_line
from trainer.files import real

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.anki.incoming.home import Passed, Taken
    from trainer.cli.bringing import Result
    from trainer.foreign.draft import Loss
    from trainer.foreign.planned import Plan
    from trainer.store.store import Store

_SHOWN, _NAMED = 20, 3
_BY_HAND = "days set by hand, which are no answers"
_NO_CARDS = "cards that their notes do not have"
_ONE = {_BY_HAND: "day set by hand, which is no answer", _NO_CARDS: "card that its note does not have"}
"""What is said of one."""


def bring(arguments: argparse.Namespace) -> int:
    """Bring in what you answered in Anki, and decks of other programs as decks of your own."""
    from trainer import paths
    from trainer.cli.bringing import Sofar, Wish, bring_in
    from trainer.core.bulk import in_bulk
    from trainer.foreign.formats.signs import Signs, sign_of
    from trainer.replicate.texts import is_history

    file = paths.named_path(arguments.file)
    is_gone = arguments.undo and not exists(file)  # noqa: PTH110  nor where no name can be so long
    if not is_gone and is_history(file):
        return texts.bring_history(arguments)
    if arguments.undo:
        return _take_back(arguments, in_line(file.name), is_gone=is_gone)
    wishes = settings(arguments)
    is_new = not paths.database(arguments.db).exists()
    sofar = Sofar()
    ending = safety.ending_in_words(sofar.said)
    with ending, opened(arguments, wishes, writes=not arguments.dry_run) as store, in_bulk():
        wish = Wish(
            file,
            paths.named_path(arguments.out) if arguments.out else paths.own_decks(),
            schedules=arguments.with_schedule,
            theirs=arguments.theirs,
            typed=arguments.typed,
            dry=arguments.dry_run,
            first=(lambda: None) if is_new else partial(safety.daily_copy, arguments, "before-import"),
            signs=Signs(sign_of(arguments.between or ""), sign_of(arguments.between_rows or "")),
        )
        result = bring_in(wish, store, deck_roots(arguments, wishes), wishes.plan, now, sofar)
        if not arguments.dry_run:  # the folder of own decks may be there only now
            _taken_up(result.plan, store, deck_roots(arguments, wishes), wishes.plan.moment(now()).day)
    if arguments.json:
        print_json(_report(result))
        return Exit.DONE
    print("\n".join(_lines(result)))
    roots = [real(root) for root in deck_roots(arguments, wishes)]
    within = any(real(wish.out).is_relative_to(root) for root in roots)
    strange = not within and wish.out != paths.own_decks()
    if result.plan.changed and strange:
        talk(f"{wish.out} is not among your decks: name it with --decks, or add it to the setting `decks`")
    if arguments.dry_run:
        talk("nothing was written (--dry-run)")
    return Exit.DONE


_MOST = 20_000
"""Notes in decks that are read again at once; more are when decks are read the next time."""


def _taken_up(plan: "Plan", store: "Store", roots: "Sequence[Path]", day: int) -> None:
    """Tell the history what decks have now, so that it knows of each note from then on that it was there."""
    from trainer.authoring.rewriting import after_writing
    from trainer.cli.opening import refresh

    if plan.changed and sum(deck.notes for deck in plan.changed) <= _MOST:
        with after_writing():
            refresh(store, roots, day=day, ours=[deck.path for deck in plan.changed])


def _take_back(arguments: argparse.Namespace, name: str, *, is_gone: bool) -> int:
    """Take back what the imports of a file of this name brought into the history, be the file gone or not."""
    wishes = settings(arguments)
    if not arguments.dry_run:
        safety.daily_copy(arguments, "before-import")
    said = f"ended: what imports of {name} brought is taken back as a whole or not at all"
    with (
        safety.ending_in_words(lambda: said),
        opened(arguments, wishes, writes=not arguments.dry_run) as store,
    ):
        times, events, decks = store.take_back_named(name, wishes.plan.moment(now()), dry=arguments.dry_run)
    if not times:
        raise UsageError(
            f"No import of {name} stands that was made here: `trainer undo --list` tells which do. "
            + ("A history as text must be there itself, to tell what it brought. " if is_gone else "")
            + "Decks are files, to be deleted."
        )
    if arguments.json:
        print_json({"taken_back": events, "imports": times})
        return Exit.DONE
    several = f", of {times} imports" if times > 1 else ""
    print(f"taken back from {name}: {counted(events, 'event')}{several}")
    if decks:
        talk("decks that came stay: they are files, to be deleted by hand")
    if arguments.dry_run:
        talk("nothing was written (--dry-run)")
    return Exit.DONE


def _report(result: "Result") -> dict[str, object]:
    own, plan = result.own, result.plan
    return {
        "events": result.events,
        "again": result.again,
        "own": {
            "notes": own.notes,
            "cards": own.cards,
            "answers": own.found.answers,
            "not_taken": dict(_not_taken(own)),
            "in_no_deck": own.away,
            "edited_in_anki": result.edited,
            "suspended_only_here": own.suspended,
            "flagged_only_here": own.flagged,
        },
        "decks": [{"file": str(deck.path), "deck": deck.deck, "notes": deck.notes} for deck in plan.changed],
        "notes": {"new": plan.new, "updated": plan.updated, "same": plan.same, "kept": plan.kept},
        "edited_on_both_sides": plan.both,
        "older_in_the_file": plan.older,
        "in_another_deck_there": plan.moved,
        "not_in_the_file": plan.absent,
        "with_fewer_cards": plan.fewer,
        "taken_out_here": plan.out,
        "answers": result.others.found.answers,
        "not_taken": dict(_not_taken(result.others)),
        "passed_over": {"answers": result.passed.answers, "marks": result.passed.marks},
        "no_longer_in_anki": own.taken_back | result.others.taken_back,
        "schedule_older_in_anki": [*own.older, *result.others.older],
        "made_new": own.found.resets + result.others.found.resets,
        "lost": [loss._asdict() for loss in plan.lost],
        "steps_of_minutes": [*own.steps, *result.others.steps],
        "missing": result.missing,
        "oddities": result.oddities,
    }


def _not_taken(taken: "Taken") -> Iterator[tuple[str, int]]:
    found = taken.found
    yield "given here and exported before", found.own
    yield _BY_HAND, found.manual
    yield "with a time or key that cannot be", found.odd
    yield _NO_CARDS, taken.unknown


def _told_of_not_taken(taken: "Taken") -> Iterator[str]:
    for why, count in _not_taken(taken):
        if count:
            yield f"{count} {_ONE.get(why, why) if count == 1 else why}"


def _lines(result: "Result") -> Iterator[str]:
    """Say what was taken and what was not, a line each."""
    own, plan = result.own, result.plan
    if own.notes:
        yield (
            f"{counted(own.notes, 'note')} of yours with {counted(own.cards, 'card')}: "
            f"{_answers(own)} given in Anki"
        )
    yield from _some(result.edited, "changed in Anki, which is not taken: change them in their decks, too")
    yield from _some(own.away, "no deck here has these notes: their answers count when its file is back")
    for deck in plan.changed:
        yield f"{deck.path}: {counted(deck.notes, 'note')}"
    found = plan.new or plan.updated or plan.same or plan.kept or plan.both or plan.older
    if not (own.notes or found or plan.out or plan.lost or result.oddities):
        yield "it holds no cards that are known here"
    if found:
        kept = f", {plan.kept} kept as you edited them" if plan.kept else ""
        yield f"{plan.new} new, {plan.updated} updated, {plan.same} as before{kept}"
    yield from _some(plan.both, "edited here and newer there, left as they are (--theirs takes them)")
    are = "note of the file is" if len(plan.older) == 1 else "notes of the file are"
    behind = f"{len(plan.older)} {are} older than what you have and changed nothing (--theirs takes them)"
    yield from _some(plan.older, behind)
    yield from _some(plan.moved, "in another deck there, left where they are here")
    yield from _some(plan.absent, "not in the file, though others of their decks are; kept as they are")
    yield from _some(plan.out, "taken out of their decks here, left out (--theirs brings them back)")
    yield from _some(plan.fewer, "have fewer cards than before; the history of the others stays, hidden")
    if result.others.cards and (result.others.found.answers or result.events):
        yield f"{counted(result.others.cards, 'card')} with {_answers(result.others)} and due days"
    for taken in (own, result.others):
        yield from (f"not taken: {told}" for told in _told_of_not_taken(taken))
    yield from _passed(result.passed)
    back = own.taken_back | result.others.taken_back
    gone = f"{counted(sum(back.values()), 'answer')} of earlier imports no longer in Anki's log"
    why = "taken back there, or of another collection; they count here still, `import --undo` takes back"
    yield from _some(list(back), f"{gone} ({why})")
    yield from _some(own.suspended, "suspended here and not in Anki, left as they are")
    yield from _some(own.flagged, "flagged here and not in Anki, left as they are")
    older = [*own.older, *result.others.older]
    yield from _some(older, "answered or set here after the schedule they have in Anki, left as they are")
    if resets := own.found.resets + result.others.found.resets:
        yield f"{counted(resets, 'card')} reset in Anki: new here from then on, too"
    if count := len(own.steps) + len(result.others.steps):
        yield f"{_at_a_step(count)}; here one day is the least{_days(result.steps)}"
    lost = list(_losses(plan.lost))
    yield from lost[:_SHOWN]
    if len(lost) > _SHOWN:
        yield f"and {len(lost) - _SHOWN} more that could not be carried over; --json lists them"
    yield from (*result.missing, *result.oddities)
    again = f", {result.again} taken in again" if result.again else ""
    yield f"{counted(result.events, 'new event')} in the history{again}"


def _passed(passed: "Passed") -> Iterator[str]:
    """Say what of notes of others was not taken, and how it is."""
    found = (passed.answers, "answer"), (passed.marks, "flag or suspension", "flags and suspensions")
    told = [counted(*one) for one in found if one[0]]
    if told:
        yield f"not taken: {' and '.join(told)} of notes that came from Anki (--with-schedule takes them)"


def _at_a_step(count: int) -> str:
    wait = "waits" if count == 1 else "wait"
    return f"{counted(count, 'card')} {wait} in Anki for a learning step of minutes"


def _days(steps: Sequence[int]) -> str:
    """Say when the cards come whose days from today these are."""
    parts = (steps.count(0), "today"), (steps.count(1), "tomorrow"), (sum(n > 1 for n in steps), "later")
    told = [f"{count} {when}" for count, when in parts if count]
    return f": due {', '.join(told)}" if told else ""


def _answers(taken: "Taken") -> str:
    """Say how many answers there are, and how many of them were brought in before."""
    answers, known = taken.found.answers, taken.found.known
    told = f" ({'all' if known == answers else known} known)" if known else ""
    return counted(answers, "answer") + told


def _losses(lost: "Iterable[Loss]") -> Iterator[str]:
    """Say each thing that was lost once, with the notes that lost it."""
    notes: dict[str, list[str]] = {}
    for loss in lost:
        notes.setdefault(loss.what, []).append(loss.note)
    for what, names in notes.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield f"{', '.join(names[:_NAMED])}{more}: {what}"


def _some(cards: list[str], what: str) -> Iterator[str]:
    if cards:
        more = f" and {len(cards) - 5} more" if len(cards) > 5 else ""
        yield f"{what}: {', '.join(cards[:5])}{more}"
