"""Notes as JSON text, the form in which the store keeps what a screen needs of them."""

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from json.encoder import encode_basestring
from operator import attrgetter
from sys import intern
from typing import Any

from trainer.core.card import Asked, Note, Reference, note_of
from trainer.core.kinds import KINDS, Body
from trainer.core.log import Event, details
from trainer.core.state import CardState, Memory
from trainer.core.text import folded
from trainer.core.title import topic
from trainer.scheduling.candidate import Candidate

_OLD_PLACE = "follow_up"  # which stood in the body of an open question before any note could have it

_OPTIONAL = [
    (field.name, field.default)
    for field in dataclasses.fields(Note)
    if field.name not in ("deck", "id", "line", "body")
]
_told = attrgetter(*(name for name, _ in _OPTIONAL))
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@cache
def _fields(kind: str) -> list[str]:
    return [field.name for field in dataclasses.fields(KINDS[kind])]


def dump(note: Note, sources: Sequence[Reference]) -> str:
    """Return a note and the references it cites as JSON. Its line is left out: moving a note is no change."""
    kind, body = note.kind, note.body
    fields = ",".join([f'"{name}":{_written(getattr(body, name))}' for name in _fields(kind)])
    told = zip(_OPTIONAL, _told(note), strict=True)
    more = "".join([f',"{name}":{_optional(value)}' for (name, plain), value in told if value != plain])
    cited = [reference for reference in sources if reference.key in note.cite] if note.cite else []
    return f'{{"kind":"{kind}","body":{{{fields}}}{more},"sources":{_written(cited) if cited else "[]"}}}'


def _written(value: Any) -> str:
    """Return a value as JSON: a text, of which nearly all of a note is made, sooner than any other."""
    if type(value) is str:
        return encode_basestring(value)
    return "false" if value is False else _COMPACT.encode(value)


@lru_cache(maxsize=1024)
def _texts(values: tuple[str, ...]) -> str:
    return _COMPACT.encode(values)


def _optional(value: Any) -> str:
    """Return as JSON what any note may have; tuples of it, which are of texts, are the same for many."""
    return _texts(value) if type(value) is tuple else _written(value)


def cited(note: Note) -> str:
    """Return the facts that a note cites as a JSON list, "" for none."""
    return _COMPACT.encode(note.cite) if note.cite else ""


def load(key: str, line: int, content: str) -> tuple[Note, tuple[Reference, ...]]:
    """Return the note with ``key`` (``deck/note``) that `dump` wrote, and the references it cites."""
    return _loaded(key, line, json.loads(content))


def load_all(rows: Iterable[tuple[str, int, str]]) -> Iterator[tuple[Note, tuple[Reference, ...]]]:
    """Yield what `load` returns, for many notes sooner than one by one."""
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        values = json.loads(f"[{','.join([content for _, _, content in some])}]")
        for (key, line, _), value in zip(some, values, strict=True):
            yield _loaded(key, line, value)


_AT_ONCE = 500


def _loaded(key: str, line: int, value: dict[str, Any]) -> tuple[Note, tuple[Reference, ...]]:
    kind = KINDS[value.pop("kind")]
    made = kind.members
    body: dict[str, Any] = value.pop("body")
    for name, field in body.items():
        if name in made:
            body[name] = tuple([made[name](*_tuples(item)) for item in field])
        elif type(field) is list:
            body[name] = _tuples(field)
    sources = tuple([Reference(*reference) for reference in value.pop("sources")])
    deck, _, note = key.partition("/")
    for name, field in value.items():
        if type(field) is list:
            value[name] = _once(_tuples(field))
    if (follow_up := body.pop(_OLD_PLACE, None)) is not None:
        value[_OLD_PLACE] = follow_up
    return Note(intern(deck), note, kind(**body), line=line, **value), sources


