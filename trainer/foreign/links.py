"""Links and pictures as Markdown has them."""

import re


def link_to(words: str, address: str) -> str:
    """Return the Markdown of a link."""
    return f"[{words}](<{address}>)" if re.search(r"[()\s\\]", address) else f"[{words}]({address})"


def picture(caption: str, path: str) -> str:
    """Return the Markdown of a media file."""
    return f"![{caption}](<{path}>)" if re.search(r"[()\s\\<>]", path) else f"![{caption}]({path})"
