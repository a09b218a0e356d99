"""How often interviewers ask what a note asks: derives ``asked`` (0-9) from counted question collections.

    python tools/asked.py                       write or update ``asked: N`` in the decks
    python tools/asked.py --check               say whether decks and data are up to date (exit 1 if not)
    python tools/asked.py --missing 3           intents that three or more collections ask and no note does
    python tools/asked.py --suggest             for such intents: notes whose question looks alike
    python tools/asked.py --report              the 120 intents asked most, with held-out counts and notes
    python tools/asked.py --count FILE --topic kafka    which intents a new list of questions asks

Data: ``decks/asked/collections.toml`` (what was read, when, how much) and ``decks/asked/intents.toml`` (what
is asked, in our own words, by whom, and which notes ask it). TOML, since a YAML file there would be a deck.
``match`` has the patterns (see asked_patterns) that told which questions are this one.

Formula. An intent weighs the probability that an interview asks it (`trainer.decks.asked.chances`): three
of four interviews are about the role as a whole (``kind = "role"``: lists for data engineers), one is about
a system (``kind = "subject"``), and each draws twenty questions from one list of its kind. So the many
lists per system do not drown what every data engineer is asked, and neither do lists of a thousand
questions. The first of the notes that answer it begins the answer and gets its whole weight, each other one
completes it and gets three tenths. A note's ``share`` is the sum over its intents, so that one that answers
several gains. With ``most`` the greatest share:

    asked = 9 + 2 * log2(share / most), rounded, within 1 and 9

So 9 is what is asked most of all, and each step of two halves it. A note that stands with no intent has no
field.

How it was chosen: by what a candidate is asked, not by what foretells these collections best. On random
splits (`tests/benchmarks/order.py`) plain counts foretell plain counts best, and those are counts of lists
per system. Moving weights towards the mean of their topic, level, deck or neighbours, or those of a kind of
list towards those of the other, foretells the order of a held-out third no better. How much a note gets that
is not the first trades questions begun (less) for questions whole (more). One third of the collections is
held out by the hash of their ids; on it nothing was chosen, it is the figure that a test reports
(tests/test_shipped_decks.py). In the decks all count.
"""

import argparse
import hashlib
import math
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.asked_decks import deck_files, edit, read_notes  # it runs as a script, too
from tools.asked_patterns import Pattern, normal, questions
from trainer.decks.asked import Read, chances

PER_DOUBLING = 2.0  # what twice the weight adds
OTHERS = 0.3  # what each note but the first gets of an intent's weight
TOP = 120


class Collection(NamedTuple):
    """One list of interview questions."""

    id: str
    title: str
    address: str
    kind: str  # for a role, or about a subject
    topics: tuple[str, ...]
    questions: int
    seen: str
    read: str  # whole, or only its beginning
    held_out: bool


class Intent(NamedTuple):
    """One thing interviewers ask, however they word it."""

    id: str
    wording: str
    topic: str
    collections: tuple[str, ...]
    notes: tuple[str, ...]  # deck/note, or deck/note#aspect
    words: tuple[str, ...]
    match: tuple[str, ...]


class Data(NamedTuple):
    """Everything counted."""

    collections: dict[str, Collection]
    intents: list[Intent]


def held_out(collection: str) -> bool:
    """Tell whether a collection serves for measuring only: one in three, by the hash of its id."""
    return int(hashlib.sha256(f"asked-1:{collection}".encode()).hexdigest(), 16) % 3 == 0


