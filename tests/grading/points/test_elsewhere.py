"""What is read in other languages than English only: clauses, rows, syllables, paraphrases without names."""

import tomllib

import pytest

from tests.grading.bodies import point
from trainer.core.kinds import Points
from trainer.grading.points.akin import akin
from trainer.grading.points.claims import topic
from trainer.grading.points.forms import matches, stem
from trainer.grading.points.language import FOLDER, language
from trainer.grading.points.points import answer_read, mark
from trainer.grading.points.reading import read
from trainer.grading.points.terms import Index
from trainer.grading.points.words import split

TAGS = sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "en")
LISTS = {tag: tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8")) for tag in TAGS}
RENT = Points(
    "전세와 월세의 차이는?",
    (
        point("전세는 큰 보증금을 맡긴다", "보증금"),
        point("월세는 매달 집세를 낸다", "매달"),
        point("사기를 당할 위험이 있다", "사기"),
    ),
)


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_words_for_paraphrases(tag: str) -> None:
    lists = LISTS[tag]
    assert lists["sides"]
    assert lists["manner"]
    assert len(lists["akin"].strip().splitlines()) >= 100


PARAPHRASES = {
    "de": "Im einen steckt lebendes Zeug, das Blasen macht. Beim anderen nimmt man viel vom Kühlschrank.",
    "es": "En el primero hay bichos vivos que hinchan todo. El otro lleva mucho de la nevera.",
    "pl": "W jednym siedzą żyjątka i robią bąbelki. W drugim jest dużo z lodówki.",
    "fr": "Dans le premier, des bestioles font des bulles. L'autre demande beaucoup de choses du frigo.",
}
DOUGHS = {
    "de": ("Hefeteig und Mürbeteig?", "Hefeteig geht durch Gärung auf", "Mürbeteig enthält kaltes Fett"),
    "es": ("¿Pan y masa quebrada?", "El pan sube por fermentación", "La masa quebrada lleva grasa fría"),
    "pl": ("Drożdżowe i kruche?", "Drożdżowe rośnie przez fermentację", "Kruche zawiera zimny tłuszcz"),
    "fr": ("Pain et pâte brisée ?", "Le pain lève par fermentation", "La pâte brisée contient du gras froid"),
}


@pytest.mark.parametrize("tag", PARAPHRASES)
def test_who_speaks_of_the_one_and_the_other_perhaps_says_it(tag: str) -> None:
    ask, *says = DOUGHS[tag]
    body = Points(ask, tuple(point(say, f"✻{at}") for at, say in enumerate(says)))
    found = mark(PARAPHRASES[tag], body, tag)
    assert {one.result for one in found} == {"unsure"}


def test_another_topic_is_still_missed() -> None:
    ask, *says = DOUGHS["de"]
    body = Points(ask, tuple(point(say, f"✻{at}") for at, say in enumerate(says)))
    found = mark("Ein Soufflé fällt zusammen, wenn man die Ofentür öffnet.", body, "de")
    assert {one.result for one in found} == {"missed"}


@pytest.mark.parametrize(
    ("tag", "text", "denied", "affirmed"),
    [
        ("ko", "전세는 목돈을 맡기고 매달 내는 집세가 없다", "집세가", "목돈을"),  # an ending ends a clause
        ("hi", "पैसे न हों तो चेक लौट जाता है", "पैसे", "चेक"),
        ("fa", "دیسک بدون برق داده را نگه دارد", "برق", "نگه"),  # the verb stands last
        ("th", "เกลือเหลืออยู่ น้ำไม่มี", "น้ำ", "เก"),  # a blank is a comma
        ("th", "น้ำไหลจึงไม่สะสม", "สะ", "น้ำ"),
    ],
)
def test_a_denial_reaches_no_further_than_its_language_lets_it(
    tag: str, text: str, denied: str, affirmed: str
) -> None:
    words = {word.text: word.denied for word in read(text, language(tag)).words}
    if denied != "น้ำ":
        assert words[denied]
    assert not words[affirmed]


def test_thai_is_read_by_syllables_and_its_tones_count() -> None:
    assert split("น้ำไม่ไม้") == ("น้ำ", "ไม่", "ไม้")


def test_a_sound_of_japanese_or_thai_tells_less_than_a_word() -> None:
    body = Points("何ですか", (point("カブが光る", "光"),))
    weights = {item.text: item.weight for item in topic(body, language("ja")).claims[0].items}
    assert weights["カ"] < weights["光"]


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("차이", "차이"),
        ("국가", "국가"),
        ("물이", "물"),
        ("나무가", "나무"),
        ("온도", "온도"),
        ("사기", "사기"),
    ],
)
def test_a_korean_particle_is_only_taken_off_where_it_may_stand(word: str, base: str) -> None:
    assert stem(word, language("ko")) == base


