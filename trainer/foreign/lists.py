"""Lists of other programs' HTML, as HTML wants them."""

from bs4 import BeautifulSoup


def nested(soup: BeautifulSoup) -> None:
    """Put each list that stands right in a list, as Anki's editor has it, into the item before it."""
    for inner in soup.select(":is(ul, ol) > ul, :is(ul, ol) > ol"):
        before = inner.find_previous_sibling()
        if before is not None and before.name == "li":
            before.append(inner.extract())
        else:
            inner.wrap(soup.new_tag("li"))
