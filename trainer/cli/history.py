"""Verbs about what the log says."""

import argparse
import time
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.environment import (
    about_keys,
    deck_roots,
    library,
    now,
    print_json,
    settings,
    settings_file,
    talk,
)
from trainer.cli.fitted import say
from trainer.core.errors import Exit, LibraryDamagedError, LibraryError
from trainer.core.text import counted, one_line, shortened
from trainer.leavings import HOUR, sweep

if TYPE_CHECKING:
    from trainer.settings.model import Settings
    from trainer.store.examine import Finding
    from trainer.store.folding import Mismatch
    from trainer.store.repair import Repaired

    Examined = tuple[list[Finding], list[Mismatch], int]


_REPAIR_FIRST = "`trainer doctor --repair` first"
_UNREAD = "unread"
_KEPT = "kept"
_NOT_ALL = "its history has an event of a kind not known here: the stored schedule may be right, and stays"
_OF_KEPT = (
    "if a newer version wrote the event, update this one; `trainer doctor --repair` puts right what can be "
    "told, and a copy may have it whole (`trainer backup list`)"
)


def doctor(arguments: argparse.Namespace) -> int:
    """Check the history file and what follows from it: that it is whole, and each schedule what its history
    says; --rebuild makes schedules so, --repair saves what can be read of a damaged file."""
    from trainer import paths
    from trainer.store.examine import Finding, of_leavings

    path, wishes = paths.database(arguments.db), settings(arguments)
    folders = _folders(arguments, path, wishes)
    repaired = examined = None
    if arguments.repair:
        gone = sweep(folders, time.time() - HOUR, asked=True)
        for left in shortened([str(one) for one in gone], 20):
            talk(f"deleted: {left}")
        if examined := _if_sound(arguments, path, wishes):
            talk("nothing to repair: the history file is sound and stays as it is")
        else:
            repaired = _repair(arguments, path)
    findings, wrong, taken_back = examined or _examined(arguments, path, wishes)
    findings += of_leavings(folders, time.time())
    remedy = "`trainer config edit` changes the keys"
    findings += [Finding("keys", False, said, remedy) for said in about_keys(wishes)]
    kept = sum(finding.what == _KEPT for finding in findings)
    rebuilt = bool(len(wrong) > kept and arguments.rebuild)
    bad = bool(wrong) - rebuilt or any(finding.error for finding in findings)
    if arguments.json:
        report = {
            "wrong": [mismatch.card for mismatch in wrong],
            "rebuilt": rebuilt,
            "taken_back": taken_back,
        }
        told = repaired and repaired._asdict() | {"aside": repaired.aside and str(repaired.aside.path)}
        print_json(report | {"findings": [one._asdict() for one in findings], "repaired": told})
        return Exit.PROBLEMS if bad else Exit.DONE
    for finding in sorted(findings, key=lambda finding: not finding.error):
        say(finding.line())
    for mismatch in wrong:
        say(mismatch.told())
    if taken_back:
        say(f"{counted(taken_back, 'event')} of a wrong clock taken back")
    if not any(finding.what == _UNREAD for finding in findings):
        done = "; rebuilt" if arguments.rebuild else "; `trainer doctor --rebuild` makes them right"
        if kept:
            done = f"{done if rebuilt or len(wrong) > kept else ''}; {kept} of them stay as they are"
        say(f"{len(wrong)} schedules differ from the history{done if wrong else ''}")
    return Exit.PROBLEMS if bad else Exit.DONE


def _folders(arguments: argparse.Namespace, path: Path, wishes: "Settings") -> set[Path]:
    """Return where something may lie about that was begun and not ended."""
    from trainer import paths
    from trainer.store.backup import working
    from trainer.store.examine import homes

    decks = {folder for file in homes(path)[0] for folder in (Path(file).parent, Path(file).parent.parent)}
    made = {settings_file(arguments).parent, paths.own_decks(), paths.exports(), Path.cwd()}
    return {*working(path), *decks, *made, *deck_roots(arguments, wishes)}


def _if_sound(arguments: argparse.Namespace, path: Path, wishes: "Settings") -> "Examined | None":
    """Return what `_examined` does if there is a history, and nothing of it that a repair mends. One that is
    not whole is not opened to be changed."""
    from trainer.store.examine import REPAIRED

    try:
        found = _of_file(path, path)
        if not path.exists() or any(finding.error or finding.what in REPAIRED for finding in found):
            return None
        examined = _examined(arguments, path, wishes, found)
    except (LibraryError, OSError):
        return None
    return None if any(finding.what in REPAIRED for finding in examined[0]) else examined


def _of_file(place: Path, home: Path) -> "list[Finding]":
    """Look at all of a history file and at its copies; ``home``: the one that it is, or is a copy of."""
    from trainer.store.examine import of_copies, of_file

    return [*of_file(place, home), *of_copies(place, home, time.time())] if place.exists() else []


