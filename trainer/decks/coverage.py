"""How much of a syllabus the decks cover, and how the notes of each topic are spread."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core import title
from trainer.core.card import LEVELS, Deck
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

    def lines(self) -> list[str]:
        """Return the coverage as lines of two tables."""
        width = max((len(section.id) for section in self.sections), default=10)
        rows = [f"{'section':{width}}  facts cited  left out  missing"]
        for section in self.sections:
            rows.append(
                f"{section.id:{width}} {section.facts:6} {section.cited:5} {section.left_out:9}  "
                + " ".join(fact.rpartition(".")[2] for fact in section.missing)
            )
        width = max((len(topic.topic) for topic in self.topics), default=10)
        names = (*LEVELS, *KINDS)
        rows += ["", f"{'topic':{width}}  notes cards extra  " + " ".join(f"{name:>7}" for name in names)]
        for topic in self.topics:
            counts = [topic.levels.get(name, 0) for name in LEVELS] + [
                topic.kinds.get(name, 0) for name in KINDS
            ]
            rows.append(
                f"{topic.topic:{width}} {topic.notes:6} {topic.cards:5} {topic.supplement:5}  "
                + " ".join(f"{count:7}" for count in counts)
            )
        rows.append(f"\n{self.share:.1%} of the facts are covered")
        return [row.rstrip() for row in rows]


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
