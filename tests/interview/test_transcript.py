"""What one mock interview came to."""

from tests.interview.interviews import asked, finished
from trainer.grading.suggest import PASS_FROM
from trainer.interview.transcript import Ticked


def test_a_miss_lacks_a_must_have_or_most_of_the_answer_or_was_skipped() -> None:
    assert not asked(score=0.7).wrong
    assert not asked(score=PASS_FROM).wrong
    assert asked(score=PASS_FROM - 0.01).wrong
    assert asked(score=0.9)._replace(skipped=True).wrong
    lacking = asked(score=0.9)
    marking = lacking.marking
    assert marking is not None
    points = (Ticked("a must", must=True, said=False), Ticked("another", must=False, said=True))
    lacking = lacking._replace(marking=marking._replace(points=points))
    assert lacking.wrong
    assert lacking.musts == (0, 1)


def test_confident_but_wrong_is_sure_and_a_miss() -> None:
    assert asked(score=0.1, confidence=1).confident_but_wrong
    assert not asked(score=0.1, confidence=2).confident_but_wrong
    assert not asked(score=1.0, confidence=1).confident_but_wrong


def test_weakest_points_begin_with_must_haves_of_the_weakest_answers() -> None:
    transcript = finished(0.6, 0.0, 0.4)
    shown = [(one.number, point.say) for one, point in transcript.weakest]
    assert shown == [(1, "first"), (2, "first"), (1, "second"), (2, "second"), (0, "second")]


def test_topics_of_a_report_begin_with_the_weakest() -> None:
    transcript = finished(1.0)._replace(
        asked=(asked(0, 1.0), asked(1, 0.2, topic="Hive"), asked(2, 0.4, topic="Hive"))
    )
    assert [(topic.name, topic.questions) for topic in transcript.topics] == [("Hive", 2), ("Kafka", 1)]
