"""Near prompts are found by an index of rare words, and by comparing each with each: the same ones."""

from hypothesis import given
from hypothesis import strategies as st

from trainer.core.card import Note
from trainer.core.kinds import Basic
from trainer.decks.lint.similar import alike, asked, prompts, told

WORDS = [f"word{n}" for n in range(11)]
TEXTS = st.lists(
    st.builds(
        lambda asking, words: " ".join((asking, *words)),
        st.sampled_from(["", "what", "why"]),
        st.lists(st.sampled_from(WORDS), min_size=3, max_size=11),
    ),
    max_size=12,
    unique=True,
)


def noted(texts: list[str]) -> list[Note]:
    return [Note("d", f"n{at}", Basic(text, "A")) for at, text in enumerate(texts)]


@given(texts=TEXTS)
def test_no_double_is_missed_and_none_is_made_up(texts: list[str]) -> None:
    notes = noted(texts)
    all_of_them = [found for note in notes if (found := asked(note, note.body.prompt()))]
    by_hand = {
        one.note.key
        for at, one in enumerate(all_of_them)
        if any(alike(one, other) for other in all_of_them[:at])
    }
    assert prompts(told(notes)).keys() == by_hand


def test_thousands_of_equal_prompts_cost_no_more_than_different_ones() -> None:
    same = noted(["What do word0 word1 word2 word3 mean?"] * 20_000)
    assert prompts(told(same)) == {}


def test_a_genitive_is_no_other_word() -> None:
    texts = ["What is the default size of a Kafka batch?", "What is Kafka's default batch size?"]
    assert prompts(told(noted(texts))).keys() == {"d/n1"}
