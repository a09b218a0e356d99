"""Open answers in many languages: what is said is found, what is denied is not, and nothing is held against
whoever answers in a language that is not read."""

import tomllib
from typing import NamedTuple

import pytest

from tests.grading.bodies import CONSUMER, point
from trainer.core.kinds import Points
from trainer.grading.points.language import FOLDER, language
from trainer.grading.points.points import mark
from trainer.grading.points.reading import read


class Case(NamedTuple):
    """A question of one point, with answers that say it, deny it, and have nothing to do with it."""

    tag: str
    ask: str
    say: str
    term: str
    said: str
    denied: str


CASES = [
    Case(
        "en",
        "How does it grow?",
        "The plant needs light",
        "light",
        "A plant grows well if it gets enough light every day.",
        "The plant does not need any light for that at all.",
    ),
    Case(
        "de",
        "Wie wächst sie?",
        "Die Pflanze braucht Licht",
        "Licht",
        "Damit sie wächst, braucht die Pflanze jeden Tag genug Licht.",
        "Die Pflanze braucht dafür überhaupt kein Licht.",
    ),
    Case(
        "fr",
        "Comment pousse-t-elle ?",
        "La plante a besoin de lumière",
        "lumière",
        "Pour pousser, la plante a besoin de lumière tous les jours.",
        "La plante n'a pas besoin de lumière pour cela.",
    ),
    Case(
        "es",
        "¿Cómo crece?",
        "La planta necesita luz",
        "luz",
        "Para crecer, la planta necesita mucha luz todos los días.",
        "La planta no necesita luz para eso.",
    ),
    Case(
        "it",
        "Come cresce?",
        "La pianta ha bisogno di luce",
        "luce",
        "Per crescere la pianta ha bisogno di luce ogni giorno.",
        "La pianta non ha bisogno di luce per questo.",
    ),
    Case(
        "pt",
        "Como cresce?",
        "A planta precisa de luz",
        "luz",
        "Para crescer, a planta precisa de muita luz todos os dias.",
        "A planta não precisa de luz para isso.",
    ),
    Case(
        "nl",
        "Hoe groeit ze?",
        "De plant heeft licht nodig",
        "licht",
        "Om te groeien heeft de plant elke dag genoeg licht nodig.",
        "De plant heeft daarvoor geen licht nodig.",
    ),
    Case(
        "pl",
        "Jak rośnie?",
        "Roślina potrzebuje światła",
        "światł",
        "Żeby rosnąć, roślina potrzebuje codziennie dużo światła i to jest ważne.",
        "Roślina nie potrzebuje do tego światła.",
    ),
    Case(
        "ru",
        "Как оно растёт?",
        "Растению нужен свет",
        "свет",
        "Чтобы расти, растению каждый день нужен яркий свет.",
        "Растению для этого свет совсем не нужен.",
    ),
    Case(
        "el",
        "Πώς μεγαλώνει;",
        "Το φυτό χρειάζεται φως",
        "φως",
        "Για να μεγαλώσει, το φυτό χρειάζεται φως κάθε μέρα.",
        "Το φυτό δεν χρειάζεται φως για αυτό.",
    ),
    Case(
        "tr",
        "Nasıl büyür?",
        "Bitkinin ışığa ihtiyacı var",
        "ışı",
        "Bitkinin büyümek için her gün çok ışığa ihtiyacı var.",
        "Bitkinin bunun için ışığa ihtiyacı hiç yok.",
    ),
    Case(
        "ar",
        "كيف تنمو؟",
        "النبات يحتاج إلى الضوء",
        "الضوء",
        "لكي ينمو النبات فإنه يحتاج إلى الضوء في كل يوم.",
        "النبات لا يحتاج إلى الضوء من أجل ذلك.",
    ),
    Case(
        "he",
        "איך הוא גדל?",
        "הצמח צריך אור",
        "אור",
        "כדי לגדול הצמח צריך הרבה אור כל יום.",
        "הצמח לא צריך אור בשביל זה.",
    ),
    Case(
        "fa",
        "چگونه رشد می‌کند؟",
        "گیاه به نور نیاز دارد",
        "نور",
        "گیاه برای رشد هر روز به نور کافی نیاز دارد.",
        "گیاه برای این کار به نور نیاز ندارد.",
    ),
    Case(
        "hi",
        "यह कैसे बढ़ता है?",
        "पौधे को प्रकाश चाहिए",
        "प्रकाश",
        "बढ़ने के लिए पौधे को हर दिन प्रकाश चाहिए।",
        "पौधे को इसके लिए प्रकाश नहीं चाहिए।",
    ),
    Case(
        "vi",
        "Nó lớn lên thế nào?",
        "Cây cần ánh sáng",
        "ánh sáng",
        "Để lớn lên thì cây cần có ánh sáng mỗi ngày.",
        "Cây không cần ánh sáng cho việc đó.",
    ),
    Case(
        "ko",
        "어떻게 자라나요?",
        "식물은 빛이 필요하다",
        "빛",
        "식물이 자라려면 매일 충분한 빛이 필요합니다.",
        "식물은 그것을 위해 빛이 필요하지 않습니다.",
    ),
    Case(
        "zh",
        "它怎样生长？",
        "植物需要阳光",
        "阳光",
        "要想长大，植物每天都需要充足的阳光。",
        "植物生长并不需要阳光。",
    ),
    Case(
        "ja",
        "どう育ちますか。",
        "植物には光が必要だ",
        "光",
        "植物が育つには、毎日たくさんの光が必要です。",
        "植物が育つのに光は必要ありません。",
    ),
    Case("th", "มันเติบโตอย่างไร", "พืชต้องการแสง", "แสง", "พืชต้องการแสงทุกวันเพื่อเติบโต", "พืชไม่ต้องการแสง"),
]
BY_TAG = {case.tag: case for case in CASES}


