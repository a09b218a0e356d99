"""Tags written into deck files: what is not a tag of these notes stays letter by letter as it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.authoring.own import CLOCK, library
from tests.build import LibraryAtRisk
from trainer.authoring.overlay import Overlays
from trainer.authoring.tagging import Tagging
from trainer.authoring.tags import own_tags, with_tags
from trainer.cli.opening import reread
from trainer.core.errors import FileError
from trainer.core.notebook import Tagged

DECK = """\
# by hand
deck: git
title:   Tools::Git   # nested
tags: [tools]
notes:
  - id: reset
    ask: What does `git reset --soft` keep?
    tags: [one, "two"]   # mine
    answer: The index and the files.

  # about stash
  - id: stash
    tags:
      - one    # the first
      - two

    ask: What does stash do?
    answer: It puts changes aside.
  - tags: [one]
    id: log
    ask: What does log show?
    answer: Commits.
  - id: bare
    ask: Which file ignores?
    answer: .gitignore

# the end
about: Git
"""


def changed(text: str = DECK, **wanted: list[str]) -> list[str]:
    """The lines that differ, those before and those after, when notes are to have these tags."""
    after = with_tags(Path("git.yaml"), text, wanted)
    assert {id: own_tags(after).get(id, []) for id in wanted} == wanted
    old, new = text.splitlines(), after.splitlines()
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


def test_only_the_tags_change() -> None:
    assert changed(bare=["exam"]) == ["+    tags: [exam]"]
    assert changed(log=["one", "exam"]) == ["-  - tags: [one]", "+  - tags: [one, exam]"]
    assert changed(stash=["one", "two", "x"]) == ["+      - x"]
    assert changed(stash=["one"]) == ["-      - two"]
    assert changed(stash=[]) == ["-    tags:", "-      - one    # the first", "-      - two"]
    assert changed(reset=[]) == ['-    tags: [one, "two"]   # mine', "+    tags: []   # mine"]
    assert changed(log=[]) == ["-  - tags: [one]", "+  - tags: []"]
    assert changed(reset=["two"]) == ['-    tags: [one, "two"]   # mine', '+    tags: ["two"]   # mine']


def test_many_notes_at_once_and_other_line_ends() -> None:
    every = {id: ["a", "b"] for id in ("reset", "stash", "log", "bare")}
    for text in (DECK, DECK.replace("\n", "\r\n"), DECK.rstrip()):
        after = with_tags(Path("git.yaml"), text, every)
        assert {**own_tags(after), "": []} == {**every, "": []}
        assert ("\r" in after) == ("\r" in text)
        assert after.count("\n") == after.count("\r\n") or "\r" not in after


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"], exclude_characters=","), min_size=1))
)
def test_any_tag_is_read_as_it_was_given(tags: list[str]) -> None:
    wanted = {"bare": list(dict.fromkeys(tags)), "stash": list(dict.fromkeys(["one", *tags]))}
    after = with_tags(Path("git.yaml"), DECK, wanted)
    assert {id: own_tags(after).get(id, []) for id in wanted} == wanted


LISTS = {
    "in lines": """\
    tags:  # mine
      - one  # first
      # the next ones are for the interview
      - "two # 2"

      - three
      # end of tags
""",
    "in brackets": """\
    tags: [  # mine
      one,  # first
      # the next ones are for the interview
      "two # 2",

      three  # third
      # end of tags
    ]
""",
    "with a comma at the end": """\
    tags: [  # mine
      one,  # first
      # the next ones are for the interview
      "two # 2",

      three,  # third
      # end of tags
    ]
""",
    "some on one line": """\
    tags: [one, "two # 2",  # mine
      # the next ones are for the interview
      three]  # end of tags
""",
}
COMMENTS = ("# mine", "# the next ones are for the interview", "# end of tags")


@pytest.mark.parametrize("written", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("new", [[], ["x"], ["x", "y y"]])
@pytest.mark.parametrize(
    "kept", [(), ("one",), ("two # 2",), ("three",), ("one", "three"), ("one", "two # 2", "three")]
)
def test_comments_and_layout_of_a_list_of_tags_stay(
    written: str, ends: str, new: list[str], kept: tuple[str, ...]
) -> None:
    before = "deck: d\ntitle: D\nnotes:\n  - id: n\n    ask: A?\n    why: |\n      # of the why\n"
    text = f"{before}{written}    answer: B.\n".replace("\n", ends)
    after = with_tags(Path("d.yaml"), text, {"n": [*kept, *new]})
    assert own_tags(after)["n"] == [*kept, *new]
    assert all(f" {comment}" in after for comment in COMMENTS), "behind white space"
    assert [line for line in after.splitlines() if not line.strip()] == [""] * text.count(ends * 2)
    assert after.count("\n") == after.count(ends)
    old, now = text.splitlines(), after.splitlines()
    gone = [line for line in old if line not in now]
    assert all(line in now for line in old if line.strip().startswith("#"))
    assert len(gone) <= 3 - len(kept) + 2, (
        "only lines of tags that go, of the name, and where a comma comes to be"
    )
    if not new:
        assert len(now) <= len(old)


FLOW = """\
deck: d
title: D
notes:
  - {id: bare, ask: A?, answer: B.}   # short
  - { id: tagged, tags: [a, b], ask: "C, or {D}?",
      answer: D. }
