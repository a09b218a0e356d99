"""What `prop:due` finds."""

from tests.store.build import DAY, mark
from tests.store.test_within import Find, find, some
from trainer.store.store import Store

__all__ = ["find", "some"]


def test_cards_that_will_not_be_asked_are_due_on_no_day(find: Find, some: Store) -> None:
    """As Anki has it, which looks among the cards that wait to be reviewed."""
    assert find("prop:due<9") == ["water", "gaps#c1", "lost"]
    assert find("prop:due=1") == ["gaps#c1"]
    some.record(mark("two/lost", "suspend"))
    some.record(mark("one/gaps#c2", "bury"))
    assert find("prop:due<9") == ["water"]
    assert find("prop:due<9", DAY + 1) == ["water", "gaps#c1"]
    assert find("-prop:due<9 -is:new") == ["gaps#c1", "lost"]
