"""Lists of other programs' HTML, as HTML wants them."""

from typing import Any

from bs4 import BeautifulSoup


def nested(soup: BeautifulSoup) -> None:
    """Put each list that stands right in a list, as Anki's editor has it, into the item before it."""
    if soup.find(["ul", "ol"]) is None:
        return
    for inner in soup.select(":is(ul, ol) > ul, :is(ul, ol) > ol"):
        before = inner.find_previous_sibling()
        if before is not None and before.name == "li":
            before.append(inner.extract())
        else:
            inner.wrap(soup.new_tag("li"))


def is_second(el: Any) -> bool:
    """Is this numbered list right behind another one, with which Markdown would number it on?"""
    before = el.previous_sibling
    while before is not None and not before.name and not str(before).strip():
        before = before.previous_sibling
    return el.name == "ol" and before is not None and before.name == "ol" and not is_second(before)
