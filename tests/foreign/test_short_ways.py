"""What an import does sooner for usual notes comes to the same as the long way."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anki.test_hostile_packages import with_collection
from trainer.anki.incoming.collection import opened
from trainer.anki.incoming.values import TheirCard, TheirNote, TheirNotetype, TheirTemplate
from trainer.foreign.blocks import block
from trainer.foreign.draft import Draft
from trainer.foreign.package import drafts, drafts_of

SIGNS = "abü .,;:'\"!?-=+#>1\\*_`<&[]~$|()/\n\t\xa0\u200b\u2028\u3000\ufddb{}"
WORDS = st.text(st.sampled_from(SIGNS), max_size=8)
PARTS = st.sampled_from(("one", "two", "3", "image-occlusion:", "x<br>y", "&amp;", "background"))
FIELD = st.one_of(WORDS, st.lists(PARTS, max_size=4).map(" ".join))
NAMES = (("Front", "Back", "Other"), ("Back", "Front"), ("Question Mask", "Original Mask"))
TEMPLATES = (
    TheirTemplate("Card 1", "{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"),
    TheirTemplate("Card 1", " {{Back}}\n", "{{FrontSide}}<hr>{{Front}} "),
    TheirTemplate("Card 1", "Say: {{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
    TheirTemplate("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}} {{Other}}"),
    TheirTemplate("Card 1", "{{Front}}", "{{Front}}<hr id=answer>{{Back}}"),
)


def card(ord: int, flag: int = 0) -> TheirCard:
    return TheirCard(ord, "A::B", 0, 0, 0, 0, 0, 0, 0, 0, flag)


@given(
    fields=st.lists(FIELD, min_size=1, max_size=4),
    tags=st.lists(st.sampled_from(("t", "a::b", "x,y", "_")), max_size=3),
    templates=st.lists(st.sampled_from(TEMPLATES), min_size=1, max_size=2),
    names=st.sampled_from(
        (("Front", "Back", "Other"), ("Back", "Front"), ("Question Mask", "Original Mask"))
    ),
    cards=st.lists(st.integers(0, 2), max_size=2),
)
def test_a_plain_note_becomes_the_same_as_on_the_long_way(
    fields: list[str],
    tags: list[str],
    templates: list[TheirTemplate],
    names: tuple[str, ...],
    cards: list[int],
) -> None:
    notetype = TheirNotetype("Some", names, tuple(templates))
    note = TheirNote("guid", notetype, tuple(fields), tuple(tags), 0, tuple(map(card, cards)))
    assert drafts_of(note, {}) == list(drafts(note, {}))


@given(ask=WORDS, answer=WORDS)
def test_a_digest_is_of_the_lines_without_what_stands_at_their_ends(ask: str, answer: str) -> None:
    made = block(Draft("g", "T", "basic", {"ask": ask, "answer": answer}), "id")
    text = made.text.partition("    imported:")[0]
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    assert made.digest == hashlib.sha256(lines.encode()).hexdigest()[:12]
    assert not made.edited


@pytest.mark.parametrize(
    "script",
    [
        "",
        "DROP INDEX ix_cards_nid; UPDATE cards SET odid = did, did = 1, flags = 11 WHERE id % 2",
        """INSERT INTO cards SELECT id + 7, nid, did, 1 - ord, mod, usn, type, queue, due, ivl, factor, reps,
           lapses, left, odue, odid, flags, data FROM cards""",
        "DELETE FROM cards WHERE id % 2; UPDATE notes SET guid = char()",
        "UPDATE cards SET ord = 'x', did = 2.5",
        "CREATE TABLE n AS SELECT * FROM notes; DROP TABLE notes; ALTER TABLE n RENAME TO notes;"
        "INSERT INTO notes SELECT * FROM notes LIMIT 3",
    ],
)
def test_notes_without_answers_have_the_cards_that_they_have_with_them(tmp_path: Path, script: str) -> None:
    path = with_collection(tmp_path / "x.apkg", lambda database: database.executescript(script))
    with opened(path) as (_, found):
        whole, bare = (
            [
                (*note[:5], [(card.ord, card.deck, card.flag) for card in note.cards])
                for note in found.notes(answers=answers)
            ]
            for answers in (True, False)
        )
    assert bare == whole != []
