"""A real Anki for the tests, decks to export, and what a card of them must show, told from the deck alone."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.notes import NoteId
from markdown_it.token import Token

from tests.samples import bodies_with
from trainer.anki.notetypes import Notetype
from trainer.anki.outgoing.export import write_package
from trainer.core.card import Deck, Note, Reference, note_of
from trainer.core.kinds import Basic, Body, Choice, Cloze, Compare, Order, Points, Table, Typed
from trainer.markdown import MATH, reader

HOSTILE = (
    "std::vector",
    "{{ ds }}",
    "${x}",
    "List<String>",
    "cat <<EOF",
    "#include <bits/stdc++.h>",
    "if a<b and c>d",
    "{{c1::not a gap}}",
    "f(){ g(); }}",
    "[sound:bell.mp3] [latex]x[/latex] [[type:Front]]",
    r"sed 's/\(a\)/[\1]/' \[x\]",
    "<script>alert(1)</script> <!-- &lt;b&gt; &amp;",
    "{{#Front}}{{FrontSide}}{{/Front}}",
)
CHANGED = 1_700_000_000
REFERENCES = (
    Reference("manual", "Hive <b>Manual</b> & more", "https://example.org/?a=1&b={{x}}", "2026-11"),
    Reference("script", "A [trap]", "javascript:alert(1)"),
)


def deck_of(bodies: Iterable[Body], title: str = "Top::Kinds", deck: str = "kinds", text: str = "") -> Deck:
    """A deck with a note for each body, all with every common field."""
    notes = tuple(
        Note(
            deck,
            f"note-{number}",
            body,
            why=f"Because {text}.",
            hints=(f"first {text}", "second"),
            cite=("manual", "hive.01.6", "script"),
            tags=("hive", "two words"),
            level="core",
            as_of="2026-11",
            corrects=f"They say {text}.",
        )
        for number, body in enumerate(bodies)
    )
    return Deck(deck, title, "All kinds", ("decktag",), REFERENCES, notes)


def hostile_deck() -> Deck:
    """Every hostile text in every kind, as it is and in code, and inside gaps."""
    bodies: list[Body] = []
    for text in HOSTILE:
        bodies += bodies_with(f"`{text}`", text)
        bodies += bodies_with(text, text)
        gap = text.replace("::", r"\::").replace("}}", r"\}}")
        bodies.append(Cloze(f"In code `a {{{{c1::{gap}}}}} b`, {{{{c2::`{gap}`::`{gap}`}}}}"))
        bodies.append(Cloze(f"A block\n\n```c\nx  {{{{c4::{gap}}}}};\n  {{{{c2::y::{gap}}}}}\n```"))
    return deck_of(bodies, "Hostile", "hostile", f"`{HOSTILE[0]}`")


def changes(*decks: Deck, second: int = CHANGED) -> dict[str, int]:
    return {note.key: second for deck in decks for note in deck.notes}


class Anki:
    """A fresh collection in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, decks: Sequence[Deck], changed: Mapping[str, int]) -> ImportLogWithChanges.Log:
        """Export ``decks`` and import the package as the dialog does when nothing is changed in it."""
        report = write_package(self.folder / "export.apkg", decks, changed)
        options = ImportAnkiPackageOptions()  # all at its default: notes and notetypes if newer
        request = ImportAnkiPackageRequest(package_path=str(report.file), options=options)
        log = self.collection.import_anki_package(request).log
        assert log.found_notes == report.notes
        assert not log.conflicting
        return log

    def note(self, note_id: str) -> dict[str, str]:
        """The fields of the note whose Id field is ``note_id``."""
        return dict(self.collection.get_note(self.note_row(note_id)).items())

    def note_row(self, note_id: str) -> NoteId:
        (row,) = self.collection.find_notes(f'"Id:{note_id}"')
        return row

    def edit(self, note_id: str, field: str, text: str) -> None:
        """What a user does in Anki's editor."""
        note = self.collection.get_note(self.note_row(note_id))
        note[field] = text
        self.collection.update_note(note)

    def new_cards(self, deck: str) -> list[str]:
        """The Id fields of a deck's new cards in the order in which they will be learnt."""
        rows = self.collection.find_cards(f'deck:"{deck}" is:new', order="c.due, c.ord")
        return [self.collection.get_card(row).note()["Id"] for row in rows]

    def mods(self) -> dict[str, int]:
        return {
            note["Id"]: note.mod for note in map(self.collection.get_note, self.collection.find_notes(""))
        }

    def knows(self, notetype: Notetype) -> bool:
        """Is a notetype there as it was exported?"""
        return knows(self.collection, notetype)

    def problems(self) -> str:
        """What "check database" and "empty cards" report."""
        said, fine = self.collection.fix_integrity()
        empty = self.collection.get_empty_cards().notes
        return "" if fine and said == "Database rebuilt and optimized." and not empty else f"{said} {empty}"

    def shown(self) -> Iterator["Shown"]:
        """Every card: its key, its deck, and the HTML of both sides when nothing is typed in."""
        for row in self.collection.find_cards(""):
            card = self.collection.get_card(row)
            fields = dict(card.note().items())
            suffixes = {"Reverse": "#reverse", "Cloze": f"#c{card.ord + 1}"}
            key = fields["Id"] + suffixes.get(str(card.template()["name"]), "")
            compared = self.collection.compare_answer(fields.get("Answer", ""), "")
            question = card.question().replace("[[type:Answer]]", "<input>")
            answer = card.answer().replace("[[type:Answer]]", compared)
            yield Shown(key, self.collection.decks.name(card.did), question, answer)


