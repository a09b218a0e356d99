"""What a query finds in a store, and that it finds the same wherever cards are asked for."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.build import DAY, Shelf, answer, basic, filled, mark, pair
from trainer.core import expression
from trainer.core.card import note_of
from trainer.core.library import Sort
from trainer.core.log import detail_of
from trainer.core.query import IS, Named, QueryError
from trainer.core.scope import EVERYTHING, Scope
from trainer.store.store import Store

Find = Callable[..., list[str]]


def _fill(store: Store) -> None:
    """Two decks, some answers."""
    shelf = Shelf(store)
    shelf.put(
        "one.yaml",
        basic("water", "What is Wasser_in 100%?", tags=("x", "deep::er"), level="core", asked=8),
        basic("straße", "Was heißt STRASSE?", why="A road", tags=("xy",), asked=2),
        pair("gaps", hints=("a hint",)),
        deck="one",
        title="Kafka::Basics",
    )
    shelf.put("two.yaml", basic("lost"), basic("idle"), deck="two", title="Kafkaesque")
    shelf.sync()
    for day, grade in ((DAY - 40, 4), (DAY - 39, 4), (DAY - 33, 4)):
        store.record(answer("one/water", grade, day))
    store.record(answer("one/gaps#c1", 1, DAY))
    for day in range(DAY - 21, DAY - 4):  # known, forgotten, known, forgotten …
        store.record(answer("two/lost", 4 if day % 2 else 1, day))
    store.record(mark("two/idle", "suspend"))
    for flagged in ("one/straße", "two/lost"):
        store.record(mark(flagged, "flag"))


@pytest.fixture
def some(path: Path) -> Iterator[Store]:
    path.write_bytes(filled(_fill))
    with Store(path) as store:
        yield store


@pytest.fixture
def find(some: Store) -> Find:
    """What a query finds there, without the deck of the key."""

    def found(text: str, day: int = DAY, **more: Any) -> list[str]:
        return [key.partition("/")[2] for key in some.cards(some.search(text, day), day, **more)]

    return found


ALL = ["water", "straße", "gaps#c1", "gaps#c2", "lost", "idle"]


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("", ALL),
        ("deck:one", ALL[:4]),
        ("deck:kafka", ALL[:4]),  # whole parts of titles, any case; Kafkaesque is another deck
        ("deck:kafka*", ALL),
        ("deck:k_fka", ALL[:4]),
        ("-deck:one", ALL[4:]),
        ("tag:x", ["water"]),
        ("tag:x*", ["water", "straße"]),
        ("tag:deep", ["water"]),  # what nests below it too
        ("tag:none", ALL[2:]),
        ("-tag:None", ALL[:2]),
        ("kind:cloze", ["gaps#c1", "gaps#c2"]),
        ("deck:kafka::b*", ALL[:4]),
        ("deck:*::basics", ALL[:4]),
        ("w:roa", []),
        ("w:roa*", ["straße"]),
        ("w:*oad", ["straße"]),
        ("w:r_ad", ["straße"]),
        ("w:_oa", []),
        ("w:straße", ["straße"]),
        ("w:100%", ["water"]),
        ('w:"a road"', ["straße"]),
        (r"re:wass\w+_in", ["water"]),
        (r"re:^was", ["straße"]),
        (r"re:^a.hint$", ["gaps#c1", "gaps#c2"]),
        (r're:"(stra|wa)ss[E-F]"', ["water", "straße"]),
        (r"-re:\d\d", ["straße", "gaps#c1", "gaps#c2", "lost", "idle"]),
        ("nc:heisst", ["straße"]),
        ("nc:wásser", ["water"]),
        ("nc:hint", ["gaps#c1", "gaps#c2"]),
        ("level:core", ["water"]),
        ("level:solid", ALL[1:]),  # where nobody said
        ("id:one/gaps", ["gaps#c1", "gaps#c2"]),
        ("id:one/gaps#c2", ["gaps#c2"]),
        ("is:new", ["straße", "gaps#c2", "idle"]),
        ("is:learnt", ["water", "gaps#c1", "lost"]),
        ("is:due", ["water", "lost"]),
        ("is:again", ["gaps#c1"]),
        ("is:suspended", ["idle"]),
        ("is:flagged", ["straße", "lost"]),
        ("flag:1", ["straße", "lost"]),
        ("is:leech", ["lost"]),
        ("is:mature", []),
        ("is:young", ["water", "gaps#c1", "lost"]),
        ("is:own", ALL),
        ("is:shipped", []),
        ("prop:ivl>14", ["water"]),
        ("prop:ivl=1", ["gaps#c1", "lost"]),
        ("prop:reps>=3", ["water", "lost"]),
        ("prop:lapses>7", ["lost"]),
        ("prop:due<0", ["water", "lost"]),
        ("prop:due=1", ["gaps#c1"]),
        ("prop:asked>7", ["water"]),
        ("prop:asked!=8", ["straße"]),
        ("prop:ease>=2.5", ["water", "gaps#c1", "lost"]),
        ("prop:r<0.9", ["water", "lost"]),
        ("rated:1", ["gaps#c1"]),
        ("rated:1:1", ["gaps#c1"]),
        ("rated:1:3", []),
        ("rated:10", ["gaps#c1", "lost"]),
        ("front:was", ["water", "straße"]),
        ("front:wasser*100", ["water"]),
        ("front:road", []),
        ("back:straße", ["straße"]),
        ("back:was", []),
        ("front:two", ["gaps#c1"]),
        ("back:two", ["gaps#c1", "gaps#c2"]),
        ("front:re:^was", ["straße"]),
        (r"back:re:\bstr", ["straße"]),
        ("tag:re:^x", ["water", "straße"]),
        ("tag:re:^x$", ["water"]),
        ("tag:re:er", ["water"]),
        ("deck:re:^kafkae", ["lost", "idle"]),
        ("deck:re:^one$", ALL[:4]),
        ("card:1", [card for card in ALL if card != "gaps#c2"]),
        ("card:2", ["gaps#c2"]),
        ("card:99", []),
        ("resched:1", []),
        ("introduced:1", ["gaps#c1"]),
        ("introduced:21", ["gaps#c1"]),
        ("introduced:22", ["gaps#c1", "lost"]),
        ("wasser", ["water"]),
        ("strasse", ["straße"]),
        ("road", ["straße"]),
        ('"a hint"', ["gaps#c1", "gaps#c2"]),
        ("100%", ["water"]),
        (r"wasser\_in", ["water"]),
        (r"r\_ad", []),
        ("r_ad", ["straße"]),
        ("w*100", ["water"]),
        (r"w\*100", []),
        ("is:new or is:due", ["water", "straße", "gaps#c2", "lost", "idle"]),
        ("is:new -is:suspended -(tag:xy or kind:cloze)", []),
    ],
)
def test_a_query_finds_what_it_says(find: Find, query: str, cards: list[str]) -> None:
    assert find(query) == cards


def test_an_expression_that_takes_too_long_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "PATIENCE", 1000)
    Shelf(store, basic("a", why="".join(Random(1).choices("ab", k=5000))))
    with pytest.raises(QueryError, match=r"takes too long: of re:a.*too many texts nearly fit it"):
        store.cards(store.search("re:a.{20}x", DAY), DAY)
    assert store.cards(store.search("re:a.{3}b", DAY), DAY) == ["deck/a"], "with patience anew"


def test_new_notes_are_known_since_the_day_they_were_read(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("a"), deck="a")
    shelf.sync(now=0)
    shelf.put("a.yaml", basic("a", "changed"), basic("b"), deck="a")
    shelf.sync(now=10 * 86400)
    today = 719163 + 10
    assert store.cards(store.search("added:1", today), today) == ["a/b"]
    assert store.cards(store.search("added:11", today), today) == ["a/a", "a/b"]


def test_what_changed_in_a_deck_and_what_was_rescheduled_is_found_by_its_day(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("a"), basic("b"), deck="a")
    shelf.sync(now=0)
    shelf.put("a.yaml", basic("a", "changed"), basic("b"), deck="a")
    shelf.sync(now=10 * 86400)
    today = 719163 + 10
    assert store.cards(store.search("edited:1", today), today) == ["a/a"]
    assert store.cards(store.search("edited:11", today), today) == ["a/a", "a/b"]
    store.record(mark("a/a", "reschedule", today - 3, detail=detail_of(due=today + 9)))
    store.record(mark("a/b", "reset", today))
    assert store.cards(store.search("resched:1", today), today) == ["a/b"]
    assert store.cards(store.search("resched:4", today), today) == ["a/a", "a/b"]
    store.undo(mark("", "undo", today).when)
    assert store.cards(store.search("resched:1", today), today) == []


def test_put_off_cards_are_found_with_their_siblings(find: Find, some: Store) -> None:
    some.record(mark("one/gaps#c2", "bury"))
    assert find("is:buried") == ["gaps#c1", "gaps#c2"]
    assert find("is:buried", DAY + 1) == []


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("deck", "water", "idle"),
        ("due", "water", "gaps#c2"),  # new ones last, in learning order
        ("interval", "straße", "water"),
        ("lapses", "water", "lost"),
        ("asked", "gaps#c1", "water"),
        ("question", "idle", "gaps#c2"),
    ],
)
def test_cards_are_sorted_and_the_other_way_round(find: Find, sort: Sort, first: str, last: str) -> None:
    up, down = find("", sort=sort), find("", sort=sort, down=True)
    assert (up[0], up[-1]) == (first, last)
    assert down[0].partition("#")[0] == last.partition("#")[0]
    assert sorted(down) == sorted(up) == sorted(ALL)


def test_a_row_says_what_a_list_shows(some: Store) -> None:
    (row,) = some.listed(some.cards(some.search("wasser", DAY), DAY))
    assert (row.card, row.question, row.deck_title) == (
        "one/water",
        "What is Wasser_in 100%?",
        "Kafka::Basics",
    )
    assert row.state == some.state("one/water")


def test_a_number_that_no_card_has_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match="did you mean prop:lapses"):
        store.search("a or -(prop:lapse>1)", DAY)
    with pytest.raises(QueryError, match="known are asked, due"):
        store.resolve(["prop:zzz>1 a"], DAY)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("kind:clozze", "There is no kind of note called 'clozze'; did you mean kind:cloze?"),
        ("kind:zzz", "known are basic, cloze, choice"),
        ("level:hard", "There is no level called 'hard'; known are core, solid, deep."),
        ("level:cor", "did you mean level:core?"),
        ("deck:kafk", "No deck is called 'kafk'; did you mean deck:Kafka"),
        ("deck:zzz", "Home lists them"),
        ("deck:basics", "did you mean deck:Kafka::Basics?"),  # a word within begins with it
        ("tag:dep", "No note has the tag 'dep'; did you mean tag:deep"),
        ("tag:zzz", "known are"),
        ("-tag:solid", "No note has the tag 'solid'; level:solid finds the notes of that level"),
        ("id:one/watr", "No card or note has the id 'one/watr'; did you mean id:one/water"),
        ("id:onne/water", "`w` in review names ids"),
        ("deck:current", "Anki's deck:current means nothing here: no deck is the current one"),
        ("deck:filtered", "a query stands where a deck does"),
        ("is:dew", "a card cannot be 'dew'; did you mean is:new or is:due?"),
        ("is:zzz", "after is: may stand new, due"),
        ("-tag:dep", "did you mean tag:deep"),
        ("is:due or (a -kind:z*z)", "There is no kind of note called 'z*z'"),
    ],
)
def test_a_name_that_stands_for_nothing_is_told_with_those_that_are_near(
    find: Find, some: Store, query: str, says: str
) -> None:
    for ask in (lambda: find(query), lambda: some.resolve([f"{query} a"], DAY)):
        with pytest.raises(QueryError) as error:
            ask()
        assert says in str(error.value)


@pytest.mark.parametrize(
    "query", ["kind:order", "kind:c*", "level:deep", "level:*", "deck:K_fk*", "tag:*", "tag:DEEP"]
)
def test_a_name_that_stands_for_something_may_find_nothing(find: Find, query: str) -> None:
    find(query)


def test_what_is_proposed_can_be_written(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("a"), deck="a", title="My own (few)")
    shelf.sync()
    with pytest.raises(QueryError) as error:
        store.search("deck:few", DAY)
    proposed = str(error.value).partition("mean ")[2].removesuffix("?")
    assert proposed == 'deck:"My own (few)"'
    assert store.cards(store.search(proposed, DAY), DAY) == ["a/a"]


def test_tags_of_decks_that_are_away_are_no_tags(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("a", tags=("here",)), deck="a")
    shelf.put("b.yaml", basic("b", tags=("away",)), deck="b")
    shelf.sync()
    store.search("tag:away", DAY)
    del shelf.files["b.yaml"]
    shelf.sync()
    for query in ("tag:away", "tag:nope"):
        with pytest.raises(QueryError) as error:
            store.search(query, DAY)
        assert "known are here" in str(error.value)


def test_every_question_to_the_store_keeps_to_the_query(some: Store) -> None:
    def scope(text: str) -> Scope:
        return some.search(text, DAY)

    assert some.due(DAY, scope("-deck:two"), 9) == ["one/water"]
    assert some.new(DAY, scope("kind:basic"), 9) == ["one/straße"]
    assert some.drills(DAY, scope("kind:basic")) == []
    assert some.drills(DAY, scope("kind:cloze")) == ["one/gaps#c1"]
    assert some.ahead(DAY, scope("prop:ivl>14"), 1) == ["one/water"]
    assert some.due_on(DAY, scope("deck:two")) == 1
    assert [note.id for note in some.notes(scope("is:again"))] == ["gaps"]
    decks, _ = some.export(scope("is:due"))
    assert [note.id for deck in decks for note in deck.notes] == ["water", "lost"]


TERMS = st.sampled_from(
    [*(f"is:{what}" for what in IS), "a", "prop:ivl>2", "rated:9", "deck:deck", "tag:x", "prop:r<1"]
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" ", " or "]), inner).map(lambda parts: f"({''.join(parts)})"),
        inner.map(lambda part: f"-{part}"),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with cards in all states; only read from."""
    store = Store(tmp_path_factory.mktemp("queries") / "trainer.db")
    Shelf(store, *(basic(f"n{number}", tags=("x",) * (number % 2)) for number in range(8)))
    for number in range(6):
        for step in range(number):
            store.record(answer(f"deck/n{number}", 5 - number % 3 * 2, DAY - 10 + step))
    store.record(mark("deck/n1", "suspend"))
    store.record(mark("deck/n2", "bury"))
    store.record(mark("deck/n6", "flag"))
    return store


