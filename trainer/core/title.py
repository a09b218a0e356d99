"""Titles of decks nest with ``::``, as in Anki: ``Kafka::Delivery``."""

_NESTED = " › "


def parts(title: str) -> tuple[str, ...]:
    """Return the names of a title, the widest first, without blanks around them."""
    return tuple(part.strip() for part in title.split("::"))


def topic(title: str) -> str:
    """Return the first name: what a deck is about in the widest sense."""
    return title.partition("::")[0].strip()


def shown(title: str) -> str:
    """Return a title as people read it, ``Kafka › Delivery``."""
    return _NESTED.join(parts(title))


def innermost(title: str) -> str:
    """Return the last name of a title as `shown`, which tells it from others where there is no room."""
    return title.rpartition(_NESTED)[2]
