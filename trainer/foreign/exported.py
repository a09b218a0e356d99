"""Notes that somebody exported with this program: what they say without what their templates add for Anki."""

import re
from functools import lru_cache

from trainer.anki.incoming.values import TheirNote, TheirNotetype, TheirTemplate
from trainer.core.card import LEVELS
from trainer.foreign.draft import Draft, Fields
from trainer.foreign.html.converter import Media
from trainer.foreign.html.reading import text_of, to_markdown, unfolded

_ID = '<div class="id">{{Id}}</div>'
_APART = re.compile(
    r"\{\{#(Hints|Extra|Source|Accepted)\}\}.*?\{\{/\1\}\}"
    r'|<div class="note">\{\{Reverse\}\}</div>|<div class="id">\{\{Id\}\}</div>',
    re.DOTALL,
)
"""What a template shows beside question and answer."""
_ANSWER = '<hr id="answer">'
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_LEVEL = "level::"
_HAVE_A_KIND = frozenset({"Basic", "Basic+", "Cloze", "Typed"})


def is_exported(notetype: TheirNotetype) -> bool:
    """Is it a notetype of what this program exports?"""
    return notetype.may_be_ours and all(_ID in template.back for template in notetype.templates)


def bare(note: TheirNote) -> TheirNote:
    """Return an exported note with templates that show nothing but question and answer."""
    return note._replace(notetype=_bare(note.notetype))


@lru_cache(maxsize=64)
def _bare(notetype: TheirNotetype) -> TheirNotetype:
    templates = tuple(_template(one, is_cloze=notetype.is_cloze) for one in notetype.templates)
    return TheirNotetype(notetype.name, notetype.fields, templates, notetype.is_cloze)


def _template(template: TheirTemplate, *, is_cloze: bool) -> TheirTemplate:
    front, back = (_APART.sub("", side) for side in (template.front, template.back))
    answer = "" if is_cloze else back.partition(_ANSWER)[2]
    return TheirTemplate(template.name, front, f"{{{{FrontSide}}}}{_ANSWER}{answer}")


def completed(draft: Draft, note: TheirNote, media: Media) -> Draft:
    """Return what was made of `bare` with hints, explanation, level and answers that are right as well."""
    if not draft.kind:
        return draft
    hints = [to_markdown(hint, media) for hint in unfolded(note.field("Hints"))[1]]
    behind = [to_markdown(note.field(name), media) for name in ("Extra", "Source")]
    levels = [tag.removeprefix(_LEVEL) for tag in draft.tags if tag.startswith(_LEVEL)]
    told: Fields = {
        "accept": tuple(map(text_of, _ITEM.findall(note.field("Accepted")))) if draft.kind == "typed" else (),
        "hints": tuple(hint.markdown for hint in hints if hint.markdown.strip()),
        "why": "\n\n".join(part.markdown for part in behind if part.markdown.strip()),
        "level": next((level for level in levels if level in LEVELS), ""),
    }
    fields = {name: value for name, value in draft.fields.items() if name not in told}
    texts = *hints, *behind
    kind = note.notetype.name.rpartition(" ")[2]
    plain = () if kind in _HAVE_A_KIND else (f"that it is one of {kind.casefold()}; it became a plain card",)
    return draft._replace(
        fields={**fields, **{name: value for name, value in told.items() if value}},
        tags=tuple(tag for tag in draft.tags if tag.removeprefix(_LEVEL) != told["level"]),
        media=tuple(dict.fromkeys((*draft.media, *(name for text in texts for name in text.media)))),
        lost=tuple(dict.fromkeys((*draft.lost, *(lost for text in texts for lost in text.lost), *plain))),
    )