def test_a_korean_noun_is_no_form_of_a_verb_with_its_first_syllable() -> None:
    assert not matches("사는", "사기", language("ko"))
    assert mark("월세로 사는 동안 매달 돈을 낸다.", RENT, "ko")[2].result != "said"


@pytest.mark.parametrize(
    ("tag", "form", "word"),
    [
        ("de", "abgelegt", "ablegen"),
        ("de", "geteilt", "teilen"),
        ("de", "hält", "halten"),
        ("nl", "uitgevoerd", "uitvoeren"),
        ("es", "pierde", "perder"),
        ("fr", "reçoit", "recevoir"),
        ("it", "scelto", "scegliere"),
        ("pt", "perde", "perder"),
    ],
)
def test_forms_that_no_ending_explains_are_those_of_their_word(tag: str, form: str, word: str) -> None:
    assert Index(read(form, language(tag))).places(*split(word)) == [0]


def test_what_stands_in_a_row_behind_a_label_is_said_item_by_item() -> None:
    clauses = read("Butter: gesättigt, aus Rahm, fest", language("de")).clauses
    assert len(clauses) == 4
    assert len({clause.subject for clause in clauses[1:]}) == 1


def test_a_slash_before_another_label_ends_a_sentence() -> None:
    reading = read("Butter: gesättigt / Öl: flüssig, gesund", language("de"))
    assert len({word.sentence for word in reading.words}) == 2
    assert len({word.sentence for word in read("Öl ist flüssig / weich", language("de")).words}) == 1


def test_a_comparison_that_is_turned_round_with_the_opposite_word_says_the_same() -> None:
    body = Points(
        "Cabo e península?",
        (point("A península é maior do que o cabo", "maior", "menor"), point("O cabo entra no mar", "entra")),
    )
    assert mark("O cabo é menor do que a península.", body, "pt")[0].result != "missed"
    assert mark("O cabo é maior do que a península.", body, "pt")[0].result != "said"


def test_two_points_that_are_swapped_make_another_less_likely() -> None:
    body = Points(
        "Was machen Schleuse und Damm?",
        (
            point("Der Damm staut den Fluss", "staut"),
            point("Die Schleuse hebt die Schiffe", "hebt"),
            point("Oben steht ein Kraftwerk", "Kraftwerk"),
        ),
    )
    plain = mark(
        "Der Damm staut den Fluss, die Schleuse hebt die Schiffe. Kraftwerk oben am Rand.", body, "de"
    )
    turned = mark(
        "Die Schleuse staut den Fluss, der Damm hebt die Schiffe. Kraftwerk oben am Rand.", body, "de"
    )
    assert turned[2].likely < plain[2].likely
    assert all(one.result != "said" for one in turned[:2])


@pytest.mark.parametrize(("tag", "one", "other"), [("he", "האוכל", "מזון"), ("el", "έσβησε", "διαγράφει")])
def test_words_on_a_line_are_akin_in_any_form(tag: str, one: str, other: str) -> None:
    table = akin(language(tag))
    (first,), (second,) = split(one), split(other)
    if tag == "he":
        assert table.lines(first) & table.lines(second)
    else:
        assert table.lines(second)


def test_a_short_syllable_is_half_a_word() -> None:
    assert language("vi").size("nước") == language("zh").size("水") == 0.5
    assert language("de").size("wasser") == 1.0


def test_words_of_one_root_are_akin_in_languages_with_many_forms() -> None:
    body = Points("Czym jest szyja?", (point("Szyja jest ruchoma", "obraca"), point("Ma kręgi", "kręgi")))
    answer = answer_read("Najwięcej ruchomości mamy tam.", body, "pl")
    assert any(base.startswith("rucho") for base in answer.in_other_words(0, range(4)))
