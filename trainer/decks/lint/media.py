"""Rules for pictures and sounds: they are there, and what is said of them does not tell the answer."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from trainer.core.card import Deck, Note
from trainer.core.media import Unfit, fit, is_local, tells
from trainer.core.text import in_line
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import shown
from trainer.markdown import images


def check(note: Note, deck: Deck) -> Iterator[Finding]:
    """Yield what is wrong with the media of a note."""
    seen: set[str] = set()
    for text in shown(note):
        for _, address in images(text):
            if address in seen:
                continue
            seen.add(address)
            if not is_local(address):
                yield Finding(
                    "picture-elsewhere",
                    f"the picture {in_line(address[:60])} is not a file beside the deck, and is not shown",
                    "put it there; in Anki a link stands in the place of a picture of the web",
                )
            elif deck.path:
                found = fit(unquote(address), Path(deck.path), note.path)
                if isinstance(found, Unfit):
                    yield Finding(
                        "missing-media",
                        f"the file {address} {found.why}",
                        "put it beside the deck, or mend its name; paths start at the deck file's folder",
                    )
    for key in note.card_keys():
        body, prompt = note.body, note.sides(key).prompt
        captions = [caption for caption, _ in images(prompt)]
        answers = body.secrets(key.removeprefix(note.key)) if captions else ()
        if caption := next((one for one in captions if tells(one, answers, body.right_order())), ""):
            yield Finding(
                "caption-tells",
                f"the caption {caption!r} tells the answer",
                "describe the picture without it; the caption is shown where no picture can be",
            )
            return