def knows(collection: Collection, notetype: Notetype) -> bool:
    """Does a collection have a notetype with our ids, names and templates?"""
    known = collection.models.by_name(notetype.name)
    assert known is not None
    fields = [(field["id"], field["name"]) for field in known["flds"]]
    templates = [(card["id"], card["name"], card["qfmt"], card["afmt"]) for card in known["tmpls"]]
    assert (fields, templates) == (list(notetype.fields), list(notetype.templates))
    return (known["id"], known["css"]) == (notetype.id, notetype.css)


class Shown(NamedTuple):
    key: str
    deck: str
    question: str
    answer: str


class _Text(HTMLParser):
    """Reads HTML as a browser does: what is taken for a tag is not text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = self.hidden or tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = self.hidden and tag not in ("style", "script")

    def handle_data(self, data: str) -> None:
        self.text += "" if self.hidden else data


def html_text(html: str) -> str:
    """What a browser shows of ``html``, with its white space as written."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser.text


def squeezed(text: str) -> str:
    """``text`` without white space, in the form in which Anki stores it."""
    return unicodedata.normalize("NFC", re.sub(r"\s+", "", text)).replace("[…]", "[...]")


_MARKDOWN = reader()


def markdown_text(markdown: str) -> str:
    """The words of a Markdown text, from its tokens."""
    return "".join(map(_words, _MARKDOWN.parse(markdown)))


def _words(token: Token) -> str:
    if token.type in MATH:
        begin, end = ("\\(", "\\)") if token.type == "math_inline" else ("\\[", "\\]")
        return begin + token.content + end
    if token.type == "footnote_ref":
        return f"[{token.meta['id'] + 1}]"
    return "".join(map(_words, token.children)) if token.children else token.content


def expected(deck: Deck, card_key: str) -> tuple[str, str]:
    """What the question and the answer of a card show, no more and no less, without white space."""
    note = next(note for note in deck.notes if note.key == note_of(card_key))
    sides, body = note.sides(card_key), note.body
    hints = [f"Hint {number} {markdown_text(hint)}" for number, hint in enumerate(note.hints, 1)]
    prompt = markdown_text(sides.prompt)
    beside, answer = [""], [markdown_text(sides.answer)]
    match body:
        case Basic():
            beside = ["⇄" if card_key.endswith("#reverse") else ""]
        case Cloze():
            return squeezed("".join([prompt, *hints])), squeezed(
                "".join([*answer, *_explained(deck, note, note.key)])
            )
        case Choice():
            beside = [markdown_text(option.text) for option in sides.options]
            beside += ["Several are right."] if sides.several else []
            answer = [
                ("✓" if right else "✗") + markdown_text(text) + markdown_text(why)
                for text, right, why in sides.options
            ]
        case Typed():
            answer = [body.answer, "Also right:" if body.accept else "", *body.accept]
        case Order():
            beside = [markdown_text(step) for step in sides.steps]
        case Compare():
            assert sides.table is not None
            names, cells = sides.table.subjects, sides.table.answers
            beside, answer = _pairs(names, ["?"] * len(names)), _pairs(names, cells) + _whole(sides.table)
        case Points():
            beside = [f"Aim for {body.seconds} seconds." if body.seconds else ""]
    name = card_key if isinstance(body, Compare) else note.key
    question = "".join([prompt, *beside, *hints])
    return squeezed(question), squeezed("".join([prompt, *answer, *_explained(deck, note, name)]))


def _pairs(names: Sequence[str], cells: Sequence[str]) -> list[str]:
    return [markdown_text(text) for pair in zip(names, cells, strict=True) for text in pair]


def _whole(table: Table) -> list[str]:
    if len(table.rows) == 1:
        return []
    rows = [
        (f"{'▸' if place == table.asked else ''}{markdown_text(ask)}", *map(markdown_text, cells))
        for place, (ask, cells) in enumerate(table.rows)
    ]
    return [*map(markdown_text, table.subjects), *(text for row in rows for text in row)]


def _explained(deck: Deck, note: Note, name: str) -> list[str]:
    known = {reference.key: reference for reference in deck.references}
    sources = [
        f"{known[cite].title} {known[cite].seen and f'({known[cite].seen})'}" if cite in known else cite
        for cite in note.cite
    ]
    return [
        markdown_text(note.why),
        f"⚠ {markdown_text(note.corrects)}" if note.corrects else "",
        f"As of {note.as_of}" if note.as_of else "",
        "·".join(sources),
        name,
    ]
