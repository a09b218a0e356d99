"""What a user says of a goal, in words: read, or told what cannot be meant and where it stands."""

from dataclasses import replace
from datetime import date

import pytest

from tests.goals.setting import fill
from tests.store.build import DAY, Shelf, basic
from trainer.core.dates import read_day
from trainer.core.errors import UsageError
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.goal import Goal
from trainer.goals.log import Goals
from trainer.goals.wish import Field, WishError, scope_of, wished, words_of
from trainer.store.store import Store

MINE = Goal("interview", "Interview", (), DAY + 9, 20, made=DAY - 5)
OTHER = Goal("other", "Other", ("deck",), DAY + 30, 10, made=DAY - 5)


def read(store: Store, *known: Goal, **said: str) -> Goal:
    words: dict[Field, str] = said  # type: ignore[assignment]
    return wished(store, Goals(known), DAY, words)[0]


def test_a_date_and_minutes_are_enough(store: Store) -> None:
    fill(store, 3)
    assert read(store, by="+14d", minutes="25") == Goal("interview", "Interview", (), DAY + 14, 25, made=DAY)


def test_without_a_date_it_is_a_focus(store: Store) -> None:
    fill(store, 3)
    assert read(store, minutes="5") == Goal("focus", "Focus", (), None, 5, made=DAY)
    assert read(store, by="none", minutes="5") == read(store, minutes="5")
    assert read(store, what="deck", minutes="5").name == "deck"


def test_what_is_not_said_stays_as_it_is_in_the_only_goal(store: Store) -> None:
    fill(store, 3)
    assert read(store, MINE, minutes="45 min") == replace(MINE, minutes=45)
    assert read(store, MINE, off="sat") == replace(MINE, off=frozenset({5}))
    assert read(store, MINE, by="none") == replace(MINE, by=None)
    assert read(store, MINE, OTHER, name="other", minutes="45") == replace(OTHER, minutes=45)


def test_another_name_or_other_decks_make_another_goal(store: Store) -> None:
    fill(store, 3)
    assert read(store, MINE, name="New", by="+3d").id == "new"
    assert read(store, MINE, what="deck").id == "deck"


def test_a_holiday_is_for_all_goals(store: Store) -> None:
    fill(store, 3)
    goal, span = wished(store, Goals((MINE,), holidays=((DAY + 1, DAY + 1),)), DAY, {"holiday": "+3d..+4d"})
    assert span == ((DAY + 3, DAY + 7), True)
    assert goal.holidays == ((DAY + 1, DAY + 1), (DAY + 3, DAY + 7))


def test_of_several_goals_one_is_named_but_for_a_holiday(store: Store) -> None:
    fill(store, 3)
    for said in ({"minutes": "30"}, {"off": "sat"}):
        with pytest.raises(WishError, match=r"say which one .*'Interview'") as error:
            read(store, MINE, OTHER, **said)
        assert error.value.field == "name"
    assert read(store, MINE, OTHER, holiday="+3d") == replace(MINE, holidays=((DAY + 3, DAY + 3),))
    assert read(store, MINE, OTHER, by="+9d", name="New").id == "new"


