"""What files of org-drill and Obsidian say around their cards: tags, comments, lines of no card."""

from pathlib import Path

from tests.foreign.bringing import World
from tests.foreign.test_formats import put


def test_org_notes_have_the_tags_of_their_file_and_of_the_headings_above(
    world: World, tmp_path: Path
) -> None:
    text = """\
#+filetags: :geo:drill:
* Europe :places:
** Estonia :drill:verb:
Tallinn
#+BEGIN_SRC org
#+FILETAGS: :code:
#+END_SRC
** Not asked
Text.
* Chile :drill:geo:
Santiago
#+FILETAGS: late
"""
    world.bring(put(tmp_path, "geo.org", text))
    tags = {note.body.prompt(): note.tags for note in world.notes()}
    assert tags == {"Estonia": ("geo", "late", "places", "verb"), "Chile": ("geo", "late")}
    (estonia,) = (note for note in world.notes() if note.body.prompt() == "Estonia")
    assert "#+FILETAGS: :code:" in estonia.body.answer_text()
