"""The one reading of Markdown, for screens and Anki alike: CommonMark with tables, struck-out text, tasks,
footnotes and mathematics. Inline HTML is text.

Text stays as it is written: a line end is a line end, ``26*26*26`` and ``__init__`` are no emphasis, and what
stands between ``$…$``, ``$$…$$``, ``\\(…\\)`` or ``\\[…\\]`` is left alone.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import lookup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

MATH = frozenset({"math_inline", "math_inline_double", "math_block"})
"""Types of the tokens whose content is mathematics, as LaTeX; the first is set in its line."""

_TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
_BRACKETS = {"(": r"\)", "[": r"\]"}
_NUMBER = re.compile(r"(?:^|[^\w\\])[0-9]{1,9}\Z")
_NESTING = 100


def reader(parser: "Callable[..., MarkdownIt] | None" = None) -> "MarkdownIt":
    """Return a reader; ``parser``: a subclass of `MarkdownIt` to be used."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    made = (parser or MarkdownIt)("commonmark", {"html": False, "breaks": True, "maxNesting": _NESTING})
    made.enable(["table", "strikethrough"])
    made.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    made.use(footnote_plugin, inline=False)
    made.inline.ruler.before("escape", "brackets", _brackets)
    made.inline.ruler.before("emphasis", "literal_marks", _literal_marks)
    made.core.ruler.push("tasks", _tasks)
    return made


def images(text: str) -> Iterator[tuple[str, str]]:
    """Yield caption and address of each image in a Markdown text."""
    if "![" not in text:
        return
    for block in reader().parse(text):
        for token in block.children or ():
            if token.type == "image":
                yield token.content, str(token.attrs["src"])


def _brackets(state: "StateInline", silent: bool) -> bool:
    r"""Read ``\(…\)`` and ``\[…\]``; where one end is missing the other one is text, with its backslash."""
    sign = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or sign not in ("(", "[", ")"):
        return False
    if sign == ")" and _NUMBER.search(state.src[max(0, state.pos - 10) : state.pos]):
        return False  # as in 1\), which begins no list
    close = _BRACKETS.get(sign)
    end = state.src.find(close, state.pos + 2, state.posMax) if close else -1
    inside = state.src[state.pos + 2 : end] if end > 0 else ""
    if not inside.strip() or "](" in inside:
        if sign == "[":
            return False  # as in \[no link\]
        if not silent:
            state.pending += state.src[state.pos : state.pos + 2]
        state.pos += 2
        return True
    if not silent:
        token = state.push("math_inline" if sign == "(" else "math_inline_double", "math", 0)
        token.content = inside
        token.markup = state.src[state.pos : state.pos + 2]
    state.pos = end + 2
    return True


_DUNDER = re.compile(r"__[a-z0-9_]+__(?![A-Za-z0-9_])")


def _literal_marks(state: "StateInline", silent: bool) -> bool:
    """Leave signs alone that are no emphasis: a star between letters or digits, two between digits, and names
    such as ``__init__``."""
    src, at = state.src, state.pos
    before = src[at - 1] if at else " "
    if src[at] == "*":
        end = at + 1
        while end < state.posMax and src[end] == "*":
            end += 1
        after = src[end] if end < state.posMax else " "
        both = before.isascii() and after.isascii()
        single = end - at == 1 and before.isalnum() and after.isalnum()
        power = end - at == 2 and before.isdigit() and after.isdigit()
        if not (both and (single or power)):
            return False
    elif (
        src[at] == "_"
        and not (before.isalnum() or before == "_")
        and (match := _DUNDER.match(src, at, state.posMax))
    ):
        end = match.end()
    else:
        return False
    if not silent:
        state.pending += src[at:end]
    state.pos = end
    return True


def _tasks(state: "StateCore") -> None:
    """Show the boxes of task lists."""
    for at, token in enumerate(state.tokens):
        if (
            token.type == "inline"
            and token.children
            and at > 1
            and state.tokens[at - 2].type == "list_item_open"
        ):
            first = token.children[0]
            if first.type == "text" and (box := _TASKS.get(token.content[:4])):
                first.content = box + first.content[4:]


# Mathematics where nothing can set it

