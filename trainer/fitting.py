"""Parameters of FSRS-6 fitted to a person's own answers, by fsrs-rs: the optional extra ``optimize``."""

from collections.abc import Sequence

from trainer.core import extras
from trainer.core.errors import UsageError
from trainer.scheduling.evaluate import History


def available() -> bool:
    """Is what fits parameters installed?"""
    from importlib.util import find_spec

    return find_spec("fsrs_rs_python") is not None


def fit(histories: Sequence[History]) -> tuple[float, ...]:
    """Return the 21 parameters that foretell these answers best, the default ones for a few answers. The same
    answers give the same parameters.

    Raises:
        UsageError: the extra is not installed.
        ValueError: the answers do not suffice.
    """
    try:
        import fsrs_rs_python as rs
    except ImportError:
        raise UsageError(f"fitting parameters needs an optional extra: {extras.how('optimize')}") from None
    items = []
    for history in histories:
        reviews = [rs.FSRSReview(rating, days) for rating, days in history]
        items += [
            rs.FSRSItem(reviews[: end + 1]) for end, (_, days) in enumerate(history) if end and days > 0
        ]
    try:
        found = rs.FSRS(list(rs.DEFAULT_PARAMETERS)).compute_parameters(items)
    except (RuntimeError, ValueError) as error:
        raise ValueError(f"the answers do not suffice to fit parameters: {error}") from error
    return tuple(
        round(number, 4) for number in found
    )  # it reckons in 32 bits; nobody tells parameters closer
