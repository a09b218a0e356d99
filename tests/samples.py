"""A body of every kind for all tests: plain ones, ones with a given text everywhere, random ones."""

from hypothesis import strategies as st

from trainer.core.kinds import (
    Aspect,
    Basic,
    Body,
    Choice,
    Cloze,
    Compare,
    Order,
    Point,
    Points,
    Typed,
    Wrong,
)
from trainer.core.text import clean

CHOICE = Choice("Which?", ("a", "b"), (Wrong("c", "because"), Wrong("d"), Wrong("e")))
ORDER = Order("Sort", ("one", "two", "three", "four"))
COMPARE = Compare(
    subjects=(("flink", "Flink"), ("spark", "Spark")),
    aspects=(
        Aspect("state", "Where is state kept?", (("flink", "RocksDB"), ("spark", "State store"))),
        # Cells may be written in another order than the subjects.
        Aspect("unit", "What is processed at a time?", (("spark", "A batch"), ("flink", "An event"))),
    ),
    ask="Compare Flink and Spark.",
)
EVERY_KIND: tuple[Body, ...] = (
    Basic("Q", "A", reverse=True),
    Cloze("{{c2::x}} and {{c1::y::hint}}"),
    CHOICE,
    Typed("Q", "ls -l", accept=("ls",)),
    ORDER,
    COMPARE,
    Points("Q", (Point("a", (("x", "y"),), must=True), Point("b"))),
)
BY_KIND = {body.kind: body for body in EVERY_KIND}


def bodies_with(text: str, plain: str = "x") -> tuple[Body, ...]:
    """Return a body of each kind with ``text`` (Markdown) or ``plain`` wherever a text can be."""
    cells = (("left", text), ("right", f"not {text}"))
    return (
        Basic(f"What is {text}?", f"It is {text}", reverse=True),
        Cloze(f"Take {{{{c1::first}}}} and {text}, then {{{{c3::third::hint}}}}"),
        Choice(
            f"Which {text}?", (text, f"also {text}"), (Wrong(f"no {text}", f"since {text}"), Wrong("none"))
        ),
        Typed(f"Type {text}", plain, (f"{plain} 2",)),
        Order(f"Sort {text}", (f"one {text}", "two", "three")),
        Compare(
            (("left", text), ("right", "R")),
            (Aspect("a", f"ask {text}", cells), Aspect("b", "B", cells)),
            f"Compare {text}",
        ),
        Points(f"Explain {text}", (Point(f"say {text}", must=True), Point("more")), 90),
    )


TEXT = st.text(max_size=12).map(clean)
SOME = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
KEYS = st.lists(st.sampled_from(["a", "b-1", "c_2", "0"]), min_size=1, max_size=3, unique=True)


@st.composite
def _compares(draw: st.DrawFn) -> Compare:
    subjects = tuple((key, draw(TEXT)) for key in draw(KEYS))
    aspects = tuple(
        Aspect(key, draw(TEXT), tuple((subject, draw(TEXT)) for subject, _ in subjects), draw(st.booleans()))
        for key in draw(KEYS)
    )
    aspects = (aspects[0]._replace(show=False), *aspects[1:])
    return Compare(subjects, aspects, draw(TEXT))


RANDOM: dict[str, st.SearchStrategy[Body]] = {
    "basic": st.builds(Basic, TEXT, TEXT, st.booleans()),
    "cloze": st.builds(lambda one, two: Cloze(f"{one}{{{{c2::x::y}}}} {{{{c1::z}}}}{two}"), TEXT, TEXT),
    "choice": st.builds(Choice, TEXT, SOME, st.lists(st.builds(Wrong, TEXT, TEXT), min_size=1).map(tuple)),
    "typed": st.builds(Typed, TEXT, TEXT, SOME, st.sampled_from(["text", "command", "number"])),
    "order": st.builds(Order, TEXT, SOME),
    "compare": _compares(),
    "points": st.builds(
        Points,
        TEXT,
        st.lists(
            st.builds(Point, TEXT, st.lists(SOME, max_size=2).map(tuple), st.booleans()), min_size=1
        ).map(tuple),
        st.integers(0, 900),
    ),
}
"""Bodies of each kind with random texts."""
