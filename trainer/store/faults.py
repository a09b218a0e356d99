"""What is wrong with events (`trainer.core.log.fault`) in the words of SQLite: whether any of many
has one is so told sooner than by a look at each."""

from collections.abc import Collection

from trainer.core.log import ANSWERS, MAY_LACK, NUMBERS, OF_A_CARD, Event


def _unfit(name: str) -> str:
    if name not in NUMBERS:
        return f"typeof(\"{name}\") <> 'text'"
    least, most = NUMBERS[name]
    fits = f'typeof("{name}") = \'integer\' AND "{name}" BETWEEN {least} AND {most}'
    return f'NOT ("{name}" IS NULL OR {fits})' if name in MAY_LACK else f"NOT ({fits})"


def _among(kinds: Collection[str]) -> str:
    return f"kind IN ({', '.join(map(repr, sorted(kinds)))})"


FAULT = " OR ".join(
    (
        *map(_unfit, Event._fields),
        *(f"{name} = ''" for name in ("id", "device", "kind")),
        f"card = '' AND {_among(OF_A_CARD)}",
        f"grade IS NULL AND {_among(ANSWERS)}",
    )
)
"""Has an event a fault?"""
