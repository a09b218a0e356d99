"""Answers with all the words of a point that say the opposite: advice turned round, names exchanged."""

from itertools import combinations

import pytest

from tests.benchmarks.grading import in_other_languages
from tests.grading.bodies import point
from trainer.core.kinds import Points
from trainer.grading.points.claims import SET, Claim, topic
from trainer.grading.points.language import language
from trainer.grading.points.points import mark
from trainer.grading.points.words import spaceless

ADVICE = [
    (
        "en",
        "When do you not use an index?",
        "Not if the table is small",
        "table is small",
        "Take an index if the table is small.",
        "If the table is small, an index is useless.",
    ),
    (
        "de",
        "Wann nimmt man keinen Index?",
        "Nicht, wenn die Tabelle klein ist",
        "Tabelle klein",
        "Einen Index nimmt man, wenn die Tabelle klein ist.",
        "Wenn die Tabelle klein ist, ist ein Index unnötig.",
    ),
    (
        "es",
        "¿Cuándo no conviene un índice?",
        "No conviene si la tabla es pequeña",
        "tabla pequeña",
        "Un índice conviene si la tabla es pequeña.",
        "Si la tabla es pequeña, un índice no sirve de nada.",
    ),
    (
        "fr",
        "Quand faut-il éviter un index ?",
        "À éviter si la table est petite",
        "table est petite",
        "Un index est utile si la table est petite.",
        "Si la table est petite, un index ne sert à rien.",
    ),
    (
        "it",
        "Quando non conviene un indice?",
        "Non conviene se la tabella è piccola",
        "tabella piccola",
        "Un indice conviene se la tabella è piccola.",
        "Se la tabella è piccola, un indice è inutile.",
    ),
    (
        "pt",
        "Quando não se usa um índice?",
        "Não usar se a tabela é pequena",
        "tabela pequena",
        "Um índice é indicado se a tabela é pequena.",
        "Se a tabela é pequena, um índice não serve.",
    ),
    (
        "nl",
        "Wanneer gebruik je geen index?",
        "Niet als de tabel klein is",
        "tabel klein",
        "Een index gebruik je als de tabel klein is.",
        "Als de tabel klein is, is een index overbodig.",
    ),
    (
        "pl",
        "Kiedy nie warto tworzyć indeksu?",
        "Nie warto, gdy tabela jest mała",
        "tabela mała",
        "Indeks warto tworzyć, gdy tabela jest mała.",
        "Gdy tabela jest mała, indeks jest zbędny i nie pomaga.",
    ),
    (
        "ru",
        "Когда не нужен индекс?",
        "Не нужен, если таблица маленькая",
        "таблица маленькая",
        "Индекс нужен, если таблица маленькая.",
        "Если таблица маленькая, индекс бесполезен.",
    ),
    (
        "tr",
        "Ne zaman indeks kullanmamalıyız?",
        "Tablo küçükse kullanılmamalı",
        "tablo küçük",
        "Tablo küçükse indeks kullanmalıyız.",
        "Tablo küçükse indeks gereksizdir.",
    ),
    (
        "ja",
        "索引を作らないのはどんなときですか。",
        "表が小さいときは作らない",
        "小さい",
        "表が小さいときに索引を作ります。",
        "表が小さいときは索引は不要です。",
    ),
    (
        "zh",
        "什么时候不适合建索引?",
        "表很小时不适合",
        "表很小",
        "表很小时适合建索引。",
        "表很小的时候不要建索引。",
    ),
    (
        "hi",
        "इंडेक्स कब नहीं बनाना चाहिए?",
        "अगर टेबल छोटी हो तो नहीं बनाना चाहिए",
        "टेबल छोटी",
        "अगर टेबल छोटी हो तो इंडेक्स बनाना चाहिए।",
        "अगर टेबल छोटी हो तो इंडेक्स बेकार है।",
    ),
    (
        "ar",
        "متى لا ننصح بالفهرس؟",
        "لا ننصح به إذا كان الجدول صغيرا",
        "الجدول صغير",
        "ننصح بالفهرس إذا كان الجدول صغيرا.",
        "إذا كان الجدول صغيرا فلا ننصح بالفهرس.",
    ),
]
"""Language, question, point and term; an answer that advises the other way round, and one that does not."""


def judged(tag: str, ask: str, say: str, term: str, answer: str) -> str:
    body = Points(ask, (point(say, term), point("✻✻ ✻", "✻✻")))
    return mark(answer, body, tag)[0].result


@pytest.mark.parametrize("case", ADVICE, ids=lambda case: case[0])
def test_advice_turned_round_is_never_said(case: tuple[str, ...]) -> None:
    tag, ask, say, term, turned, _ = case
    assert judged(tag, ask, say, term, turned) != "said"