def load(folder: Path) -> Data:
    """Read the counted data. Raises ValueError where an entry contradicts another."""
    with (folder / "collections.toml").open("rb") as file:
        lists = [
            Collection(**{**entry, "topics": tuple(entry["topics"])})
            for entry in tomllib.load(file)["collection"]
        ]
    collections = {entry.id: entry for entry in lists}
    if len(collections) != len(lists):
        raise ValueError("two collections share an id")
    wrong = [entry.id for entry in lists if entry.held_out != held_out(entry.id)]
    if wrong:
        raise ValueError(f"held_out does not follow from the id: {', '.join(wrong)}")
    with (folder / "intents.toml").open("rb") as file:
        intents = [
            Intent(
                id=entry["id"],
                wording=entry["wording"],
                topic=entry["topic"],
                collections=tuple(entry["collections"]),
                notes=tuple(entry.get("notes", ())),
                words=tuple(entry.get("words", ())),
                match=tuple(entry.get("match", ())),
            )
            for entry in tomllib.load(file)["intent"]
        ]
    if len({intent.id for intent in intents}) != len(intents):
        raise ValueError("two intents share an id")
    for intent in intents:
        if unknown := set(intent.collections) - set(collections):
            raise ValueError(f"{intent.id}: unknown collections {', '.join(sorted(unknown))}")
    return Data(collections, intents)


# --- figures -------------------------------------------------------------------------


def weights(data: Data, *, held: bool | None = None, kind: str = "") -> dict[str, float]:
    """Give the probability that an interview asks each intent, by its id.

    Args:
        held: told by all collections, by those held out (True), or by the others (False).
        kind: only by the collections of this kind.
    """
    asks = Counter(name for intent in data.intents for name in intent.collections)
    adds = chances(
        {
            name: Read(one.kind, one.questions, asks[name])
            for name, one in data.collections.items()
            if held in (None, one.held_out) and kind in ("", one.kind)
        }
    )
    return {
        intent.id: sum(adds[name] for name in intent.collections if name in adds) for intent in data.intents
    }


def level(part: float) -> int:
    """Turn a weight, as a share of the greatest (0 to 1), into ``asked`` (0 to 9)."""
    return max(1, min(9, round(9 + PER_DOUBLING * math.log2(part)))) if part > 0 else 0


def values(data: Data, *, held: bool | None = None) -> dict[str, int]:
    """Give ``asked`` for each intent, by its id; ``held`` as in `weights`."""
    found = weights(data, held=held)
    most = max(found.values(), default=0.0) or 1.0
    return {name: level(value / most) for name, value in found.items()}


def shares(data: Data, *, held: bool | None = None) -> dict[str, float]:
    """Give each note the weight of its intents, by ``deck/note``; ``held`` as in `weights`."""
    found: dict[str, float] = {}
    weight = weights(data, held=held)
    for intent in data.intents:
        keys = list(dict.fromkeys(note.partition("#")[0] for note in intent.notes))
        for place, key in enumerate(keys):
            found[key] = found.get(key, 0.0) + (OTHERS if place else 1.0) * weight[intent.id]
    return found


def derive(data: Data, *, held: bool | None = None) -> dict[str, int]:
    """Give ``asked`` for each note named by an intent, by ``deck/note``; ``held`` as in `weights`."""
    found = shares(data, held=held)
    most = max(found.values(), default=0.0) or 1.0
    return {key: level(part / most) for key, part in found.items()}


# --- command line --------------------------------------------------------------------


def missing(data: Data, known: set[str], least: int) -> list[Intent]:
    """List intents that at least so many collections ask and no note of the decks does, most asked first."""
    left = [
        intent
        for intent in data.intents
        if len(intent.collections) >= least and not any(n.partition("#")[0] in known for n in intent.notes)
    ]
    return sorted(left, key=lambda intent: (-len(intent.collections), intent.id))


def _update(data: Data, decks: Path, known: set[str], *, check: bool) -> int:
    asked = derive(data)
    stale = 0
    for path in deck_files(decks):
        text = path.read_bytes().decode("utf-8")
        try:
            new = edit(text, asked)
        except ValueError as error:
            print(f"{path}: {error}", file=sys.stderr)
            return 1
        if new != text:
            stale += 1
            print(f"{path}: {'out of date' if check else 'written'}")
            if not check:
                path.write_bytes(new.encode("utf-8"))
    waiting = sorted(set(asked) - known)
    if waiting:
        names = ": " + ", ".join(waiting) if check else " (--check names them)"
        print(f"{len(waiting)} notes named by intents are in no deck{names}", file=sys.stderr)
    return int(check and stale > 0)


