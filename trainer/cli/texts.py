"""The verb that takes in a history written as text, and takes that back."""

import argparse
from collections.abc import Iterator, Set

from trainer.cli.environment import now, opened, print_json, settings, talk
from trainer.cli.safety import daily_copy, ending_in_words, talk_of_name
from trainer.core.errors import Exit
from trainer.core.log import UNDOABLE, Event, NewEvent, refusal, undone
from trainer.core.text import Some, counted, in_line


def bring_history(arguments: argparse.Namespace) -> int:
    """Take the events of a history written as text; with --undo, take back what other devices did of it."""
    from trainer.paths import named_path
    from trainer.replicate.imports import ALL, NONE, brought, fact, record
    from trainer.replicate.texts import events
    from trainer.store.forms import Arrived

    wishes = settings(arguments)
    path = named_path(arguments.file)
    unreadable, refused = 0, Some()
    arrived = Arrived()
    ids: set[str] = set()
    new: set[str] = set()
    back: Set[str] = set()
    renamed = is_done = False

    def noted(brought: set[str]) -> NewEvent | None:
        new.update(brought)
        return record(ids, brought, wishes.plan.moment(now()))

    def told() -> Iterator[Event]:
        for event in arrived.handed_on(sound()):
            ids.add(event.id)
            yield event

    def sound() -> Iterator[Event]:
        nonlocal unreadable
        for event in events(path):
            if event is None:
                unreadable += 1
            elif why := refusal(event):
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
                named: Set[str] = {event.id for event in told()}
                there, own = store.events(), store.about("device")
                others = {event.id for event in there if event.kind in UNDOABLE and event.device != own}
                by_import = brought(named, there, store.about(fact(named)))
                if by_import is None:
                    talk(f"{path.name} was not imported as it is: taken back is what other devices did of it")
                back = (named if by_import is None else by_import) & (others - undone(there))
                taken = len(back) if arguments.dry_run else store.take_back(back, wishes.plan.moment(now()))
            elif arguments.dry_run:
                known = {event.id for event in store.events()}
                taken = len({event.id for event in told()} - known)
            else:
                merged = store.merge(told(), noted)
                taken, renamed = merged.taken, merged.renamed
                if ids and taken in (0, len(ids)) and store.about(name := fact(ids)) is None:
                    store.note(name, ALL if taken else NONE)
        except (KeyboardInterrupt, SystemExit):  # all of it is one transaction, which may have been kept
            there = store.events() if new or back else []
            is_done = any(event.id in new for event in there) or bool(back & undone(there))
            raise
    if arguments.json:
        what = "taken_back" if arguments.undo else "events"
        odd = {"unreadable": unreadable, "refused": refused.lines(), "mended": arrived.mended}
        print_json({what: taken, **odd, "formless": arrived.formless})
        return Exit.DONE
    if arguments.undo:
        found = f"taken back from {in_line(path.name)}: {counted(taken, 'event')}"
        print(f"{found}; `trainer redo` takes that in again")
    else:
        print(f"{counted(taken, 'new event')} in the history, {len(ids) - taken} known before")
    talk_of_name(renamed=renamed)
    if arrived.mended:
        talk(
            f"{counted(arrived.mended, 'event')} had damaged values, which others of the text tell: put right"
        )
    if arrived.formless:
        names = sorted({name for names in arrived.formless.values() for name in names})
        some = ", ".join([in_line(id) for id in arrived.formless][:3])
        those = f"{counted(len(arrived.formless), 'event')} with values in no form known here"
        more = " …" if len(arrived.formless) > 3 else ""
        talk(f"{those} ({', '.join(names)}), damaged perhaps: {some}{more}")
    for text in (
        *([f"{counted(unreadable, 'line')} cannot be read as an event"] if unreadable else ()),
        *refused.lines(10),
    ):
        talk(text)
    if arguments.dry_run:
        talk("nothing was written (--dry-run)")
    return Exit.DONE
