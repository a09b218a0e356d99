"""What later keys would have to wait for is loaded in a thread, while the first card is read."""

from importlib import import_module

from trainer.context import Context

WARMED = (
    "trainer.tui.lines.highlight",
    "trainer.tui.screens.home",
    "trainer.tui.screens.summary",
    "trainer.tui.widgets.field",
    "trainer.grading.order",
    "trainer.grading.points.points",
    "trainer.grading.suggest",
    "trainer.grading.typed.typed",
)
"""Modules that the keys of a review need, but its first card does not."""


def warm(context: Context) -> None:
    """Load it, and do with it what is slow the first time."""
    from trainer.tui.lines.markdown import full

    context.warm()
    full("")
    for module in WARMED:
        import_module(module)
    import_module("trainer.grading.typed.typed").compare_text("", ("",))
