"""How many examples property tests try: few and always the same by default, many fresh ones in a search.

python3 run.py tests --hypothesis-profile=search -m hypothesis    looks for what the default has missed
"""

from typing import Any

from hypothesis import settings

EXAMPLES = 20
"""Examples of a property test in the default profile, unless it asks for another number by `some`."""


def register_profiles() -> None:
    """Make the profiles known, and use the default one unless the command line names another."""
    settings.register_profile("default", deadline=None, max_examples=EXAMPLES, derandomize=True)
    settings.register_profile("search", deadline=None, max_examples=2000, derandomize=False, print_blob=True)
    settings.load_profile("default")


def some(examples: int, **more: Any) -> settings:
    """So many examples in the default profile; in a search as many more as other tests have."""
    return settings(max_examples=max(1, examples * settings().max_examples // EXAMPLES), **more)
