"""At the end of a session by the plan: where one stands against the goals, and what tomorrow brings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.goals.session import plans_of
from trainer.practice.session import Session

if TYPE_CHECKING:
    from trainer.goals.wording import Row


def ending(session: Session) -> "Sequence[Row]":
    """Return it in rows; none where the session was by no plan."""
    if not plans_of(session):
        return ()
    from trainer.goals.log import goals
    from trainer.goals.standing import standing
    from trainer.goals.today import plan_today
    from trainer.goals.wording import Row, each_task, short

    library, plan, day = session.library, session.plan, session.day
    known = goals(library)
    then = {each.goal.id: each_task(each.day) for each in plan_today(library, plan, day + 1)}
    found = []
    for each in plan_today(library, plan, day):
        said = short(standing(library, each, known))
        later = then.get(each.goal.id, "")
        found.append(Row(each.goal.name, f"{said}; tomorrow {later}" if later else said))
    return found
