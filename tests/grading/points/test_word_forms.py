"""Forms of words that only some languages have, and their denials."""

import pytest

from trainer.grading.points.forms import matches
from trainer.grading.points.language import language, spoken
from trainer.grading.points.reading import read
from trainer.grading.points.words import split


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [
        ("ko", "달이", "달은"),
        ("ko", "반사한다", "반사하는"),
        ("ko", "지구를", "지구에서"),
        ("hi", "पौधों", "पौधे"),
        ("es", "calienta", "calentar"),
        ("es", "cuelga", "colgar"),
        ("es", "luces", "luz"),
        ("es", "crece", "crecimiento"),
        ("pt", "crescem", "crescimento"),
        ("nl", "maakt", "maken"),
        ("nl", "schrijft", "schrijven"),
        ("nl", "bomen", "boom"),
        ("tr", "gidiyor", "gitmek"),
        ("tr", "rengi", "renk"),
        ("it", "paghi", "pagare"),
        ("pl", "wodzie", "woda"),
    ],
)
def test_particles_and_endings_of_a_script_make_no_other_word(tag: str, one: str, other: str) -> None:
    assert matches(*split(one), *split(other), language(tag))


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [
        ("ko", "달이", "별은"),
        ("hi", "पौधों", "पानी"),
        ("es", "puerto", "parte"),
        ("nl", "maken", "meten"),
        ("tr", "yapmak", "yakmak"),
        ("pl", "woda", "wada"),
    ],
)
def test_two_words_with_the_same_ending_are_two(tag: str, one: str, other: str) -> None:
    assert not matches(*split(one), *split(other), language(tag))


@pytest.mark.parametrize(
    ("tag", "text", "denied", "affirmed"),
    [
        ("ko", "달은 빛을 내는 게 아니라 햇빛을 반사한다", "내는", "반사한다"),
        ("ko", "크기와 상관없어요. 무게가 중요하다", "크기와", "무게가"),
        ("ja", "水を足さず、油で焼く", "水", "油"),
        ("zh", "这与温度无关。压力才重要", "温", "压"),
        ("ru", "Давление тут ни при чём. Важна температура", "давление", "температура"),
    ],
)
def test_a_denial_of_its_language_is_read(tag: str, text: str, denied: str, affirmed: str) -> None:
    words = {word.text: word.denied for word in read(text, language(tag)).words}
    assert (words[denied], words[affirmed]) == (True, False)


@pytest.mark.parametrize("text", ["水を減らす", "ここで動かすのです", "必ずしも速い", "まず水を足す"])
def test_a_syllable_without_its_marks_is_no_denial(text: str) -> None:
    assert not any(word.denied for word in read(text, language("ja")).words)


def test_letters_of_a_language_tell_it() -> None:
    assert spoken("Çocuklar bahçede ağaçlara tırmanıyor, kuşlar uçuşuyordu.", "tr")[1]
    assert spoken("Kids climb trees in the garden, birds were flying about.", "tr")[0].tag != "tr"
