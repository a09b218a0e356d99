"""The deck that teaches the program: there for who asks for it, and for nobody else."""

import io
import sys
from pathlib import Path

import pytest

from tests.store.build import Shelf, of
from tests.tui.driving import Clock, screen
from trainer.cli.main import main
from trainer.cli.opening import refresh
from trainer.context import Context
from trainer.core.errors import Exit
from trainer.core.kinds import KINDS, Basic
from trainer.core.scope import Scope
from trainer.decks.find import find
from trainer.decks.format.deckfile import read_deck
from trainer.paths import deck_roots, tutorial
from trainer.scheduling.preferences import Plan
from trainer.settings.model import Settings
from trainer.store.store import Store


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a deck of one note."""
    deck = tmp_path / "decks" / "git.yaml"
    deck.parent.mkdir()
    deck.write_text("deck: git\ntitle: Git\nnotes:\n  - {id: a, ask: Which one?, answer: That one.}\n")
    monkeypatch.setenv("TRAINER_DECKS", str(deck.parent))
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "trainer.db"))
    return deck.parent


def test_it_has_about_a_dozen_cards_of_every_kind_and_nothing_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    deck = read_deck(tutorial()).deck
    assert deck is not None
    assert {note.kind for note in deck.notes} == set(KINDS)
    assert 10 <= sum(len(note.card_keys()) for note in deck.notes) <= 14
    assert main(["check", "--strict", str(tutorial())]) == Exit.DONE


def test_it_is_in_use_only_where_it_is_asked_for(other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--short"]) == Exit.DONE
    assert main(["due", "tutorial", "--ids"]) == Exit.DONE
    assert main(["due", "--ids"]) == Exit.DONE
    assert capsys.readouterr().out.split() == ["1", "tutorial", "git"]
    assert str(tutorial()) not in [str(file.path) for file in find(deck_roots(None, Settings().decks))]
    assert deck_roots(["tutorial"], ()) == [tutorial()]


def test_plain_mode_offers_it_until_something_was_answered(
    other: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n\n4\n"))
    assert main(["--plain"]) == Exit.DONE
    assert "new here? tutorial teaches the program" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["--plain"]) == Exit.DONE
    assert "new here" not in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["review", "tutorial", "--plain"]) == Exit.DONE
    assert "before you look at the answer?" in capsys.readouterr().out


def test_the_first_screen_offers_it_with_a_key(tmp_path: Path) -> None:
    with Store(tmp_path / "trainer.db") as store:
        Shelf(store, of(Basic("Which one?", "That one.")))

        def taken() -> Scope:
            refresh(store, [tutorial()])
            return store.resolve(["tutorial"])

        at = Context(store, Clock(), Plan(), start="home", tutorial=taken)
        assert "L teaches the program" in screen(at)
        assert "teaches the program" not in screen(at, "enter", "space", "3", "escape")
        assert "before you look at the answer?" in " ".join(screen(at, "L").split())


def test_home_is_without_it_as_at_the_next_start_but_for_what_was_done(other: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "trainer.db") as store:

        def taken() -> Scope:
            refresh(store, [other, tutorial()])
            return store.resolve(["tutorial"])

        def left() -> None:
            refresh(store, [other])

        left()
        at = Context(store, Clock(), Plan(), start="home", tutorial=taken, without_tutorial=left)
        decks = slice(4, 18)
        before = screen(at).splitlines()
        end = " ".join(screen(at, "L", "space", "3", "escape").split())
        assert "tomorrow 12 cards, if you ask for the tutorial" in end
        for keys in (["L", "space", "3", "escape", "escape"], []):
            after = screen(at, *keys).splitlines()
            assert "done today: 2 cards" in after[3]
            assert after[decks] == before[decks]
        assert "Which one?" in screen(at, "enter")


def test_where_it_has_nothing_left_home_stays_without_it(other: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "trainer.db") as store:
        left: list[str] = []
        at = Context(
            store,
            Clock(),
            Plan(),
            start="home",
            tutorial=lambda: Scope(("tutorial",)),
            without_tutorial=lambda: left.append("left"),
        )
        assert "the tutorial has nothing left for today" in screen(at, "L")
        assert left == ["left"]


def test_in_plain_mode_and_by_its_name_it_is_in_use_until_home_is_there_again(
    other: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("tutorial\n\n3\nq\nq\nbrowse\n"))
    assert main(["--plain"]) == Exit.DONE
    out = capsys.readouterr().out
    assert "if you ask for the tutorial" in " ".join(out.split())
    assert "\n1 card, sorted by deck\n" in out

    def ids(context: Context) -> list[str]:
        return sorted(deck.id for deck in context.library.decks(1))

    def noted(context: Context, *_: object) -> int:
        here = ids(context)
        context.without_tutorial()
        assert (here, ids(context)) == (["git", "tutorial"], ["git"])
        return Exit.DONE

    monkeypatch.setattr("trainer.plain.app.run", noted)
    assert main(["--plain", "review", "tutorial"]) == Exit.DONE
