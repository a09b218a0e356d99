"""The schedulers there are."""

from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2

DEFAULT: Scheduler = SM2
"""What schedules where nothing else is said."""