@lru_cache(maxsize=1024)
def _once(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return equal texts, as the tags of many notes are, as one object: each has them as long as it is."""
    return texts


def searched(note: Note) -> str:
    """Return all that a note shows, in folded case, each text once: as it reads in a list and, after that, as
    it is written where that is something else."""
    body, key = note.body, note.key
    texts = [body.prompt()]
    for suffix in body.suffixes():
        sides = body.sides(suffix, f"{key}{suffix}\n")
        texts += [sides.prompt, *(option.text for option in sides.options), sides.answer]
    return _looked_at((*texts, note.why, *note.hints))


def side(card: str, content: str, name: str) -> str:
    """Return what is on the ``front`` or ``back`` of a card of the note that `dump` wrote, in folded case."""
    sides = load(note_of(card), 0, content)[0].sides(card)
    front = [sides.prompt, *(option.text for option in sides.options)]
    return _looked_at(front if name == "front" else [sides.answer])


def _looked_at(texts: Sequence[str]) -> str:
    from trainer.core.reads import as_read  # here: a first card need not wait for them
    from trainer.core.tables import without_blocks

    once = dict.fromkeys(texts)
    listed = dict.fromkeys(map(without_blocks, once))
    return folded("\n".join(dict.fromkeys((*map(as_read, listed), *once))))


def answers(content: str) -> Iterator[str]:
    """Yield what the note that `dump` wrote wants typed."""
    body = load("/", 0, content)[0].body
    if body.way == "typed":
        yield from (*body.right_answers(), *body.accepted())
    elif body.typable:
        for suffix in body.suffixes():
            yield from body.gaps(suffix)


def beside_question(content: str) -> Body | None:
    """Return the body of the note that `dump` wrote if that helps to judge the open questions of its deck,
    being one of them or a comparison."""
    body = load("/", 0, content)[0].body
    return body if body.helps_to_judge else None


def candidate(key: str, content: str, title: str, weight: int, cards: tuple[str, ...]) -> Candidate:
    """Return what the learning order must know of the note that `dump` wrote; ``title`` is its deck's."""
    if (kind := _KIND_ALONE.match(content)) and not _says_its_place(content):
        return Candidate(key, topic(title), KINDS[kind[1]].stage, cards, weight=weight)
    value = json.loads(content)
    return Candidate(
        key,
        topic(title),
        KINDS[value["kind"]].stage,
        cards,
        level=value.get("level"),
        asked=value.get("asked"),
        needs=tuple(value.get("needs", ())),
        follow_up=tuple(value.get("follow_up", ())),
        weight=weight,
    )


def shared_guid(content: str) -> str:
    """Return what the note that `dump` wrote is called in the program that it was brought in from, where
    others are called so as well, each another card of one note there; "" else."""
    found = _GUID.search(content) if '"template":' in content else None
    return str(json.loads(found[1])) if found else ""


_GUID = re.compile(r'"guid":("(?:[^"\\]|\\.)*")')
_KIND_ALONE = re.compile(r'\{"kind":"(\w+)",')


def _says_its_place(content: str) -> bool:
    """Did `dump` write something of a note's place in the order? Within a text quotes are escaped."""
    said = '"level":' in content or '"asked":' in content
    return said or '"needs":' in content or '"follow_up":' in content


BEFORE = "device before "
"""With what follows, under which name a history notes a device id that it had before, and as its value the id
of the last event under it that is its own."""

SAVED = "saved"
"""Under which name a history notes that its events were read from a damaged file: ids may be damaged, see
`trainer.store.echoes`."""

STATE = (*Memory._fields, *CardState._fields[1:])
"""Columns of a card's state, as `card_state` reads them."""


def card_state(row: Sequence[Any]) -> CardState:
    """Return the state of a card from the columns `STATE`."""
    *columns, suspended, buried, flagged, wanted = row
    return CardState(
        None if columns[0] is None else memory(columns), bool(suspended), buried, bool(flagged), wanted
    )


def memory(row: Sequence[Any]) -> Memory:
    """Return a memory from its own columns, the first of `STATE`."""
    due, last, drill, reviews, lapses, data = row
    return Memory(due, last, drill, reviews, lapses, _numbers(data))


@lru_cache(4096)
def _numbers(data: str) -> tuple[Any, ...]:
    """Return the numbers of a scheduler, which are the same of many cards."""
    return tuple(json.loads(data))


def state_row(state: CardState) -> tuple[int | str | None, ...]:
    """Return a state as `card_state` reads it."""
    memory, *marks = state
    kept = (None,) * 5 + ("",) if memory is None else (*memory[:-1], _json(memory.data))
    return *kept, *map(int, marks)


def counts(asked: Sequence[Asked]) -> str:
    """Return what is asked as JSON; `asked_of` reads it back."""
    return json.dumps(asked, separators=(",", ":"))


def asked_of(text: str) -> list[Asked]:
    """Return what `counts` wrote."""
    return [Asked(weight, tuple(notes)) for weight, notes in json.loads(text)]


def memory_text(memory: Memory | None) -> str:
    """Return a memory as an event keeps it ("" for none)."""
    return "" if memory is None else _json(memory._asdict())


_json = json.JSONEncoder(separators=(",", ":")).encode


def suffix(key: str) -> str:
    """Return what a card's key has after that of its note."""
    return key.removeprefix(note_of(key))


def now(event: Event, card: str, names: Mapping[str, str]) -> Event:
    """Return an event with present keys: that of its ``card``, and in its detail those of ``names``.

    An answer to what is only a part of the card today says in its detail what was ``asked``.
    """
    detail = renamed(event.detail, names)
    if suffix(card) != suffix(event.card):
        detail = _saying(detail, "asked", note_of(card) + suffix(event.card))
    return event._replace(card=card, detail=detail)


def _saying(detail: str, name: str, value: str) -> str:
    told = details(detail)
    return _json({name: value, **told}) if told or not detail else detail


def renamed(detail: str, names: Mapping[str, str]) -> str:
    """Return the detail of an event with older keys of cards and notes replaced by the present ones."""
    told = details(detail) if names else {}
    try:
        now = _renamed(told, names)
        return detail if now == told else json.dumps(now, ensure_ascii=False)
    except RecursionError:  # deeper than anything that this program writes
        return detail


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _renamed(inner, names) for name, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    if isinstance(value, str):
        note = note_of(value)
        return names.get(value) or names.get(note, note) + value.removeprefix(note)
    return value


def fingerprint(note: Note, card: str) -> str:
    """Return a short hash of the wording that a card shows."""
    import hashlib  # loads OpenSSL, which practice does not need

    return hashlib.blake2b(repr(note.sides(card)).encode(), digest_size=8).hexdigest()


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
