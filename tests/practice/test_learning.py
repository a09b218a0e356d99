"""Why a card is where it is in the learning order, in words, for the dialog, plain mode and the verb."""

import json
from pathlib import Path

import pytest

from tests.plain.talk import talk
from tests.practice.context import session
from tests.store.build import DAY, Shelf, answer, basic, pair
from tests.tui.driving import context, screen
from tests.tui.samples import library, note
from trainer.cli.main import main
from trainer.core.card import Demand, Note
from trainer.core.kinds import Aspect, Basic, Compare
from trainer.core.library import First
from trainer.decks.asked import demand, questions
from trainer.paths import shipped_decks
from trainer.practice.learning import Learning, learning, sentences
from trainer.store.store import Store

COUNTS = """\
[[intent]]
id = "x"
collections = ["one", "two"]
notes = ["deck/a", "deck/b#row"]

[[intent]]
id = "y"
collections = ["two", "three"]
notes = ["deck/a"]
"""


def found(store: Store, key: str) -> Learning:
    card = store.card(key)
    assert card is not None
    return learning(store, card, DAY, "own-first")


def test_the_place_is_that_of_the_learning_order(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put(
        "k.yaml", basic("a", asked=9), basic("b", asked=1), pair("c", asked=5), deck="k", title="Kafka::One"
    )
    shelf.put("h.yaml", basic("a", asked=8), deck="h", title="Hive")
    shelf.sync()
    places = {key: found(store, key)[5:9] for key in ("k/a", "k/b", "h/a", "k/c#c1", "k/c#c2")}
    assert {key: place[:2] for key, place in places.items()}["k/c#c2"] == (0, 4), "behind its sibling"
    numbers = sorted(place[0] for place in places.values())
    assert numbers == [0, 1, 2, 3, 4]
    assert places["h/a"][2:] == ("Hive", 1)
    assert sorted(place[3] for key, place in places.items() if key[0] == "k") == [0, 1, 2, 3]
    store.record(answer("k/a", 4))
    assert found(store, "k/a").place == 0


def test_needs_are_told_met_and_still_needed(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c", needs=("deck/a", "deck/b", "deck/gone")))
    assert found(store, "deck/c")[3:5] == ((), ("Q a", "Q b"))
    store.record(answer("deck/a", 2))
    assert found(store, "deck/c")[3:5] == (("Q a",), ("Q b",))


@pytest.mark.parametrize(("first", "own"), [("own-only", False), ("shipped-only", True)])
def test_a_new_card_that_a_setting_leaves_out_is_said_to_be(store: Store, first: First, own: bool) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("a"), basic("b"), deck="k")
    shelf.files["a.yaml"] = shelf.files["a.yaml"]._replace(own=own)
    shelf.sync()
    store.record(answer("k/b", 4))
    for key, left_out in (("k/a", True), ("k/b", False)):
        card = store.card(key)
        assert card is not None
        for setting in (first, "mixed"):
            told = learning(store, card, DAY, setting)
            said = list(sentences(told, card.state.memory is None, 20))
            assert any(f'first = "{first}"' in line for line in said) == (left_out and setting == first)
            assert ("Another card of its note comes first." in said) is False


def test_a_comparison_that_is_needed_is_named_by_its_whole_question(store: Store) -> None:
    rows = (Aspect("a", "State?", (("x", "no"), ("y", "yes"))),)
    both = Note("deck", "both", Compare((("x", "Storm"), ("y", "Flink")), rows, "Compare Storm and Flink."))
    Shelf(store, both, basic("b", needs=("deck/both",)))
    assert found(store, "deck/b").needed == ("Compare Storm and Flink.",)


LEARNING = Learning("core", None, None, (), (), 41, 300, "Kafka", 12)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"demand": Demand(18, 60), "asked": 9},
            "Asked in 18 of 60 public collections of interview questions, as far as these were read.",
        ),
        ({"asked": 7}, "How often interviewers ask it: 7 of 9."),
        ({}, "Level core; nobody counted how often it is asked."),
        ({"met": ("A?", "B?")}, "Needs, met: A? · B?"),
        ({"needed": ("C?",)}, "Needs, still to be met: C?"),
        ({}, "Place 41 of 300 to be met, in about 3 days; number 12 of Kafka."),
        ({"place": 4, "in_topic": 1}, "Place 4 of 300 to be met; the next new card of Kafka."),
        ({"place": 20}, "Place 20 of 300 to be met; number 12 of Kafka."),
        ({"place": 0, "in_topic": 0}, "Another card of its note comes first."),
    ],
)
def test_it_is_said_in_sentences(changes: dict[str, object], said: str) -> None:
    assert said in list(sentences(LEARNING._replace(**changes), True, 20))  # type: ignore[arg-type]
    assert not any("Place" in line or "Another" in line for line in sentences(LEARNING, False, 20))


