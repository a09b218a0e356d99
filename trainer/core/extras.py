"""Parts of the program that are installed only by who wants them."""


def how(extra: str) -> str:
    """Return how an extra is installed: the distribution is on no package index, so from its clone."""
    return f".venv/bin/pip install -e '.[{extra}]' in the clone"