"""


def test_notes_between_brackets_are_tagged_there() -> None:
    assert changed(FLOW, bare=["x"], tagged=[]) == [
        "-  - {id: bare, ask: A?, answer: B.}   # short",
        '-  - { id: tagged, tags: [a, b], ask: "C, or {D}?",',
        "+  - {id: bare, ask: A?, answer: B., tags: [x]}   # short",
        '+  - { id: tagged, tags: [], ask: "C, or {D}?",',
    ]


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("[one,   # first\n      two]   # second", ["two"], "[ # first\n      two]   # second"),
        ("[one, two,# both\n      x]", ["one", "x"], "[one, # both\n      x]"),
        ("[one,   # first\n      two]   # second", ["two", "y"], "[ # first\n      two, y]   # second"),
        ("[one,two]", ["one", "two", "x", "y y"], '[one,two,x,"y y"]'),
        ("[one,two]  # both", ["two"], "[two]  # both"),
        ("[one,two]", ["one"], "[one]"),
        ("[ 'one' ,  two ]", ["one", "x"], "[ 'one' ,  x ]"),
        ("[ one, two ]", ["one"], "[ one ]"),
        ("[one, two,]", ["two", "x"], "[two, x,]"),
        ("[one, one, two]", ["one", "x"], "[one, x]"),
        ("[]  # none", ["x", "y"], "[x, y]  # none"),
        ("[one, two] # both", [], "[] # both"),
    ],
)
@pytest.mark.parametrize("note", ["- id: n\n    ask: A?\n    tags: {}\n", "- { id: n, ask: A?, tags: {} }\n"])
def test_what_stays_in_brackets_stays_as_it_is_written(
    note: str, before: str, wanted: list[str], after: str
) -> None:
    if "{ id" in note and "#" in before.splitlines()[-1]:
        before, after = f"{before}\n    ", f"{after}\n    "
    head = "deck: d\ntitle: D\nnotes:\n  "
    text = head + note.replace("{}", before)
    assert with_tags(Path("d.yaml"), text, {"n": wanted}) == head + note.replace("{}", after)


def test_a_tag_that_is_an_alias_is_written_out() -> None:
    text = "deck: d\ntitle: D\nabout: &a one\nnotes:\n  - id: n\n    ask: A?\n    tags: [*a, two]\n"
    after = with_tags(Path("d.yaml"), text, {"n": ["one", "two", "x"]})
    assert after == text.replace("[*a, two]", "[one, two, x]")


@pytest.mark.parametrize(
    "notes", ["[{id: bare, ask: A?, answer: B.}]", "\n  - {id: other, ask: A?, answer: B}"]
)
def test_what_has_no_lines_of_its_own_is_left_to_its_author(notes: str) -> None:
    with pytest.raises(FileError, match="by hand"):
        with_tags(Path("d.yaml"), f"deck: d\ntitle: D\nnotes: {notes}\n", {"bare": ["x"]})


@pytest.fixture
def store(tmp_path: Path) -> LibraryAtRisk:
    return library(tmp_path / "decks", git=DECK)


def tag(store: LibraryAtRisk, home: Path, cards: list[str], *words: str, shipped: bool = False) -> Tagged:
    """Tag cards; a deck is the user's own unless it is ``shipped``."""
    roots = [home / "decks", home / "own"]
    tagging = Tagging(
        store,
        Overlays(home / "own" / "changed"),
        lambda path: shipped and path.endswith("decks/git.yaml"),
        lambda _deck, _versions: None,
        lambda ours: reread(store, [root for root in roots if root.exists()], day=CLOCK.day, ours=ours),
    )
    give = [word for word in words if not word.startswith("-")]
    return tagging(cards, give, [word[1:] for word in words if word.startswith("-")])


def tags(store: LibraryAtRisk, id: str) -> tuple[str, ...]:
    card = store.card(f"git/{id}")
    assert card is not None
    return card.note.tags


