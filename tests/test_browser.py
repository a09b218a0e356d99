"""What the program makes for browsers, opened in a real one."""

import asyncio
from pathlib import Path

import pytest

from tests.browser import BROWSER, opened, until
from tests.stats.test_figures import of
from tests.store.build import DAY, Shelf, answer, basic
from tests.test_serving import address
from trainer.stats.page import page
from trainer.store.store import Store

__all__ = ["address"]

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome is there: NOT TESTED")


def test_the_screens_are_drawn_in_a_browser(address: str, tmp_path: Path) -> None:
    async def look() -> None:
        async with opened(address, tmp_path) as value:
            await until(lambda: value("document.body.classList.contains('-first-byte')"))
            assert await value("document.title") == "trainer"
            assert await value("document.querySelectorAll('canvas, .xterm-rows').length")
            focused = "document.activeElement.classList.contains('xterm-helper-textarea')"
            await until(lambda: value(focused))  # keys are for the screens without a click

    asyncio.run(look())


def test_the_page_of_statistics_is_drawn_in_a_browser(tmp_path: Path) -> None:
    with Store(tmp_path / "trainer.db") as store:
        Shelf(store, basic("a", "<script>document.title = 'taken over'</script>"))
        for day in range(5):
            store.record(answer("deck/a", 1, DAY - day))
        (tmp_path / "stats.html").write_text(page(of(store)))

    async def look() -> None:
        async with opened((tmp_path / "stats.html").as_uri(), tmp_path / "profile") as value:
            await until(lambda: value("document.readyState == 'complete' && document.body.innerText"))
            assert "Practice until" in await value("document.title")
            outside = "r => r.getBoundingClientRect().right > p.getBoundingClientRect().right + 1"
            outside = f"[...p.querySelectorAll('rect, text')].some({outside})"
            outside = f"[...document.querySelectorAll('svg')].filter(p => {outside}).length"
            assert await value(outside) == 0
            assert await value("document.documentElement.scrollWidth <= window.innerWidth")
            assert await value("[...document.querySelectorAll('rect.bar')].some(r => r.getBBox().width > 0)")

    asyncio.run(look())


def test_words_of_plots_can_be_read_on_a_phone(tmp_path: Path) -> None:
    with Store(tmp_path / "trainer.db") as store:
        Shelf(store, basic("a", "What?"))
        for day in range(5):
            store.record(answer("deck/a", 1, DAY - day))
        (tmp_path / "stats.html").write_text(page(of(store)))

    async def look() -> None:
        async with opened((tmp_path / "stats.html").as_uri(), tmp_path / "profile", "390,800") as value:
            await until(lambda: value("document.readyState == 'complete' && document.body.innerText"))
            assert await value("window.innerWidth") <= 500
            scale = "p => p.getBoundingClientRect().width / p.viewBox.baseVal.width"
            written = "[...document.querySelectorAll('svg')].filter(p => p.querySelector('text'))"
            scale = f"Math.min(...{written}.map({scale}))"
            assert await value(f"12 * {scale}") >= 10, "pixels of a letter"
            words = "[...document.querySelectorAll('.bars span, .ends span')]"
            size = "p => parseFloat(getComputedStyle(p).fontSize)"
            assert await value(f"Math.min(...{words}.map({size}))") >= 10, "and of those beside a drawing"
            sight = "p => p.getBoundingClientRect().right <= window.innerWidth"
            plots = "[...document.querySelectorAll('.bars span, .bars svg, .columns svg, .ends span')]"
            assert await value(f"{plots}.length > 20 && {plots}.every({sight})"), "figures are in sight"
            assert await value(f"10 * {scale}") >= 8, "and of a day of the calendar"
            assert await value("document.documentElement.scrollWidth <= window.innerWidth")
            days = "[...document.querySelectorAll('.year rect, .year text, .shades span')]"
            assert await value(f"{days}.length > 366 && {days}.every({sight})"), "the year is in sight"
            moved = "e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)"
            assert not await value(f"[...document.querySelectorAll('body *')].some({moved})")

    asyncio.run(look())
