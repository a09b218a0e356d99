"""Questions made of notes: the right options, no true distractor, the same from the same seed."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainer.core.card import Note
from trainer.core.kinds import Aspect, Basic, Body, Choice, Cloze, Compare, Order, Point, Points, Typed, Wrong
from trainer.core.text import same
from trainer.decks.find import find
from trainer.decks.library import read
from trainer.grading.typed.typed import compare
from trainer.paths import shipped_decks
from trainer.quiz.question import MOST_WORDS, Answer, Question, Source, alike


def note(body: Body, name: str = "n", **more: object) -> Note:
    return Note("d", name, body, **more)  # type: ignore[arg-type]


def table(*cells: str, names: str = "abcd") -> Compare:
    """A comparison with one aspect; its subjects are single letters."""
    subjects = tuple((key, key.upper()) for key in names[: len(cells)])
    return Compare(
        subjects, (Aspect("x", "Its colour", tuple(zip(names[: len(cells)], cells, strict=True))),)
    )


def ask(*notes: Note, card: str = "d/n", seed: str = "", against: str = "") -> Question | None:
    return Source(notes).question(card, seed, against=against)


def asked(*notes: Note, card: str = "d/n", seed: str = "", against: str = "") -> Question:
    question = ask(*notes, card=card, seed=seed, against=against)
    assert question is not None
    return question


def wrong(question: Question) -> set[str]:
    return {option.text for option in question.options if not option.right}


CHOICE = Choice("Which?", ("One copy",), (Wrong("Two", "dropped"), Wrong("None"), Wrong("It depends")))


class TestChoice:
    def test_its_distractors_are_those_written_with_their_reasons(self) -> None:
        question = asked(note(CHOICE, why="Because."))
        assert wrong(question) == {"Two", "None", "It depends"}
        assert [option.card for option in question.options if option.right] == ["d/n"]
        assert next(option.because for option in question.options if option.text == "Two") == "dropped"
        assert (question.ask, question.why) == ("Which?", "Because.")

    def test_of_many_distractors_three_are_taken(self) -> None:
        body = replace(CHOICE, wrong=tuple(Wrong(f"W{n}") for n in range(8)))
        taken = [asked(note(body), seed=str(seed)) for seed in range(20)]
        assert {len(question.options) for question in taken} == {4}
        assert len({frozenset(wrong(question)) for question in taken}) > 1

    def test_all_right_options_are_kept(self) -> None:
        question = asked(note(replace(CHOICE, right=("A", "B", "C"))))
        assert question.several
        assert sum(option.right for option in question.options) == 3

    def test_more_options_than_digits_make_no_question(self) -> None:
        assert ask(note(replace(CHOICE, right=tuple("ABCDEFGHI")))) is None

    def test_written_distractors_stay_though_they_have_the_same_words(self) -> None:
        body = Choice("Order?", ("1, 10, 2",), (Wrong("1, 2, 10"), Wrong("2, 1, 10")))
        assert wrong(asked(note(body))) == {"1, 2, 10", "2, 1, 10"}


class TestTable:
    def test_distractors_are_the_sibling_cells_and_name_their_subject(self) -> None:
        question = asked(note(table("red", "green", "blue")), card="d/n#x.b")
        assert question.ask == "**A, B and C**\n\nIts colour\n\nWhich answer holds for **B**?"
        assert [option.text for option in question.options if option.right] == ["green"]
        others = {option for option in question.options if not option.right}
        assert others == {
            Answer("red", right=False, because="that is A", card="d/n#x.a"),
            Answer("blue", right=False, because="that is C", card="d/n#x.c"),
        }

    def test_two_subjects_give_two_options(self) -> None:
        assert len(asked(note(table("red", "green")), card="d/n#x.a").options) == 2

    def test_of_many_subjects_four_options_are_made(self) -> None:
        body = table("red", "green", "blue", "white", "black", "grey", names="abcdef")
        assert len(asked(note(body), card="d/n#x.a").options) == 4

    @pytest.mark.parametrize("cell", ["red", "`Red`", "red, mostly", "the red", "a dark red"])
    def test_a_sibling_that_could_mean_the_same_is_no_distractor(self, cell: str) -> None:
        assert ask(note(table("red", cell)), card="d/n#x.a") is None
        question = asked(note(table("red", cell, "blue", "white")), card="d/n#x.a")
        assert wrong(question) == {"blue", "white"}

    def test_two_distractors_that_mean_the_same_are_one(self) -> None:
        assert len(asked(note(table("red", "blue", "`blue`", "white")), card="d/n#x.a").options) == 3

    def test_a_table_of_more_than_two_needs_three_options(self) -> None:
        assert ask(note(table("red", "blue", "blue")), card="d/n#x.a") is None

    def test_of_a_row_chance_takes_a_cell_that_makes_an_honest_question(self) -> None:
        cells = note(table("red", "green", "blue", "word " * (MOST_WORDS + 1)))
        made = [asked(cells, card="d/n#x", seed=str(seed)) for seed in range(30)]
        assert {question.asked for question in made} == {"d/n#x.a", "d/n#x.b", "d/n#x.c"}
        assert {question.card for question in made} == {"d/n#x"}
        assert ask(note(table("red", "`red`")), card="d/n#x") is None

    def test_the_card_is_that_of_the_row_whichever_cell_is_named(self) -> None:
        question = asked(note(table("red", "green")), card="d/n#x.b")
        assert (question.card, question.asked) == ("d/n#x", "d/n#x.b")
        assert ask(note(table("red", "green")), card="d/n#x.z") is None

    def test_long_cells_are_not_for_a_quick_question(self) -> None:
        long = " ".join(f"w{n}" for n in range(MOST_WORDS + 1))
        assert ask(note(table(long, "blue")), card="d/n#x.a") is None
        assert ask(note(table("blue", long)), card="d/n#x.a") is None


class TestConfusable:
    def pair(self, mine: Body, other: Body) -> tuple[Note, Note]:
        return note(mine, confusable=("d/o",)), note(other, "o")

    def test_the_distractor_is_the_answer_of_the_note_named(self) -> None:
        question = asked(*self.pair(Typed("Codec since 2.0?", "ZSTD"), Typed("Codec before 2.0?", "ZLIB")))
        assert {(option.text, option.right, option.because) for option in question.options} == {
            ("ZSTD", True, ""),
            ("ZLIB", False, "that answers: Codec before 2.0?"),
        }

    def test_it_is_enough_that_the_other_note_names_this_one(self) -> None:
        notes = self.pair(Basic("One?", "at most once"), Basic("Two?", "at least once"))
        assert wrong(asked(*notes, card="d/o")) == {"at most once"}

    @pytest.mark.parametrize("answer", ["128 MB", "a sentence of very many words that explains it all"])
    def test_what_is_shaped_differently_is_no_distractor(self, answer: str) -> None:
        assert ask(*self.pair(Typed("Codec?", "ZSTD"), Basic("What?", answer))) is None

    def test_an_answer_that_is_accepted_as_well_is_no_distractor(self) -> None:
        mine = Typed("Codec?", "ZSTD", ("Zstandard",))
        assert ask(*self.pair(mine, Typed("The other?", "Zstandard"))) is None

    def test_an_answer_that_counts_as_right_is_no_distractor(self) -> None:
        mine = Typed("How big is a block, in MB?", "128 MB", match="number")
        assert ask(*self.pair(mine, Typed("And the other?", "0.125 GiB"))) is None

    @pytest.mark.parametrize("body", [Choice("C?", ("B",), ()), Order("O?", ("a", "b")), Cloze("{{c1::B}}")])
    def test_only_notes_with_one_answer_lend_it(self, body: Body) -> None:
        assert ask(*self.pair(Basic("A?", "A"), body)) is None

    def test_the_reverse_card_makes_no_question(self) -> None:
        notes = self.pair(Basic("A?", "A", reverse=True), Basic("B?", "B"))
        assert ask(*notes, card="d/n#reverse") is None
        assert ask(*notes) is not None


@pytest.mark.parametrize(
    "body", [Cloze("{{c1::x}}"), Order("O?", ("a", "b")), Points("P?", (Point("p"),)), Basic("B?", "b")]
)
def test_other_cards_make_no_question(body: Body) -> None:
    for card in note(body).card_keys():
        assert ask(note(body), card=card) is None


def test_a_card_that_is_not_there_makes_no_question() -> None:
    assert ask(note(CHOICE), card="d/other") is None
    assert ask(note(CHOICE), card="d/n#x.a") is None


def test_what_was_taken_instead_is_among_the_options() -> None:
    many = note(replace(CHOICE, wrong=tuple(Wrong(f"W{n}") for n in range(8))))
    cells = note(table("red", "green", "blue", "white", "black", "grey", names="abcdef"))
    notes = note(Basic("A?", "A")), note(Basic("B?", "B"), "o")
    for seed in "abcdef":
        assert "W7" in wrong(asked(many, seed=seed, against="W7"))
        assert "grey" in wrong(asked(cells, card="d/n#x.a", seed=seed, against="d/n#x.f"))
        assert wrong(asked(*notes, seed=seed, against="d/o")) == {"B"}


def test_the_seed_decides_the_order_and_nothing_else_does() -> None:
    orders = {asked(note(CHOICE), seed=str(seed)).options for seed in range(40)}
    assert len(orders) > 10
    assert asked(note(CHOICE), seed="s") == asked(note(CHOICE), seed="s")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yes", "`yes`"),
        ("yes, by default", "yes, always"),
        ("the metadata", "metadata and files"),
        ("Scala and Java", "Scala, Java, Python"),
        ("1, in a pod", "1, in a container"),
    ],
)
def test_texts_that_could_mean_the_same_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("yes", "no"), ("at most once", "at least once"), ("=", "!="), ("(a)", "(b)"), ("acks=1", "acks=all")],
)
def test_texts_that_differ_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)


@given(st.lists(st.text(max_size=30), min_size=2, max_size=6), st.text(max_size=4))
@example(["", "*("], "")
def test_no_table_makes_a_question_with_two_true_options(cells: list[str], seed: str) -> None:
    body = table(*cells, names="abcdef")
    for card in note(body).card_keys():
        question = ask(note(body), card=card, seed=seed)
        if question is not None:
            right = next(option.text for option in question.options if option.right)
            assert not any(alike(right, text) for text in wrong(question))
            assert len(wrong(question)) == len(question.options) - 1


@pytest.fixture(scope="module")
def shipped() -> Source:
    return Source(note for deck in read(find([shipped_decks()])).decks for note in deck.notes)


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_every_question_of_the_shipped_decks_is_honest(shipped: Source, seed: str) -> None:
    made = 0
    for note in shipped.notes.values():
        for card in note.card_keys():
            question = shipped.question(card, seed)
            if question is None:
                assert not isinstance(note.body, Choice), card
                continue
            made += 1
            right = [option.text for option in question.options if option.right]
            others = wrong(question)
            assert right, card
            assert len(others) == len(question.options) - len(right), card
            assert not any(same(text, other) for text in right for other in others), card
            two_sided = not isinstance(note.body, Compare) or len(note.body.subjects) == 2
            if isinstance(note.body, Choice):
                assert 3 <= len(question.options) <= 4, card
            else:
                assert not any(alike(right[0], other) for other in others), card
                assert (2 if two_sided else 3) <= len(question.options) <= 4, card
            if isinstance(note.body, Typed):
                assert all(compare(other, note.body).result != "right" for other in others), card
    assert made > 500
