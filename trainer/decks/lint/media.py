"""Rules for pictures and sounds: they are there, and what is said of them does not tell the answer."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from trainer.core.card import Deck, Note
from trainer.core.media import Unfit, fit, is_local
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import normal, shown, without_images
from trainer.markdown import images

_LEAST = 3  # letters of an answer that a caption may not hold


def check(note: Note, deck: Deck) -> Iterator[Finding]:
    """Yield what is wrong with the media of a note."""
    seen: set[str] = set()
    for text in shown(note):
        for _, address in images(text):
            if is_local(address) and address not in seen:
                seen.add(address)
                found = fit(unquote(address), Path(deck.path), note.path)
                if isinstance(found, Unfit) and deck.path:
                    yield Finding(
                        "missing-media",
                        f"the file {address} {found.why}",
                        "put it beside the deck, or mend its name; paths start at the deck file's folder",
                    )
    captions = [caption for caption, _ in images(note.body.prompt())]
    answers = [normal(without_images(answer)) for answer in note.body.right_answers()] if captions else []
    for caption in captions:
        said = normal(caption)
        if any(len(answer) >= _LEAST and answer in said for answer in answers):
            yield Finding(
                "caption-tells",
                f"the caption {caption!r} tells the answer",
                "describe the picture without it; the caption is shown where no picture can be",
            )
