"""Colours for code, by names of component classes, so that they suit every theme. Imported with the first
block of code that names its language, since pygments is slow to load."""

from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import Token  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]
from textual.content import Content, Span

_STYLES = (
    (Token.Comment, ".code-comment"),
    (Token.Keyword, ".code-keyword"),
    (Token.Operator.Word, ".code-keyword"),
    (Token.Literal.String, ".code-string"),
    (Token.Literal.Number, ".code-number"),
    (Token.Name.Builtin, ".code-name"),
    (Token.Name.Function, ".code-name"),
    (Token.Name.Class, ".code-name"),
)


def highlight(code: str, language: str) -> Content:
    """Return ``code`` with its comments, keywords, strings, numbers and names styled; plain when the language
    is not known."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return Content(code)
    text = ""
    spans = []
    for token, part in lexer.get_tokens(code):
        start, text = len(text), text + part
        spans += [Span(start, len(text), style) for kind, style in _STYLES if token in kind]
    return Content(text, spans=spans)
