"""Verbs about single cards, or those of whole decks: what is set by hand."""

import argparse
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from trainer.cli.environment import (
    confirmed,
    library,
    now,
    opened,
    print_json,
    reporting,
    scope,
    settings,
    talk,
)
from trainer.cli.fitted import say
from trainer.cli.naming import named
from trainer.cli.own import Roots, tagging
from trainer.core.columns import Labelled
from trainer.core.errors import Exit
from trainer.core.reads import as_shown
from trainer.core.text import counted, in_line, one_line, quoted, times

if TYPE_CHECKING:
    from trainer.practice.terms import Proposal
    from trainer.settings.model import Settings
    from trainer.store.store import Store


def reset(arguments: argparse.Namespace) -> int:
    """Reset cards: they are as if new, and their history is kept; `u` on the home screen takes it back."""
    from trainer.practice.by_hand import reset as start_anew

    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        cards = [
            card for card in named(store, wishes, arguments.card) if store.state(card).memory is not None
        ]
        if not cards:
            talk("Nothing to reset: none of these cards was answered.")
        elif not _confirmed(arguments, "Reset", cards):
            cards = []
        else:
            start_anew(store, wishes.plan.moment(now()), cards)
    _print(cards, as_json=arguments.json)
    return Exit.DONE


def reschedule(arguments: argparse.Namespace) -> int:
    """Say on which day cards are due; of a deck, those that were answered. `u` at home takes it back."""
    from trainer.core.dates import read_day, said
    from trainer.core.day import iso
    from trainer.practice.by_hand import counts_as_known
    from trainer.practice.by_hand import reschedule as place

    wishes = settings(arguments)
    moment = wishes.plan.moment(now())
    due = moment.day + arguments.days if arguments.on is None else read_day(arguments.on, moment.day)
    with closing(library(arguments, wishes)) as store:
        found = named(store, wishes, arguments.card)
        cards = [card for card in found if found[card] or store.state(card).memory is not None]
        if not cards:
            talk("Nothing to reschedule: none of these cards was answered.")
        elif due >= moment.day and not _confirmed(arguments, f"Make due on {said(due, moment.day)}", cards):
            cards = []
        else:
            place(store, moment, cards, due)
            if known := counts_as_known(store, cards, due - moment.day):
                talk(known)
    _print(cards, as_json=arguments.json, due=iso(due))
    return Exit.DONE


def tag(arguments: argparse.Namespace) -> int:
    """Give tags to notes and take them away: in your decks in place, of shipped notes in your own version."""
    from trainer.browse.tags import read, said

    wishes = settings(arguments)
    change = read(" ".join([*arguments.add, *(f"-{tag}" for tag in arguments.remove)]))
    with closing(library(arguments, wishes)) as store:
        cards = list(named(store, wishes, arguments.card))
        if not cards or not _confirmed(arguments, "Tag the notes of", cards):
            talk("No tag was changed.")
            return Exit.DONE
        done = tagging(store, Roots(arguments, wishes))(cards, change.give, change.take)
    talk(said(change, done), *done.warnings)
    if arguments.json:
        print_json({"notes": done.notes, "files": done.files})
    elif done.files:
        print(*map(in_line, done.files), sep="\n")
    return Exit.DONE


def terms(arguments: argparse.Namespace) -> int:
    """List words of yours that may become terms of open questions: what you ticked and was not found."""
    from trainer.core.dates import said
    from trainer.core.day import iso
    from trainer.practice.terms import proposals

    wishes = settings(arguments)
    with opened(arguments, wishes, writes=arguments.take) as store:
        found = proposals(store, scope(arguments, wishes, store))
        if arguments.take:
            return _take(arguments, found, store, wishes)
    if arguments.json:
        print_json([one._asdict() | {"day": iso(one.day)} for one in found])
        return Exit.DONE
    today = wishes.plan.moment(now()).day
    for one in found:
        say(f"{one.file}:{one.line}: [{one.note}] {one_line(as_shown(one.point), 200)}")
        pasted = quoted(one.words)
        say(f"    add to its terms: {pasted}  ({times(one.times)}, last {said(one.day, today)})")
    if not found:
        talk("No new terms: nothing was ticked that the program had not found.")
    return Exit.DONE


