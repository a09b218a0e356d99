"""Blanks that indent lines of HTML."""

import re

from trainer.foreign import literal

LONGEST = 20_000
"""Characters of HTML that are read as such; of more only the text is kept."""
SPACE = re.compile(r"[ \t\r\n\xa0]+")

_INDENTATION = re.compile(
    r"(?P<begin>(?:\A|<br\s*/?>|</?(?:div|p|li)\b[^<>]*>)(?:<(?:b|strong|i|em|u|s|span|font)\b[^<>]*>)*+)"
    r"[ \t\r\n]*+"
    r"(?P<blanks>(?:\xa0|&nbsp;)(?:[ \t]|\xa0|&nbsp;)++)"
    r"(?!</|<(?:br|div|p|li|[uod]l|pre|table|blockquote|h[1-6])\b|\Z)",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\A([\s*_~>-]*){literal.INDENT}+")


def indented(html: str) -> str:
    """Return HTML with `literal.INDENT` for the blanks that do not break, where two or more begin a line."""

    def marked(found: re.Match[str]) -> str:
        return found["begin"] + literal.INDENT * len(found["blanks"].replace("&nbsp;", " "))

    return _INDENTATION.sub(marked, html) if "\xa0" in html or "&nbsp;" in html.lower() else html


def indented_by_entities(markdown: str) -> str:
    """Return Markdown whose lines are indented as `literal.INDENT` says; a single line is not."""
    if literal.INDENT not in markdown:
        return markdown
    if "\n" not in markdown:
        markdown = _FIRST.sub(r"\1", markdown)
    return markdown.replace(literal.INDENT, "&nbsp;")
