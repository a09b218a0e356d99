"""Finding deck files below folders, without following loops, without losing what cannot be read."""

from pathlib import Path

import pytest

from trainer.decks import find as find_module
from trainer.decks.find import find
from trainer.decks.yaml.source import load


def touch(path: Path, content: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def names(root: Path, found: list[Path]) -> list[str]:
    return [str(path.relative_to(root)) for path in found]


def paths(*roots: Path) -> list[Path]:
    return [file.path for file in find(roots)]


def test_decks_are_found_at_any_depth_and_sorted(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/z.yml", "a/b/c/deep.yaml", "readme.md", "deck.schema.json", "a/yaml"):
        touch(tmp_path / name)
    assert names(tmp_path, paths(tmp_path)) == ["a/b/c/deep.yaml", "a/z.yml", "b.yaml"]


def test_hidden_files_and_the_syllabus_are_left_out(tmp_path: Path) -> None:
    for name in (".hidden.yaml", ".git/x.yaml", "a/.x/y.yaml", "syllabus.yaml", "a/syllabus.yaml", "ok.yaml"):
        touch(tmp_path / name)
    assert names(tmp_path, paths(tmp_path)) == ["ok.yaml"]
    assert paths(tmp_path / "syllabus.yaml") == []


def test_a_hidden_folder_or_file_that_is_named_is_read(tmp_path: Path) -> None:
    file = touch(tmp_path / ".decks" / "ok.yaml")
    assert paths(tmp_path / ".decks") == [file]
    hidden = touch(tmp_path / ".one.yaml")
    assert paths(hidden) == [hidden]


def test_roots_keep_their_order_and_no_file_comes_twice(tmp_path: Path) -> None:
    first, second = touch(tmp_path / "a" / "1.yaml"), touch(tmp_path / "a" / "2.yaml")
    other = touch(tmp_path / "b" / "0.txt")
    (tmp_path / "link.yaml").symlink_to(first)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    assert paths(second, other, tmp_path / "a", tmp_path, second, tmp_path / "again") == [
        second,
        other,
        first,
    ]


def test_a_folder_that_links_to_its_parent_ends(tmp_path: Path) -> None:
    file = touch(tmp_path / "a" / "deck.yaml")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    assert paths(tmp_path) == [file]


def test_what_cannot_be_read_is_kept_so_that_reading_reports_it(tmp_path: Path) -> None:
    dangling = tmp_path / "dangling.yaml"
    dangling.symlink_to(tmp_path / "nowhere")
    missing, nul = tmp_path / "missing", Path("a\0b")
    assert find([tmp_path, missing, nul]) == [(dangling, 0, 0), (missing, 0, 0), (nul, 0, 0)]


def test_size_and_time_of_change_are_those_of_the_file(tmp_path: Path) -> None:
    file = touch(tmp_path / "deck.yaml", "12345")
    (found,) = find([tmp_path])
    assert (found.size, found.mtime_ns) == (5, file.stat().st_mtime_ns)


@pytest.mark.parametrize("target", ["/", "..", "../.."])
def test_a_link_to_a_folder_around_the_decks_is_told_and_not_followed(tmp_path: Path, target: str) -> None:
    root = tmp_path / "home" / "decks"
    deck = touch(root / "a.yaml")
    touch(tmp_path / "other.yaml")
    (root / "up").symlink_to(target)
    assert paths(root) == [deck, root / "up"]
    (fault,) = load(root / "up")[1]
    assert "leads to a folder around" in fault.message


def test_a_link_to_another_folder_is_followed(tmp_path: Path) -> None:
    deck = touch(tmp_path / "elsewhere" / "a.yaml")
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "linked").symlink_to(deck.parent)
    assert names(tmp_path, paths(tmp_path / "decks")) == ["decks/linked/a.yaml"]


def test_of_too_many_folders_or_names_the_nearest_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = touch(tmp_path / "z.yaml")
    for number in range(5):
        touch(tmp_path / "deep" / str(number) / "x.yaml")
    whole = len(paths(tmp_path))
    for name, most in (("MOST_FOLDERS", 3), ("MOST_NAMES", 6)):
        with monkeypatch.context() as patch:
            patch.setattr(find_module, name, most)
            found = paths(tmp_path)
        assert deck in found
        assert len(found) < whole
        (stopped,) = [path for path in found if path.is_dir()]
        assert "the rest is not looked at" in load(stopped)[1][0].message
