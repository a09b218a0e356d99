"""Mathematics, written as LaTeX, as a line of text: where nothing can set it."""

import re
from functools import lru_cache
from unicodedata import lookup

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
