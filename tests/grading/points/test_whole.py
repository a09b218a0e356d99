"""What is weighed beside the words of one point: the rest of the answer, the deck, words that are akin."""

import pytest

from tests.benchmarks.machine_made import open_questions
from tests.grading.bodies import CONSUMER, point
from trainer.core.kinds import Aspect, Compare, Points
from trainer.grading.points.akin import akin
from trainer.grading.points.aligned import ALIGNED
from trainer.grading.points.language import language, spoken
from trainer.grading.points.points import mark
from trainer.grading.points.reading import read
from trainer.grading.points.weights import WHOLE as WEIGHED
from trainer.grading.points.weights import WHOLE_ELSEWHERE as WEIGHED_ELSEWHERE
from trainer.grading.points.whole import WHOLE, whole
from trainer.grading.points.words import flat

TABLES = Points(
    "What becomes of the files?",
    (point("A zorb table keeps its files", "keeps"), point("The metastore forgets it", "forget")),
)
KINDS = Compare(
    (("zorb", "Zorb table"), ("quill", "Quill table")),
    (Aspect("place", "Where do they lie?", (("zorb", "warm"), ("quill", "tepid"))),),
)


def likely(answer: str, body: Points, number: int, *others: Points | Compare) -> float:
    return mark(answer, body, others=others)[number].likely


def test_a_point_is_likelier_said_where_the_other_points_are() -> None:
    said = "The producer has idempotence."
    right = f"It commits offsets before processing. Readers use isolation.level=read_committed. {said}"
    wrong = f"It commits offsets after processing. Readers use anything. {said}"
    assert likely(right, CONSUMER, 2) > likely(said, CONSUMER, 2)
    assert likely(right, CONSUMER, 2) > likely(wrong, CONSUMER, 2)


def test_a_question_of_one_point_is_judged_by_that_alone() -> None:
    body = Points("What does a broker do?", (point("The broker keeps every record for a set time", "keeps"),))
    assert mark("A broker keeps every record for a set time.", body)[0].result == "said"


def test_the_subjects_of_a_comparison_beside_it_are_opposites() -> None:
    answer = "A quill table keeps its files."
    assert likely(answer, TABLES, 0, KINDS) < likely(answer, TABLES, 0)
    same = "A zorb table keeps its files."
    assert mark(same, TABLES, others=(KINDS,))[0].result == "said"


def test_short_cells_of_a_comparison_beside_it_are_opposites() -> None:
    body = Points(
        "How is it kept?", (point("The dish is kept warm", "kept"), point("Nobody eats it", "eats"))
    )
    answer = "The dish is kept tepid."
    assert likely(answer, body, 0, KINDS) < likely(answer, body, 0)


@pytest.mark.parametrize(
    ("say", "paraphrase", "other"),
    [
        (
            "The broker discards duplicates",
            "It throws a repeated batch away.",
            "It sings a lovely song aloud.",
        ),
        ("Old values expire", "Past values are gone after a while.", "Green values are heard after a while."),
    ],
)
def test_other_words_for_what_a_point_says_speak_for_it(say: str, paraphrase: str, other: str) -> None:
    body = Points("What happens?", (point(say, "qwert"), point("Nothing else is done", "zuiop")))
    said, not_said = likely(paraphrase, body, 0), likely(other, body, 0)
    assert said / (1 - said) > 2 * not_said / (1 - not_said)


@pytest.mark.parametrize(
    ("say", "alike", "contrary"),
    [
        (
            "By default the election is off",
            "By default the election isn't on.",
            "By default the election is on.",
        ),
        ("Templates are gone", "Templates don't exist any more.", "Templates exist as before."),
        ("The rows stay where they are", "The rows are not moved.", "The rows are moved."),
    ],
)
def test_an_opposite_denied_says_the_same(say: str, alike: str, contrary: str) -> None:
    body = Points("How is it?", (point(say, "qwert"), point("Nothing else is done", "zuiop")))
    assert likely(alike, body, 0) > likely(contrary, body, 0)


