"""The seven kinds of note, a file each: their fields, the cards each yields, and what a card of it shows.

A kind is a frozen dataclass on top of `Body`, which says what every layer may ask. What a layer does in a
way of its own for one kind stands in a table of that layer, under the kind's name.
"""

from trainer.core.kinds.basic import Basic as Basic
from trainer.core.kinds.body import Body as Body
from trainer.core.kinds.body import Cell as Cell
from trainer.core.kinds.body import Point as Point
from trainer.core.kinds.body import Way as Way
from trainer.core.kinds.choice import Choice as Choice
from trainer.core.kinds.choice import Wrong as Wrong
from trainer.core.kinds.cloze import Cloze as Cloze
from trainer.core.kinds.compare import Aspect as Aspect
from trainer.core.kinds.compare import Compare as Compare
from trainer.core.kinds.order import Order as Order
from trainer.core.kinds.points import Points as Points
from trainer.core.kinds.sides import Option as Option
from trainer.core.kinds.sides import Sides as Sides
from trainer.core.kinds.sides import Table as Table
from trainer.core.kinds.sides import bullets as bullets
from trainer.core.kinds.typed import Typed as Typed

KINDS: dict[str, type[Body]] = {
    kind.kind: kind for kind in (Basic, Cloze, Choice, Typed, Order, Compare, Points)
}