def test_a_holiday_is_taken_back_in_part(store: Store) -> None:
    fill(store, 3)
    known = Goals((MINE,), holidays=((DAY + 1, DAY + 5),))
    goal, holiday = wished(store, known, DAY, {"holiday": "no +2d..+1d"})
    assert holiday == ((DAY + 2, DAY + 3), False)
    assert goal.holidays == ((DAY + 1, DAY + 1), (DAY + 4, DAY + 5))


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"by": "yesterday"}, "by", "is over"),
        ({"by": "today"}, "by", "no day is left to plan"),
        ({"by": "soon"}, "by", "is no date"),
        ({"minutes": "0"}, "minutes", "nothing can be planned"),
        ({"minutes": "-5"}, "minutes", "no number"),
        ({"minutes": "ten"}, "minutes", "no number"),
        ({"minutes": "1441"}, "minutes", "a day has 1440"),
        ({"minutes": "9" * 5000}, "minutes", "a day has 1440"),
        ({"off": "moonday"}, "off", "no weekday"),
        ({"off": "mon tue wed thu fri sat sun"}, "off", "all seven"),
        ({"by": "+3d", "holiday": "today..+9d"}, "holiday", "no day to study is left"),
        ({"holiday": "2020-01-01..2020-01-05"}, "holiday", "over"),
        ({"holiday": "whenever"}, "holiday", "is no date"),
        ({"what": "nothing"}, "what", "no deck"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_place(
    store: Store, said: dict[Field, str], field: Field, words: str
) -> None:
    fill(store, 3)
    with pytest.raises(WishError, match=words) as error:
        wished(store, Goals(), DAY, said)
    assert error.value.field == field
    assert store.log({"goal", "holiday"}) == []


def test_without_cards_there_is_nothing_to_be_ready_for(store: Store) -> None:
    with pytest.raises(WishError, match="no cards to be ready for"):
        read(store, by="+14d")


def test_tomorrow_and_ten_years_ahead_are_dates_like_others(store: Store) -> None:
    fill(store, 3)
    assert read(store, by="tomorrow").by == DAY + 1
    assert read(store, by="+3650d").by == DAY + 3650


def test_a_goal_whose_date_is_past_needs_a_new_one(store: Store) -> None:
    fill(store, 3)
    past = replace(MINE, by=DAY - 1)
    with pytest.raises(WishError, match="a new date goes with it"):
        read(store, past, name="Interview", minutes="5")
    assert read(store, past, name="Interview", by="+5d").by == DAY + 5


def test_words_that_begin_a_title_are_not_taken_for_words_but_those_of_a_goal_stay(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("x", ask="What do streams compare?"), deck="a", title="Kafka::Streams compared")
    shelf.sync()
    with pytest.raises(WishError, match="did you mean 'Kafka::Streams compared'") as error:
        read(store, what="streams compare", minutes="5")
    assert error.value.field == "what"
    found = scope_of(store, replace(MINE, what=("streams compare",)), DAY)
    assert found is not None
    assert store.cards(found, DAY) == ["a/x"]
    assert read(store, what="(streams compare)", minutes="5").what == ("(streams compare)",)


def test_what_it_is_about_follows_the_decks(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("x"), deck="a", title="Kafka::A")
    shelf.sync()
    goal = replace(MINE, what=("Kafka", "gone", "tag:gone"))
    assert scope_of(store, goal, DAY) == Scope(("a",), day=DAY)
    shelf.put("b.yaml", basic("x"), deck="b", title="Kafka::B")
    shelf.sync()
    found = scope_of(store, goal, DAY)
    assert found is not None
    assert set(found.decks) == {"a", "b"}
    assert scope_of(store, MINE, DAY) == EVERYTHING
    assert scope_of(store, replace(MINE, what=("gone",)), DAY) is None


def test_a_saved_query_is_what_a_goal_can_be_about_and_its_words_go_with_the_goal(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("deck.yaml", basic("x", tags=("x",)), basic("y"))
    shelf.sync()
    goal, _ = wished(store, Goals(), DAY, {"what": "wéak"}, {"we\u0301ak": "tag:x kind:basic"})
    assert (goal.name, goal.what) == ("wéak", ("tag:x kind:basic",))
    scope = scope_of(store, goal, DAY)
    assert scope is not None
    assert scope.day == DAY
    assert store.cards(scope, DAY) == ["deck/x"]
    with pytest.raises(WishError, match="no deck"):
        wished(store, Goals(), DAY, {"what": "wéak"})
    assert wished(store, Goals(), DAY, {"what": "deck"}, {"deck": "is:new"})[0].what == ("deck",)


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("is:new deck:deck", "is:new"),
        ("prop:r<0.9 -is:new", "prop:r<0.9, is:new"),
        ("-(kind:cloze or rated:7:1)", "rated:7:1"),
        ("weak", "prop:lapses>0"),
        ("deck\nis:due", "is:due"),
    ],
)
def test_a_query_that_loses_its_cards_with_their_answers_makes_no_goal(
    store: Store, query: str, term: str
) -> None:
    fill(store, 3)
    with pytest.raises(WishError) as error:
        wished(store, Goals(), DAY, {"what": query}, {"weak": "prop:lapses>0"})
    assert error.value.field == "what"
    assert str(error.value).startswith(f"{term} finds other cards with every answer")


def test_days_off_and_holidays_alone_make_no_goal(store: Store) -> None:
    fill(store, 3)
    past = replace(MINE, by=DAY - 1)
    for said in ({"holiday": "+3d"}, {"off": "sat"}, {"off": "sat", "holiday": "+3d"}):
        for known in (), (past,):
            with pytest.raises(WishError, match="no goal is set"):
                read(store, *known, **said)
    assert read(store, off="sat", minutes="20").name == "Focus"


@pytest.mark.parametrize(
    "what", [("deck",), ("A, b and c",), ("deck", "A, b and c"), ("deck", "tag:x"), ("tag:x kind:basic",), ()]
)
def test_a_goal_in_words_is_read_back_as_it_is(store: Store, what: tuple[str, ...]) -> None:
    shelf = Shelf(store)
    shelf.put("deck.yaml", basic("x", tags=("x",)))
    shelf.put("a.yaml", basic("x"), deck="a", title="A, b and c")
    shelf.sync()
    goal = replace(MINE, off=frozenset({0, 6}), what=what)
    assert read(store, goal, **words_of(goal, DAY)) == goal


@pytest.mark.parametrize("text", ["10.12.2026", "10.12.", "10. 12.", "2026/12/10", "2026.12.10", "10. Dec"])
def test_dates_as_other_countries_write_them(text: str) -> None:
    today = date(2026, 11, 27).toordinal()
    assert read_day(text, today) == date(2026, 12, 10).toordinal()


@pytest.mark.parametrize(
    ("text", "hint"), [("10/12", "Oct or Dec"), ("10/12/2026", "name the month"), ("+1m", "say \\+30d")]
)
def test_a_date_that_may_be_two_says_how_to_name_it(text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        read_day(text, date(2026, 11, 27).toordinal())
