"""Parts of the program that are installed only by who wants them."""


def how(extra: str) -> str:
    """Return how an extra is installed: the distribution is on no package index, so from its clone, by the
    hashes of what was tested."""
    options = "--no-deps --only-binary :all: --require-hashes"
    return f".venv/bin/pip install {options} -r locked/{extra}.txt in the clone"
