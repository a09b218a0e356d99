"""Today at a glance, line by line: what `trainer due` prints, and what plain mode says at its start."""

import io
from typing import Any

from tests.build import put
from tests.practice.context import Clock, session
from tests.practice.test_spread import away
from tests.store.build import DAY, Shelf, answer, basic, of, pair
from trainer.context import Context
from trainer.core import dates
from trainer.core.card import Problem
from trainer.core.columns import ANY, fitted
from trainer.core.kinds import Typed
from trainer.plain.app import run
from trainer.plain.home import overview_lines
from trainer.practice.overview import overview
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

TABLE = [
    "   today   due unseen  next",
    "A      2     1      2",
    "B      3     0      4",
    "\ntoday: 5 cards (3 new, 1 due, 1 again), about 3 min",
    "tomorrow: 4 cards",
]


def fill(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("x"), pair("p"), deck="a", title="A")
    shelf.put("b.yaml", basic("x"), pair("p"), pair("q"), deck="b", title="B")
    shelf.sync()
    store.record(answer("a/x", 4, DAY - 1))
    store.record(answer("b/x", 2))


def test_the_overview_is_a_table_that_names_each_deck_with_its_numbers(store: Store) -> None:
    fill(store)
    assert list(fitted(overview_lines(overview(session(store))), ANY)) == "\n".join(TABLE).split("\n")


def test_it_is_said_before_the_first_card_where_the_program_begins_at_home(store: Store) -> None:
    fill(store)
    out = io.StringIO()
    assert run(Context(store, Clock(), Plan(), start="home"), io.StringIO("\nq\n"), out) == 0
    said = out.getvalue()
    assert said.index("[Enter: practise") < said.index("Q x")
    assert said.startswith("\n".join(TABLE))
    assert "Q x" in said
    assert "Nothing answered yet." in said


def test_without_decks_it_says_where_to_look(store: Store) -> None:
    said = "\n".join(fitted(overview_lines(overview(session(store))), ANY))
    assert said.startswith("There are no decks yet.")
    assert "trainer config" in said


def test_where_no_deck_can_be_read_it_says_so(store: Store) -> None:
    wrong = Problem("a.yaml", 1, "", "", "yaml", "error", "what is this", "mend it")
    put(store, problems=[wrong, wrong, wrong._replace(severity="warning")])
    said = "\n".join(fitted(overview_lines(overview(session(store))), ANY))
    assert said.startswith("No deck can be read: 2 errors.")
    assert "trainer check" in said
    assert "no decks" not in said


def test_home_has_a_prompt_of_its_own_whatever_the_first_card_is(store: Store) -> None:
    Shelf(store, of(Typed("Which?", "That.")))
    out = io.StringIO()
    lines = ["undo", "nonsense", "browse", "q", "/settings", "", "", "settings", "", "/q"]
    at = Context(store, Clock(), Plan(), start="home", settings=lambda: ())
    assert run(at, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    said = out.getvalue()
    for part in ("'nonsense' means nothing here", "browse>", "name of a setting"):
        assert part in said, part
        assert said.index(part) < said.index("[type the answer")
    assert "taken as your answer; the command is /settings" in said


def test_after_a_break_the_prompt_offers_to_spread_what_is_due_and_does(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(100)))
    away(store, 100)
    out = io.StringIO()
    at = Context(store, Clock(), Plan(), start="home")
    assert run(at, io.StringIO("s\nq\n"), out) == 0
    said = out.getvalue()
    assert said.index("s spreads 100 due") < said.index("[Enter: practise")
    assert "spread until about" in said
    assert "s ends" in session(store).about_backlog()


def spoken(store: Store, *lines: str, **more: Any) -> str:
    out = io.StringIO()
    at = Context(store, Clock(), Plan(), start="home", **more)
    assert run(at, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue()


def test_the_days_to_come_say_from_which_day_on_they_are(store: Store) -> None:
    fill(store)
    assert f"next 14 days, from {dates.said(DAY, DAY)}: 5 4 " in spoken(store, "q")


def test_parts_of_the_program_can_be_about_a_deck_a_tag_or_a_query_at_home(store: Store) -> None:
    fill(store)
    assert "\nA  (1 new, 1 due, 0 again)" in spoken(store, "review A", "q", "q", "q")
    queries = {"mine": "deck:A is:new"}
    for line in ("stats B", "t deck:B", "stats mine"):
        about = line.partition(" ")[2]
        assert f"Statistics of {about}" in spoken(store, line, "q", queries=queries)
    assert "2 cards for deck:A is:new" in spoken(store, "b deck:A is:new", "q", "q")
    assert "no deck has the id or title 'Nothere'" in spoken(store, "quiz Nothere", "q")
    assert "no deck has the id" not in spoken(store, "stats all", "u 2", "q")
    assert "means nothing here" in spoken(store, "walk A", "q")
