"""A pattern is looked for only in texts with a word that it needs, and found in all in which it is."""

import re
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainer.decks.lint import english, notes
from trainer.decks.lint.sought import Sought, has_any

ALL = {
    f"{module.__name__}.{name}": value
    for module in (english, notes)
    for name, value in vars(module).items()
    if isinstance(value, Sought)
}
ODD = str.maketrans({"s": "ſ", "k": "\u212a", "i": "İ", "o": "O", "e": "E"})
"""Letters that a pattern without case takes for others."""


def words_of(pattern: str) -> list[str]:
    """Return the words that a pattern is made of, and some between them."""
    return sorted({*re.findall(r"[A-Za-z]{2,}", pattern), "one", "the", "two", "of", "its", ".", ";", "7"})


@cache  # a pattern is long to read, and each is tried with many texts
def texts(name: str) -> st.SearchStrategy[str]:
    """Texts of the words of a pattern, and texts in which it is, whatever case is."""
    pattern = ALL[name].pattern
    words = st.lists(st.sampled_from(words_of(pattern.pattern)), max_size=12).map(" ".join)
    plain = re.compile(re.sub(r"\(\?-i:", "(?:", pattern.pattern), pattern.flags)
    return words | st.from_regex(plain).map(lambda text: text[:300])


def span(found: re.Match[str] | None) -> tuple[int, int] | None:
    return None if found is None else found.span()


def test_all_are_tried() -> None:
    assert len(ALL) == 7


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
def test_what_is_looked_for_in_few_texts_is_found_as_in_all(name: str, data: st.DataObject) -> None:
    pattern, _ = sought = ALL[name]
    text = data.draw(texts(name))
    for said in (text, text.title(), text.upper(), text.translate(ODD)):
        assert span(sought.search(said)) == span(pattern.search(said))


@given(st.from_regex(notes._POINTER).map(lambda text: text[:200]) | st.text(max_size=20))
@example("Name the above")
@example("ıts use")
def test_a_pointer_is_found_at_the_beginning_or_by_a_word(text: str) -> None:
    found = notes._POINTER.search(text)
    if not has_any(text, notes._POINTS):
        assert span(notes._AT_FIRST.match(text)) == span(found)


def test_letters_that_are_taken_for_others_are_read_as_these() -> None:
    assert has_any("ONLY THEſE", ("these",))
    assert has_any("lİmıt", ("limit",))
    assert not has_any("limes", ("limit",))
