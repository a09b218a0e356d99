"""A comparison in a mock interview: one open question with its rows as points, never a single row of it."""

from dataclasses import replace

import pytest

from tests.interview.interviews import GOOD, SHORT, again, held, mark_all, opener
from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, answer, mark
from trainer.core.card import Note
from trainer.core.errors import NothingToAskError
from trainer.core.kinds import Aspect, Compare, Point, Points
from trainer.core.log import Event
from trainer.core.scope import EVERYTHING
from trainer.interview.interview import Interview, OpenQuestion, begin
from trainer.interview.marking import Marking
from trainer.interview.setup import prospects, setup
from trainer.interview.transcript import KIND, Asked
from trainer.scheduling.preferences import Plan
from trainer.scheduling.registry import DEFAULT
from trainer.store.store import Store

BODY = Compare(
    (("m", "Managed table"), ("e", "External table")),
    (
        Aspect(
            "drop",
            "What does `DROP TABLE` remove?",
            (("m", "metadata and data files"), ("e", "metadata only")),
        ),
        Aspect("fits", "What does each suit?", (("m", "own tables"), ("e", "shared data")), show=True),
        Aspect(
            "place", "Where do the files lie?", (("m", "in the warehouse"), ("e", "wherever LOCATION says"))
        ),
    ),
    "Compare managed and external tables in Hive.",
)
TABLE = Note("deck", "t", BODY, level="core")
UNASKED = replace(TABLE, body=replace(BODY, ask=""))
SAID = (
    "Dropping a managed table removes metadata and files, an external table loses metadata only.\n"
    "Managed tables lie in the warehouse, external ones wherever location says."
)


def question(interview: Interview) -> OpenQuestion:
    assert interview.question is not None
    return interview.question


def marked(interview: Interview) -> Marking:
    interview.stop()
    return Marking(interview)


def test_it_opens_a_round_as_the_whole_question(store: Store) -> None:
    interview = held(store, TABLE)
    asked = question(interview)
    assert (asked.card.key, asked.sides.prompt) == ("deck/t", BODY.ask)
    assert asked.seconds == 60
    assert asked.sides.table is None
    assert setup(store, EVERYTHING, 20).openers == 1
    (prospect,) = prospects(store, EVERYTHING, (), DEFAULT)
    assert not prospect.short


def test_its_points_are_what_the_rows_say(store: Store) -> None:
    interview = held(store, TABLE)
    interview.say(SAID)
    assert [event.card for event in store.log({KIND})] == ["", "deck/t"]
    interview.confide(1)
    answer = marked(again(store, interview)).current
    assert answer is not None
    assert [(point.say, point.must) for point in answer.key_points] == [
        ("Managed table: metadata and data files", False),
        ("External table: metadata only", False),
        ("Managed table: in the warehouse", False),
        ("External table: wherever LOCATION says", False),
    ]
    assert [mark.result for mark in answer.judged.marks] == ["said"] * 4


@pytest.mark.parametrize("text", ["I would have to guess.", BODY.ask])
def test_what_tells_nothing_makes_no_point(store: Store, text: str) -> None:
    interview = held(store, TABLE)
    interview.say(text)
    answer = marked(interview).current
    assert answer is not None
    assert {mark.result for mark in answer.judged.marks} == {"missed"}


def test_the_marking_goes_on_after_a_restart_and_ends_in_the_report(store: Store) -> None:
    interview = held(store, TABLE)
    interview.say("No idea.")
    interview.confide(3)
    interview.stop()
    mark_all(again(store, interview))
    (asked,) = again(store, interview).transcript.asked
    assert asked.ask == BODY.ask
    assert [point.said for point in asked.points] == [False] * 4


def test_the_rows_missed_are_practised(store: Store) -> None:
    interview = held(store, TABLE)
    interview.say("Dropping a managed table removes metadata and files, an external one its metadata only.")
    marking = marked(interview)
    assert marking.current is not None
    marking.current.marking.restore([False, False, True, True])
    marking.confirm()
    assert interview.practise() == 1
    assert store.state("deck/t#drop").wanted == DAY
    assert store.state("deck/t#place").wanted == 0


def test_of_a_question_skipped_all_rows_are_practised(store: Store) -> None:
    interview = held(store, TABLE)
    interview.skip()
    interview.stop()
    mark_all(interview)
    assert interview.practise() == 2


