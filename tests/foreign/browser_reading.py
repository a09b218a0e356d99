"""Writes ``tests/data/import/browser.json`` anew: what Chromium shows of odd HTML.

python -m tests.foreign.browser_reading
"""

import asyncio
import json
import tempfile
from pathlib import Path
from random import Random

from tests.browser import opened, until

FILE = Path(__file__).parent.parent / "data" / "import" / "browser.json"
CSS = """\
.hid {display: none} .a .b {visibility: hidden} div.c {display: none} .hid.d {display: block} #z {opacity: 0}
/* .h {display: none} */ @media print {.h {display: none}} .h > b {font-size: 0}
i.d, u.d {display: none !important} .night .h {display: none} .e {color: #123; background: #123}
"""
COUNT = 300
_STYLES = (
    *(
        "display:none",
        "visibility:hidden",
        "visibility:visible",
        "font-size:0",
        "opacity:0.0",
        "display:block",
    ),
    *("color:transparent", "color:red", "font-weight:bold", "font-style:italic", "DISPLAY : None;color:blue"),
    *("font-weight: 700 !important", "color:#12345600", "visibility:collapse", "background:red;color:red"),
)
_CLASSES = ("hid", "a", "b", "c", "d", "hid d", "h", "e", "other")
_ENTITIES = (
    *("&copy5", "&lt5", "&amp;", "&lt;b&gt;", "&#60;x", "&#", "&nbsp;", "&notit;", "&not", "&#65", "&#x41g"),
    *("&bogus;", "&", "&&", "&ampx", "&#8364", "&#128;", "&#123;&#123;c1::no}}"),
)
_ODD = (
    *("<!-- c -->", "<!--", "<!-->", "<!--->", "<!-- a --!>", "<![if !supportLists]>", "<![endif]>", "<!x>"),
    *(
        "<?php echo 1 ?>",
        "<?xml:namespace prefix = o />",
        "<!doctype html>",
        "</ x>",
        "</>",
        "<>",
        "< b",
        "<3",
    ),
    *("a<b", "<!", "</", "<![CDATA[no]]>", "<o:p>", "</o:p>", "</body>", "</html>", "<body>", "<p>", "<li>"),
    *("<br>", "</br>", "<hr>", "</p>", "</div>", "</b>", "</i>", "</span>", "<td>", "<b>", "<i>", "<div>"),
)
_WHOLE = (
    *(
        "<script>no</script>",
        "<style>.h{display:none}</style>",
        "<p hidden>no</p>",
        "<template>no</template>",
    ),
    *("<video>no</video>", "<iframe>no</iframe>", "<dialog>no</dialog>", "<object>no</object>"),
    *("<datalist><option>no</datalist>", "<textarea><b>yes</textarea>", "<input type=hidden value=no>"),
)
_MARKS = ("*", "_", "**a**", "# x", "- y", "1. z", "`c`", "\u3000- k", "\xa0> q", "~~", "|", "[a](b)", "$x$")
_LOOK = """\
(texts => {
  const page = document.getElementById('qa');
  const clear = colour => /rgba\\(.*, 0\\)/.test(colour);
  const seen = node => {
    let element = node.parentElement;
    const style = getComputedStyle(element);
    if (style.visibility != 'visible' || parseFloat(style.fontSize) == 0) return false;
    const behind = element => !element ? '' : clear(getComputedStyle(element).backgroundColor)
      ? behind(element.parentElement) : getComputedStyle(element).backgroundColor;
    if (clear(style.color) || style.color == behind(element)) return false;
    for (; element && element != page; element = element.parentElement) {
      const style = getComputedStyle(element);
      if (style.display == 'none' || style.opacity == '0') return false;
      if (/^(IFRAME|OBJECT|VIDEO)$/.test(element.tagName)) return false;
    }
    return true;
  };
  return JSON.stringify(texts.map(html => {
    page.innerHTML = html;
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    let letters = '', node;
    while (node = walker.nextNode()) if (seen(node)) letters += node.data;
    return [html, letters.replace(/\\s+/gu, '')];
  }));
})"""


def texts(seed: int) -> list[str]:
    """Return odd texts."""
    random, count = Random(seed), 0

    def word() -> str:
        nonlocal count
        count += 1
        return f"w{count % 100}"

    def part(depth: int) -> str:
        def inside() -> str:
            return "".join(part(depth + 1) for _ in range(random.randint(1, 3)))

        kind = random.randrange(14) if depth < 3 else 0
        match kind:
            case 0 | 1 | 2:
                return word() + random.choice(["", " "])
            case 3:
                return random.choice(_ENTITIES)
            case 4:
                return random.choice(_ODD)
            case 5:
                return random.choice(_WHOLE)
            case 6:
                return random.choice(_MARKS)
            case 7:
                return f"<div id={random.choice('zy')}>{inside()}</div>"
            case 8 | 9:
                name = random.choice(["b", "i", "u", "span", "div", "p"])
                return f"<{name} class='{random.choice(_CLASSES)}'>{inside()}</{random.choice([name, 'b'])}>"
            case 10 | 11:
                name = random.choice(["span", "div", "a href=http://x.y/", "b"])
                return f'<{name} style="{random.choice(_STYLES)}">{inside()}</{name.split()[0]}>'
            case 12:
                return f"<ul><li>{inside()}<li>{inside()}</ul>"
            case _:
                return f"<table><tr><td>{inside()}<td>{inside()}</table>"

    found: dict[str, None] = {}
    while len(found) < COUNT:
        text = part(0) + part(0)
        if 6 < len(text) < 160:
            found[text] = None
    return list(found)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(
            f"<!doctype html><meta charset=utf-8><style>{CSS}</style><body class=card><div id=qa></div>"
        )

        async def look() -> str:
            async with opened(page.as_uri(), Path(folder, "profile")) as value:
                await until(lambda: value("document.readyState == 'complete'"))
                return str(await value(f"{_LOOK}({json.dumps(texts(12))})"))

        found = json.loads(asyncio.run(look()))
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
    FILE.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
