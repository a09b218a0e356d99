"""The verb that takes in a history written as text, and takes that back."""

import argparse
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from trainer.cli.environment import now, opened, print_json, settings, talk
from trainer.cli.safety import daily_copy, ending_in_words, talk_of_name
from trainer.core.differing import ALIKE
from trainer.core.errors import Exit
from trainer.core.log import Altered, Event, NewEvent, refusal, undone
from trainer.core.text import Some, counted, in_line

if TYPE_CHECKING:
    from trainer.core.imports import Fact


def bring_history(arguments: argparse.Namespace) -> int:
    """Take the events of a history written as text; with --undo, take back what other devices did of it."""
    from trainer.core.imports import KIND, NONE, TAKEN, Fact, brought, digest, fact, of_text, record
    from trainer.paths import named_path
    from trainer.replicate.coming import Coming
    from trainer.replicate.texts import events
    from trainer.store.forms import Arrived

    wishes = settings(arguments)
    path = named_path(arguments.file)
    unreadable, refused = 0, Some()
    arrived = Arrived()
    ids, of_imports = set[str](), set[str]()
    new: Set[str] = set()
    again: Set[str] = set()
    back: Set[str] = set()
    left_out = ""
    renamed = is_done = False
    differing = ALIKE

    def note(found: Set[str], anew: Set[str]) -> NewEvent:
        moment, which = wishes.plan.moment(now()), of_text(ids, (found | anew) & ids)
        return record(in_line(path.name), found, anew, moment, which)

    def noted(found: Set[str], anew: Set[str]) -> "NewEvent | Fact | None":
        nonlocal new, again
        new, again = found, anew
        if found - of_imports or anew:
            return note(found, anew)
        return Fact(name, NONE) if store.about(name := fact(ids)) is None else None

    def told() -> Iterator[Event]:
        for event in arrived.handed_on(sound()):
            if not isinstance(event, Altered):
                ids.add(event.id)
                if event.kind == KIND:
                    of_imports.add(event.id)
            yield event

    def sound() -> Iterator[Event]:
        nonlocal unreadable
        for event in events(path):
            if event is None:
                unreadable += 1
            elif (why := refusal(event)) and not isinstance(event, Altered):  # what is here may tell more
                refused.add(why)
            else:
                yield event

    def ended() -> str:
        what = "taken back" if arguments.undo else "imported"
        return f"ended {'after all' if is_done else 'before anything'} of {path.name} was {what}"

    with ending_in_words(ended), opened(arguments, wishes, writes=not arguments.dry_run) as store:
        try:
            if not arguments.dry_run:
                daily_copy(arguments, "before-import")
            if arguments.undo:
                named: Set[str] = {event.id for event in told() if not isinstance(event, Altered)}
                there, own = store.events(), store.about("device")
                others = {event.id: event.kind in TAKEN for event in there if event.device != own}
                by_import = brought(named, there, store.about(fact(named)))
                if by_import is None:
                    talk(f"{path.name} was not imported as it is: taken back is what other devices did of it")
                theirs = (named if by_import is None else by_import) & others.keys()
                taken = {id for id in theirs if others[id]}
                back = taken - undone(there)
                left_out = _left_out(len(theirs - taken), len(taken - back))
                if not arguments.dry_run:
                    store.take_back_import(digest(named), theirs, note(set(), back))
            elif arguments.dry_run:
                coming = Coming(store.events())
                for event in told():
                    if coming.meet(event, path.name) and (why := refusal(event)):
                        refused.add(why)
                differing = coming.differing.get(path.name, ALIKE)
                new, again = store.foretold(ids)
            else:
                merged = store.merge(told(), noted)
                renamed, differing = merged.renamed, merged.differing
                for why in merged.refused:
                    refused.add(why)
        except (KeyboardInterrupt, SystemExit):  # all of it is one transaction, which may have been kept
            there = store.events() if new or again or back else []
            is_done = any(event.id in new for event in there) or bool(back & undone(there))
            is_done |= bool(again - undone(there))
            raise
    if arguments.json:
        what = {"taken_back": len(back)} if arguments.undo else {"events": len(new), "again": len(again)}
        differ = {} if arguments.undo else {"differing": differing._asdict()}
        odd = {"unreadable": unreadable, "refused": refused.lines(), "mended": arrived.mended}
        print_json({**what, **odd, "formless": arrived.formless, **differ})
        return Exit.DONE
    if arguments.undo:
        found = f"taken back from {in_line(path.name)}: {counted(len(back), 'event')}{left_out}"
        print(f"{found}; importing it again takes that in again" if back else found)
    else:
        anew = f", {len(again)} taken in again" if again else ""
        print(f"{counted(len(new), 'new event')} in the history{anew}, {len(ids - new - again)} known before")
    talk_of_name(renamed=renamed)
    if differing.number:
        talk(differing.told(in_line(path.name)))
    if arrived.mended:
        talk(
            f"{counted(arrived.mended, 'event')} had damaged values, which others of the text tell: put right"
        )
    if arrived.formless:
        names = sorted({name for names in arrived.formless.values() for name in names})
        some = ", ".join([in_line(id) for id in arrived.formless][:3])
        those = f"{counted(len(arrived.formless), 'event')} with values in no form known here"
        more = " …" if len(arrived.formless) > 3 else ""
        then = "" if arguments.dry_run else "; `trainer doctor` says what follows from them, and what to do"
        talk(f"{those} ({', '.join(names)}), damaged perhaps: {some}{more}{then}")
    for text in (
        *([f"{counted(unreadable, 'line')} cannot be read as an event"] if unreadable else ()),
        *refused.lines(10),
    ):
        talk(text)
    if arguments.dry_run:
        talk("nothing was written (--dry-run)")
    return Exit.DONE


def _left_out(about_others: int, undone: int) -> str:
    """Say of which events of an import nothing is taken back: what says something ``about_others``, such as
    an undo, and what was ``undone``."""
    told = [f"{undone} undone before"] if undone else []
    told += [f"{about_others} about other events"] if about_others else []
    return f"; the other {about_others + undone}: {', '.join(told)}" if told else ""
