"""All cards by query, line by line: a page of the list, and what is done with the cards on it by number."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile

from trainer.browse.browser import NONE, SORTS, Browser
from trainer.browse.history import history, intervals, lines
from trainer.browse.row import Row
from trainer.browse.tags import HOW
from trainer.browse.wording import LANGUAGE, LANGUAGE_CELLS, kept, named
from trainer.charts.plot import Band, plot
from trainer.context import Context
from trainer.core.columns import Labelled
from trainer.core.dates import read_due
from trainer.core.errors import UsageError
from trainer.core.reads import as_shown
from trainer.core.text import counted, flat
from trainer.plain import add
from trainer.plain.review import Review
from trainer.plain.summary import Browse as Opener
from trainer.plain.talk import LEAVING, Left, Talk
from trainer.plain.undo import choose
from trainer.practice.undoing import go
from trainer.practice.wording import meanwhile

PAGE = 20
"""Cards that are listed at a time."""

_HELP = """\
N                   shows a card, its answer and its history
/ QUERY             asks for other cards; enter: the next page of the list
suspend N…  (!)     suspends cards: not asked until you unsuspend them; or unsuspends them
flag N…  (f)        flags cards, or unflags them
bury N…  (b)        buries their notes: none of their cards is asked before tomorrow
due DAY N…  (d)     makes cards due on a day: 3 (days from today), 10 Dec, friday
reset N…  (r)       resets cards: as if new; their history is kept
practise N…  (p)    practises them now; alone: all that was found
tag N… exam -old  (t)  gives the tag exam and takes old away
edit N  (e), add (a)   a note in your editor; a new one
sort BY  (o, O)     another order; O: the other way round
save NAME  (S)      keeps the query under a name; alone: lists those that have one
u, redo, undo       take that back, do it again; a list of what can be taken back
q                   back
For N… may stand numbers (1 3 5-9), or all."""

_WORDS = {
    "!": "suspend",
    "f": "flag",
    "b": "bury",
    "r": "reset",
    "d": "due",
    "p": "practise",
    "practice": "practise",
    "t": "tag",
    "e": "edit",
    "a": "add",
    "S": "save",
    "u": "take back",
    "h": "show",
    "history": "show",
}
"""Short forms of what can be said, and other words for it."""

_SAID = {*_WORDS, *_WORDS.values(), *LEAVING, "", "?", "help", "sort", "o", "O", "redo", "undo"}


class Browse:
    """Lists what a query finds and does what is said, until the input ends."""

    def __init__(self, talk: Talk, context: Context) -> None:
        self._talk = talk
        self._context = context
        self.browser = Browser(
            context.library,
            context.clock,
            context.plan,
            context.queries,
            sort=context.sort,
            down=context.down,
            tagging=context.tag,
        )
        self._page = 0
        self._day = self.browser.day

    def run(self) -> None:
        """Ask for commands until the user leaves."""
        self._search(self._context.query)
        self._talk.say("? lists what can be said here.")
        try:
            while self._do(self._meant(self._talk.ask("\nbrowse>").strip())):
                self._look()
        except Left:
            pass

    def _look(self) -> None:
        """Take up what changed in deck files or was done elsewhere, and a new study day."""
        begun, self._day = self.browser.day != self._day, self.browser.day
        at = self._context
        if (said := meanwhile(at.look, at.library, new_day=begun)) is not None:
            self.browser.read_again()
            self._talk.say(said)
        if begun:
            self._list()

    def _meant(self, line: str) -> str:
        """Return a line with its first word as what it stands for."""
        word, blank, rest = line.partition(" ")
        return self._talk.words.meant(word, _SAID.__contains__, _WORDS) + blank + rest

    def _do(self, line: str) -> bool:
        """Do what a line says; return whether to go on."""
        word, _, rest = line.partition(" ")
        if line in LEAVING:
            return False
        if line.startswith("/"):
            self._search(line[1:].strip())
        elif not line:
            self._page = 0 if (self._page + 1) * PAGE >= len(self.browser.cards) else self._page + 1
            self._list()
        elif word in ("?", "help"):
            self._talk.fit(_HELP, *self._talk.words.told())
            self._talk.fit(*(Labelled(f"  {said:{LANGUAGE_CELLS}}", found) for said, found in LANGUAGE))
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
            at = f"the cards for {self.browser.query}" if self.browser.query.strip() else "all cards"
            self._talk.say(self.browser.wrong, f"The numbers still stand for {at}.")

    def _list(self) -> None:
        at, start = self.browser, self._page * PAGE
        found = counted(len(at.cards), "card")
        self._talk.say(f"{found}{f' for {at.query}' if at.query.strip() else ''}, sorted by {at.sorted_by}")
        end = min(start + PAGE, len(at.cards))
        for index in range(start, end):
            self._talk.say(_line(index + 1, at.row(index), at.day))
        if end < len(at.cards):
            self._talk.say(f"… {len(at.cards) - end} more: enter")
        if not start and (remark := at.remark):
            self._talk.say(remark)

    def _act(self, word: str, rest: Sequence[str]) -> None:
        at, keys = self.browser, self._context.keys
        word = _WORDS.get(word, word)
        many = {"suspend": at.suspend, "flag": at.flag, "bury": at.bury, "reset": at.reset}
        if word in many:
            self._with(rest, many[word])
        elif word == "show" and len(rest) == 1:
            self._card(rest[0])
        elif word == "due" and rest:
            self._due(rest)
        elif word == "tag":
            self._tag(rest)
        elif word == "practise":
            self._practise(rest)
        elif word == "edit" and len(rest) == 1:
            self._edit(rest)
        elif word == "save":
            self._save(" ".join(rest))
        elif word in ("sort", "o", "O"):
            self._sort(word, rest)
        elif rest or word not in ("add", "take back", "redo", "undo"):
            self._talk.say(f"{word!r} cannot be said here so; ? lists what can", "")
        elif word == "add":
            add.run(self._talk, self._context)
            self.browser.read_again()
        elif word == "undo":
            choose(self._talk, at, keys)
        else:
            self._talk.say(go(at, 1 if word == "take back" else -1, keys).said)
            self._list()

    def _due(self, rest: Sequence[str]) -> None:
        """Make cards due on a day, of one word or more; the cards stand behind it."""
        for end in range(len(rest), 0, -1):
            with suppress(UsageError):
                read_due(" ".join(rest[:end]), self.browser.day)
                break
        self._with(rest[end:], lambda: self.browser.due_on(" ".join(rest[:end])))

    def _sort(self, word: str, rest: Sequence[str]) -> None:
        """Sort in the next way, by what is said, or the other way round."""
        at = self.browser
        by = next((sort for sort in SORTS if list(rest) == [sort]), None)
        if rest and by is None:
            self._talk.say(f"cards are sorted by {', '.join(SORTS)}")
            return
        self._talk.say(at.order(at.sort if word == "O" else by))
        self._list()

    def _save(self, name: str) -> None:
        """Keep the query under a name, or say which have one."""
        queries = self._context.queries
        if not name:
            known = [
                f"{each}: {query}" for each, query in named(queries, self.browser.library, self.browser.day)
            ]
            self._talk.say(*(known or ["no query has a name yet; save NAME gives this one that"]))
        elif not self.browser.query.strip():
            self._talk.say("there is no query to keep; / and a query asks for cards")
        else:
            said = kept(name, queries)
            self._context.keep_query(name, self.browser.query)
            self._talk.say(said)

    def _tag(self, words: Sequence[str]) -> None:
        """Tag the cards whose numbers come first."""
        numbers = list(takewhile(lambda word: _places(word, len(self.browser.cards)) is not None, words))
        tags = " ".join(words[len(numbers) :])
        if not tags:
            self._talk.say(f"say which cards and which tags, as in tag 1 3 {HOW.split(' gives')[0]}: {HOW}")
        else:
            self._with(numbers, lambda: self.browser.tag(tags))

    def _with(self, numbers: Sequence[str], act: Callable[[], str]) -> None:
        """Do something with the cards of these numbers."""
        if self._pick(numbers):
            try:
                self._talk.say(act())
            finally:
                self.browser.chosen.clear()

    def _pick(self, numbers: Sequence[str]) -> bool:
        """Pick the cards of these numbers; return whether there are any."""
        cards = self.browser.cards
        places = [_places(word, len(cards)) for word in numbers]
        known = {cards[place] for each in places if each is not None for place in each}
        self.browser.chosen = set() if None in places else known
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
        Review.over(self._talk, self._context, opener(self._talk, self._context), session).run()
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
        index = int(number[:9]) - 1 if number.isdecimal() else -1
        if not 0 <= index < len(self.browser.cards):
            self._talk.say(
                f"the cards are numbered from 1 to {len(self.browser.cards)}" if self.browser.cards else NONE
            )
            return
        at, key = self._context, self.browser.cards[index]
        card = at.library.card(key)
        if card is None:
            return
        sides = card.note.shown(key)
        texts = [as_shown(text) for text in (sides.prompt, sides.answer, card.note.why) if text]
        self._talk.say(*(line for text in texts for line in ("", text)), "", key)
        entries = history(at.library, key, at.plan.scheduler)
        self._talk.say(*lines(entries, at.keys, self.browser.day))
        grown = intervals(entries)
        if len(grown) > 1:
            bands = [Band(days, days) for days in grown]
            self._talk.say(
                *plot(bands, min(60, self._talk.width), 4, top=max(1, *grown), unit="days", plain=True)
            )


def opener(talk: Talk, context: Context) -> Opener:
    """Return what lists the cards that a query finds, until the user is done with that."""
    return lambda query: Browse(talk, replace(context, query=query)).run()


def _places(word: str, cards: int) -> range | None:
    """Return the places in a list of ``cards``, from 0, that a word such as 3, 5-9 or all names; None
    where it names none of them."""
    if word == "all":
        return range(cards)
    first, dash, last = word.partition("-")
    if not first.isdecimal() or not (last.isdecimal() if dash else True):
        return None
    begin, end = int(first[:9]), int(last[:9] or first[:9])
    return range(begin - 1, end) if 1 <= begin <= end <= cards else None


def _line(number: int, row: Row, day: int) -> str:
    marks = f" [{', '.join(row.marks)}]" if row.marks else ""
    return f"{number:4}  {row.due_on(day) or 'new':10}  {flat(as_shown(row.question))}{marks}  ({row.deck})"