@pytest.mark.parametrize(
    ("tag", "one", "other", "strange"),
    [
        ("en", "deleted", "removes", "keeps"),
        ("de", "löschte", "entfernen", "behält"),
        ("nl", "verwijderd", "gewist", "bewaard"),
        ("pl", "wyrzucone", "skasować", "zachowuje"),
        ("ru", "удалили", "стирает", "хранит"),
        ("tr", "siliyor", "kaldırılır", "saklar"),
        ("ko", "삭제한다", "지워져요", "남아요"),
        ("hi", "मिटाता", "हटाना", "रखना"),
    ],
)
def test_words_that_are_akin_are_so_in_any_form(tag: str, one: str, other: str, strange: str) -> None:
    words = akin(language(tag))
    assert words.lines(flat(one)) & words.lines(flat(other))
    assert not words.lines(flat(one)) & words.lines(flat(strange))


@pytest.mark.parametrize(
    ("tag", "one", "other"), [("zh", "很快就变热了", "迅速加热"), ("ja", "速く動く", "高速に移動する")]
)
def test_words_without_blanks_are_akin_where_they_stand(tag: str, one: str, other: str) -> None:
    found = [{frozenset(lines) for _, _, lines in akin(language(tag)).inside(text)} for text in (one, other)]
    assert found[0] & found[1]


@pytest.mark.parametrize(
    ("tag", "text", "denied", "affirmed"),
    [
        ("pl", "Listę można zmieniać, krotki nie", "krotki", "liste"),
        ("ru", "Процесс умирает, а поток не умирает", "поток", "процесс"),
        ("ru", "Если сервер не работает, клиент ждёт", "работает", "ждет"),
        ("de", "UDP schickt los, TCP nicht", "tcp", "udp"),
        ("en", "Fast disks help, and so do caches, but tapes never", "tapes", "disks"),
    ],
)
def test_a_denial_after_a_comma_reaches_no_farther_back(
    tag: str, text: str, denied: str, affirmed: str
) -> None:
    words = {word.text: word.denied for word in read(text, language(tag)).words}
    assert (words[denied], words[affirmed]) == (True, False)


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("pl", ["krotka", "krotki", "krotkę"]),
        ("ru", ["поток", "потока", "потоки"]),
        ("de", ["Verbindung", "Verbindungen"]),
        ("es", ["escritura", "escrituras"]),
    ],
)
def test_forms_of_a_word_have_one_stem(tag: str, forms: list[str]) -> None:
    assert len({read(form, language(tag)).words[0].stem for form in forms}) == 1


def test_a_text_with_the_small_words_of_another_language_is_not_certainly_english() -> None:
    assert not spoken("Żeby rosnąć, roślina potrzebuje codziennie dużo światła i to jest ważne.", "en")[1]
    assert spoken("acks=all, retries on, and the consumer commits after processing", "en")[1]


OFF = [
    "The weather was nice yesterday and we went to the lake for a swim with the children.",
    "My favourite food is pasta with tomato sauce.",
]


@pytest.mark.parametrize("answer", OFF)
def test_an_answer_that_touches_no_point_misses_nearly_all_without_asking(answer: str) -> None:
    found = [
        one.result
        for question in open_questions()
        for one in mark(answer, question.body, others=question.others)
    ]
    assert found.count("missed") >= 0.94 * len(found)


PORT = Points(
    "What is there to the port of Zorb?",
    (
        point("Ships unload timber at night", "timber"),
        point("The crane is driven by steam", "steam"),
        point("Pilots know the sandbanks", "pilots"),
    ),
)


def test_a_point_is_less_likely_said_where_the_others_are_denied() -> None:
    said = "Pilots know sandbanks."
    right, wrong = f"Timber is unloaded. {said}", f"No timber is ever unloaded. {said}"
    assert likely(right, PORT, 2) > likely(wrong, PORT, 2)


def test_the_last_of_three_points_is_the_first_that_is_left_out() -> None:
    last = list(WHOLE).index("last")
    for count, told in ((2, [0, 0]), (3, [0, 0, 1]), (4, [0, 0, 0, 1])):
        rows = whole([[]] * count, [None] * count, [0.0] * count, [(0.0,) * len(ALIGNED)] * count)
        assert [row[last] for row in rows] == told
    assert max(WEIGHED["last"], WEIGHED_ELSEWHERE["last"]) < 0