def test_without_new_cards_a_day_no_day_is_named() -> None:
    assert list(sentences(LEARNING, True, 0))[-1] == "Place 41 of 300 to be met; number 12 of Kafka."


def test_counts_are_read_beside_the_decks(tmp_path: Path) -> None:
    assert demand(tmp_path, "deck/a") is None
    folder = tmp_path / "other" / "asked"
    folder.mkdir(parents=True)
    (folder / "intents.toml").write_text(COUNTS)
    (folder / "collections.toml").write_text(
        "".join(
            f'[[collection]]\nid = "{name}"\nkind = "role"\nquestions = {size}\n'
            for name, size in [("one", 5), ("two", 20), ("three", 90), ("four", 9)]
        )
    )
    assert demand(folder.parent, "deck/a") == Demand(3, 4)
    assert demand(folder.parent, "deck/b") == Demand(2, 4)
    assert demand(folder.parent, "deck/c") is None
    of_all = 0.25 + 1 + 1 + 0.45  # a list of five questions is a quarter of an interview
    found = questions(folder.parent)
    assert [question.notes for question in found] == [("deck/a",), ("deck/a", "deck/b#row")]
    assert [question.weight for question in found] == pytest.approx([2 / of_all, 1.25 / of_all])


@pytest.mark.parametrize("text", ["[[intent", "intent = 3", '[[intent]]\nid = "x"', "\xff"])
def test_counts_that_cannot_be_used_are_done_without(tmp_path: Path, text: str) -> None:
    (tmp_path / "asked").mkdir()
    (tmp_path / "asked" / "intents.toml").write_bytes(text.encode("latin-1"))
    assert demand(tmp_path, "deck/a") is None
    assert questions(tmp_path) == []


def test_the_shipped_counts_are_found() -> None:
    found = demand(shipped_decks(), "kafka-topics-groups/kafka-definition")
    assert found is not None
    assert found.by >= 10
    assert found.of >= 60


def test_the_dialog_and_plain_mode_say_it(store: Store) -> None:
    lib = library(note(Basic("Question 0?", "Yes."), "n0", asked=4))
    text = screen(context(lib, demand=lambda key: Demand(5, 7) if key == "d/n0" else None), "w")
    assert "Asked in 5 of 7 public collections" in text
    assert "Place 1 of 1 to be met; the next new card of Kafka." in text
    Shelf(store, basic("a", asked=3))
    assert "How often interviewers ask it: 3 of 9." in talk(store, "w", "q")
    assert session(store).why(lambda _: None).startswith("New: it was never answered.\nHow often")


def test_the_verb_says_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "trainer.db"))
    monkeypatch.setenv("TRAINER_DECKS", str(shipped_decks() / "kafka"))
    card = "kafka-topics-groups/kafka-definition"
    assert main(["why", card]) == 0
    out = capsys.readouterr().out
    assert "New: its turn comes in the learning order" in out
    assert "public collections of interview questions, as far as these were read." in out
    assert main(["why", card, "--json"]) == 0
    order = json.loads(capsys.readouterr().out)["order"]
    assert order["topic"] == "Kafka"
    assert order["demand"]["by"] >= 10