@given(one=QUERIES, other=QUERIES)
@settings(max_examples=60)
def test_and_or_not_are_those_of_sets(made: Store, one: str, other: str) -> None:
    def found(text: str) -> set[str]:
        return set(made.cards(made.search(text, DAY), DAY))

    everything = found("")
    assert found(f"-{one}") == everything - found(one)
    assert found(f"{one} {other}") == found(one) & found(other)
    assert found(f"{one} or {other}") == found(one) | found(other)
    assert {note.key for note in made.notes(made.search(one, DAY))} == {note_of(card) for card in found(one)}


@given(st.text(st.characters(codec="utf-8"), max_size=20))
@settings(max_examples=60)
def test_any_text_is_only_ever_text(made: Store, text: str) -> None:
    for query in (text, f'"{text}"', f"deck:{text}", f'tag:"{text}"', f"id:{text}"):
        try:
            found = made.cards(made.search(query, DAY), DAY)
        except QueryError:
            continue
        assert set(found) <= set(made.cards(EVERYTHING, DAY))


@pytest.mark.parametrize(
    "query", ["is:new", "is:suspended", "prop:reps<1", "prop:lapses>0", "x", "-tag:deep"]
)
def test_the_size_of_a_scope_is_that_of_the_notes_with_a_card_in_it(some: Store, query: str) -> None:
    scope = some.search(query, DAY)
    notes = {note_of(card) for card in some.cards(scope, DAY)}
    cards = [card for card in some.cards(EVERYTHING, DAY) if note_of(card) in notes]
    assert some.size(scope) == (len(notes), len(cards))


@pytest.mark.parametrize("pattern", ["a", "a::b", "a*", "*b", "a b", "_", "x::*", "ä"])
def test_a_tag_is_found_by_its_whole_name_or_one_above_it(store: Store, pattern: str) -> None:
    tags = ("a", "a::b", "aa", "b", "x::y::z", "Ä::c")
    Shelf(store, *(basic(f"n{at}", tags=(tag, "other")) for at, tag in enumerate(tags)))
    name = pattern.replace("*", ".*").replace("_", ".")
    wanted = [tag for tag in tags if re.match(f"{name}(::|$)", tag.casefold())]
    found = store.cards(Scope(query=Named("tag", pattern), day=DAY), DAY)
    assert found == [f"deck/n{tags.index(tag)}" for tag in wanted]
