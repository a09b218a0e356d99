"""What the columns of a table are, as far as their names say it, in the languages that most tables are in."""

from collections.abc import Sequence

_NAMES = {
    "ask": (
        "front question term word text prompt ask item",
        "frage vorderseite begriff wort vokabel ausdruck",
        "recto question terme mot anverso pregunta término termino palabra fronte domanda termine parola",
        "frente pergunta termo palavra voorkant vraag woord",
        " fråga framsida ord spørgsmål forside kysymys",
        "awers pytanie słowo pojęcie otázka líc kérdés ön soru kelime вопрос слово термин питання",
        "正面 問題 问题 題目 题目 单词 單字 質問 表 表面 単語 질문 앞면 단어 سؤال שאלה प्रश्न",
    ),
    "answer": (
        "back answer definition meaning translation response",
        "antwort rückseite bedeutung definition übersetzung lösung",
        "verso réponse reponse traduction définition reverso respuesta traducción traduccion definición",
        "retro risposta traduzione definizione resposta tradução traducao definição",
        "achterkant antwoord vertaling",
        "svar baksida översättning oversættelse bagside oversettelse bakside vastaus",
        "rewers odpowiedź tłumaczenie definicja odpověď rub překlad válasz arka cevap yanıt çeviri",
        "ответ перевод значение определение відповідь переклад",
        "背面 答案 回答 释义 釋義 翻译 翻譯 答え 裏 裏面 意味 訳",
        "정답 답 뒷면 뜻 إجابة جواب תשובה उत्तर",
    ),
    "hints": (
        "hint hints hinweis hinweise indice indices pista pistas suggerimento dica подсказка 提示 ヒント",
    ),
    "why": (
        "extra backextra why explanation note notes remark remarks comment comments",
        "erklärung anmerkung anmerkungen notiz notizen bemerkung explication remarque explicación nota notas",
        "spiegazione explicação uitleg пояснение объяснение примечание 说明 解释 备注 解説 メモ",
    ),
    "tags": (
        "tags tag schlagworte schlagwörter schlagwort stichworte étiquettes etiquettes motsclés",
        "etiquetas etichette",
        "marcadores labels теги метки etykiety 标签 標籤 タグ 태그",
    ),
    "deck": ("deck",),
    "notetype": ("notetype type",),
    "guid": ("guid",),
    "id": ("id",),
}
_ROLE = {name: role for role, lines in _NAMES.items() for line in lines for name in line.split()}


def role(name: str) -> str:
    """Return what a column of this name is: ``ask``, ``answer``, ``tags`` …; "" where that is not known."""
    return _ROLE.get("".join(name.casefold().split()).replace("-", "").replace("_", ""), "")


def are_names(row: Sequence[str]) -> bool:
    """Is a first row one of names: of a question and an answer, or of nothing but what is known? Two words
    for a question are a card, say of two languages."""
    roles = {*map(role, row)}
    return {"ask", "answer"} <= roles or (len(roles) > 1 and "" not in roles)


def may_be_names(row: Sequence[str]) -> bool:
    """Are most of a first row names of columns, though not those of a question and an answer?"""
    roles = [*map(role, row)]
    return len(row) > 2 and 2 * sum(map(bool, roles)) >= len(row) and not are_names(row)
