"""Words that were ticked become terms: in an own deck in place, of a shipped note among one's versions."""

import json
from pathlib import Path

import pytest

from tests.authoring.test_overlay import catalogue, changed, deck, problems
from tests.authoring.test_overlay import home as home
from trainer.authoring.overlay import Overlays
from trainer.authoring.terms import with_term
from trainer.cli.main import main
from trainer.core.errors import Exit, FileError
from trainer.core.log import NewEvent
from trainer.core.moment import Moment
from trainer.decks.format.deckfile import read_deck
from trainer.store.store import Store

POINTS = """\
deck: kafka
title: Kafka
notes:
  - id: fast
    kind: points
    ask: Why is it fast?
    # what counts
    points:
      - say: It writes in sequence
        terms: [append]   # more?
        must: true
      - say: It batches
        terms:
          - batch
          - [many, "at once"]
      - say: Pages are cached
      - {say: No copies, terms: []}
      - {say: Few threads}
  - id: other
    ask: Q?
    answer: A.
"""
SAYS = ["It writes in sequence", "It batches", "Pages are cached", "Few threads"]


def terms(path: Path, say: str) -> list[str]:
    found = read_deck(path).deck
    assert found is not None
    (point,) = [one for one in found.notes[0].body.parts("") if one.say == say]
    return [" ".join(term) for term in point.terms]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("say", SAYS)
def test_a_term_is_added_to_its_point_and_all_else_stays(tmp_path: Path, say: str, end: str) -> None:
    path = tmp_path / "d.yaml"
    text = POINTS.replace("      - {say: No copies, terms: []}\n", "").replace("\n", end)
    path.write_bytes(text.encode())
    before = terms(path, say)
    new = with_term(path, text, "fast", say, 'one "shot": #1')
    path.write_bytes(new.encode())
    assert terms(path, say) == [*before, 'one "shot": #1']
    kept = new.split(end)
    assert sum(line not in kept for line in text.split(end)) <= 1
    assert "# more?" in new


def test_a_point_that_is_gone_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(POINTS)
    with pytest.raises(FileError, match="no such point"):
        with_term(path, POINTS, "fast", "Something else", "x")


def test_terms_of_a_shipped_note_are_laid_over_it_and_outlive_its_updates(home: Path) -> None:
    shipped = POINTS.replace("      - {say: No copies, terms: []}\n      - {say: Few threads}\n", "")
    deck(home).write_text(shipped)
    made = Overlays(home / "decks" / "changed")
    for say, words in [("It batches", "in bulk"), ("It batches", "b: c"), ("Pages are cached", "page cache")]:
        made.add_term("kafka/fast", say, words)

    def shown() -> list[list[str]]:
        (note,) = [note for one in catalogue(home).decks for note in one.notes if note.id == "fast"]
        return [[" ".join(term) for term in point.terms] for point in note.body.parts("")]

    assert shown() == [["append"], ["batch", "many at once", "in bulk", "b: c"], ["page cache"]]
    assert problems(home) == []
    deck(home).write_text(shipped.replace("[append]", "[append, sequential]"))
    assert shown()[0] == ["append", "sequential"]
    deck(home).write_text(shipped.replace("say: Pages are cached", "say: The page cache"))
    assert [one.rule for one in problems(home)] == ["original-gone"]
    made.copy(deck(home), "kafka/other")
    assert {note.id for one in catalogue(home).decks for note in one.notes if note.path} == {"fast", "other"}


def test_a_malformed_list_of_terms_is_told(home: Path) -> None:
    deck(home).write_text(POINTS.replace("      - {say: No copies, terms: []}\n", ""))
    changed(home, "replaces: kafka\nnotes:\n  - {id: fast, more_terms: [x]}\n")
    assert "wrong-shape" in [one.rule for one in problems(home)]


def test_take_writes_what_was_ticked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck(home).write_text(
        POINTS.replace("      - {say: No copies, terms: []}\n      - {say: Few threads}\n", "")
    )
    mine = home / "decks" / "mine.yaml"
    mine.parent.mkdir()
    mine.write_text(
        deck(home).read_text().replace("deck: kafka", "deck: mine").replace("it fast", "mine fast")
    )
    assert main(["due", "--short"]) == Exit.DONE
    with Store(home / "trainer.db") as store:
        for number, card in enumerate(("kafka/fast", "mine/fast")):
            detail = json.dumps({"terms": [["It batches", "in bulk"]]})
            moment = Moment(1_700_000_000_000 + number, 739576)
            store.record(NewEvent(moment, card, "cram", grade=4, detail=detail))
    capsys.readouterr()
    assert main(["terms", "--take", "--yes"]) == Exit.DONE
    wrote = capsys.readouterr().out.split()
    assert sorted(wrote) == sorted([str(mine), str(home / "decks" / "changed" / "kafka.yaml")])
    assert "in bulk" in terms(mine, "It batches")
    assert main(["terms", "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out) == []