def _report(data: Data, known: set[str]) -> None:
    held = sum(entry.held_out for entry in data.collections.values())
    print(f"{len(data.collections)} collections, {held} of them held out; {len(data.intents)} intents")
    of_intent = values(data)
    weight, counting, holding = (weights(data, held=held) for held in (None, False, True))
    ranked = sorted(data.intents, key=lambda i: (-weight[i.id], i.id))
    pairs = [(counting[i.id], holding[i.id]) for i in data.intents]
    print(f"rank correlation of weights, counted against held out: {_spearman(pairs):.2f}")
    without = {intent.id for intent in missing(data, known, 0)}
    total = sum(len(_held(i, data)) for i in data.intents) or 1
    there = sum(len(_held(i, data)) for i in data.intents if i.id not in without)
    print(f"of what held-out collections ask, notes ask {there / total:.0%}")
    print("asked  counted  held-out  intent")
    for intent in ranked[:TOP]:
        out = len(_held(intent, data))
        counted = len(intent.collections) - out
        where = " ".join(intent.notes) or "-"
        print(f"{of_intent[intent.id]:5}  {counted:7}  {out:8}  {intent.id}  {where}")


def _held(intent: Intent, data: Data) -> list[str]:
    return [name for name in intent.collections if data.collections[name].held_out]


def _spearman(pairs: Sequence[tuple[float, float]]) -> float:
    def ranks(values: Sequence[float]) -> list[float]:
        order = sorted(values)
        first = {value: order.index(value) for value in set(values)}
        last = {value: index for index, value in enumerate(order)}
        return [(first[value] + last[value]) / 2 for value in values]

    if len(pairs) < 2:
        return 0.0
    one, other = ranks([a for a, _ in pairs]), ranks([b for _, b in pairs])
    mean = (len(pairs) - 1) / 2
    both = sum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True))
    spread = math.sqrt(sum((a - mean) ** 2 for a in one) * sum((b - mean) ** 2 for b in other))
    return both / spread if spread else 0.0


def _alike(intent: Intent, texts: Sequence[str]) -> list[int]:
    """Say which texts are questions of the intent, by their places."""
    patterns = [Pattern(pattern) for pattern in intent.match]
    return [at for at, text in enumerate(texts) if any(pattern.matches(text) for pattern in patterns)]


def main(words: Sequence[str] | None = None) -> int:
    """Run the tool; 0 done, 1 something to mend, 2 wrong usage."""
    home = Path(__file__).resolve().parent.parent / "decks"
    parser = argparse.ArgumentParser(description="Derive how often interviewers ask what the notes ask.")
    parser.add_argument("--decks", type=Path, default=home, help="folder of the decks")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="write nothing, say what is out of date")
    what.add_argument("--missing", type=int, metavar="N", help="intents of N collections without a note")
    what.add_argument("--suggest", action="store_true", help="notes that may ask what none is known to ask")
    what.add_argument("--report", action="store_true", help=f"the {TOP} intents asked most")
    what.add_argument("--count", type=Path, metavar="FILE", help="which intents a list of questions asks")
    parser.add_argument("--topic", default="", help="what the questions of FILE are about")
    given = parser.parse_args(words)
    data = load(given.decks / "asked")
    if given.count:
        asked = [normal(given.topic, q) for q in questions(given.count.read_text(encoding="utf-8"))]
        for intent in data.intents:
            if _alike(intent, asked):
                print(intent.id)
        return 0
    notes = read_notes(given.decks)
    known = {note.id for note in notes}
    if given.report:
        _report(data, known)
    elif given.missing is not None or given.suggest:
        left = missing(data, known, given.missing if given.missing is not None else 2)
        for intent in left:
            line = f"{len(intent.collections):3}  {intent.id}  {intent.wording}"
            if given.suggest:
                hits = _alike(intent, [normal(n.topic, n.question) for n in notes])
                line += f"  ->  {' '.join(notes[hit].id for hit in hits)}" if hits else ""
            print(line)
    else:
        return _update(data, given.decks, known, check=given.check)
    return 0


if __name__ == "__main__":
    sys.exit(main())
