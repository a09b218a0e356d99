"""The deck format, version 1, as pydantic models, one per kind of note; reader and JSON Schema both use them.

Every value arrives as text. What needs a look at several fields at once is checked by ``faults``.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from trainer.core import cloze
from trainer.core.card import NAMELESS, Deck, Level, Note, Reference
from trainer.core.kinds import Aspect, Basic, Body, Choice, Cloze, Compare, Order, Point, Points, Typed, Wrong
from trainer.core.text import one_line
from trainer.decks.format.fields import (
    Digit,
    Id,
    Instant,
    Language,
    Month,
    NoteId,
    Strict,
    Tag,
    Text,
    Texts,
    Title,
    Url,
    Whole,
    Within,
    YesNo,
    note_keys,
    said,
    text,
    texts,
)
from trainer.decks.yaml.tree import Flaw, Loc

MAX_CARDS = 100  # gaps or cells of one note
NONE: Any = ()
"""An empty list as the default of a field; a real one would be copied for each note."""


class ReferenceModel(Strict):
    """A page or source file that notes may cite."""

    title: Text = Field(description="Name of the page or file, as a reader would look for it")
    url: Url = Field("", description="Web address, https://…")
    seen: Month = Field("", description="Month the page was opened, YYYY-MM")
    version: Text = Field("", description="Release that the page describes, or month of its text, YYYY-MM")


class ImportedModel(Strict):
    """Where a note was brought in from, as `trainer import` writes it."""

    guid: Text = Field(description="The note's own id there; an export to Anki goes back to the same note")
    template: Whole = Field(0, description="Which card of that note this is, if it is not the whole note")
    digest: Text = Field("", description="Of what was written; tells whether the note was edited since")
    at: Instant = Field(0, description="When it was changed there (UTC seconds); what is older is not taken")


class NoteModel(Strict):
    """The fields that a note of any kind may have."""

    id: Id = Field(description="Unique in the deck; never changes, since the learning history hangs on it")
    why: Text = Field("", description="Why it is so, shown after the answer (Markdown)")
    hints: list[Text] = Field(
        NONE, description="Hints, shown one at a time; each used one lowers the best grade"
    )
    cite: list[Text] = Field(NONE, description="Syllabus facts (hive.01.6) and keys of `references`")
    tags: list[Tag] = Field(NONE, description="Tags of this note, besides the deck's")
    level: Level | None = Field(None, description="How likely an interviewer asks: core, solid, deep")
    asked: Digit | None = Field(None, description="How often interviewers ask it: 0 (never seen) to 9")
    needs: list[NoteId] = Field(NONE, description="Ids of notes to be met before this one")
    follow_up: list[NoteId] = Field(NONE, description="Ids of notes that an interviewer asks next")
    as_of: Month = Field("", description="Month for which a default, version or limit was checked, YYYY-MM")
    corrects: Text = Field("", description="What the source says and why this card differs (Markdown)")
    formerly: list[NoteId] = Field(NONE, description="Older ids of this note, so that its history follows")
    confusable: list[NoteId] = Field(NONE, description="Ids of notes that are easily mixed up with this one")
    language: Language | None = Field(
        None, description="Language of this note, if not the deck's (de, pt-BR)"
    )
    imported: ImportedModel | None = Field(
        None, description="Where the note was brought in from; `trainer import` writes it"
    )

    def faults(self) -> Iterator[Flaw]:
        """Yield what is wrong with the note as a whole, each with the place below the note."""
        yield from ()

    def named(self) -> dict[str, list[str]]:
        """Return by field the ids of other notes that this one names, as they were written."""
        return {"confusable": self.confusable, "needs": self.needs, "follow_up": self.follow_up}

    def note(self, deck: str, deck_tags: tuple[str, ...], language: str, line: int, path: str = "") -> Note:
        """Return the note as a core value; ``path`` is its file if that is not the deck's. Call it only when
        nothing is wrong with the note."""
        imported = self.imported
        return Note(
            deck=deck,
            id=self.id,
            body=self.body(deck),
            why=text(self.why),
            hints=texts(self.hints),
            cite=tuple(self.cite),
            tags=tuple(dict.fromkeys((*deck_tags, *self.tags))),
            level=self.level,
            as_of=self.as_of,
            corrects=text(self.corrects),
            formerly=note_keys(deck, self.formerly),
            confusable=note_keys(deck, self.confusable),
            asked=self.asked,
            needs=note_keys(deck, self.needs),
            follow_up=note_keys(deck, self.follow_up),
            language=self.language or language,
            line=line,
            path=path,
            guid="" if imported is None or imported.guid.startswith(NAMELESS) else imported.guid,
            template=imported.template if imported else 0,
        )

    def body(self, deck: str) -> Body:
        """Return the fields of the kind as a core value; ``deck`` completes note ids to keys."""
        raise NotImplementedError


class BasicModel(NoteModel):
    """A question and its answer; with `reverse` also the other way round."""

    kind: Literal["basic"] = Field("basic", description="basic is the default")
    ask: Text = Field(description="The question (Markdown)")
    answer: Text = Field(description="The answer (Markdown)")
    reverse: YesNo = Field(
        False, description="true: a second card shows the answer and asks for the question"
    )

    def body(self, deck: str) -> Body:  # noqa: ARG002
        return Basic(text(self.ask), text(self.answer), self.reverse)


def too_many(loc: Loc, count: int) -> Iterator[Flaw]:
    """Refuse a note with more gaps or cells than anybody could learn, and which would take long to draw."""
    if count > MAX_CARDS:
        yield loc, "too-many-cards", f"the note asks for {count} things", f"ask for at most {MAX_CARDS}"


class ClozeModel(NoteModel):
    """A text with gaps, one card per gap number."""

    kind: Literal["cloze"]
    text: Text = Field(
        description=r"Markdown with {{c1::answer}} or {{c1::answer::hint}}; \:: and \}} are literal"
    )

    def faults(self) -> Iterator[Flaw]:
        try:
            gaps = sum(1 for _ in cloze.gaps(cloze.parse(self.text)))
        except cloze.ClozeError as error:
            yield ("text",), "bad-cloze", one_line(str(error)), error.remedy
        else:
            yield from too_many(("text",), gaps)

    def body(self, deck: str) -> Body:  # noqa: ARG002
        return Cloze(text(self.text))


class WrongModel(Strict):
    """A wrong option and why it is wrong."""

    text: Text = Field(description="The option (Markdown)")
    because: Text = Field("", description="Why it is wrong, shown after the answer")


class ChoiceModel(NoteModel):
    """A question with options, shuffled at each showing."""

    kind: Literal["choice"]
    ask: Text = Field(description="The question (Markdown)")
    right: Texts = Field(description="The right option, or a list of several")
    wrong: list[Annotated[WrongModel, BeforeValidator(said, json_schema_input_type=Text | WrongModel)]] = (
        Field(min_length=1, description="Wrong options: texts, or {text, because}")
    )

    def faults(self) -> Iterator[Flaw]:
        seen: set[str] = set()
        options = [(("right", at), option) for at, option in enumerate(self.right)]
        options += [(("wrong", at), option.text) for at, option in enumerate(self.wrong)]
        for loc, option in options:
            if option.strip() in seen:
                yield (
                    loc,
                    "doubled-option",
                    f"the option `{one_line(option, 60)}` stands here twice",
                    "write each option once",
                )
            seen.add(option.strip())

    def body(self, deck: str) -> Body:  # noqa: ARG002
        wrong = tuple(Wrong(text(option.text), text(option.because)) for option in self.wrong)
        return Choice(text(self.ask), texts(self.right), wrong)


class TypedModel(NoteModel):
    """A question answered by typing."""

    kind: Literal["typed"]
    ask: Text = Field(description="The question (Markdown)")
    answer: Text = Field(description="The answer, as it is to be typed")
    accept: list[Text] = Field(NONE, description="More answers that are right")
    match: Literal["text", "exact", "command", "number"] = Field(
        "text", description="How the typed answer is compared; exact: each letter and sign counts"
    )
    within: Within = Field(
        "",
        description="How far off a number may be: 5%, or 2 (in the answer's unit), or 0; without it, one "
        "with decimals may be rounded to three digits",
    )

    def faults(self) -> Iterator[Flaw]:
        if self.within and self.match != "number":
            yield (
                ("within",),
                "bad-value",
                "`within` is for numbers only",
                "set `match: number`, or remove it",
            )

    def body(self, deck: str) -> Body:  # noqa: ARG002
        return Typed(text(self.ask), text(self.answer), texts(self.accept), self.match, text(self.within))


class OrderModel(NoteModel):
    """Steps to be put in order."""

    kind: Literal["order"]
    ask: Text = Field(description="What is to be put in order (Markdown)")
    steps: list[Text] = Field(min_length=2, description="The steps in their right order")

    def faults(self) -> Iterator[Flaw]:
        if len({step.strip() for step in self.steps}) < 2:
            yield ("steps",), "too-few", "all steps are the same", "write at least two different steps"

    def body(self, deck: str) -> Body:  # noqa: ARG002
        return Order(text(self.ask), texts(self.steps))


class AspectModel(Strict):
    """One row of a comparison."""

    ask: Text = Field(description="What is asked about all subjects (Markdown)")
    show: YesNo = Field(False, description="true: the row is only shown, never asked")
    cells: dict[Id, Text] = Field(description="For each subject key what holds for it")


class CompareModel(NoteModel):
    """Subjects against aspects; one card per aspect, which asks about all subjects."""

    kind: Literal["compare"]
    ask: Text = Field("", description="The whole question: Compare … and … (Markdown)")
    subjects: dict[Id, Text] = Field(min_length=2, description="Key and name of each thing compared")
    aspects: dict[Id, AspectModel] = Field(min_length=1, description="Key and row of each aspect")

    def faults(self) -> Iterator[Flaw]:
        yield from too_many(("aspects",), len(self.subjects) * len(self.aspects))
        if all(aspect.show for aspect in self.aspects.values()):
            remedy = "take `show: true` from a row that can be asked, or write another kind of note"
            yield ("aspects",), "compare-only-shown", "all rows are only shown, none is asked", remedy
        for key, aspect in self.aspects.items():
            loc = ("aspects", key, "cells")
            for subject in self.subjects:
                if subject not in aspect.cells:
                    message = f"aspect `{key}` has no cell for subject `{subject}`"
                    yield loc, "compare-cells", message, f"add `{subject}: …` to its cells"
            for cell in aspect.cells:
                if cell not in self.subjects:
                    message = f"aspect `{key}` has a cell `{cell}`, which is no subject"
                    yield (*loc, cell), "compare-cells", message, f"subjects are {', '.join(self.subjects)}"

    def body(self, deck: str) -> Body:  # noqa: ARG002
        aspects = tuple(
            Aspect(
                key,
                text(aspect.ask),
                tuple((subject, text(aspect.cells[subject])) for subject in self.subjects),
                aspect.show,
            )
            for key, aspect in self.aspects.items()
        )
        subjects = tuple((key, text(name)) for key, name in self.subjects.items())
        return Compare(subjects, aspects, text(self.ask))


class PointModel(Strict):
    """One key point of a good answer."""

    say: Text = Field(description="The point, as one would say it")
    terms: list[Texts] = Field(
        [],
        min_length=1,
        description="Alternatives, any of which makes the point; a list needs all its members",
    )
    must: YesNo = Field(False, description="true: without this point the answer fails")


class PointsModel(NoteModel):
    """An open question, graded by the key points said."""

    kind: Literal["points"]
    ask: Text = Field(description="The question, as an interviewer asks it (Markdown)")
    points: list[PointModel] = Field(min_length=1, description="The key points")
    seconds: Whole = Field(0, description="How long a good answer takes")

    def body(self, deck: str) -> Body:  # noqa: ARG002
        points = tuple(
            Point(text(point.say), tuple(texts(words) for words in point.terms), point.must)
            for point in self.points
        )
        return Points(text(self.ask), points, self.seconds)


MODELS: dict[str, type[NoteModel]] = {
    "basic": BasicModel,
    "cloze": ClozeModel,
    "choice": ChoiceModel,
    "typed": TypedModel,
    "order": OrderModel,
    "compare": CompareModel,
    "points": PointsModel,
}


class DeckModel(Strict):
    """A deck: one file."""

    version: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] = Field(
        "1", description="Version of the deck format"
    )
    deck: Id = Field(description="Stable id, unique over all decks; never changes")
    title: Title = Field(description="Title; `::` nests, as in Anki")
    about: Text = Field("", description="What one knows after learning the deck")
    tags: list[Tag] = Field(NONE, description="Tags added to every note")
    language: Language = Field("en", description="Language of the deck, a BCP 47 tag such as de or pt-BR")
    references: dict[Id, ReferenceModel] = Field({}, description="Sources that `cite` may name, by key")
    weight: Annotated[
        Literal["1", "2", "3", "4", "5"], WithJsonSchema({"enum": [*range(1, 6), *map(str, range(1, 6))]})
    ] = Field("1", description="How much sooner the deck's new cards come than those of a deck without it")
    notes: list[Any] = Field(min_length=1, description="The notes")

    def filled(self, notes: tuple[Note, ...], path: str) -> Deck:
        """Return the deck as a core value with ``notes`` in it."""
        references = tuple(
            Reference(key, text(page.title), page.url, page.seen, text(page.version))
            for key, page in self.references.items()
        )
        return Deck(
            self.deck,
            self.title,
            text(self.about),
            tuple(self.tags),
            references,
            notes,
            path,
            int(self.weight),
            self.language,
        )


class OverlayModel(Strict):
    """The user's versions of notes of another deck: one file for each such deck."""

    version: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] = Field(
        "1", description="Version of the deck format"
    )
    replaces: Id = Field(description="Id of the deck whose notes are changed; it stays as it is itself")
    references: dict[Id, ReferenceModel] = Field(
        {}, description="Sources that `cite` may name besides its own"
    )
    notes: list[Any] = Field(
        description="Versions of its notes, by their ids: with `made_from` whole, else fields laid over"
    )
