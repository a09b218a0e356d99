"""What a real Anki shows of a note, and keeps of it, comes in; what it hides does not."""

from pathlib import Path

import pytest

from tests.anki.test_schedules import TODAY, given
from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from tests.foreign.test_from_anki import There, there
from trainer.anki.outgoing.markup import to_html
from trainer.store.store import Store

__all__ = ["there"]


def test_what_a_notetype_hides_gives_no_answer_away(world: World, there: There) -> None:
    there.notetype(
        *("Hiding", "Front Back More"),
        (
            "{{Front}}<div class=later>{{Back}}</div><details><summary>Help</summary>{{More}}</details>",
            "{{FrontSide}}<br><hr><div>{{Back}}</div>",
        ),
    )
    models = there.collection.models
    made = models.by_name("Hiding")
    made["css"] += "\n.later, .never {display: none} @media print {.card {display: none}}"
    models.update_dict(made)
    there.add("Hiding", "What?", "The <b>answer</b>", "A help")
    report = world.bring(there.package())
    (note,) = world.notes()
    assert (note.body.prompt(), note.body.answer_text()) == ("What?\nHelp", "The **answer**")
    assert note.hints == ("A help",)
    assert [loss["what"] for loss in report["lost"]] == ["text that nobody sees there ('The answer')"]


def test_braces_made_of_entities_are_no_gap(world: World, there: There) -> None:
    there.add("Cloze", "&#123;&#123;c1::no}} but {{c2::yes}}", "")
    world.bring(there.package())
    (note,) = world.notes()
    assert note.card_keys() == (f"{note.key}#c2",)
    assert to_html(note.body.prompt()).startswith("&#123;&#123;c1::no&#125;&#125; but ")


def test_the_ease_of_another_scheduler_there_comes_back_as_it_was(
    world: World, there: There, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text('scheduler = "fsrs"\n')
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "config.toml"))
    eases = {"hard": 1300, "usual": 2500, "easy": 3100}
    for word, ease in eases.items():
        (card,) = there.add("Basic", word, "meaning").cards()
        there.collection.db.execute(
            "UPDATE cards SET type = 2, queue = 2, ivl = 60, factor = ?, due = ?, reps = 3 WHERE id = ?",
            *(ease, there.collection.sched.today + 9, card.id),
        )
    world.bring(there.package(), "--with-schedule")
    with Store(world.database) as store:
        store.record(given("theirs/easy", 4, TODAY))
    world.run("export", "--with-schedule", "--out", tmp_path / "back", "theirs")
    again = There(tmp_path / "again")
    (back,) = (tmp_path / "back").glob("*.apkg")
    again.take(back)
    rows = [again.collection.get_card(row) for row in again.collection.find_cards("")]
    assert {card.note().fields[0]: card.factor for card in rows if card.factor} == eases
    again.collection.close()


def test_notes_without_a_guid_come_in_and_are_found_again(world: World, there: There) -> None:
    for word in ("one", "two"):
        there.add("Basic", word, "meaning")
    there.collection.db.execute("UPDATE notes SET guid = ''")
    assert world.bring(there.package())["notes"]["new"] == 2
    assert world.bring(there.package())["notes"]["same"] == 2


def test_a_file_that_a_text_links_to_comes_along(world: World, tmp_path: Path) -> None:
    (tmp_path / "the doc.pdf").write_bytes(b"pdf")
    text = "#separator:tab\n#html:true\nq\tsee <a href='the%20doc.pdf'>the paper</a>\n"
    report = world.bring(put(tmp_path, "x.txt", text))
    (note,) = world.notes()
    assert note.body.answer_text() == "see [the paper](<media/x/the doc.pdf>)"
    assert (world.out / "media" / "x" / "the doc.pdf").read_bytes() == b"pdf"
    assert report["lost"] == []


def test_pictures_that_lie_upon_each_other_show_no_answer(world: World, there: There) -> None:
    there.notetype(
        *("Image Occlusion Enhanced", "Header Image QMask OMask"),
        ("<div>{{QMask}}</div>{{Image}}", "{{Image}}"),
    )
    models = there.collection.models
    made = models.by_name("Image Occlusion Enhanced")
    for field, name in ((made["flds"][2], "Question Mask"), (made["flds"][3], "Original Mask")):
        models.rename_field(made, field, name)
    models.update_dict(made)
    there.add("Image Occlusion Enhanced", "Heart", "<img src=a.png>", "<img src=q.svg>", "<img src=o.svg>")
    report = world.bring(there.package())
    assert report["notes"]["new"] == 0
    assert report["lost"][0]["what"] == "left out: hidden parts of a picture (image occlusion)"


def test_a_hidden_gap_is_said_in_words(world: World, there: There) -> None:
    there.add("Cloze", "{{c1::one}} <span style='display:none'>{{c2::two::hint}}</span>", "")
    report = world.bring(there.package())
    assert [loss["what"] for loss in report["lost"]] == ["text that nobody sees there ('two')"]


def test_a_back_that_repeats_the_front_above_any_rule_shows_what_is_below(world: World, there: There) -> None:
    there.notetype(
        *("Repeating", "Front Back"),
        ("<div class=a>{{Front}}</div>", "<p>{{Front}}</p><hr color=red><div>{{Back}}</div>"),
    )
    there.add("Repeating", "one", "<a href='pleco://x'>uno</a><hr>more")
    report = world.bring(there.package())
    (note,) = world.notes()
    assert note.body.answer_text() == "uno\n\n---\n\nmore"
    assert [loss["what"] for loss in report["lost"]] == [
        "a link to what 'pleco:' means, which is no address in the web and not in the file"
    ]


def test_what_is_read_aloud_from_a_field_is_not_shown_and_is_said(world: World, there: There) -> None:
    spoken = "[anki:tts lang=en_US]hel<b>lo</b> you[/anki:tts]"
    note = there.add("Basic", f"Say {spoken} it", f"<i>so</i>{spoken}")
    assert "hel" not in note.cards()[0].question()
    report = world.bring(there.package())
    assert {one["what"] for one in report["lost"]} == {"text read aloud (tts: 'hello you')"}
    (here,) = world.notes()
    assert (here.body.prompt(), here.body.answer_text()) == ("Say it", "*so*")


def test_a_card_of_nothing_but_what_is_read_aloud_is_said_to_be_left_out(world: World, there: There) -> None:
    there.add("Basic", "[anki:tts lang=en_US]hello[/anki:tts]", "ciao")
    assert [one["what"] for one in world.bring(there.package())["lost"]]


@pytest.mark.parametrize("line", ["", "<hr id=answer>"])
def test_what_the_front_hides_and_the_back_shows_by_a_style_is_the_answer(
    world: World, there: There, line: str
) -> None:
    hidden = "{{Front}}<style>.b{display:none}</style><div class='b'>{{Back}}</div>"
    there.notetype(
        "Styled", "Front Back", (hidden, "{{FrontSide}}" + line + "<style>.b{display:block}</style>")
    )
    there.add("Styled", "What?", "The answer")
    report = world.bring(there.package())
    (note,) = world.notes()
    assert (note.body.prompt(), note.body.answer_text(), report["lost"]) == ("What?", "The answer", [])