def _examined(
    arguments: argparse.Namespace, path: Path, wishes: "Settings", found: "list[Finding] | None" = None
) -> "Examined":
    """Look at all there is, and mend what is wished; return what was found, the schedules that differ from
    the log, and how many events were taken back. ``found``: what was found of the file already."""
    from trainer.store.examine import Finding
    from trainer.store.readonly import copied, readable
    from trainer.store.wal import unread

    wrong: list[Mismatch] = []
    taken_back = 0
    changing = arguments.rebuild or arguments.undo_clock
    looked_at = copied if unread(path) else readable  # to open it would write over what is behind the damage
    with nullcontext(path) if changing else looked_at(path) as place:
        findings = _of_file(place, path) if found is None else found
        try:
            wrong, taken_back = _log(arguments, place, wishes, findings)
        except LibraryError as error:
            if not any(finding.what in ("damage", "wal") for finding in findings):
                raise
            if not isinstance(error, LibraryDamagedError):  # which the finding says
                talk(f"trainer: {error}")
            findings.append(Finding(_UNREAD, error=True, message="schedules were not looked at"))
    return findings, wrong, taken_back


def _log(
    arguments: argparse.Namespace, path: Path, wishes: "Settings", findings: "list[Finding]"
) -> "tuple[list[Mismatch], int]":
    """Look at the log, add what is wrong with it, and mend what is wished; return the schedules that differ
    from it, and how many events were taken back."""
    from trainer.store.clocks import doubtful
    from trainer.store.examine import SURE, Finding, of_log, of_repair
    from trainer.store.facts import UNDECIDED
    from trainer.store.store import Store

    moment = wishes.plan.moment(now())
    with closing(Store(path, wishes.plan.scheduler)) as store:
        taken_back = 0
        damaged = any(finding.what == "damage" for finding in findings)
        if arguments.undo_clock and damaged:
            talk(f"nothing was taken back: times may be damaged, too; {_REPAIR_FIRST}")
        elif arguments.undo_clock:
            found = doubtful(store.events(), moment)
            if found.or_is_wrong_now and not arguments.yes:
                talk(f"nothing was taken back: is the clock right now? Then {SURE}")
            else:
                taken_back = store.take_back(found.ids, moment)
        wrong = store.mismatches()
        unread = store.unread() if wrong else set[str]()
        kept = [one.card for one in wrong if one.card in unread]
        findings += [
            Finding(_KEPT, error=True, message=f"{card}: {_NOT_ALL}", remedy=_OF_KEPT) for card in kept
        ]
        events = store.events()
        of_events = of_log(events, store.orphans(), moment, store.wordings())
        findings += (
            one._replace(remedy=_REPAIR_FIRST) if damaged and one.what == "clock" else one
            for one in of_events
        )
        findings += of_repair(store.about(UNDECIDED), events)
        if broken := sum(problem.severity == "error" for problem in store.problems()):
            message = f"{counted(broken, 'error')} in deck files"
            findings.append(
                Finding("decks", error=False, message=message, remedy="`trainer check` lists them")
            )
        miscounted = store.miscounted()
        if arguments.rebuild and (wrong or miscounted):
            store.rebuild(but=kept)
        elif miscounted:
            message = f"{counted(len(miscounted), 'deck')} with cards or answers counted wrongly"
            remedy = "`trainer doctor --rebuild` counts them anew"
            findings.append(Finding("counts", error=True, message=message, remedy=remedy))
    return wrong, taken_back


def _repair(arguments: argparse.Namespace, path: Path) -> "Repaired":
    from trainer.cli.safety import about_aside
    from trainer.store.repair import repair

    done = repair(path, int(time.time()))
    library(arguments, settings(arguments)).close()  # decks are read, and schedules folded
    talk(f"{counted(done.events, 'event')} in the new history file, {done.copies} only in its copies")
    lost, (there, were) = counted(done.unreadable, "event"), done.pages
    if there < were:
        known = f"at least {lost} lost" if done.unreadable else "no event is known to be lost"
        talk(f"{known}: of {counted(were, 'page')} that the file had it has {there}")
    elif done.unreadable:
        least = "" if done.certain else "at least "
        talk(f"{least}{lost} lost: the damaged file tells of more than can be read of it")
    if done.marred:
        talk(f"of {counted(done.marred, 'event')} some of a text is lost, now or before; no copy has it")
    if done.corrected:
        talk(
            f"{counted(done.corrected, 'event')} had damaged values; a copy, an index or the id of each "
            "still told the true ones"
        )
    if done.undecided:
        talk(
            f"a wrong value may stand in {counted(done.undecided, 'event')}, as nothing tells which is true: "
            "`trainer doctor` names each from now on"
        )
    for why in shortened(done.refused, 20):
        talk(f"left out: {one_line(why, 300)}")
    if done.aside is not None:
        talk(about_aside("the damaged file", done.aside))
    return done
