"""All cards by query, line by line: a page of the list, and what is done with the cards on it by number."""

from collections.abc import Callable, Sequence

from trainer.browse.browser import NONE, Browser
from trainer.browse.history import history, intervals, lines
from trainer.browse.row import Row
from trainer.browse.wording import LANGUAGE
from trainer.charts.plot import Band, plot
from trainer.context import Context
from trainer.core.text import counted
from trainer.plain import add
from trainer.plain.review import Review
from trainer.plain.talk import Left, Talk
from trainer.plain.undo import choose
from trainer.practice.undoing import go
from trainer.practice.wording import read_again

PAGE = 20
"""Cards that are listed at a time."""

_HELP = """\
N shows a card, its answer and its history; / and a query asks for other cards; enter: the next page; u: undo,
redo: take that back, undo: a list of what can be taken back;
! N… suspends or unsuspends, f N… flags or unflags, b N… buries, r N… resets (as if new), d DAYS N… makes due
in so many days; p N… practises (p alone: all that was found); o: another order, O: the other way round;
S NAME keeps the query; e N edits a note; a adds one; ? explains queries; q: back. For N may stand several
numbers, or all."""


class Browse:
    """Lists what a query finds and does what is said, until the input ends."""

    def __init__(self, talk: Talk, context: Context) -> None:
        self._talk = talk
        self._context = context
        self.browser = Browser(context.library, context.clock, context.plan, context.queries)
        self._page = 0

    def run(self) -> None:
        """Ask for commands until the user leaves."""
        self._search(self._context.query)
        self._talk.say("? lists what can be said here.")
        try:
            while self._do(self._talk.ask("\nbrowse>").strip()):
                if (problems := self._context.look()) is not None:
                    self.browser.read_again()
                    self._talk.say(read_again(problems))
        except Left:
            pass

    def _do(self, line: str) -> bool:
        """Do what a line says; return whether to go on."""
        word, _, rest = line.partition(" ")
        if line in ("q", "/quit"):
            return False
        if line.startswith("/"):
            self._search(line[1:].strip())
        elif not line:
            self._page = 0 if (self._page + 1) * PAGE >= len(self.browser.cards) else self._page + 1
            self._list()
        elif word == "?":
            self._talk.say(_HELP, *(f"  {example:24}{meaning}" for example, meaning in LANGUAGE))
        elif line.isdecimal():
            self._card(line)
        else:
            self._talk.attempt(lambda: self._act(word, rest.split()))
        return True

    def _search(self, text: str) -> None:
        if self.browser.search(text):
            self._page = 0
            self._list()
        else:
            self._talk.say(self.browser.wrong)

    def _list(self) -> None:
        at, start = self.browser, self._page * PAGE
        found = counted(len(at.cards), "card")
        self._talk.say(f"{found}{f' for {at.query}' if at.query.strip() else ''}, sorted by {at.sorted_by}")
        end = min(start + PAGE, len(at.cards))
        for index in range(start, end):
            self._talk.say(_line(index + 1, at.row(index), at.day))
        if end < len(at.cards):
            self._talk.say(f"… {len(at.cards) - end} more: enter")

    def _act(self, word: str, rest: Sequence[str]) -> None:
        at, keys = self.browser, self._context.keys
        acts: dict[str, Callable[[], str]] = {
            "!": at.suspend, "f": at.flag, "b": at.bury, "r": at.reset, "o": at.order,
            "O": lambda: at.order(at.sort),
            "u": lambda: go(at, 1, keys).said, "redo": lambda: go(at, -1, keys).said,
        }  # fmt: skip
        if word == "S" and rest and at.query.strip():
            self._context.keep_query(" ".join(rest), at.query)
            self._talk.say(f"kept: `trainer review {' '.join(rest)}` asks these cards")
        elif word == "d" and rest and rest[0].isdecimal() and int(rest[0][:6]) <= 36500:
            days = int(rest[0])
            self._with(rest[1:], lambda: at.reschedule(days))
        elif word == "p":
            self._practise(rest)
        elif word == "e" and len(rest) == 1:
            self._edit(rest)
        elif word == "a" and not rest:
            add.run(self._talk, self._context)
            self.browser.read_again()
        elif word in ("o", "O", "u", "redo") and not rest:
            self._talk.say(acts[word]())
            self._list()
        elif word == "undo" and not rest:
            choose(self._talk, at, keys)
        elif word in ("!", "f", "b", "r"):
            self._with(rest, acts[word])
        else:
            self._talk.say(_HELP)

    def _with(self, numbers: Sequence[str], act: Callable[[], str]) -> None:
        """Do something with the cards of these numbers."""
        if self._pick(numbers):
            self._talk.say(act())
            self.browser.chosen.clear()

    def _pick(self, numbers: Sequence[str]) -> bool:
        """Pick the cards of these numbers; return whether there are any."""
        cards = self.browser.cards
        if list(numbers) == ["all"]:
            self.browser.chosen = set(cards)
        else:
            places = [int(word[:9]) for word in numbers if word.isdecimal()]
            if len(places) < len(numbers) or not all(1 <= place <= len(cards) for place in places):
                places = []
            self.browser.chosen = {cards[place - 1] for place in places}
        if not self.browser.chosen:
            self._talk.say(f"say which cards, by numbers from 1 to {len(cards)}, or all")
        return bool(self.browser.chosen)

    def _practise(self, numbers: Sequence[str]) -> None:
        if numbers and not self._pick(numbers):
            return
        session = self.browser.practise()
        self.browser.chosen.clear()
        if session is None:
            self._talk.say("there is nothing to practise among these cards")
            return
        Review.over(self._talk, self._context, session).run()
        self.browser.read_again()
        self._list()

    def _edit(self, number: Sequence[str]) -> None:
        card = self._context.library.card(next(iter(self.browser.chosen))) if self._pick(number) else None
        self.browser.chosen.clear()
        if card is not None and self._context.edit is not None:
            self._talk.say(*self._context.edit(card).lines())
            self.browser.read_again()
        elif card is not None:
            self._talk.say(f"the card is at {card.path}, line {card.note.line}")

    def _card(self, number: str) -> None:
        index = int(number[:9]) - 1
        if not 0 <= index < len(self.browser.cards):
            self._talk.say(
                f"the cards are numbered from 1 to {len(self.browser.cards)}" if self.browser.cards else NONE
            )
            return
        at, key = self._context, self.browser.cards[index]
        card = at.library.card(key)
        if card is None:
            return
        sides = card.note.sides(key)
        self._talk.say(
            "", sides.prompt, "", sides.answer, *(("", card.note.why) if card.note.why else ()), "", key
        )
        entries = history(at.library, key, at.plan.scheduler)
        self._talk.say(*lines(entries, at.keys, self.browser.day))
        grown = intervals(entries)
        if len(grown) > 1:
            bands = [Band(days, days) for days in grown]
            self._talk.say(*plot(bands, 60, 4, top=max(1, *grown), unit="days", plain=True))


def _line(number: int, row: Row, day: int) -> str:
    marks = f" [{', '.join(row.marks)}]" if row.marks else ""
    return f"{number:4}  {row.due_on(day) or 'new':10}  {row.question}{marks}  ({row.deck})"
