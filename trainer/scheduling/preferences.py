"""How days are counted and filled, as the user wishes it."""

from dataclasses import dataclass

from trainer.scheduling.queue import Mix
from trainer.scheduling.sm2 import SM2, Options


@dataclass(frozen=True, slots=True)
class Plan:
    """How days are counted and filled."""

    options: Options = SM2
    rollover_hour: int = 4
    new_per_day: int = 20
    due_per_day: int = 200
    mix: Mix = "mixed"