def _take(
    arguments: argparse.Namespace, found: "Sequence[Proposal]", store: "Store", wishes: "Settings"
) -> int:
    """Write proposals as terms into decks of the user's own, and among his versions of shipped notes."""
    from trainer.cli.opening import refresh
    from trainer.cli.own import add_term

    for one in found:
        talk(f"[{one.note}] {one_line(one.point, 80)}: {one.words}")
    if not found or not (arguments.yes or confirmed(f"Take {counted(len(found), 'term')}?", "what is taken")):
        talk("No term was taken.")
        return Exit.DONE
    roots = Roots(arguments, wishes)
    files = [str(add_term(one, store, roots)) for one in found]
    refresh(store, roots())
    if arguments.json:
        print_json([{"note": one.note, "file": file} for one, file in zip(found, files, strict=True)])
    else:
        print("".join(f"{in_line(file)}\n" for file in dict.fromkeys(files)), end="")
    return Exit.DONE


def unsuspend(arguments: argparse.Namespace) -> int:
    """Unsuspend cards: they are asked again; without a card, list those that are suspended."""
    from trainer.core.log import NewEvent

    wishes = settings(arguments)
    with opened(arguments, wishes, writes=bool(arguments.card or arguments.all)) as store:
        suspended = sorted(
            card for card, state in store.states().items() if state.suspended and store.card(card)
        )
        if not arguments.card and not arguments.all:
            if arguments.json:
                print_json(suspended)
            else:
                print("\n".join(suspended) or "No card is suspended.")
            return Exit.DONE
        chosen = named(store, wishes, arguments.card).keys() & suspended
        finding = [word for word in arguments.card if not word.startswith("-")] or arguments.card
        strange = [word for word in finding if not named(store, wishes, [word]).keys() & suspended]
        if strange := strange or ([] if chosen else arguments.card):
            talk(
                f"trainer: nothing suspended is found by {', '.join(map(repr, strange))}; nothing was changed"
            )
            return Exit.USAGE
        moment = wishes.plan.moment(now())
        cards = suspended if arguments.all else sorted(chosen)
        store.record_all([NewEvent(moment, card, "unsuspend") for card in cards])
        print("".join(f"{card}\n" for card in cards), end="")
    return Exit.DONE


def undo(arguments: argparse.Namespace) -> int:
    """Take back what was done last on this device: answers, and what was done to cards; --list lists it."""
    return _go(arguments, 1)


def redo(arguments: argparse.Namespace) -> int:
    """Do again what was taken back last, as long as nothing new was done; --list lists it."""
    return _go(arguments, -1)


def _go(arguments: argparse.Namespace, back: int) -> int:
    from trainer.cli.own import Roots, rewriting
    from trainer.practice.undoing import Anywhere, go, steps

    wishes = settings(arguments)
    if arguments.list:
        with reporting(arguments, wishes) as store:
            every = steps(store, wishes.plan.moment(now()), wishes.keys)
        found = [step for step in every if step.undone == (back < 0)][:: 1 if back > 0 else -1]
        if arguments.json:
            print_json(
                [{"step": number, "age": one.age, "what": one.what} for number, one in enumerate(found, 1)]
            )
        elif not found:
            talk("Nothing was done that can be taken back." if back > 0 else "Nothing can be done again.")
        else:
            wide = max(len(one.age) for one in found)
            say(
                *(
                    Labelled(f"{at:3}  {one.age:{wide}}  ", as_shown(one.what))
                    for at, one in enumerate(found, 1)
                )
            )
        return Exit.DONE
    with closing(library(arguments, wishes)) as store:
        store.rewrite = rewriting(store, Roots(arguments, wishes))
        gone = go(Anywhere(store, now, wishes.plan), back * arguments.steps, wishes.keys, in_shell=True)
    if arguments.json:
        print_json({"said": gone.said, "card": gone.event.card if gone.event else None})
    else:
        say(gone.said)
    return gone.status


def _confirmed(arguments: argparse.Namespace, what: str, cards: Sequence[str]) -> bool:
    """Ask before more than one card is changed, unless --yes was given.

    Raises:
        UsageError: nobody is there to answer.
    """
    if arguments.yes or len(cards) == 1:
        return True
    return confirmed(f"{what}: {counted(len(cards), 'card')}?", "more than one card")


def _print(cards: Sequence[str], *, as_json: bool, **more: str) -> None:
    """Print the cards that were changed."""
    if as_json:
        print_json({"cards": cards, **more})
    else:
        print("".join(f"{card}\n" for card in cards), end="")
