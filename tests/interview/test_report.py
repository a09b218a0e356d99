"""The written report: both forms complete, harmless, and never over another file."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.interview.interviews import asked, finished
from tests.tui.samples import HOSTILE
from trainer.confusions import MixedUp
from trainer.core.duration import minutes_seconds
from trainer.core.errors import FileError
from trainer.interview import wording
from trainer.interview.estimate import estimate
from trainer.interview.report.html import page as html
from trainer.interview.report.html import plot
from trainer.interview.report.markdown import markdown
from trainer.interview.report.save import save
from trainer.interview.transcript import Topic, Transcript

NONE = estimate([])
NASTY = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![i](http://evil.example/i.png)"
    " `</code><script>` **b** | # h &lt; \"q\" 'a' http://evil.example www.evil.example <http://evil.example>\n"
    "# heading\n- item\n1. one\n```\nfence\n" + HOSTILE
)


def one(text: str = "plain", **more: object) -> Transcript:
    """An interview whose every text is ``text``."""
    first = asked(0, 0.2, ask=text, topic=text, answer=text, confidence=1)
    assert first.marking is not None
    points = tuple(point._replace(say=text) for point in first.points)
    first = first._replace(marking=first.marking._replace(points=points))
    return finished(1.0)._replace(about=text, asked=(first, asked(1, 1.0)))._replace(**more)  # type: ignore[arg-type]


class Page(HTMLParser):
    """Collects elements, their attributes, and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.said += data


def test_both_forms_say_all_that_was_judged() -> None:
    transcript = one("Why ISR?")
    for text in (markdown(transcript, NONE), Page(html(transcript, NONE)).said):
        for words in (
            "Mock interview, Thu 1 Jan 1970, 01:00",
            "Why ISR?",
            "sure, but wrong",
            "By topic, the weakest first",
            "Weakest points",
            "How deep the follow-ups went",
            "no figure yet",
            "0:30 of 1:00",
        ):
            assert words in text


def test_points_said_and_missed_can_be_told_without_colour() -> None:
    transcript = one()
    assert "- [ ] plain **(must)**" in markdown(transcript, NONE)
    assert "- [x] first **(must)**" in markdown(transcript, NONE)
    page = Page(html(transcript, NONE)).said
    assert "✗ missed: plain" in page
    assert "✓ said: first" in page


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    page = html(one(NASTY), NONE)
    found = Page(page)
    assert not {"script", "link", "iframe", "object", "embed", "form", "a", "img", "base"} & set(found.tags)
    assert not [
        name for name, _ in found.attributes if name in ("src", "href", "style") or name.startswith("on")
    ]
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert "url(" not in page


def test_the_page_follows_the_light_or_dark_look_of_its_reader() -> None:
    page = html(one(), NONE)
    assert "prefers-color-scheme: dark" in page
    assert "color-scheme: light dark" in page


def test_hostile_text_stays_text_in_the_page() -> None:
    said = Page(html(one(NASTY), NONE)).said
    assert "<script>alert(1)</script>" in said
    assert "[x](javascript:alert(1))" in said
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", html(one(NASTY), NONE))


@given(st.text(max_size=60) | st.just(NASTY))
def test_nothing_in_the_markdown_is_read_as_a_link_an_image_or_markup(text: str) -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    plain = markdown(one("x"), NONE)
    tokens = reader.parse(markdown(one(text), NONE))
    inside = [child.type for token in tokens for child in token.children or []]
    assert not {"link_open", "image", "html_inline"} & set(inside)
    kinds = [token.type for token in tokens if token.type.endswith("_open")]
    allowed = {token.type for token in reader.parse(plain) if token.type.endswith("_open")}
    assert set(kinds) <= allowed
    assert "html_block" not in {token.type for token in tokens}
    heads = sum(kind == "heading_open" for kind in kinds)
    assert heads == sum(token.type == "heading_open" for token in reader.parse(plain))


def test_the_plot_is_sound_svg_with_a_bar_and_words_for_each_topic() -> None:
    drawn = ElementTree.fromstring(plot([Topic("Hive & <co>", 0.25, 4), Topic("Kafka", 1.0, 2)]))
    bars = [element.get("width") for element in drawn.iter() if element.get("class") == "bar"]
    assert bars == ["80.0", "320.0"]
    words = " ".join(element.text or "" for element in drawn.iter())
    assert "Hive & <co>: 25 %, 4 questions" in words
    assert "100 % of 2" in words
    assert drawn[0].get("role") == "img"


def test_files_are_named_by_date_and_time_and_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "exports"
    first = save(one("first"), NONE, folder)
    second = save(one("second"), NONE, folder)
    assert [path.name for path in first] == ["mock-1970-01-01-0100.md", "mock-1970-01-01-0100.html"]
    assert [path.name for path in second] == ["mock-1970-01-01-0100-2.md", "mock-1970-01-01-0100-2.html"]
    assert "first" in first[0].read_text(encoding="utf-8")
    (folder / "mock-1970-01-01-0100-3.html").write_text("mine")
    third = save(one("third"), NONE, folder)
    assert third[0].name == "mock-1970-01-01-0100-4.md"
    assert (folder / "mock-1970-01-01-0100-3.html").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="--out"):
        save(one(), NONE, tmp_path / "file")


def test_clocks_and_shares_are_never_rounded_to_all_or_nothing() -> None:
    assert [minutes_seconds(ms) for ms in (0, 999, 61_000, 3_600_000, -500, -12_000)] == [
        "0:00",
        "0:00",
        "1:01",
        "60:00",
        "0:00",
        "-0:12",
    ]
    assert [wording.percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == [
        "0 %",
        "1 %",
        "50 %",
        "99 %",
        "100 %",
    ]


def test_a_round_tells_how_deep_it_went() -> None:
    ladder = (asked(0, 1.0), asked(1, 1.0, depth=1), asked(2, 0.0, depth=2))
    assert wording.depth(ladder) == "2 follow-ups, 2 of 3 handled"
    assert wording.depth(ladder[:1]) == "no follow-up"
    transcript = finished(1.0)._replace(asked=(*ladder, asked(3)))
    assert [len(round_) for round_ in transcript.ladders] == [3, 1]


def test_both_forms_name_what_is_mixed_up_and_how_often() -> None:
    mixed = [MixedUp("at most once", "at least <once>", "delivery", 3), MixedUp("a", "b", "c", 1)]
    said = markdown(one(), NONE, mixed)
    assert "- at most once with at least \\<once>, 3 times" in said
    assert "- a with b, once" in said
    page = html(one(), NONE, mixed)
    assert "at least &lt;once&gt;" in page
    assert "3 times" in page
    assert "What you mix up" not in markdown(one(), NONE) + html(one(), NONE)