def judged(tag: str, answer: str) -> str:
    case = BY_TAG[tag]
    body = Points(case.ask, (point(case.say, case.term), point("Water ✻", "✻✻")))
    return mark(answer, body, tag)[0].result


def test_there_is_a_case_for_each_language_that_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(BY_TAG)


@pytest.mark.parametrize("tag", BY_TAG)
def test_what_is_said_is_said(tag: str) -> None:
    case = BY_TAG[tag]
    body = Points(case.ask, (point(case.say, case.term), point("Water ✻", "✻✻")))
    assert mark(case.said, body, tag)[0].likely > 0.75  # ticked, if perhaps in doubt
    assert judged(tag, f"{case.say}.") == "said"


@pytest.mark.parametrize("tag", BY_TAG)
def test_what_is_denied_is_not_said(tag: str) -> None:
    assert judged(tag, BY_TAG[tag].denied) == "missed"


DENIED = {
    "en": ("The plant grows without light.", "Light is never needed by the plant."),
    "de": (
        "Die Pflanze wächst auch ohne Licht.",
        "Licht braucht die Pflanze nie.",
        "Weder Licht noch Wärme braucht die Pflanze.",
        "Die Pflanze braucht kaum Licht.",
        "Die Pflanze braucht keinerlei Licht.",
    ),
    "fr": (
        "La plante pousse sans lumière.",
        "La plante n'a jamais besoin de lumière.",
        "La plante n'a besoin ni de lumière ni de chaleur.",
        "La plante n'a aucun besoin de lumière.",
        "La plante n'a guère besoin de lumière.",
    ),
    "es": (
        "La planta crece sin luz.",
        "La planta nunca necesita luz.",
        "La planta no necesita ni luz ni calor.",
        "La planta tampoco necesita luz.",
        "La planta apenas necesita luz.",
    ),
    "it": (
        "La pianta cresce senza luce.",
        "La pianta non ha mai bisogno di luce.",
        "La pianta non ha bisogno né di luce né di calore.",
        "Nemmeno di luce ha bisogno la pianta.",
    ),
    "pt": (
        "A planta cresce sem luz.",
        "A planta nunca precisa de luz.",
        "A planta não precisa nem de luz nem de calor.",
        "A planta tampouco precisa de luz.",
    ),
    "nl": (
        "De plant groeit zonder licht.",
        "De plant heeft nooit licht nodig.",
        "De plant heeft noch licht noch warmte nodig.",
        "De plant heeft nauwelijks licht nodig.",
    ),
    "pl": (
        "Roślina rośnie bez światła.",
        "Roślina nigdy nie potrzebuje światła.",
        "Roślina nie potrzebuje ani światła, ani ciepła.",
        "Roślina wcale nie potrzebuje światła.",
        "Roślina nie potrzebuje żadnego światła.",
    ),
    "ru": (
        "Растение растёт без света.",
        "Растению никогда не нужен свет.",
        "Растению не нужны ни свет, ни тепло.",
        "Растению никакой свет не нужен.",
    ),
    "tr": (
        "Bitki ışık olmadan büyür.",
        "Bitki ışığa ihtiyaç duymaz.",
        "Bitki ışık istemiyor.",
        "Bitkiye ışık gerekmez.",
        "Bitki ışık almamalı.",
    ),
    "ja": (
        "植物は光なしで育つ。",
        "植物は光を必要としない。",
        "植物は光がなくても育つ。",
        "植物は光を必要とせず育つ。",
    ),
    "zh": ("植物没有阳光也能生长。", "植物无需阳光。", "植物并非需要阳光。", "植物从不需要阳光。"),
    "ko": (
        "식물은 빛 없이 자란다.",
        "식물은 빛이 필요 없다.",
        "식물은 빛이 필요하지 않아요.",
        "식물은 빛이 안 필요하다.",
    ),
    "ar": (
        "النبات ينمو بدون الضوء.",
        "لم يكن النبات بحاجة إلى الضوء.",
        "ليس النبات بحاجة إلى الضوء.",
        "لن يحتاج النبات إلى الضوء.",
        "لا يحتاج النبات إلى الماء ولا إلى الضوء.",
    ),
    "hi": (
        "पौधा बिना प्रकाश के बढ़ता है।",
        "पौधा प्रकाश के बिना बढ़ता है।",
        "पौधे को प्रकाश कभी नहीं चाहिए।",
        "पौधे को न प्रकाश चाहिए न पानी।",
    ),
    "el": (
        "Το φυτό μεγαλώνει χωρίς φως.",
        "Το φυτό ποτέ δεν χρειάζεται φως.",
        "Το φυτό δεν χρειάζεται ούτε φως ούτε ζέστη.",
    ),
    "he": ("הצמח גדל בלי אור.", "הצמח אינו צריך אור.", "הצמח לעולם לא צריך אור."),
    "fa": ("گیاه بدون نور رشد می‌کند.", "گیاه هرگز به نور نیاز ندارد.", "گیاه نور نمی‌خواهد."),
    "vi": (
        "Cây lớn lên mà không cần ánh sáng.",
        "Cây chẳng cần ánh sáng.",
        "Cây không bao giờ cần ánh sáng.",
    ),
    "th": ("พืชโตได้โดยไม่ต้องการแสง", "พืชไม่ต้องการแสงเลย"),
}
"""Without, never, neither … nor, hardly and no, as each language says them."""


