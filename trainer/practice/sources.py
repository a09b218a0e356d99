"""What a card rests on, as every front end shows it: pages with addresses, and sections by their titles."""

from collections.abc import Mapping
from typing import NamedTuple

from trainer.core.library import StudyCard


class Source(NamedTuple):
    """One source: its title with what is known of its age, and its address ("" = none)."""

    title: str
    url: str = ""


def sources(card: StudyCard, sections: Mapping[str, str]) -> list[Source]:
    """Return what a card's note cites, in its order, each once.

    ``sections`` has for each fact of the syllabus the title of its section. An id that nothing explains
    stands for itself.
    """
    pages = {page.key: page for page in card.sources}
    found: dict[Source, None] = {}
    for key in card.note.cite:
        if (page := pages.get(key)) is not None:
            dated = [f"version {page.version}"] if page.version else []
            dated += [f"seen {page.seen}"] if page.seen else []
            found[Source(page.title + (f" ({', '.join(dated)})" if dated else ""), page.url)] = None
        else:
            found[Source(f"study document: {sections[key]}" if key in sections else key)] = None
    return list(found)