def test_notes_of_ones_own_deck_are_tagged_in_place(store: LibraryAtRisk, tmp_path: Path) -> None:
    done = tag(store, tmp_path, ["git/reset", "git/bare"], "exam", "tools", "-one")
    assert sorted(done.notes) == ["git/bare", "git/reset"]
    assert done.files == (str(tmp_path / "decks" / "git.yaml"),)
    assert not done.yours
    assert tags(store, "reset") == ("tools", "two", "exam")
    assert tags(store, "bare") == ("tools", "exam")  # what the deck has is not written again
    assert tag(store, tmp_path, ["git/reset"], "exam") == Tagged(())
    assert tag(store, tmp_path, ["git/reset"], "-tools") == Tagged((), stuck=("tools",), on_all=("tools",))


def test_what_stays_as_the_deck_has_it_is_told_apart_from_what_a_note_lost(tmp_path: Path) -> None:
    other = DECK.replace("deck: git", "deck: got").replace("Tools::Git", "Got").replace("[tools]", "[x]")
    store = library(tmp_path / "decks", git=DECK, got=other.replace('[one, "two"]', "[one, tools]"))
    done = tag(store, tmp_path, ["git/reset", "got/reset"], "-tools", "-one")
    assert done.notes == ("git/reset", "got/reset")
    assert (done.stuck, done.on_all) == (("tools",), ())
    assert tag(store, tmp_path, ["git/stash", "got/reset"], "-tools", "-x").on_all == ("tools", "x")


def test_a_tag_that_a_note_has_beside_its_deck_stays_on_it(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=DECK.replace('[one, "two"]', "[one, tools]"))
    done = tag(store, tmp_path, ["git/reset"], "-tools")
    assert (done.stuck, done.on_all) == (("tools",), ("tools",))
    assert tags(store, "reset") == ("tools", "one")


def test_shipped_notes_are_tagged_in_versions_that_leave_them_as_they_are(
    store: LibraryAtRisk, tmp_path: Path
) -> None:
    done = tag(store, tmp_path, ["git/reset", "git/bare"], "exam", shipped=True)
    assert done.yours
    assert (tmp_path / "decks" / "git.yaml").read_text() == DECK
    assert tags(store, "reset") == ("tools", "one", "two", "exam")
    tag(store, tmp_path, ["git/reset", "git/stash"], "-one", "more", shipped=True)
    assert tags(store, "reset") == ("tools", "two", "exam", "more")
    assert tags(store, "stash") == ("tools", "two", "more")
    tag(store, tmp_path, ["git/bare"], "-exam", shipped=True)
    assert tags(store, "bare") == ("tools",)
    assert not store.problems()
    note = store.card("git/reset")
    assert note is not None
    assert note.note.body.prompt().startswith("What does")


def test_of_a_version_that_says_no_more_than_the_deck_nothing_is_left(
    store: LibraryAtRisk, tmp_path: Path
) -> None:
    home, every = tmp_path / "own" / "changed" / "git.yaml", ["git/reset", "git/stash", "git/bare"]
    tag(store, tmp_path, every, "exam", shipped=True)
    whole = home.read_text()
    tag(store, tmp_path, every[:2], "-exam", shipped=True)
    assert "id: bare" in whole
    assert "id: bare" in home.read_text()
    assert not {"id: reset", "id: stash"} & {line.strip(" -") for line in home.read_text().splitlines()}
    assert tags(store, "reset") == ("tools", "one", "two")
    assert not store.problems(), "most versions went at once, as was wished"
    tag(store, tmp_path, ["git/bare"], "-exam", shipped=True)
    assert not home.exists()
    assert tags(store, "bare") == ("tools",)
    tag(store, tmp_path, ["git/reset"], "-one", shipped=True)
    assert tags(store, "reset") == ("tools", "two"), "without a tag of the deck it is a version"
    tag(store, tmp_path, ["git/reset"], "one", shipped=True)
    assert not home.exists()
    home.write_text("replaces: git\nnotes:\n  - id: reset\n    why: Mine.\n")
    reread(store, [tmp_path / "decks", tmp_path / "own"], day=CLOCK.day)
    for word in ("exam", "-exam"):
        tag(store, tmp_path, ["git/reset"], word, shipped=True)
    assert "why: Mine." in home.read_text(), "what else it says stays"
    assert not store.problems()


def test_versions_that_were_there_keep_what_they_say(store: LibraryAtRisk, tmp_path: Path) -> None:
    versions = Overlays(tmp_path / "own" / "changed")
    made = versions.copy(tmp_path / "decks" / "git.yaml", "git/reset")
    made.path.write_text(made.path.read_text().replace("What does", "What, exactly, does"))
    reread(store, [tmp_path / "decks", tmp_path / "own"], day=CLOCK.day)
    tag(store, tmp_path, ["git/reset"], "exam", shipped=True)
    card = store.card("git/reset")
    assert card is not None
    assert card.note.body.prompt().startswith("What, exactly")
    assert card.note.tags == ("tools", "one", "two", "exam")