@pytest.mark.parametrize(("tag", "denied"), [(tag, one) for tag, some in DENIED.items() for one in some])
def test_each_way_of_denying_is_read(tag: str, denied: str) -> None:
    case = BY_TAG[tag]
    body = Points(case.ask, (point(case.say, case.term), point("Water ✻", "✻✻")))
    found = mark(denied, body, tag)[0]
    assert found.result != "said"
    assert found.likely < 0.5


def test_every_language_that_is_read_denies_in_several_ways() -> None:
    assert set(DENIED) == set(BY_TAG)


LISTS = {tag: tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8")) for tag in BY_TAG}
COMMAS = {"zh": "，", "ja": "、", "ar": "، ", "fa": "، ", "th": " – "}


@pytest.mark.parametrize(("tag", "aside"), [(tag, one) for tag in BY_TAG for one in LISTS[tag]["deny_aside"]])
def test_what_the_end_of_a_sentence_denies_is_not_said(tag: str, aside: str) -> None:
    case = BY_TAG[tag]
    assert judged(tag, f"{case.say}{COMMAS.get(tag, ', ')}{aside}.") != "said"


OPENED = [tag for tag in BY_TAG if "deny_opening" in LISTS[tag]]


@pytest.mark.parametrize(
    ("tag", "opening", "before"),
    [(tag, LISTS[tag]["deny_opening"][0], before) for tag in OPENED for before in LISTS[tag]["deny_before"]],
)
def test_that_something_is_wrong_does_not_say_it(tag: str, opening: str, before: str) -> None:
    case = BY_TAG[tag]
    assert judged(tag, f"{opening.capitalize()} {case.say} {before}.") != "said"


@pytest.mark.parametrize("tag", [tag for tag in BY_TAG if tag != "en"])
def test_a_note_whose_deck_does_not_name_its_language_is_read_all_the_same(tag: str) -> None:
    case = BY_TAG[tag]
    body = Points(case.ask, (point(case.say, case.term), point(case.denied, "✻✻")))
    assert mark(case.said, body)[0].result != "missed"
    assert mark(case.denied, body)[0].result != "said"


@pytest.mark.parametrize("tag", [tag for tag in BY_TAG if tag != "en"])
def test_an_answer_in_another_language_than_the_note_misses_no_point_for_that(tag: str) -> None:
    assert all(found.result == "unsure" for found in mark(BY_TAG[tag].said, CONSUMER))


def test_a_word_of_one_letter_is_another_with_another_accent() -> None:
    body = Points(
        "Dữ liệu nằm ở đâu?", (point("Dữ liệu nằm trên ổ cứng", "ổ cứng"), point("Bản sao ✻", "✻✻"))
    )
    assert mark("Dữ liệu được lưu trên ổ cứng của máy chủ.", body, "vi")[0].counts
    assert "è" not in language("it").links


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "The port escapes me."),
        ("de", "Das mit dem Port weiß ich nicht mehr."),
        ("es", "No me acuerdo del puerto."),
        ("fr", "Le port, je ne m'en souviens plus, j'ai oublié."),
        ("it", "La porta non la so, non ricordo."),
        ("pt", "Não me lembro da porta."),
        ("nl", "De poort weet ik niet meer."),
        ("pl", "Portu nie pamiętam."),
        ("ru", "Порт не помню."),
        ("el", "Δεν θυμάμαι τη θύρα."),
        ("tr", "Portu hatırlamıyorum."),
        ("he", "לא זוכר את הפורט"),
        ("ar", "لا أتذكر المنفذ"),
        ("fa", "پورت یادم نیست"),
        ("hi", "पोर्ट याद नहीं"),
        ("zh", "端口我忘了"),
        ("ja", "港は覚えていない"),
        ("ko", "포트는 기억이 안 난다"),
        ("th", "จำไม่ได้ว่าพอร์ต"),
        ("vi", "Tôi không nhớ cổng"),
    ],
)
def test_what_one_says_not_to_remember_is_left_open(tag: str, text: str) -> None:
    assert read(text, language(tag)).open