@pytest.mark.parametrize("case", ADVICE, ids=lambda case: case[0])
def test_the_same_advice_in_other_words_is_never_missed(case: tuple[str, ...]) -> None:
    tag, ask, say, term, _, same = case
    assert judged(tag, ask, say, term, same) != "missed"


def test_unless_turns_a_condition_round() -> None:
    case = ("When do you use an index?", "Use it unless the table is small", "table is small")
    assert judged("en", *case, "Use an index if the table is small.") != "said"
    assert judged("en", *case, "Do not use an index if the table is small.") != "missed"


EXCHANGED = [
    (
        "en",
        "How do leader and follower talk?",
        "The leader asks the follower",
        "asks",
        "The follower asks the leader.",
    ),
    (
        "de",
        "Wie reden Leiter und Helfer?",
        "Der Leiter fragt den Helfer",
        "fragt",
        "Der Helfer fragt den Leiter.",
    ),
    (
        "es",
        "¿Cómo hablan líder y réplica?",
        "El líder pregunta a la réplica",
        "pregunta",
        "La réplica pregunta al líder.",
    ),
    (
        "fr",
        "Comment parlent chef et membre ?",
        "Le chef demande au membre",
        "demande",
        "Le membre demande au chef.",
    ),
    ("it", "Come parlano capo e membro?", "Il capo chiede al membro", "chiede", "Il membro chiede al capo."),
    (
        "pt",
        "Como falam chefe e membro?",
        "O chefe pergunta ao membro",
        "pergunta",
        "O membro pergunta ao chefe.",
    ),
    (
        "nl",
        "Hoe praten leider en volger?",
        "De leider vraagt de volger",
        "vraagt",
        "De volger vraagt de leider.",
    ),
    ("pl", "Jak rozmawiają lider i replika?", "Lider pyta replikę", "pyta", "Replika pyta lidera."),
    (
        "ru",
        "Как общаются лидер и реплика?",
        "Лидер спрашивает реплику",
        "спрашивает",
        "Реплика спрашивает лидера.",
    ),
    ("ar", "ما الفرق بين الذاكرة والقرص؟", "الذاكرة أسرع من القرص", "أسرع", "القرص أسرع من الذاكرة."),
]
"""Language, question, point and term, and an answer that has the two names of the point exchanged."""


@pytest.mark.parametrize("case", EXCHANGED, ids=lambda case: case[0])
def test_names_exchanged_within_a_clause_are_never_said(case: tuple[str, ...]) -> None:
    assert judged(*case) != "said"


@pytest.mark.parametrize("case", EXCHANGED, ids=lambda case: case[0])
def test_the_names_in_their_places_are_said(case: tuple[str, ...]) -> None:
    tag, ask, say, term, _ = case
    assert judged(tag, ask, say, term, f"{say}.") == "said"


def test_a_sentence_turned_round_as_a_whole_exchanges_nobody() -> None:
    case = ("How do leader and follower talk?", "The leader asks the follower", "asked")
    assert judged("en", *case, "The follower is asked by the leader.") == "said"


def test_the_subject_after_and_is_the_one_of_what_follows() -> None:
    body = Points(
        "¿Qué hacen el maestro y el esclavo?",
        (
            point("El maestro guarda los nombres", "nombres"),
            point("El esclavo guarda los bloques", "bloques"),
        ),
    )
    found = mark("El esclavo guarda los nombres y el maestro guarda los bloques.", body, "es")
    assert "said" not in {one.result for one in found}


def named(claim: Claim) -> str:
    """Return the words by which a point names of whom it speaks; "" where they do not stand side by side."""
    at = [i for i, word in enumerate(claim.say.words) if word.stem in claim.head]
    return claim.say.quote(at[0], at[-1]) if at and at[-1] - at[0] == len(at) - 1 else ""


def test_points_of_two_that_the_question_names_exchange_these_and_are_not_said() -> None:
    """Made by machine from all notes in other languages whose labelled answers are known."""
    said = total = 0
    for body, tag in dict.fromkeys((one.body, one.language) for one in in_other_languages()):
        claims = [claim for claim in topic(body, language(tag)).claims if claim.kind == SET]
        for one, two in combinations(claims, 2):
            names = named(one), named(two)
            texts = one.say.text, two.say.text
            own = not one.head & two.head and names[1] not in texts[0] and names[0] not in texts[1]
            if all(names) and own and not spaceless(names[0][0]):
                both = [texts[0].replace(names[0], names[1], 1), texts[1].replace(names[1], names[0], 1)]
                for text in (". ".join(both), ", ".join(both)):
                    marks = mark(text, body, tag)
                    found = [
                        mark for mark, point in zip(marks, body.points, strict=True) if point.say in texts
                    ]
                    said += sum(mark.result == "said" for mark in found)
                    total += len(found)
    assert total > 100
    assert said <= 0.02 * total