_TABLE = """\
alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π
rho ρ sigma σ tau τ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ
Psi Ψ Omega Ω
le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ times × cdot · div ÷ pm ± mp ∓ infty ∞ sum ∑ prod ∏ int ∫
partial ∂ nabla ∇ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ to → rightarrow →
leftarrow ← Rightarrow ⇒ Leftrightarrow ⇔ leftrightarrow ↔ mapsto ↦ land ∧ lor ∨ neg ¬ ldots … dots … cdots ⋯
log log ln ln lg lg exp exp sin sin cos cos tan tan max max min min lim lim mid | langle ⟨ rangle ⟩ lfloor ⌊
rfloor ⌋ lceil ⌈ rceil ⌉ circ ∘ propto ∝ sim ∼ ll ≪ gg ≫ ell ℓ prime ′
varepsilon ε vartheta ϑ varphi φ upsilon υ Upsilon Υ hbar ħ aleph ℵ Re ℜ Im ℑ supset ⊃ supseteq ⊇ setminus ∖
varnothing ∅ wedge ∧ vee ∨ lnot ¬ oplus ⊕ otimes ⊗ perp ⊥ parallel ∥ angle ∠ cong ≅ simeq ≃ models ⊨ vdash ⊢
top ⊤ bot ⊥ iff ⇔ implies ⇒ Leftarrow ⇐ gets ← uparrow ↑ downarrow ↓ therefore ∴ because ∵ bullet • star ⋆
oint ∮ gcd gcd det det dim dim ker ker arg arg inf inf sup sup Pr Pr"""
_SIGNS = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True))
"""Commands of LaTeX that have a sign of their own."""

_UPPER = dict(zip("0123456789+-=()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣ", strict=True))
_LOWER = dict(zip("0123456789+-=()aeioxnmk", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₒₓₙₘₖ", strict=True))
_FLAT = str.maketrans({one: common for table in (_UPPER, _LOWER) for common, one in table.items()})
_INSIDE = r"\{([^{}\\]*)\}"
_STYLES = {
    **dict.fromkeys(("mathbb", "Bbb"), ("DOUBLE-STRUCK", "DOUBLE-STRUCK")),
    **dict.fromkeys(("mathcal", "mathscr", "cal"), ("SCRIPT", "SCRIPT")),
    **dict.fromkeys(("mathfrak", "frak"), ("FRAKTUR", "BLACK-LETTER")),
}
"""How Unicode calls the letters that a command makes: most of them, and those that it had before."""
_STYLED = re.compile(rf"\\({'|'.join(_STYLES)})(?:\{{([A-Za-z0-9]+)\}}| ?([A-Za-z0-9])(?![A-Za-z]))")
_DIGITS = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"]
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}\\]*)\}|([^{}\\\s]))")


@lru_cache(maxsize=256)
def readable(latex: str) -> str:
    """Return mathematics as a line of text, where it is simple enough for that, else as it is written."""
    text = " ".join(latex.split())
    text = re.sub(
        r"\\(?:text(?:rm|bf|it)?|math(?:rm|bf|it|sf|tt)|boldsymbol|bm|operatorname)\*?" + _INSIDE, r"\1", text
    )
    text = _STYLED.sub(lambda match: _styled(match[1], match[2] or match[3]) or match[0], text)
    text = _COMMAND.sub(lambda match: _SIGNS.get(match[1], match[0]), text)
    text = _SCRIPT.sub(_script, text)
    text = re.sub(r"\\d?frac" + _INSIDE * 2, lambda match: f"{_part(match[1])}/{_part(match[2])}", text)
    text = re.sub(r"\\sqrt" + _INSIDE, lambda match: f"√{_part(match[1])}", text)
    text = re.sub(r"\\(?:left|right)(?=[()\[\]|])", "", text)
    text = re.sub(r"\\(?:[,;:! ]|q?quad(?![A-Za-z]))", " ", text)
    return latex.strip() if re.search(r"[\\{}]", text) else text


def _script(match: re.Match[str]) -> str:
    inside = match[2] if match[2] is not None else match[3]
    return script(match[1], inside) or f"{match[1]}{_part(inside)}"


def _styled(command: str, letters: str) -> str:
    """Return letters and digits as a command such as ``mathbb`` has them; "" where one is not to be had."""
    style, old = _STYLES[command]
    found = []
    for one in letters:
        case = "CAPITAL" if one.isupper() else "SMALL"
        what = f"DIGIT {_DIGITS[int(one)]}" if one.isdigit() else f"{case} {one.upper()}"
        found.append(_named(f"MATHEMATICAL {style} {what}") or _named(f"{old} {what}"))
    return "".join(found) if all(found) else ""


def _named(name: str) -> str:
    try:
        return lookup(name)
    except KeyError:
        return ""


def script(sign: str, text: str) -> str:
    """Return a text in raised (``^``) or lowered (``_``) letters; "" where one of them is not to be had."""
    table = _UPPER if sign == "^" else _LOWER
    return "".join(table[one] for one in text) if all(one in table for one in text) else ""


def flat(text: str) -> str:
    """Return a text with each raised or lowered letter as a common one."""
    return text if text.isascii() else text.translate(_FLAT)


def _part(inside: str) -> str:
    return inside if len(inside) == 1 or inside.isalnum() else f"({inside})"
