"""Which cards are weak, and which the weakest: one measure for home, statistics and practice."""

from collections.abc import Sequence

from trainer.core.library import Library
from trainer.core.query import parse
from trainer.core.scope import Scope

WEAK = parse("prop:lapses>0 -is:suspended -is:buried")
"""Cards that were forgotten after they had been learnt, but for those that were set aside."""


def weakest(library: Library, scope: Scope, day: int) -> Sequence[str]:
    """Return the weak cards in scope, those forgotten most often first."""
    return library.cards(scope.narrowed(WEAK)._replace(day=day), day, "lapses", down=True)
