"""All cards by query: a list, the marked card with its answer beside it, and what is done with many."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Key, Paste

from trainer.browse.browser import NONE, Browser
from trainer.browse.history import history
from trainer.browse.wording import LANGUAGE
from trainer.core.text import counted
from trainer.practice.undoing import Gone, Undoing
from trainer.tui.keys import BROWSE, ENTER, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.browse_lines import history_lines, preview_lines
from trainer.tui.lines.help import help_lines
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.browse_list import BrowseList
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.offer import Offer
from trainer.tui.widgets.taking_back import TakesBack

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_DAYS = {"1": 0, "2": 1, "3": 7, "4": 30}
"""By the key of the offer, in how many days cards are to be due."""


class BrowseScreen(TakesBack):
    """Shows what a query finds. While the query is written the list follows it."""

    KEYS = BROWSE
    BINDINGS = bindings(KEYS)

    view: BrowseList

    def __init__(self, to: "Navigation", query: str = "") -> None:
        at = to.context
        self.browser = Browser(at.library, at.clock, at.plan, at.queries)
        self.browser.search(query)
        super().__init__(to, BrowseList(self.browser), self.browser.wrong)
        self._field = Field(
            query, asks="is:due deck:Kafka -tag:x prop:ivl>20 words", active=False, id="query"
        )
        self._field.idle = "/ asks for other cards"
        self._preview = LinesView(self._preview_lines, id="preview")
        self._naming = False

    def body(self) -> ComposeResult:
        yield self._field
        with Container(id="browse"):
            yield self.view
            yield self._preview

    def header_line(self, width: int) -> Content:
        picked = f"{len(self.browser.chosen)} picked of " if self.browser.chosen else ""
        found = f"{picked}{counted(len(self.browser.cards), 'card')} · sort: {self.browser.sorted_by}"
        return chrome.spread(Content.styled("Browse", ".heading"), Content(found), width)

    def key_line(self, width: int) -> Content:
        if self._field.active:
            done = "keep under this name" if self._naming else "to the cards"
            return self.hints([("enter", done), ("esc", "leave"), ("f1", "help")], width)
        keys = [("/", "query"), ("enter", "history"), ("p", "practise"), ("x", "pick"), ("!", "suspend")]
        keys += [("f", "flag"), ("b", "bury"), ("d", "due"), ("r", "reset"), ("e", "edit"), ("o", "sort")]
        return self.hints([*keys, ("u", "undo"), ("q", "back"), ("?", "keys")], width)

    def _preview_lines(self, width: int) -> list[Content]:
        card = self.to.context.library.card(self.browser.current) if self.browser.cards else None
        return preview_lines(card, self.browser.row(self.browser.at), width) if card is not None else []

    def _show(self, status: str = "") -> None:
        """Show everything anew: the list, the marked card, the lines around them."""
        self.status = status
        self.view.show()
        self._preview.set_lines(self._preview_lines)
        self.show_lines()

    def failed(self) -> None:
        self.browser.read_again()
        self._show("not done")

    # The query

    async def take(self, event: Key | Paste) -> bool:
        if not self._field.active or (isinstance(event, Key) and event.key in ("escape", "f1", "ctrl+p")):
            return False
        if isinstance(event, Key) and event.key in (*ENTER, "down"):
            await self._leave_field(keep=True)
            return True
        if not await self._field.take(event):
            return False
        if not self._naming:
            self.browser.search(self._field.text)
            self._show(self.browser.wrong)
        return True

    async def _leave_field(self, *, keep: bool) -> None:
        if self._naming:
            self._naming = False
            name, query = self._field.text.strip(), self.browser.query
            self._field.restart(self._field.asks)
            await self._field.take(Paste(query))
            if keep and name:
                self.to.context.keep_query(name, query)
                self.status = f"kept: `trainer review {name}` asks these cards, and {name} finds them here"
        self._field.leave()
        self.show_lines()

    def action_query(self) -> None:
        self._field.activate()
        self.show_lines()

    async def action_keep(self) -> None:
        if not self.browser.query.strip():
            self.say("there is no query to keep; / writes one")
            return
        self._naming = True
        self._field.restart("a name for this query")
        self.show_lines()

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
        self._show()

    def action_pick_all(self) -> None:
        self.browser.choose_all()
        self._show()

    def action_order(self, turn: bool = False) -> None:
        self._show(self.browser.order(self.browser.sort if turn else None))

    # What is done with the cards

    def action_suspend(self) -> None:
        self._show(self.browser.suspend())

    def action_flag(self) -> None:
        self._show(self.browser.flag())

    def action_bury(self) -> None:
        self._show(self.browser.bury())

    async def action_reset(self) -> None:
        async def start_anew() -> None:
            self._show(self.browser.reset())

        if not self.browser.targets:
            self.say(NONE)
            return
        many = counted(len(self.browser.targets), "card")
        text = f"{many}: as if new from now on. The history is kept, and {self.key('u')} takes it back."
        await self.to.dialog(
            "Reset", lambda width: wrap(Content(text), width), [Offer("r", "reset", start_anew)]
        )

    async def action_due(self) -> None:
        def offer(key: str, label: str) -> Offer:
            async def act() -> None:
                self._show(self.browser.reschedule(_DAYS[key]))

            return Offer(key, label, act)

        labels = {"1": "today", "2": "tomorrow", "3": "in a week", "4": "in 30 days"}
        if not self.browser.targets:
            self.say(NONE)
            return
        many = counted(len(self.browser.targets), "card")
        text = f"{many}: due on which day? `trainer reschedule` takes dates."
        offers = [offer(key, label) for key, label in labels.items()]
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
            self.say(self.to.copy(card_view.as_text(card, answer=True)))

    async def action_edit(self) -> None:
        card = self.to.context.library.card(self.browser.current) if self.browser.cards else None
        if card is not None:
            edited = self.to.edit(card)
            self.browser.read_again()
            self._show(edited.said or "the card as it reads now")
            if edited.problems:
                await self.to.complain(edited.problems[0].printed())

    async def action_view(self) -> None:
        card = self.to.context.library.card(self.browser.current) if self.browser.cards else None
        if card is not None:
            self.say(await self.to.view(card, revealed=True))

    async def action_add(self) -> None:
        await self.to.add()

    def decks_changed(self, status: str) -> None:
        self.browser.read_again()
        self._show(status)

    async def action_history(self) -> None:
        if not self.browser.cards:
            return
        at = self.to.context
        entries = history(at.library, self.browser.current, at.plan.scheduler)
        await self.to.dialog(
            "History", lambda width: history_lines(entries, at.keys, self.browser.day, width)
        )

    def undoing(self) -> Browser:
        return self.browser

    async def went_back(self, _: Undoing, gone: Gone) -> None:
        self._show(gone.said)

    async def action_help(self) -> None:
        def lines(width: int) -> list[Content]:
            found = [Content.styled("A query", ".heading")]
            for example, meaning in LANGUAGE:
                found += hang(
                    Content.styled(f"{example:22}", ".key"), wrap(Content(meaning), max(8, width - 22))
                )
            for name, query in self.to.context.queries.items():
                found += hang(Content.styled(f"{name:22}", ".key"), wrap(Content(query), max(8, width - 22)))
            return [*found, Content(), *help_lines(self.KEYS, None, width, self.every_key)]

        await self.to.dialog("Browse", lines)

    async def action_back(self) -> None:
        if self._field.active:
            await self._leave_field(keep=False)
        else:
            await self.to.leave("browse")
