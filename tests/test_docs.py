"""What README and docs say is so: examples are read, pictures and pages are there, settings are all named."""

import json
import re
import shlex
import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.decks.helpers import read_text
from tests.tui.driving import context, screen
from tests.tui.samples import library, note
from tests.tui.test_review import answered
from trainer.cli.main import main
from trainer.cli.verbs import parser
from trainer.core.extras import how
from trainer.core.kinds import Basic
from trainer.decks.format import models
from trainer.settings.model import Settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    found = re.findall(
        rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [str(block) for block in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_decks_shown_are_read_without_a_problem(page: Path, tmp_path: Path) -> None:
    for block in blocks(page, "yaml"):
        assert read_text(tmp_path, block).problems == (), block
        if "replaces:" in block:
            assert read_text(tmp_path, block).replaces


def test_decks_shown_on_the_page_about_them_pass_the_check_as_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, block in enumerate(blocks(ROOT / "docs" / "decks.md", "yaml")):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "pipeline.png").write_bytes(b"\x89PNG\r\n\x1a\n")  # the page says to bring one
    main(["check", "--json", str(tmp_path), str(ROOT / "decks" / "kafka")])
    told = json.loads(capsys.readouterr().out)
    assert [one for one in told if one["file"].startswith(str(tmp_path))] == []


def test_the_page_about_decks_shows_each_kind_and_each_field() -> None:
    shown = "".join(blocks(ROOT / "docs" / "decks.md", "yaml"))
    parts = (
        models.DeckModel,
        models.OverlayModel,
        models.ReferenceModel,
        models.AspectModel,
        models.PointModel,
        models.WrongModel,
    )
    every: tuple[type[BaseModel], ...] = (*models.MODELS.values(), *parts)
    assert all(f"kind: {kind}\n" in shown for kind in models.MODELS)
    for field in {name for model in every for name in model.model_fields} - {"imported"}:
        assert re.search(rf"\b{field}:", shown), field
    assert "made_from:" in shown


def test_the_readme_has_all_settings_with_their_defaults() -> None:
    (shown,) = blocks(ROOT / "README.md", "toml")
    defaults = {
        key: list(value) if isinstance(value, tuple) else value for key, value in asdict(Settings()).items()
    }
    assert tomllib.loads(shown) == defaults


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, heading = target.partition("#")
        if ":" in target or "media/" in target:
            continue
        other = page.parent / name if name else page
        assert other.is_file(), target
        if heading:
            heads = re.findall(r"^#+ (.+)$", other.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in [re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads], (
                target
            )


@pytest.mark.parametrize("name", ["CHANGELOG.md", "README.md"])
def test_each_thing_is_said_once(name: str) -> None:
    """Branches that add lines at one place come out of a merge doubled, or torn apart."""
    text = (ROOT / name).read_text(encoding="utf-8")
    items = [" ".join(item.split())[:60] for item in re.findall(r"^- (?:.|\n(?!- |\n))+", text, re.MULTILINE)]
    assert sorted(set(items)) == sorted(items)
    lines = text.splitlines()
    torn = [line for above, line in pairwise(lines) if re.match(r"  \S", line) and not above]
    assert not torn
    sentences = re.split(r"(?<=[.;]) ", " ".join(text.split()))
    long = [sentence for sentence in sentences if len(sentence) > 60]
    assert sorted(set(long)) == sorted(long)


def test_extras_are_installed_by_the_one_line_that_works_wherever_they_are_told_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = set(project["optional-dependencies"]) - {"dev"}
    texts = [page.read_text(encoding="utf-8") for page in (*PAGES, ROOT / "CHANGELOG.md")]
    code = [path.read_text(encoding="utf-8") for path in (ROOT / "trainer").rglob("*.py")]
    told = {extra for text in texts for extra in re.findall(r"-r locked/([a-z]+)\.txt", text)}
    named = {extra for text in code for extra in re.findall(r"extras\.how\('([a-z]+)'\)", text)}
    assert told == known == named
    line = how("NAME").partition(" in the clone")[0]
    for text in texts:
        for shown in re.findall(r"[^`\s]*pip install [^`#\n]*\.txt", text):
            assert re.sub(r"locked/[a-z]+", "locked/NAME", shown) == line
    assert not any(f"{project['name']}[" in text for text in (*texts[:-1], *code))


def test_commands_that_are_shown_can_be_typed_as_they_stand() -> None:
    parse = parser().parse_args
    shown = [
        line.partition("#")[0].partition("|")[0]
        for page in PAGES
        for line in re.findall(r"^    (?:trainer)( .*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    shown += re.findall(
        r"^\| [a-z].*?\| `trainer( [^`]*)`", PAGES[0].read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(shown) > 8
    for words in shown:
        parse(shlex.split(words))


def picture(name: str) -> list[str]:
    """The lines of text in a picture of the program, without blanks."""
    lines: dict[float, list[tuple[float, str]]] = {}
    text = (ROOT / "docs" / f"{name}.svg").read_text(encoding="utf-8")
    for x, y, part in re.findall(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', text):
        lines.setdefault(float(y), []).append((float(x), unescape(part)))
    return ["".join("".join(part for _, part in sorted(lines[y])).split()) for y in sorted(lines)]


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("home", (112, 38), ("down",)),
        ("browse", (110, 30), ("b",)),
        ("stats", (100, 36), ("t",)),
        ("review", (80, 24), ("enter", "space")),
    ],
)
def test_pictures_are_of_the_program_as_it_is(name: str, size: tuple[int, int], keys: Sequence[str]) -> None:
    """Made anew by ``python docs/pictures.py``: their keys, headings and labels are those of today."""
    lib = library(note(Basic("Q?", "A."), "a"), note(Basic("R?", "B."), "b"))
    if name == "home":
        answered(lib, "d/a", 4)
    shown = screen(context(lib, start="home"), *keys, size=size).splitlines()
    today = {"".join(shown[-1].split())}
    if name == "home":
        labels = {line[:19].strip() for line in shown} & {"next 14 days", "all decks", "last 12 months"}
        assert len(labels) == 3
        assert all(any(line.startswith("".join(label.split())) for line in picture(name)) for label in labels)
        today.add("todaydueunseenlearnt")
    assert all(any(part in line for line in picture(name)) for part in today), (today, picture(name)[-1])
