"""All cards by query: a list, the marked card with its answer beside it, and what is done with many."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from trainer.browse.browser import NONE, Browser
from trainer.browse.history import history
from trainer.browse.wording import named
from trainer.core.dates import read_due
from trainer.core.text import counted, one_line
from trainer.practice.undoing import Gone, Undoing
from trainer.tui.keys import BROWSE, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.browse_lines import history_lines, language_lines, preview_lines
from trainer.tui.lines.help import help_lines
from trainer.tui.lines.layout import wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.browse_list import BrowseList
from trainer.tui.widgets.card_dialogs import day_offers
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.offer import Offer
from trainer.tui.widgets.querying import Querying

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

BROAD = 110
"""Cells from which on the card stands beside the list, with room for its history; ``-broad``."""
_QUERY = 30  # characters of a query in the head


class BrowseScreen(Querying):
    """Shows what a query finds. While the query is written the list follows it."""

    KEYS = BROWSE
    PART = "browse"
    BINDINGS = bindings(KEYS)

    view: BrowseList

    def __init__(self, to: "Navigation", query: str = "", browser: Browser | None = None) -> None:
        at = to.context
        fresh = browser is None
        browser = browser or Browser(
            at.library, at.clock, at.plan, at.queries, sort=at.sort, down=at.down, tagging=at.tag
        )
        if fresh:
            browser.search(query)
        else:
            browser.read_again()
        super().__init__(to, BrowseList(browser), browser)
        self.status = browser.wrong or browser.remark
        self._preview = LinesView(self._preview_lines, id="preview")

    def body(self) -> ComposeResult:
        yield self.line
        with Container(id="browse"):
            yield self.view
            yield self._preview

    def header_line(self, width: int) -> Content:
        picked = f"{len(self.browser.chosen)} picked of " if self.browser.chosen else ""
        cards = f"{picked}{counted(len(self.browser.cards), 'card')}"
        if self.browser.wrong:
            query = one_line(self.browser.query, _QUERY)
            stale = f"not of this query: {cards}{f' for {query}' if query else ''}"
            return chrome.spread(Content.styled("Browse", ".heading"), Content.styled(stale, ".warn"), width)
        found = Content(f"{cards} · ")
        (sort,) = chrome.pressing("o", [Content(f"sort: {self.browser.sorted_by}")])
        return chrome.spread(Content.styled("Browse", ".heading"), found + sort, width)

    def key_line(self, width: int) -> Content:
        if self.line.active:
            return self.hints(self.line_keys, width)
        keys = [("/", "query"), ("enter", "history"), ("p", "practise"), ("x", "pick"), ("t", "tag")]
        keys += [("!", "suspend"), ("f", "flag"), ("b", "bury"), ("d", "due"), ("r", "reset"), ("e", "edit")]
        if self.browser.query.strip() and self.browser.query not in self.to.context.queries:
            keys.insert(4, ("S", "save query"))
        return self.hints([*keys, ("o", "sort"), ("u", "undo"), ("q", "back"), ("?", "keys")], width)

    def _preview_lines(self, width: int) -> list[Content]:
        if self.browser.wrong:
            return wrap(Content.styled(self.browser.wrong, ".warn"), width)
        at = self.to.context
        card = at.library.card(self.browser.current) if self.browser.cards else None
        if card is None:
            return []
        found = preview_lines(card, self.browser.row(self.browser.at), width)
        if self.app.size.width < BROAD:
            return found
        entries = history(at.library, card.key, at.plan.scheduler)
        told = history_lines(entries, at.keys, self.browser.day, width) if entries else []
        return [*found, Content(), *told]

    def show_found(self, status: str = "") -> None:
        self.status = status or self.browser.remark
        self.view.show()
        self._preview.set_lines(self._preview_lines)
        self.show_lines()

    def failed(self) -> None:
        self.browser.read_again()
        self.show_found("not done")

    # The list

    def action_move(self, by: int) -> None:
        self.browser.move(by)
        self.status = ""
        self.view.keep_in_sight()
        self._preview.set_lines(self._preview_lines)
        self.show_lines()

    def action_scroll(self, by: int) -> None:
        self._preview.page(by)

    async def action_choose(self, index: int) -> None:
        self.action_move(index - self.browser.at)

    def action_pick(self) -> None:
        self.browser.choose()
        self.show_found()

    def action_pick_all(self) -> None:
        self.browser.choose_all()
        self.show_found()

    def action_order(self, turn: bool = False) -> None:
        self.show_found(self.browser.order(self.browser.sort if turn else None))

    # What is done with the cards

    def action_suspend(self) -> None:
        self.show_found(self.browser.suspend())

    def action_flag(self) -> None:
        self.show_found(self.browser.flag())

    def action_bury(self) -> None:
        self.show_found(self.browser.bury())

    async def action_reset(self) -> None:
        async def start_anew() -> None:
            self.show_found(self.browser.reset())

        if not self.browser.targets:
            self.say(NONE)
            return
        many = counted(len(self.browser.targets), "card")
        text = f"{many}: as if new from now on. The history is kept, and {self.key('u')} takes it back."
        await self.to.dialog(
            "Reset", lambda width: wrap(Content(text), width), [Offer("r", "reset", start_anew)]
        )

    async def action_due(self) -> None:
        async def place(due: int) -> None:
            self.show_found(self.browser.reschedule(due - self.browser.day))

        if not self.browser.targets:
            self.say(NONE)
            return
        text = f"{counted(len(self.browser.targets), 'card')}: due on which day?"
        offers = day_offers(self.browser.day, place, read_due)
        await self.to.dialog("Due", lambda width: wrap(Content(text), width), offers)

    async def action_practise(self) -> None:
        session = self.browser.practise()
        if session is None:
            self.say("there is nothing to practise among these cards")
        else:
            await self.to.review(session)

    def action_copy(self) -> None:
        card = self.to.context.library.card(self.browser.current) if self.browser.cards else None
        if card is not None:
            self.say(self.to.copy(card_view.as_text(card.note.sides(card.key), answer=True)))

    async def action_edit(self) -> None:
        card = self.to.context.library.card(self.browser.current) if self.browser.cards else None
        if card is not None:
            edited = self.to.edit(card)
            self.browser.read_again()
            there = self.to.context.library.card(card.key) is not None
            now = "the card as it reads now" if there else "that card is no longer in its deck"
            self.show_found(edited.said or now)
            if edited.problems:
                await self.to.complain(edited.problems[0].printed())

    async def action_view(self) -> None:
        card = self.to.context.library.card(self.browser.current) if self.browser.cards else None
        if card is not None:
            self.say(await self.to.view(card, revealed=True))

    async def action_add(self) -> None:
        await self.to.add()

    def show_anew(self, status: str) -> None:
        self.browser.read_again()
        self.show_found(status)

    async def action_history(self) -> None:
        if not self.browser.cards:
            return
        at = self.to.context
        entries = history(at.library, self.browser.current, at.plan.scheduler)

        def lines(width: int) -> list[Content]:
            card = [] if self._preview.display else [*self._preview_lines(width), Content()]
            return [*card, *history_lines(entries, at.keys, self.browser.day, width)]

        await self.to.dialog("History", lines)

    def undoing(self) -> Browser:
        return self.browser

    async def went_back(self, _: Undoing, gone: Gone) -> None:
        self.show_found(gone.said)

    async def action_help(self) -> None:
        queries = named(self.to.context.queries, self.browser.library, self.browser.day)

        def lines(width: int) -> list[Content]:
            keys = help_lines(self.KEYS, None, width, self.every_key)
            return [*language_lines(queries, width), Content(), *keys]

        await self.to.dialog("Browse", lines)

    async def resume(self) -> None:
        await self.to.browse(self.browser.query, self.browser)

    async def action_back(self, stay: bool = False) -> None:
        if self.line.active:
            self.leave_query()
        else:
            await self.to.leave("browse", stay=stay)
