"""A question and its answer as imports write them, by the hundred thousand: checked without the models, which
say the same of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from trainer.core.card import NAMELESS, Note
from trainer.core.kinds import Basic
from trainer.decks.format.fields import text
from trainer.decks.format.models import NoteModel
from trainer.decks.yaml.narrow import Usual, text_of

_LONGEST_ID, _DIGITS = 80, 5


@dataclass(slots=True)
class UsualNote:
    """What `trainer.decks.format.models.BasicModel` has of such a note; it names no other."""

    id: str
    ask: str
    answer: str
    reverse: bool
    why: str
    tags: tuple[str, ...]
    guid: str
    template: int

    cite: ClassVar[Sequence[str]] = ()
    formerly: ClassVar[Sequence[str]] = ()

    def named(self) -> dict[str, list[str]]:
        return {}

    def note(self, deck: str, deck_tags: tuple[str, ...], language: str, line: int, path: str = "") -> Note:
        return Note(
            deck,
            self.id,
            Basic(text(self.ask), text(self.answer), self.reverse),
            text(self.why),
            tags=tuple(dict.fromkeys((*deck_tags, *self.tags))),
            language=language,
            line=line,
            guid="" if self.guid.startswith(NAMELESS) else self.guid,
            template=self.template,
            path=path,
        )


AnyNote = NoteModel | UsualNote


def usual(item: Usual) -> UsualNote | None:
    """Return a note with which nothing is wrong; None of any that the models have to look at."""
    id, kind, name, asked, told, reverse, why, words, guid, template, *_ = item.told
    if kind is not None or name != "ask" or told is None or len(id) > _LONGEST_ID:
        return None
    ask, answer, because = text_of(asked), text_of(told), text_of(why) if why is not None else ""
    if not ask.strip() or not answer.strip() or (why is not None and not because.strip()):
        return None
    if (words is not None and '"' in words) or (guid is not None and not guid[1:-1].strip()):
        return None
    if template is not None and len(template) > _DIGITS:
        return None
    tags = tuple(words.split(", ")) if words is not None else ()
    return UsualNote(
        id,
        ask,
        answer,
        reverse == "true",
        because,
        tags,
        guid[1:-1] if guid is not None else "",
        int(template or 0),
    )
