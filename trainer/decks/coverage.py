"""How much of a syllabus the decks cover, and how the notes of each topic are spread."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core import title
from trainer.core.card import LEVELS, Deck
from trainer.core.columns import Part, table
from trainer.core.defaults import LEVEL
from trainer.core.kinds import KINDS
from trainer.decks.syllabus import Section


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """A section: facts cited by a note, left out with a reason, and neither (their ids)."""

    id: str
    facts: int
    cited: int
    left_out: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicMix:
    """A topic (first part of the deck titles): notes, cards, and notes by level and by kind.

    ``supplement`` counts the notes that cite no fact of the syllabus.
    """

    topic: str
    notes: int
    cards: int
    levels: dict[str, int]
    kinds: dict[str, int]
    supplement: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """All sections in syllabus order, all topics by name."""

    sections: tuple[SectionCoverage, ...]
    topics: tuple[TopicMix, ...]

    @property
    def share(self) -> float:
        """The share (0 to 1) of all facts that are cited or left out with a reason; 1 without facts."""
        facts = sum(section.facts for section in self.sections)
        return 1 - sum(len(section.missing) for section in self.sections) / facts if facts else 1.0

    def told(self) -> list[Part]:
        """Return the coverage as two tables and a sentence."""
        sections = [(section.id, _section_cells(section)) for section in self.sections]
        topics = [(topic.topic, _topic_cells(topic)) for topic in self.topics]
        kinds = f"{LEVELS[0]:>8}", *(f"{name:>7}" for name in (*LEVELS[1:], *KINDS))
        return [
            table("section", (" facts", "cited", " left out", " missing"), sections),
            "",
            table("topic", (" notes", "cards", "extra", *kinds), topics),
            "",
            f"{self.share:.1%} of the facts are covered",
        ]


def _section_cells(one: SectionCoverage) -> tuple[str, ...]:
    missing = " ".join(fact.rpartition(".")[2] for fact in one.missing)
    return f"{one.facts:6}", f"{one.cited:5}", f"{one.left_out:9}", f" {missing}"


def _topic_cells(one: TopicMix) -> tuple[str, ...]:
    first, *others = [one.levels.get(name, 0) for name in LEVELS] + [one.kinds.get(name, 0) for name in KINDS]
    counts = f"{first:8}", *(f"{count:7}" for count in others)
    return f"{one.notes:6}", f"{one.cards:5}", f"{one.supplement:5}", *counts


def coverage(decks: Sequence[Deck], sections: Sequence[Section]) -> Coverage:
    """Return how far ``decks`` cover ``sections``."""
    cited = {fact for deck in decks for note in deck.notes for fact in note.cite}
    covered = tuple(_section(section, cited) for section in sections)
    facts = {section.fact(number) for section in sections for number in range(1, section.facts + 1)}
    by_topic: dict[str, list[Deck]] = {}
    for deck in decks:
        by_topic.setdefault(title.topic(deck.title), []).append(deck)
    return Coverage(covered, tuple(_topic(topic, by_topic[topic], facts) for topic in sorted(by_topic)))


def _section(section: Section, cited: set[str]) -> SectionCoverage:
    facts = {number: section.fact(number) for number in range(1, section.facts + 1)}
    out = dict(section.left_out)
    missing = tuple(fact for number, fact in facts.items() if fact not in cited and number not in out)
    hit = sum(fact in cited for fact in facts.values())
    return SectionCoverage(section.id, section.facts, hit, section.facts - hit - len(missing), missing)


def _topic(topic: str, decks: Sequence[Deck], facts: set[str]) -> TopicMix:
    notes = [note for deck in decks for note in deck.notes]
    return TopicMix(
        topic,
        len(notes),
        sum(len(note.card_keys()) for note in notes),
        dict(Counter(note.level or LEVEL for note in notes)),
        dict(Counter(note.kind for note in notes)),
        sum(not facts.intersection(note.cite) for note in notes),
    )
