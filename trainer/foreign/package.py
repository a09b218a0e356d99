"""Notes of Anki as drafts: what each of their cards shows, told by their templates."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from trainer.anki.incoming.values import TheirCard, TheirNote, TheirNotetype, TheirTemplate
from trainer.core.text import counted, is_seen
from trainer.foreign import exported, gaps, literal
from trainer.foreign.answers import accepted
from trainer.foreign.draft import Draft, Fields
from trainer.foreign.html.converter import Media
from trainer.foreign.html.reading import UNSEEN, Text, plain_words, text_of, to_markdown, unfolded
from trainer.foreign.templates import (
    CLOZE,
    CLOZE_END,
    FRONT,
    RULE,
    Rendered,
    TooLargeError,
    fields_alone,
    named,
    render,
    shown,
)

NO_ANSWER = "—"
"""The answer of a card whose back shows nothing."""

_ANSWER = re.compile(r"<hr\b[^<>]*\bid\s*=\s*[\"']?answer\b[^<>]*>", re.IGNORECASE)
_RULE_FIRST = re.compile(r"\A(?:---(?:\n+|\Z))+")
_SIGNS = str.maketrans("", "", CLOZE + CLOZE_END)
_GAPS = re.compile(CLOZE), re.compile(CLOZE_END)
_MARKS = re.compile("[*~`]+")
"""What is around nothing where a mark has no words; what a text has of it is escaped."""
_OCCLUSION = "image-occlusion:"
_MASKS = frozenset({"Question Mask", "Original Mask"})
"""Fields of the add-on Image Occlusion Enhanced, whose pictures lie upon each other."""
_TAG = re.compile(r"[\s,]+")
_MOST_CARDS, _MOST_TEXT = 500, 10_000_000
"""Plain cards that are made of a text with gaps at most, as many as Anki has of one note; and characters of
all of them, as each holds the whole text."""
_BY_GAP = re.compile(r"\{\{[#^]\s*c[0-9]")


class Card(NamedTuple):
    """One card as it is shown: the question, the answer beyond it, what is typed ("" = nothing), hints."""

    question: Text
    answer: Text
    typed: str
    hints: tuple[Text, ...]
    lost: tuple[str, ...]


def drafts_of(note: TheirNote, media: Media) -> list[Draft]:
    """Return the same as `drafts`, as another process can hand it over."""
    return [plain] if (plain := _plain(note)) else list(drafts(note, media))


def _plain(note: TheirNote) -> Draft | None:
    """Return, sooner, what `drafts` makes of a note whose one card shows two of its fields, each nothing but
    plain words; None of any other."""
    notetype, fields, cards = note.notetype, note.fields, note.cards
    if (places := two_fields(notetype)) is None or len(cards) != 1 or cards[0].ord != 0:
        return None
    if not max(places) < len(fields) <= len(notetype.fields):
        return None
    for html in fields:
        if "  " in html or _OCCLUSION in html:
            return None
    ask, answer = plain_words(fields[places[0]]), plain_words(fields[places[1]])
    if not ask or not answer:
        return None
    legal, changed = _tags(note.tags)
    told: Fields = {"ask": ask, "answer": answer}
    return Draft(note.guid, cards[0].deck, "basic", told, legal, lost=changed, at=note.changed_at)


@lru_cache(maxsize=256)
def two_fields(notetype: TheirNotetype) -> tuple[int, int] | None:
    """Return the places of the two fields that are all that the one card of a notetype shows; None else."""
    if notetype.is_cloze or len(notetype.templates) != 1 or notetype.places.keys() >= _MASKS:
        return None
    sides = fields_alone(notetype.templates[0], notetype.fields)
    shown = [[part for part in side if part[0].strip() or part[1] >= 0] for side in sides or ()]
    if [len(side) for side in shown] != [1, 1] or any(side[0][0].strip() for side in shown):
        return None
    return shown[0][0][1], shown[1][0][1]


def drafts(note: TheirNote, media: Media) -> Iterator[Draft]:
    """Yield the notes that a note of Anki becomes: one, or one for each card where these differ too much.

    ``media``: where the files will lie that it shows.
    """
    at = note.changed_at
    if exported.is_exported(note.notetype):
        for draft in _made(exported.bare(note), media):
            yield exported.completed(draft, note, media)._replace(at=at)
        return
    further = [text_of(html) for html in note.fields[len(note.notetype.fields) :]]
    count = sum(map(bool, further))
    more = (f"{counted(count, 'field')} more than its notetype has",) if count else ()
    for draft in _made(note, media):
        yield draft._replace(lost=(*draft.lost, *more), at=at)


def _made(note: TheirNote, media: Media) -> Iterator[Draft]:
    cards = note.cards or (_unborn(note),)
    try:
        yield from _of_cards(note, cards, media)
    except TooLargeError:
        yield _nothing(note, cards[0].deck, "its template repeats its fields without end")


def _of_cards(note: TheirNote, cards: Sequence[TheirCard], media: Media) -> Iterator[Draft]:
    title = cards[0].deck
    if any(_OCCLUSION in html for html in note.fields) or note.notetype.places.keys() >= _MASKS:
        yield _nothing(note, title, "hidden parts of a picture (image occlusion)")
    elif note.notetype.is_cloze:
        yield from _cloze(note, title, media, tuple(card.ord + 1 for card in cards))
    else:
        yield from _cards(note, cards, media)


def _unborn(note: TheirNote) -> TheirCard:
    return TheirCard(0, "Default", note.mod, 0, 0, 0, 0, 0, 0, 0, 0)


def _cards(note: TheirNote, cards: Sequence[TheirCard], media: Media) -> Iterator[Draft]:
    shown = {
        card.ord: (card, as_shown(note, card, media))
        for card in cards
        if card.ord < len(note.notetype.templates)
    }
    if len(shown) == 2 and len(note.notetype.templates) == 2:
        (first, one), (_, other) = shown[0], shown[1]
        if _mirrored(one, other):
            draft = _draft(note, first.deck, one, 0)
            yield draft._replace(fields={**draft.fields, "reverse": "true"})
            return
    for ord, (card, side) in shown.items():
        whole = ord == 0 and (len(note.notetype.templates) == 1 or len(shown) == 1)
        yield _draft(note, card.deck, side, 0 if whole else ord + 1)
    if missing := [card.ord for card in cards if card.ord not in shown]:
        yield _nothing(note, cards[0].deck, f"{counted(len(missing), 'card')} without a template")


def _mirrored(one: Card, other: Card) -> bool:
    plain = not (one.typed or other.typed or one.hints or other.hints)
    ours, theirs = (one.question, one.answer), (other.answer, other.question)
    return plain and all(a.markdown == b.markdown for a, b in zip(ours, theirs, strict=True))


def _draft(note: TheirNote, title: str, card: Card, template: int) -> Draft:
    legal, changed = _tags(note.tags)
    lost = [
        *card.lost,
        *card.question.lost,
        *card.answer.lost,
        *(part for hint in card.hints for part in hint.lost),
        *changed,
    ]
    answer, why = card.answer.markdown, ""
    fields: dict[str, str | tuple[str, ...]] = {"ask": card.question.markdown}
    kind = "basic"
    if card.typed:
        kind, why, answer = "typed", answer, card.typed
    if not is_seen(_MARKS.sub("", answer)):
        lost.append(f"it has no answer; {NO_ANSWER} stands there")
        answer = NO_ANSWER
    fields["answer"] = answer
    if card.typed:
        fields["accept"] = accepted(card.typed)
    fields["hints"] = tuple(hint.markdown for hint in card.hints if hint.markdown.strip())
    fields["why"] = why
    if not is_seen(_MARKS.sub("", card.question.markdown)):
        seen = f" ({', '.join(card.question.lost)})" if card.question.lost else ""
        return _nothing(note, title, f"a card that asks nothing{seen}", template)
    files = (*card.question.media, *card.answer.media, *(name for hint in card.hints for name in hint.media))
    return Draft(
        note.guid,
        title,
        kind,
        {name: value for name, value in fields.items() if value},
        legal,
        template,
        tuple(dict.fromkeys(files)),
        lost=tuple(dict.fromkeys(lost)),
    )


def _nothing(note: TheirNote, title: str, why: str, template: int = 0) -> Draft:
    """A draft that is no note, only what is said of it."""
    first = next(filter(None, map(text_of, note.fields)), note.guid)
    return Draft(note.guid, title, "", {"ask": first}, template=template, lost=(f"left out: {why}",))


_SPECIAL = frozenset({"Tags", "Type", "Deck", "Subdeck", "CardFlag", "Card"})


def _fields(note: TheirNote, card: TheirCard, template: TheirTemplate) -> dict[str, str]:
    values = dict(zip_longest(note.notetype.fields, note.fields[: len(note.notetype.fields)], fillvalue=""))
    if _SPECIAL.isdisjoint(named(template.front)) and _SPECIAL.isdisjoint(named(template.back)):
        return values
    special = {
        "Tags": " ".join(note.tags),
        "Type": note.notetype.name,
        "Deck": card.deck,
        "Subdeck": card.deck.rpartition("::")[2],
        "CardFlag": f"flag{card.flag}",
        "Card": template.name,
    }
    return special | values


def as_shown(note: TheirNote, card: TheirCard, media: Media) -> Card:
    """Return a card of a note as it is shown."""
    template = note.notetype.templates[card.ord]
    found = _as_told(note, card, template, media)
    if not is_seen(found.answer.markdown) and any(what.startswith(UNSEEN) for what in found.question.lost):
        return _uncovered(note, card, found, media)
    return found


def _uncovered(note: TheirNote, card: TheirCard, found: Card, media: Media) -> Card:
    """Return a card whose back shows what is on its front already, and hidden there by a style."""
    template = note.notetype.templates[card.ord]
    values = _fields(note, card, template)
    front = render(template.front, values)
    back = render(template.back, values, beneath=front)
    whole = to_markdown(_bare(back.html.replace(FRONT, front.html)), media, note.notetype.css)
    question = found.question
    if any(what.startswith(UNSEEN) for what in whole.lost) or whole.markdown == question.markdown:
        return found
    answer = whole.markdown.removeprefix(question.markdown).strip("\n").removesuffix("---").rstrip()
    lost = tuple(what for what in question.lost if not what.startswith(UNSEEN))
    return found._replace(
        question=question._replace(lost=lost), answer=_unruled(whole._replace(markdown=answer))
    )


def _as_told(note: TheirNote, card: TheirCard, template: TheirTemplate, media: Media) -> Card:
    css = note.notetype.css
    if (sides := fields_alone(template, note.notetype.fields)) is not None:
        front, back = (_bare(shown(side, note.fields)) for side in sides)
        front, folded = unfolded(front, css)
        hints = (to_markdown(part, media, css) for part in folded)
        return Card(
            to_markdown(front, media, css), _unruled(to_markdown(back, media, css)), "", (*hints,), ()
        )
    return rendered(note, card, template, media)


def rendered(note: TheirNote, card: TheirCard, template: TheirTemplate, media: Media) -> Card:
    """Return a card as it is shown, whatever its template is: the long way."""
    values, css = _fields(note, card, template), note.notetype.css
    front = render(template.front, values)
    back = render(template.back, values, beneath=front)
    asked, folded = unfolded(_bare(front.html), css)
    question = to_markdown(asked, media, css)
    answer = _unruled(to_markdown(_bare(_beyond(front, back)), media, css))
    typed = back.typed if front.typed is not None and back.typed is not None else None
    written = text_of(typed) if typed else ""
    hints = {hint: to_markdown(hint, media, css) for hint in (*front.hints, *folded)}
    lost = list(dict.fromkeys((*front.lost, *back.lost)))
    if typed is not None and ("\n" in written or not written):
        answer = to_markdown(typed, media, css) if written else answer
        lost.append("that it is typed") if written else None
        written = ""
    return Card(question, answer, written, tuple(hints.values()), tuple(lost))


def _unruled(answer: Text) -> Text:
    """Return an answer without the line with which its template parts it from the question."""
    return answer._replace(markdown=_RULE_FIRST.sub("", answer.markdown))


def _bare(html: str) -> str:
    return html.translate(_SIGNS) if CLOZE in html else html


def _beyond(front: Rendered, back: Rendered) -> str:
    """Return what a back shows beyond the front."""
    if FRONT in back.html:
        before, _, after = back.html.partition(FRONT)
        rule = RULE.match(after.lstrip())
        return before + (after.lstrip()[rule.end() :] if rule else after)
    for line in (_ANSWER, RULE):
        parts = line.split(back.html, maxsplit=1)
        if len(parts) == 2 and _same(parts[0], front.html):
            return parts[1]
    return RULE.sub("", back.html, count=1) if RULE.match(back.html.strip()) else back.html


def _same(one: str, other: str) -> bool:
    return literal.squeezed(text_of(one)) == literal.squeezed(text_of(other))


def _cloze(note: TheirNote, title: str, media: Media, numbers: Sequence[int]) -> Iterator[Draft]:
    template = note.notetype.templates[0] if note.notetype.templates else None
    if template is None:
        yield _nothing(note, title, "its notetype has no template")
        return
    first = TheirCard(0, title, note.mod, 0, 0, 0, 0, 0, 0, 0, 0)
    values = _fields(note, first, template)
    marked = {name: gaps.aside(html) for name, html in values.items()}
    front = render(template.front, marked, numbers[0])
    back = render(template.back, marked, numbers[0], front)
    if any(
        render(side, marked, number).html != render(side, marked, numbers[0]).html
        for side in (template.front, template.back)
        if _BY_GAP.search(side)
        for number in numbers[1:]
    ):
        front.lost.append("what it shows for one gap and not for another")
    if front.typed is not None:
        front.lost.append("that its gaps are typed")
        front.html += "" if CLOZE in front.html else f"{CLOZE}{front.typed}{CLOZE_END}"
    css = note.notetype.css
    asked, folded = unfolded(_bare(front.html), css)
    text = to_markdown(asked, media, css)
    rest = literal.without(back.html.replace(FRONT, ""), *_GAPS)
    shown_before = literal.without(front.html, *_GAPS)
    beyond = "" if _same(rest, shown_before) else gaps.filled(RULE.sub("", rest, count=1))
    extra = _unruled(to_markdown(beyond, media, css))
    told = dict.fromkeys((*front.hints, *folded))
    hints = [to_markdown(gaps.filled(hint), media, css) for hint in told]
    legal, changed = _tags(note.tags)
    lost = tuple(dict.fromkeys((*front.lost, *back.lost, *text.lost, *extra.lost, *changed)))
    common: Fields = {
        "hints": tuple(hint.markdown for hint in hints if hint.markdown.strip()),
        "why": extra.markdown,
    }
    common = {name: value for name, value in common.items() if value}
    files = tuple(
        dict.fromkeys((*text.media, *extra.media, *(name for hint in hints for name in hint.media)))
    )
    draft = Draft(note.guid, title, "cloze", {}, legal, media=files, lost=lost)
    try:
        written = gaps.back(text.markdown)
    except gaps.GapError as error:
        yield from _plain_cards(
            note, draft, text.markdown, common, f"its gaps ({error}); it became plain cards"
        )
    else:
        yield draft._replace(fields={"text": written, **common})


def _plain_cards(note: TheirNote, draft: Draft, text: str, common: Fields, why: str) -> Iterator[Draft]:
    """Yield a card for each gap number of a text whose gaps cannot be had."""
    made = False
    numbers = gaps.numbers(text)
    most = min(_MOST_CARDS, max(1, _MOST_TEXT // (2 * len(text) + 1)))
    if len(numbers) > most:
        why += f", for its first {counted(most, 'gap')}; {len(numbers) - most} more left out"
    for number in numbers[:most]:
        question = gaps.asking(text, number).replace("[...]", "[…]")
        fields: Fields = {"ask": question, "answer": gaps.filled(text).strip() or NO_ANSWER, **common}
        if question.strip():
            made = True
            yield draft._replace(kind="basic", fields=fields, template=number, lost=(*draft.lost, why))
    if not made:
        yield _nothing(note, draft.title, "a text with gaps that has none")


@lru_cache(maxsize=1024)
def _tags(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return tags as decks may have them, and what to say of those that cannot stand there as they are."""
    each = ((word, tags([word])) for word in words)
    changed = (f"tag {word!r}, which is {''.join(found)!r} here" for word, found in each if found != (word,))
    return tags(words), tuple(dict.fromkeys(changed))


def tags(words: Sequence[str]) -> tuple[str, ...]:
    """Return tags as decks may have them."""
    legal = (_TAG.sub("_", word.strip()).strip("_") for word in words)
    return tuple(dict.fromkeys(filter(None, legal)))
