"""From when on what is asked can have been seen: keys that came before were meant for what stood there."""

from math import inf

from textual.message import Message
from textual.widget import Widget

SETTLE = 0.3
"""Seconds after it was drawn in which nobody has read a question, let alone begun to write its answer."""


class Seen:
    """Knows whether a key came after what a widget or screen asks could be seen."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._from = 0.0
        self._turn = 0

    def anew(self) -> None:
        """Something else is asked from now on, and not drawn yet."""
        self._turn += 1
        self._from = inf
        self._widget.call_after_refresh(self._drawn, self._turn)

    def _drawn(self, turn: int) -> None:
        if turn == self._turn:
            self._from = Message().time + SETTLE

    def now(self) -> None:
        """Keys are meant for it, seen or not, as the user has said so."""
        self._turn += 1
        self._from = 0.0

    def before(self, event: Message) -> bool:
        """Did ``event`` come before that?"""
        return event.time < self._from
