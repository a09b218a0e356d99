"""The notetypes are frozen. If a test here fails, users' collections would break: undo the change."""

import hashlib

import pytest

from trainer.anki.identity import deck_id, guid, origin, row_id
from trainer.anki.notetypes import CHANGED, NOTETYPES, Notetype
from trainer.anki.outgoing.notes import MAKERS
from trainer.core.card import Note
from trainer.core.kinds import KINDS, Basic

COMMON = "Hints=901 Extra=902 Source=903 Id=904 Spare1=905 Spare2=906 Spare3=907"
FROZEN = {
    "Trainer Basic": (1812102095, "Front=101 Back=102 Reverse=103", "Forward=201 Reverse=202"),
    "Trainer Cloze": (1937576592, "Text=101", "Cloze=201"),
    "Trainer Choice": (1510680135, "Question=101 Options=102 Answer=103", "Choice=201"),
    "Trainer Typed": (1741411072, "Question=101 Answer=102 Accepted=103", "Typed=201"),
    "Trainer Order": (2068689221, "Question=101 Steps=102 Answer=103", "Order=201"),
    "Trainer Compare": (1488919952, "Question=101 Table=102 Answer=103 Full=104", "Cell=201"),
    "Trainer Several": (
        1650248371,
        " ".join(
            f"Question{place}={98 + 3 * place} Answer{place}={99 + 3 * place} Typed{place}={100 + 3 * place}"
            for place in range(1, 13)
        ),
        " ".join(f"Card {place}={200 + place}" for place in range(1, 13)),
    ),
    "Trainer Points": (1758547130, "Question=101 Points=102 Time=103", "Points=201"),
}


def test_ids_names_and_order_of_notetypes_fields_and_templates_never_change() -> None:
    found = {
        notetype.name: (
            notetype.id,
            " ".join(f"{field.name}={field.id}" for field in notetype.fields),
            " ".join(f"{template.name}={template.id}" for template in notetype.templates),
        )
        for notetype in NOTETYPES
    }
    assert found == {name: (id_, f"{own} {COMMON}", cards) for name, (id_, own, cards) in FROZEN.items()}
    assert [notetype.name for notetype in NOTETYPES if notetype.is_cloze] == ["Trainer Cloze"]


def test_a_new_look_raises_the_time_of_change() -> None:
    """When templates or stylesheet are meant to change, raise CHANGED and put both new values here."""
    look = repr([(n.css, n.templates) for n in NOTETYPES])
    assert (CHANGED, hashlib.sha256(look.encode()).hexdigest()[:16]) == (1_795_838_400, "32a369f6fb8ec2b2")


@pytest.mark.parametrize("notetype", NOTETYPES, ids=lambda notetype: notetype.name)
def test_a_notetype_needs_no_script_and_loads_nothing(notetype: Notetype) -> None:
    text = notetype.css + "".join(template.front + template.back for template in notetype.templates)
    assert not [word for word in ("<script", "onclick", "http", "url(", "@import", "<img") if word in text]


def test_guids_and_ids_never_change() -> None:
    assert guid("hive-tables/drop-managed") == "g2rc3ojsldqpovur"
    assert guid("hive-tables/three#crash.amo") == "p7hfmnsg5eqgqjib"
    assert deck_id("hive-tables", "Hive") == 1745733940
    assert row_id("drop-managed", set()) == 1058747305954


def test_a_row_id_that_is_taken_is_not_given_again() -> None:
    taken: set[int] = set()
    first, second = row_id("one", taken), row_id("one", taken)
    assert (second, taken) == (first + 1, {first, second})


def test_a_note_keeps_the_guid_of_its_oldest_key() -> None:
    assert origin(Note("d", "a", Basic("q", "a"))) == "d/a"
    assert origin(Note("d", "c", Basic("q", "a"), formerly=("d/a", "d/b"))) == "d/a"


def test_every_kind_of_note_has_its_maker() -> None:
    assert list(MAKERS) == list(KINDS)
