"""The seven kinds (DESIGN section 4): which cards a note yields, and what each card shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.samples import BY_KIND, CHOICE, ORDER
from trainer.core.card import Note, note_of
from trainer.core.kinds import KINDS, Basic, Body, Choice, Option, Order, Sides, Typed, Wrong

MARKDOWN = MarkdownIt("commonmark")
SUFFIXES = {
    "basic": ("", "#reverse"),
    "cloze": ("#c1", "#c2"),
    "choice": ("",),
    "typed": ("",),
    "order": ("",),
    "compare": ("#state", "#unit"),
    "points": ("",),
}
EXAMPLES = {kind: (body, SUFFIXES[kind]) for kind, body in BY_KIND.items()}


def note(body: Body) -> Note:
    return Note("deck", "note", body)


def shown(body: Body, suffix: str = "", seed: str = "") -> Sides:
    return note(body).sides(f"deck/note{suffix}", seed)


def test_all_kinds_of_the_format_are_known_by_their_names() -> None:
    assert set(KINDS) == set(EXAMPLES)
    assert all(KINDS[name] is type(body) for name, (body, _) in EXAMPLES.items())


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_kind_yields_its_cards_under_stable_keys(kind: str) -> None:
    body, suffixes = EXAMPLES[kind]
    keys = note(body).card_keys()
    assert keys == tuple("deck/note" + suffix for suffix in suffixes)
    assert {note_of(key) for key in keys} == {"deck/note"}


def test_a_basic_note_has_a_second_card_only_when_it_is_reversed() -> None:
    assert note(Basic("Q", "A")).card_keys() == ("deck/note",)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_face_depends_on_nothing_but_the_card_and_the_seed(kind: str) -> None:
    body, suffixes = EXAMPLES[kind]
    for suffix in suffixes:
        for seed in ("", "1", "2"):
            assert shown(body, suffix, seed) == shown(body, suffix, seed)


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("key", ["deck/note#c9", "deck/other", "deck/note#state.flink", "deck/note#"])
def test_a_card_that_is_not_the_notes_has_no_face(kind: str, key: str) -> None:
    with pytest.raises(KeyError):
        note(EXAMPLES[kind][0]).sides(key)


def test_the_reversed_card_asks_the_other_way_round() -> None:
    assert shown(EXAMPLES["basic"][0]) == Sides("Q", "A")
    assert shown(EXAMPLES["basic"][0], "#reverse") == Sides("A", "Q")


def test_a_cloze_card_hides_its_own_number() -> None:
    assert shown(EXAMPLES["cloze"][0], "#c1") == Sides("x and **[hint]**", "x and **y**")


def test_a_choice_shows_all_its_options_with_their_reasons_whatever_the_order() -> None:
    sides = shown(CHOICE)
    assert sides.prompt == "Which?"
    assert set(sides.options) == {
        Option("a", right=True),
        Option("b", right=True),
        Option("c", right=False, because="because"),
        Option("d", right=False),
        Option("e", right=False),
    }
    assert len(sides.options) == 5
    assert sides.answer == "- a\n- b"


def test_options_are_shuffled_from_showing_to_showing_and_from_card_to_card() -> None:
    orders = {tuple(option.text for option in shown(CHOICE, seed=str(n)).options) for n in range(40)}
    assert len(orders) > 10
    assert {order[0] for order in orders} == set("abcde")
    by_card = {tuple(o.text for o in Note("d", str(n), CHOICE).sides(f"d/{n}").options) for n in range(20)}
    assert len(by_card) > 5


def test_a_choice_knows_whether_several_options_are_right() -> None:
    assert shown(CHOICE).several
    assert not shown(Choice("Which?", ("a",), (Wrong("b"),))).several


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=5), st.text(max_size=5))
def test_steps_are_asked_in_a_wrong_order_whenever_there_is_one(steps: list[str], seed: str) -> None:
    asked = list(shown(Order("Sort", tuple(steps)), seed=seed).steps)
    assert sorted(asked) == sorted(steps)
    assert asked != steps or len(set(steps)) == 1


def test_steps_are_answered_in_their_order_and_asked_in_different_orders() -> None:
    assert shown(ORDER).answer == "1. one\n2. two\n3. three\n4. four"
    assert len({shown(ORDER, seed=str(n)).steps for n in range(20)}) > 5


def test_points_are_listed_and_the_indispensable_ones_marked() -> None:
    assert shown(EXAMPLES["points"][0]) == Sides("Q", "- a **(must)**\n- b")


CODE = st.text(st.sampled_from("ab `\\*_<&\n"), min_size=1).map(
    lambda text: "\n".join(line.rstrip() for line in text.strip().split("\n"))
)


@given(CODE.filter(bool))
def test_a_typed_answer_is_shown_letter_for_letter(answer: str) -> None:
    tokens = MARKDOWN.parse(shown(Typed("Q", answer)).answer)
    code = [
        token.content
        for outer in tokens
        for token in (outer, *(outer.children or ()))
        if token.type in ("code_inline", "fence")
    ]
    assert [text.removesuffix("\n") for text in code] == [answer]


def test_other_right_answers_of_a_typed_card_are_shown_too() -> None:
    assert shown(EXAMPLES["typed"][0]).answer == "`ls -l`\n\nAlso right:\n\n- `ls`"


@given(st.integers(1, 12))
def test_code_inside_a_list_item_stays_inside_it(count: int) -> None:
    steps = tuple(f"step {n}\n\n```\nrun {n}\n```" for n in range(count))
    tokens = MARKDOWN.parse(shown(Order("Sort", steps)).answer)
    fences = [(token.level, token.content) for token in tokens if token.type == "fence"]
    assert fences == [(2, f"run {n}\n") for n in range(count)]