def test_named_as_a_follow_up_it_is_asked_as_a_whole(store: Store) -> None:
    for row in ("drop", "place"):
        store.record(answer(f"deck/t#{row}", 5))
    interview = held(store, opener("a", follow_up=["t"]), TABLE, minutes=2)
    assert question(interview).card.key == "deck/a"
    interview.say(GOOD)
    interview.confide(1)
    asked = question(interview)
    assert (asked.card.key, asked.sides.prompt, asked.depth) == ("deck/t", BODY.ask, 1)


def test_without_its_question_it_neither_opens_nor_follows_up(store: Store) -> None:
    interview = held(store, opener("a", follow_up=["t", "short"]), UNASKED, SHORT)
    interview.say(GOOD)
    interview.confide(1)
    assert question(interview).card.key == "deck/short"
    with Store(store.path.with_name("other.db")) as other:
        Shelf(other, UNASKED)
        with pytest.raises(NothingToAskError):
            begin(other, Clock(), Plan(), EVERYTHING, 20)


def test_it_is_left_out_when_all_its_rows_are_suspended(store: Store) -> None:
    Shelf(store, TABLE)
    store.record(mark("deck/t#drop", "suspend"))
    assert setup(store, EVERYTHING, 20).openers == 1
    store.record(mark("deck/t#place", "suspend"))
    assert setup(store, EVERYTHING, 20).openers == 0


def test_rows_that_are_known_make_it_less_likely(store: Store) -> None:
    Shelf(store, TABLE)
    weights = [one.weight for one in prospects(store, EVERYTHING, (), DEFAULT)]
    for row in ("drop", "place"):
        store.record(answer(f"deck/t#{row}", 5))
        weights += [one.weight for one in prospects(store, EVERYTHING, (), DEFAULT)]
    assert weights == sorted(set(weights), reverse=True)


def test_an_interview_that_asked_a_cell_can_still_be_marked(store: Store) -> None:
    interview = held(store, TABLE)
    session = interview.log.session
    detail = (
        '{"step":"answer","index":0,"depth":0,"topic":"T","ask":"**Managed table**: What?","seconds":90,'
        '"spoken":false}'
    )
    old = Event(
        "f" * 8 + "-0000-7000-8000-000000000000", "b" * 16, 2**41, DAY, 0, "deck/t#drop.m", "mock",
        answer="files", session=session, detail=detail,
    )  # fmt: skip
    store.merge([old])
    marking = marked(again(store, interview))
    assert marking.current is not None
    assert marking.current.asked.ask == "**Managed table**: What?"
    assert marking.current.card is not None
    assert marking.confirm()


def test_a_note_renamed_since_is_found_by_the_key_it_has_now(store: Store) -> None:
    shelf = Shelf(store, TABLE)
    interview = begin(store, Clock(), Plan(), EVERYTHING, 20)
    interview.say(SAID)
    interview.stop()
    shelf.put("deck.yaml", replace(TABLE, id="new", formerly=("deck/t",)))
    shelf.sync()
    answer = Marking(again(store, interview)).current
    assert answer is not None
    assert answer.asked.card == "deck/new"
    assert answer.card is not None
    assert [mark.result for mark in answer.judged.marks] == ["said"] * 4


def test_what_answers_another_question_of_the_deck_makes_no_point(store: Store) -> None:
    body = replace(
        BODY,
        ask="Compare partitions and buckets in Hive.",
        subjects=(("m", "Partition"), ("e", "Bucket")),
        aspects=(
            Aspect("disk", "What is each on disk?", (("m", "one directory"), ("e", "a file of hashed rows"))),
        ),
    )
    interview = held(store, TABLE, Note("deck", "other", body, level="core"))
    card = interview.card(Asked(0, "deck/t", "", "", 0, 0))
    assert card is not None
    assert card.beside == (body.whole(), body)


def test_the_comparisons_of_its_deck_reach_who_judges_an_open_question(store: Store) -> None:
    question = Note("deck", "open", Points("What is kept?", (Point("The files"), Point("The rows"))))
    Shelf(store, TABLE, question)
    card = store.card("deck/open")
    assert card is not None
    assert card.beside == (TABLE.body,)
