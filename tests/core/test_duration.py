"""Times in words."""

import pytest

from trainer.core.duration import about


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(3, "under a minute"), (29, "under a minute"), (31, "about 1 min"), (3900, "about 1 h 05 min")],
)
def test_an_estimate_says_about_only_before_a_number(seconds: float, said: str) -> None:
    assert about(seconds) == said
