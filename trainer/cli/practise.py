"""Verbs about practice: home, review, quiz, mock interview, what is due, and why."""

import argparse
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from time import time
from typing import TYPE_CHECKING, Any

from trainer.cli.environment import (
    changed,
    exports,
    library,
    news,
    now,
    plan,
    print_json,
    reporting,
    scope,
    settings,
    settings_file,
    talk,
)
from trainer.cli.fitted import say
from trainer.cli.naming import check_name, shown_of
from trainer.cli.own import Editing, Roots, about_new_deck, into, notebook, rewriting, tagging
from trainer.core.columns import Labelled
from trainer.core.custom import Custom
from trainer.core.defaults import MINUTES, QUESTIONS, TUTORIAL
from trainer.core.errors import Exit, FileError, TrainerError
from trainer.core.layouts import language_of

if TYPE_CHECKING:
    from trainer.context import Start, Viewer
    from trainer.core.card import Demand
    from trainer.core.library import StudyCard
    from trainer.core.scope import Scope
    from trainer.core.setting import Setting
    from trainer.practice.learning import Learning
    from trainer.scheduling.scheduler import Scheduler


LOOKED = "looked at"
"""Under which name the history notes on which study day it was last looked at, and found right."""

AT_ONCE = ("keys", "theme", "keymap", "keys_map", "queries")
"""Settings that a front end follows as soon as they are changed, besides those of the plan."""


def home(arguments: argparse.Namespace) -> int:
    """Show the home screen, or today's practice line by line."""
    return _practise(arguments, start="home")


def review(arguments: argparse.Namespace) -> int:
    """Practise what is due in the given decks, or in all."""
    return _practise(arguments, start="review")


def quiz(arguments: argparse.Namespace) -> int:
    """Answer a quick round of choices; the schedule stays as it is."""
    return _practise(arguments, start="quiz")


def mock(arguments: argparse.Namespace) -> int:
    """Hold a mock interview against the clock, then mark it point by point."""
    return _practise(arguments, start="mock")


def browse(arguments: argparse.Namespace) -> int:
    """Show cards by query, in screens or line by line."""
    return _practise(arguments, start="browse")


def add_by_form(arguments: argparse.Namespace) -> int:
    """Write notes in a form, or line by line."""
    return _practise(arguments, start="add")


def change_settings(arguments: argparse.Namespace) -> int:
    """Show all settings to be changed, on a screen or line by line."""
    return _practise(arguments, start="settings")


def confusions(arguments: argparse.Namespace) -> int:
    """List what you have mixed up, the most frequent first."""
    from trainer.confusions import all_confusions
    from trainer.core.reads import as_shown
    from trainer.core.text import one_line

    wishes = settings(arguments)
    with reporting(arguments, wishes) as store:
        found = all_confusions(store, scope(arguments, wishes, store))
    if arguments.json:
        print_json([pair._asdict() | mixed._asdict() for mixed, pair in found])
        return Exit.DONE
    for _, pair in found:
        one, other, about = (one_line(as_shown(text), 200) for text in (pair.one, pair.other, pair.about))
        say(Labelled(f"{pair.times:4} x  ", f"{one} / {other}  ({about})"))
    if not found:
        talk("Nothing mixed up so far.")
    return Exit.DONE


def why(arguments: argparse.Namespace) -> int:
    """Say why a card is asked or not, and what is known of it; of a note, each of its cards."""
    from trainer.core.day import study_day
    from trainer.core.query import Is
    from trainer.core.scope import Scope
    from trainer.goals.today import plan_today
    from trainer.goals.why import of_plan
    from trainer.practice.learning import learning, sentences
    from trainer.practice.siblings import said_of, waits_for
    from trainer.practice.why import standing

    wishes = settings(arguments)
    day = study_day(now(), wishes.rollover_hour)
    with reporting(arguments, wishes) as store:
        cards = [
            card for key in shown_of(store, wishes, arguments.card) if (card := store.card(key)) is not None
        ]
        orders = [learning(store, card, day, wishes.first, _demand) for card in cards]
        scheduler = store.scheduler
        today = plan_today(store, plan(wishes, store), day)
        plans = [of_plan(today, day, card.key) for card in cards]
        buried = store.among([card.key for card in cards], Scope(query=Is("buried"), day=day), day)
        waits = [(waits_for(store, day, card.key), said_of(store, day, card.key)) for card in cards]
    if arguments.json:
        told = [
            _told(card, order, scheduler) | {"plan": planned or None, "waits_for": other or None}
            for card, order, planned, (other, _) in zip(cards, orders, plans, waits, strict=True)
        ]
        print_json(told[0] if len(told) == 1 else told)
        return Exit.DONE
    for number, (card, order, planned) in enumerate(zip(cards, orders, plans, strict=True)):
        sibling = "" if planned else waits[number][1]
        said = list(sentences(order, card.state.memory is None, wishes.new_per_day, planned))
        by, away = planned or order.left_out, card.key in buried
        say(*[""] * (number > 0), standing(card, day, scheduler, said, by, buried=away, sibling=sibling))
    return Exit.DONE


def _told(card: "StudyCard", order: "Learning", scheduler: "Scheduler") -> dict[str, Any]:
    """Return what `why` knows of a card as JSON."""
    from trainer.core.day import iso

    memory, facts, state = card.state.memory, None, card.state
    if memory is not None:
        facts = memory._asdict() | dict(scheduler.facts(memory))
        facts |= {day: iso(facts[day]) if facts[day] else None for day in ("due", "last", "drill")}
        del facts["data"]
    demand = order.demand and order.demand._asdict()
    about_order = order._asdict() | {"demand": demand}
    marks = {day: iso(on) if on else None for day, on in (("buried", state.buried), ("wanted", state.wanted))}
    return state._asdict() | marks | {"card": card.key, "memory": facts, "order": about_order}


