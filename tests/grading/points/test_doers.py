"""Who does what an answer says: told by order, articles, prepositions, particles and endings."""

import pytest

from trainer.core.kinds import Point, Points
from trainer.grading.points.points import answer_read, mark

CASES = {
    "en": (
        "What do the parent and the child do?",
        "The parent sends the child a signal",
        ["A signal is sent to the child by the parent"],
        ["The child sends the parent a signal", "A signal is sent to the parent by the child"],
    ),
    "de": (
        "Was machen Koch und Kellner?",
        "Der Koch gibt dem Kellner den Teller",
        ["Dem Kellner gibt der Koch den Teller", "Der Teller wird dem Kellner vom Koch gegeben"],
        ["Der Kellner gibt dem Koch den Teller", "Dem Koch gibt der Kellner den Teller"],
    ),
    "es": (
        "¿Qué hacen el cliente y el banco?",
        "El cliente entrega el dinero al banco",
        ["Al banco el cliente entrega el dinero", "El dinero es entregado por el cliente"],
        ["El banco entrega el dinero al cliente"],
    ),
    "fr": (
        "Que font le maître et l'élève ?",
        "Le maître donne le livre à l'élève",
        ["À l'élève le maître donne le livre", "Le livre est donné par le maître"],
        ["L'élève donne le livre au maître"],
    ),
    "it": (
        "Che cosa fanno il medico e il paziente?",
        "Il medico prescrive al paziente una cura",
        ["Al paziente il medico prescrive una cura", "La cura viene prescritta dal medico"],
        ["Il paziente prescrive al medico una cura"],
    ),
    "pt": (
        "O que fazem o autor e o editor?",
        "O autor envia o texto ao editor",
        ["Ao editor o autor envia o texto", "O texto é enviado pelo autor"],
        ["O editor envia o texto ao autor"],
    ),
    "nl": (
        "Wat doen de koper en de verkoper?",
        "De koper betaalt geld aan de verkoper",
        ["Aan de verkoper betaalt de koper geld", "Het geld wordt betaald door de koper"],
        ["De verkoper betaalt geld aan de koper"],
    ),
    "pl": (
        "Co robią lekarz i pacjent?",
        "Lekarz daje receptę pacjentowi",
        ["Pacjentowi lekarz daje receptę"],
        ["Pacjent daje receptę lekarzowi", "Lekarzowi pacjent daje receptę"],
    ),
    "ru": (
        "Что делают автор и редактор?",
        "Автор отправляет текст редактору",
        ["Редактору текст отправляет автор"],
        ["Редактор отправляет текст автору", "Автору текст отправляет редактор"],
    ),
    "tr": (
        "Doktor ve hasta ne yapar?",
        "Doktor hastaya ilaç verir",
        ["Hastaya ilaç verir doktor", "Hastaya doktor tarafından ilaç verilir"],
        ["Hasta doktora ilaç verir", "Doktora hasta ilaç verir"],
    ),
    "ja": (
        "医者と患者は何をしますか？",
        "医者が患者に薬を渡す",
        ["患者に医者が薬を渡す", "薬は患者に医者によって渡される"],
        ["患者が医者に薬を渡す", "医者に患者が薬を渡す"],
    ),
    "ko": (
        "의사와 환자는 무엇을 하나요?",
        "의사가 환자에게 약을 준다",
        ["환자에게 의사가 약을 준다"],
        ["환자가 의사에게 약을 준다", "의사에게 환자가 약을 준다"],
    ),
    "zh": (
        "医生和病人做什么？",
        "医生给病人开药",
        ["给病人开药的是医生", "药由医生开"],
        ["病人给医生开药"],
    ),
    "hi": (
        "ग्राहक और दुकानदार क्या करते हैं?",
        "ग्राहक दुकानदार को पैसा देता है",
        ["दुकानदार को ग्राहक पैसा देता है"],
        ["दुकानदार ग्राहक को पैसा देता है", "ग्राहक को दुकानदार पैसा देता है"],
    ),
}


def _right(tag: str, ask: str, say: str, text: str) -> bool | None:
    answer = answer_read(text, Points(ask, (Point(say, (), must=False),)), tag)
    return answer.doers.right(answer.note.claims[0].doers, range(len(answer.reading.clauses)))


@pytest.mark.parametrize("tag", CASES)
def test_who_does_it_is_told_in_any_order(tag: str) -> None:
    ask, say, right, wrong = CASES[tag]
    assert {text: _right(tag, ask, say, text) for text in (say, *right)} == dict.fromkeys((say, *right), True)
    assert {text: _right(tag, ask, say, text) for text in wrong} == dict.fromkeys(wrong, False)


@pytest.mark.parametrize("tag", CASES)
def test_where_another_does_it_a_point_is_not_said(tag: str) -> None:
    ask, say, _, wrong = CASES[tag]
    body = Points(ask, (Point(say, ((say.split()[-1],),), must=False),))
    assert {text: mark(text, body, tag)[0].result == "said" for text in wrong} == dict.fromkeys(wrong, False)


def test_what_hangs_on_a_name_belongs_to_it() -> None:
    ask = "Che cosa fanno la parte destra e la parte sinistra?"
    say = "La parte destra del cuore pompa verso i polmoni"
    assert _right("it", ask, say, "La parte destra pompa") is True
    assert _right("it", ask, say, "La parte sinistra pompa") is False


@pytest.mark.parametrize(
    ("tag", "say", "said", "turned"),
    [
        ("es", "El perro es menos grande que el caballo", "", "El caballo es menos grande que el perro"),
        (
            "de",
            "Die Pflanze braucht Licht",
            "Dann braucht die Pflanze auch Licht",
            "Licht braucht die Pflanze",
        ),
        ("fr", "Le bleu est plus vif que le rouge", "", "Le rouge est plus vif que le bleu"),
        ("zh", "线程的进程共享内存", "一般线程的进程共享内存", "进程的线程共享内存"),
    ],
)
def test_all_the_words_of_a_point_say_it_in_its_order_alone(
    tag: str, say: str, said: str, turned: str
) -> None:
    term = say[-2:] if tag == "zh" else say.split()[-1]
    body = Points("?", (Point(say, ((term,),), must=False), Point("✻", (("✻✻",),), must=False)))
    assert mark(turned, body, tag)[0].result != "said"
    assert mark(said, body, tag)[0].result == "said" if said else True


def test_names_by_how_they_are_written_need_not_stand_in_the_question() -> None:
    says = ("NameNode knows where blocks are", "DataNode stores blocks")
    body = Points("How does HDFS keep files?", tuple(Point(say, (), must=False) for say in says))
    answer = answer_read("DataNode knows where blocks are", body)
    assert answer.doers.right(answer.note.claims[0].doers, [0]) is False


def test_nobody_is_told_to_do_what_has_no_subject_among_the_names() -> None:
    assert _right("en", "How do caches work?", "Old entries are removed", "They throw things out") is None


def test_a_japanese_subject_is_no_clause_of_its_own() -> None:
    reading = answer_read(
        "医者が薬を渡す。高いが、速い。", Points("何？", (Point("薬", (), must=False),)), "ja"
    ).reading
    clauses = [reading.quote(clause.first, clause.last - 1) for clause in reading.clauses]
    assert clauses[0] == "医者が薬を渡す"
    assert clauses[1:] == ["高い", "が", "速い"] or clauses[1] == "高い"
