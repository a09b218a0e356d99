"""Rows of tables and headings of Markdown, as lines of text: what its one reading (`trainer.markdown`) and
lists know of them."""

import re

BLANK = " \t\n\v\f\r"
BELOW = re.compile(r"(?=[-:|][-:|\s])(?!-\s)\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
"""The line below the head of a table."""
BAR = re.compile(r"(?<!\\)\|")
_BAR_OR_CODE = re.compile(r"(?<![\\`])(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|(?<!\\)\|")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")


def cells_of(line: str, columns: int) -> list[str]:
    """Return the cells of a row. Whether a pair of backticks over a ``|`` is code or two signs, the number of
    columns tells, if it can."""
    cells = parts_of(line, _BAR_OR_CODE)
    if len(cells) != columns and "`" in line and len(others := parts_of(line, BAR)) == columns:
        return others
    return cells


def parts_of(line: str, ends: re.Pattern[str]) -> list[str]:
    """Return what stands between the ``|`` that ``ends`` finds; those around the line bound no cell."""
    parts, at = list[str](), 0
    for found in ends.finditer(line):
        if found[0] == "|":
            parts.append(line[at : found.start()].replace("\\|", "|"))
            at = found.end()
    parts.append(line[at:].replace("\\|", "|"))
    if parts and not parts[0]:
        del parts[0]
    if parts and not parts[-1]:
        del parts[-1]
    return parts


def without_blocks(markdown: str) -> str:
    """Return a text for one line of a list: without the signs of headings, and of tables the cells, with a
    dot between two. What stands between fences is code, and stays."""
    if "#" not in markdown and "|" not in markdown:
        return markdown
    found, columns, fence = list[str](), 0, ""
    lines = markdown.split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        text, sides = line.strip(BLANK), below.strip(BLANK)
        if mark := _FENCE.match(line):
            fence = "" if fence and mark["fence"].startswith(fence) else fence or mark["fence"]
        if fence or mark:
            found.append(line)
        elif columns and text:
            found += [] if BELOW.fullmatch(text) else [_told(cells_of(text, columns))]
        elif "|" in text and BELOW.fullmatch(sides) and _widths(text, sides):
            columns = _widths(text, sides)
            found.append(_told(cells_of(text, columns)))
        else:
            columns, heading = 0, _HEADING.fullmatch(line)
            found.append(heading["text"] if heading else line)
    return "\n".join(found)


def _widths(head: str, sides: str) -> int:
    """Return the columns of a table with this head and the line below it; 0 where these are no table."""
    columns = len(parts_of(sides, BAR))
    return columns if len(cells_of(head, columns)) == columns else 0


def _told(cells: list[str]) -> str:
    return " · ".join(filter(None, (cell.strip(BLANK) for cell in cells)))