def _demand(note: str) -> "Demand | None":
    """Return who asks what a note asks, from the counts beside the shipped decks."""
    from trainer.decks.asked import demand
    from trainer.paths import shipped_decks

    return demand(shipped_decks(), note)


def _practise(arguments: argparse.Namespace, start: "Start") -> int:
    from trainer import drafts, paths, terminal
    from trainer.cli.opening import Watch
    from trainer.context import Context
    from trainer.core.log import NewEvent, detail_of

    wishes = settings(arguments)
    roots = Roots(arguments, wishes)
    place = settings_file(arguments)
    kept = drafts.path_of(paths.database(arguments.db))
    plain = arguments.plain or terminal.is_plain()
    if not plain and terminal.colours() == "none":
        os.environ["NO_COLOR"] = "1"  # as the user may say
    if plain:
        gc.enable()
    else:
        gc.disable()  # until the first card is drawn: what is made by then stays anyway

    def warm() -> None:
        store.warm()
        gc.freeze()
        gc.enable()
        if not looked_at:
            from trainer.store.examine import glance

            looked_at.append(glance(paths.database(arguments.db), store.scheduler, today, time()))

    def change(key: str, value: str | None) -> Mapping[str, Any]:
        from trainer.settings.file import read

        if value is not None:
            check_name(store, key)
        wished = changed(place, key, value) if key else read(place)
        at_once = {name: getattr(wished, name) for name in AT_ONCE}
        return at_once | {"plan": plan(wished, store), "theme": terminal.theme_shown(wished.theme)}

    def listed() -> Sequence["Setting"]:
        from trainer.settings.wording import listed

        return listed(settings(arguments))

    def keep_query(name: str, query: str) -> None:
        from trainer.settings.model import QUERIES

        change(f"{QUERIES}.{name}", query)
        queries[name] = query

    def tutorial() -> "Scope":
        take_tutorial(use=True)
        return store.resolve([TUTORIAL])

    def take_tutorial(*, use: bool) -> None:
        from trainer.cli.opening import refresh

        if roots.tutorial != use:
            roots.tutorial = use
            refresh(store, roots())

    queries = dict(wishes.queries)
    today = wishes.plan.moment(now()).day
    looked_at: list[str] = []
    written = drafts.read(kept)
    with terminal.keeping_keys(lines=plain), closing(library(arguments, wishes)) as store:
        if store.about(LOOKED) == str(today):
            looked_at.append("")  # once a day
        store.rewrite = rewriting(store, roots)
        store.gate = lambda: None  # the front end looks at the clock before anything is answered
        if more := getattr(arguments, "more", None):
            store.record(NewEvent(wishes.plan.moment(now()), "", "more", detail=detail_of(new=more)))
        deck = into(arguments, wishes, store) if start == "add" else ""
        if said := about_new_deck(deck, store):
            talk(said)
        context = Context(
            library=store,
            clock=now,
            plan=plan(wishes, store),
            keys=wishes.keys,
            scope=scope(arguments, wishes, store),
            start=start,
            custom=Custom(
                getattr(arguments, "cram", ""),
                getattr(arguments, "ahead", 0),
                getattr(arguments, "weakest", False),
                getattr(arguments, "only_minutes", 0),
            ),
            theme=terminal.theme_shown(wishes.theme),
            keymap=wishes.keymap,
            keys_map=wishes.keys_map,
            language=language_of(os.environ),
            mouse=wishes.mouse,
            change=change,
            settings=listed,
            settings_file=str(place),
            edit=Editing(wishes.editor, store, roots) if sys.stdin.isatty() else None,
            edit_settings=partial(terminal.edit, wishes.editor, str(place), 1)
            if sys.stdin.isatty()
            else None,
            notebook=lambda: notebook(store, roots),
            tag=tagging(store, roots),
            look=Watch(store, roots),
            viewer=viewer,
            warm=warm,
            news="" if plain else "\n\n".join(news(store)),  # there it was told already
            damage=lambda: "".join(looked_at),
            sections=sections,
            query=" ".join(getattr(arguments, "query", ())),
            sort=getattr(arguments, "sort", "deck"),
            down=getattr(arguments, "down", False),
            queries=queries,
            keep_query=keep_query,
            questions=getattr(arguments, "questions", QUESTIONS),
            minutes=getattr(arguments, "minutes", MINUTES),
            only_confusions=getattr(arguments, "confusions", False),
            exports=exports(arguments),
            into=deck,
            drafts=dict(written),
            tutorial=tutorial,
            without_tutorial=partial(take_tutorial, use=False),
            demand=_demand,
        )
        try:
            if plain:
                from trainer.plain.app import run

                return run(context, sys.stdin, sys.stdout)
            from trainer.tui.app import TrainerApp
            from trainer.tui.ending import run as shown

            return shown(TrainerApp(context), mouse=context.mouse)
        finally:
            try:
                drafts.save(kept, context.drafts, written)
            except FileError as error:  # what ended the practice may be worth more words
                talk(f"trainer: {error}")
            with suppress(TrainerError):  # then it is looked at again
                if looked_at == [""] and store.about(LOOKED) != str(today):
                    store.note(LOOKED, str(today))
            from trainer.cli.safety import daily_copy

            daily_copy(arguments)


def viewer() -> "Viewer":
    """Return what shows pictures and plays sounds."""
    from trainer.viewing import Viewer

    return Viewer()


def sections() -> Mapping[str, str]:
    from trainer.decks.find import SYLLABUS
    from trainer.decks.syllabus import read_syllabus
    from trainer.paths import shipped_decks

    return read_syllabus(shipped_decks() / SYLLABUS).titles
