"""Roles of colour: one table of what each means in each theme. Colour repeats what words and signs say.

`style.tcss` uses a role as ``$role-NAME``, spans of text as ``.name`` of `TEXT`. A theme of Textual's that
has no row here gets its roles from its own colours, moved away from the background until they can be read.
"""

from collections.abc import Mapping
from typing import NamedTuple

from textual.color import Color
from textual.theme import Theme

LEAST_CONTRAST = 4.5
"""Of every text that means something against its background: WCAG 2.2, level AA."""

COLOURLESS = "ansi_default"
"""What every role is where there is to be no colour."""


class Roles(NamedTuple):
    """A theme as roles.

    Attributes:
        background, text: of all that has no role.
        accent: what is focused or to be acted on.
        new, due, again: cards that wait.
        good, bad, warn: verdicts.
        quiet: idle things such as zeros, rules, sources; still readable.
        strong: the question, and what was picked.
        answer: the answer and the bar at its left.
        code: code and formulas within prose.
    """

    background: str
    text: str
    accent: str
    new: str
    due: str
    again: str
    good: str
    bad: str
    warn: str
    quiet: str
    strong: str
    answer: str
    code: str


TABLE: Mapping[str, Roles] = {
    #                   background text      accent    new       due       again     good      bad
    #                   warn      quiet     strong    answer    code
    "dark": Roles(
        *("#15171c", "#cdd1d9", "#c0a5ff", "#74b4ff", "#7fcf83", "#f4a860", "#7fcf83", "#ff8a84"),
        *("#e6c766", "#8f97a5", "#ffffff", "#74dcc8", "#dcc0a2"),
    ),
    "light": Roles(
        *("#fbfaf7", "#2a2e35", "#6537b8", "#0a59a8", "#1c702f", "#a04400", "#1c702f", "#b1221b"),
        *("#755800", "#636973", "#000000", "#00646b", "#7c3a15"),
    ),
    "high-contrast": Roles(
        *("#000000", "#ffffff", "#ffff00", "#7cc0ff", "#4dff7c", "#ffb347", "#4dff7c", "#ff9a9a"),
        *("#ffff66", "#c8c8c8", "#ffffff", "#3ffcff", "#ffd9b3"),
    ),
    # After Okabe and Ito, "Color Universal Design" (2008): blue against vermilion, never red against green.
    "colour-blind": Roles(
        *("#15171c", "#cdd1d9", "#f0e442", "#56b4e9", "#1fc29a", "#e69f00", "#56b4e9", "#f5833c"),
        *("#f0e442", "#8f97a5", "#ffffff", "#e29ac4", "#dcc0a2"),
    ),
}
"""The program's own themes by their names."""

DARK = "dark"
"""The theme where the user says nothing."""


TEXT: Mapping[str, tuple[str, str]] = {
    "accent": ("accent", ""),
    "again": ("again", ""),
    "answer": ("answer", ""),
    "bad": ("bad", ""),
    "code": ("code", ""),
    "code-comment": ("quiet", "italic"),
    "code-keyword": ("", "bold"),
    "code-name": ("new", ""),
    "code-number": ("again", ""),
    "code-string": ("due", ""),
    "dim": ("quiet", ""),
    "due": ("due", ""),
    "em": ("", "italic"),
    "good": ("good", ""),
    "heading": ("strong", "bold"),
    "key": ("accent", "bold"),
    "link": ("", "underline"),
    "math": ("code", ""),
    "new": ("new", ""),
    "note": ("quiet", ""),
    "question": ("strong", ""),
    "strong": ("", "bold"),
    "struck": ("", "strike"),
    "tick": ("quiet", ""),
    "warn": ("warn", "bold"),
}
"""What spans of text may be, as ``.name``: their role and their kind of letters."""


def themes() -> list[Theme]:
    """Return the program's own themes, for Textual."""
    return [
        Theme(
            name=name,
            primary=roles.accent,
            secondary=roles.new,
            accent=roles.accent,
            warning=roles.warn,
            error=roles.bad,
            success=roles.good,
            foreground=roles.text,
            background=roles.background,
            surface=roles.background,
            panel=roles.background,
            dark=Color.parse(roles.background).brightness < 0.5,
            variables={"block-cursor-foreground": roles.background, "block-cursor-background": roles.accent},
        )
        for name, roles in TABLE.items()
    ]


def roles_of(theme: Theme, colours: Mapping[str, str], *, colourless: bool = False) -> Roles:
    """Return the roles in a theme; ``colours`` are its variables. Themes of the terminal's own colours keep
    those, as nobody knows what they are."""
    if colourless:
        return Roles(*[COLOURLESS] * len(Roles._fields))
    if theme.name in TABLE:
        return TABLE[theme.name]
    if theme.ansi:
        return Roles(
            COLOURLESS, COLOURLESS, "ansi_magenta", "ansi_blue", "ansi_green", "ansi_yellow", "ansi_green",
            "ansi_red", "ansi_yellow", COLOURLESS, COLOURLESS, "ansi_cyan", "ansi_yellow",
        )  # fmt: skip
    background = Color.parse(colours["background"])
    text = Color.parse(colours["foreground"])
    strong = background.get_contrast_text(1.0)

    def readable(colour: str) -> str:
        return away(Color.parse(colours.get(colour, colour)), background).hex

    return Roles(
        background.hex,
        away(text, background).hex,
        readable("primary"),
        readable("#4a90e2"),
        readable("success"),
        readable("#e08030"),
        readable("success"),
        readable("error"),
        readable("warning"),
        away(background.blend(text, 0.5), background).hex,
        away(Color(strong.r, strong.g, strong.b), background).hex,
        readable("accent"),
        readable("secondary"),
    )


def with_roles(theme: Theme, variables: dict[str, str], *, colourless: bool = False) -> dict[str, str]:
    """Return the variables of a theme and its roles, as style sheets name them."""
    roles = roles_of(theme, variables, colourless=colourless)
    return variables | {f"role-{name}": colour for name, colour in roles._asdict().items()}


def away(colour: Color, background: Color) -> Color:
    """Return a colour moved towards black or white as far as it must be to be read on ``background``."""
    colour = Color(colour.r, colour.g, colour.b)
    white, black = Color(255, 255, 255), Color(0, 0, 0)
    end = max((white, black), key=lambda one: contrast(one, background))
    for step in range(21):
        moved = colour.blend(end, step / 20)
        if contrast(moved, background) >= LEAST_CONTRAST:
            return moved
    return end


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """Return the relative luminance, 0 to 1: WCAG 2.2, "relative luminance"."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
