"""Words in the shell: the scripts that complete them, and what may stand where the cursor is."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from trainer.cli.environment import reporting, settings
from trainer.cli.options import CARD, COPY, DECK, FILE, FOLDER, KEY, OWN, QUERY, RULE, TAG, VALUE
from trainer.core.errors import Exit, TrainerError, UsageError
from trainer.core.title import parts

if TYPE_CHECKING:
    from trainer.core.library import DeckCounts
    from trainer.settings.model import Settings
    from trainer.store.store import Store

SHELLS = ("bash", "zsh", "fish")

_EACH_IS = {
    DECK: "deck, tag or query",
    OWN: "deck of yours",
    TAG: "tag",
    CARD: "card or note",
    QUERY: "part of a query",
    COPY: "copy",
    RULE: "rule",
    KEY: "setting, or what to do",
    VALUE: "setting or value",
}
"""What a shell says of each word that is proposed; what a parser says is about the argument."""

_BASH = """\
_trainer_words_{what}() {{
  # A colon parts words here: what stands before the last one is written already.
  local at=$COMP_CWORD before="" quote="" word found
  while [ $at -gt 1 ] && [[ "${{COMP_WORDS[at]}}" = :* || "${{COMP_WORDS[at-1]}}" = :* ]]; do
    at=$(( at - 1 )); before="${{COMP_WORDS[at]}}$before"
  done
  local line="${{COMP_WORDS[*]:0:at}} ${{before}}$1"
  case "$1" in
    [\\"\\']*) quote=1 word="${{1:1}}" ;;  # readline puts the quotes back
    *) word="${{before}}${{1#:}}" word="${{word//\\\\/}}" ;;
  esac
  trainer completion --of {what} --line "$line" 2>/dev/null | while IFS= read -r found; do
    [[ "$found" = "$word"* ]] || continue
    found="${{found#"$before"}}"
    [ "$quote" ] || found="${{found// /\\\\ }}"
    echo "$found"
  done
}}"""

_BASH_COMPLETE = "complete -o bashdefault -F {} trainer"
_BASH_WHOLE = """\
_trainer() {
  # The sign of --db=FILE parts words here, too: without it they are --db FILE.
  local -a words=()
  local at cword=$COMP_CWORD
  for (( at = 0; at < ${#COMP_WORDS[@]}; at++ )); do
    if [[ "${COMP_WORDS[at]}" = "=" && "${words[${#words[@]}-1]}" = --* ]]; then
      if (( at == COMP_CWORD )); then words+=(""); elif (( at < COMP_CWORD )); then (( cword-- )); fi
    else
      words+=("${COMP_WORDS[at]}")
    fi
  done
  local COMP_CWORD=$cword
  local -a COMP_WORDS=("${words[@]}")
  _shtab_trainer
}

"""
_FISH_WORD = "(__fish_complete_path (commandline -ct))"
_FISH_VALUE = "(__fish_complete_path (string replace -r -- '^--[a-z-]+=' '' (commandline -ct)))"
"""What of a word is a path: of ``--db=FILE`` what stands behind the sign."""

_ZSH = """\
_trainer_words_{what}() {{
  compadd "$@" -- ${{(f)"$(trainer completion --of {what} --line "$LBUFFER" 2>/dev/null)"}}
}}"""


def completion(arguments: argparse.Namespace) -> int:
    """Print a script that lets a shell complete verbs, options, decks, tags, queries, settings and files."""
    if arguments.of:
        with suppress(TrainerError):  # nothing is proposed then; a shell has no place for words about it
            print(*words(arguments), sep="\n")
        return Exit.DONE
    if arguments.shell is None:
        raise UsageError(f"name the shell: {', '.join(SHELLS)}")
    import shtab

    complete: dict[str, Any] = {FILE: shtab.FILE, FOLDER: shtab.DIRECTORY}
    complete |= {what: _asking(what) for what in (*_OF_STORE, *_OF_SETTINGS, COPY)}
    for action in _actions(arguments.parser):
        if (stands_for := getattr(action, "stands_for", "")) in complete:
            action.complete = complete[stands_for]  # type: ignore[attr-defined]
            action.help = _EACH_IS.get(stands_for, action.help)
    script = shtab.complete(arguments.parser, shell=arguments.shell)
    if arguments.shell == "zsh":  # what may stand several times is completed only once by shtab
        script = script.replace('"(*)::', '"*:').replace('"(*):', '"*:')
    whole = _BASH_WHOLE + _BASH_COMPLETE.format("_trainer")
    print(script.replace(_BASH_COMPLETE.format("_shtab_trainer"), whole).replace(_FISH_WORD, _FISH_VALUE))
    return Exit.DONE


def words(arguments: argparse.Namespace) -> list[str]:
    """Return what may stand at the end of the line that is being written."""
    line = arguments.line.split(" ")
    _take(arguments, line[:-1])
    wishes = settings(arguments)
    what = arguments.of
    if what in _OF_SETTINGS:
        found: Iterable[str] = _OF_SETTINGS[what](wishes, line)
    elif what == COPY:
        from trainer import paths
        from trainer.store.copies import restorable

        found = [copy.name for copy in restorable(paths.database(arguments.db))]
    elif what in _OF_STORE:
        with reporting(arguments, wishes) as store:
            found = list(_OF_STORE[what](store, wishes, line[-1]))
    else:
        found = ()
    return [word for word in dict.fromkeys(found) if word and not set(word) & set("\n\t\"'\\$`")]


def _take(arguments: argparse.Namespace, line: Sequence[str]) -> None:
    """Take over which history, settings and decks a line names."""
    for word, after in zip(line, (*line[1:], ""), strict=False):
        name, sign, value = word.partition("=")
        told = (value if sign else after).strip("\"'")
        if told and name == "--decks":
            arguments.decks = [*(arguments.decks or ()), told]
        elif told and name in ("--db", "--config"):
            setattr(arguments, name.removeprefix("--"), told)


def _asking(what: str) -> dict[str, Any]:
    """Return how each shell asks the program for words."""
    ask = f"trainer completion --of {what} --line"
    return {
        "bash": f"_trainer_words_{what}",
        "zsh": f"_trainer_words_{what}",
        "fish": f"({ask} (string join ' ' -- (commandline -opc) (commandline -ct)) 2>/dev/null)",
        "preamble": {"bash": _BASH.format(what=what), "zsh": _ZSH.format(what=what)},
    }


def _actions(verb: argparse.ArgumentParser) -> list[argparse.Action]:
    found = list(verb._actions)
    for action in verb._actions:
        if isinstance(action, argparse._SubParsersAction):
            found += [inner for below in action.choices.values() for inner in _actions(below)]
    return found


def _decks(store: "Store", wishes: "Settings", word: str) -> Iterator[str]:
    found = store.decks(0)
    yield from (deck.id for deck in found)
    yield from _titles(found)
    yield from wishes.queries
    yield from (f"tag:{tag}" for tag in _tags(store, wishes, word))
    if word:  # of many words, those of a query when one is begun
        yield from _queries(store, wishes, word)


def _titles(decks: Iterable["DeckCounts"]) -> Iterator[str]:
    """Yield what titles begin with."""
    for deck in decks:
        within = parts(deck.title)
        yield from ("::".join(within[:depth]) for depth in range(1, len(within) + 1))


def _own(store: "Store", _wishes: "Settings", _word: str) -> Iterator[str]:
    from trainer.cli.own import is_shipped

    yield from (deck.id for deck in store.own_decks() if not is_shipped(deck.path))


def _tags(store: "Store", _wishes: "Settings", _word: str) -> Iterable[str]:
    return sorted(store.tags())


def _cards(store: "Store", _wishes: "Settings", word: str) -> Iterator[str]:
    from trainer.core.scope import Scope

    deck, slash, _ = word.partition("/")
    if slash:
        yield from store.cards(Scope((deck,)), 0)
        yield from (note.key for note in store.notes(Scope((deck,))))
    else:
        yield from (f"{each.id}/" for each in store.decks(0))


def _queries(store: "Store", wishes: "Settings", word: str) -> Iterator[str]:
    from trainer.core.card import LEVELS
    from trainer.core.kinds import KINDS
    from trainer.core.query import COUNTS, IS

    yield from wishes.queries
    for field, names in {"is": IS, "kind": KINDS, "level": LEVELS}.items():
        yield from (f"{field}:{name}" for name in names)
    yield from (f"prop:{name}>" for name in COUNTS)
    yield from (f"tag:{tag}" for tag in _tags(store, wishes, word))
    decks = store.decks(0)
    names = (*(deck.id for deck in decks), *_titles(decks))
    yield from (f"deck:{name}" for name in names if " " not in name)


def _keys(wishes: "Settings", line: list[str]) -> Iterator[str]:
    from trainer.settings.wording import listed

    yield from ("list", "get", "set", "unset", "edit", "path") if line[-2:-1] == ["config"] else ()
    for setting in listed(wishes):
        yield setting.name
        yield from (
            (f"{setting.name}.{part}" for part in getattr(wishes, setting.name)) if setting.parts else ()
        )


def _rules(_wishes: "Settings", _line: list[str]) -> Iterator[str]:
    from trainer.decks.rules import RULES

    yield from ("all", *RULES)


def _values(wishes: "Settings", line: list[str]) -> Iterator[str]:
    """Yield the values that the setting named last takes; behind `get` and `set` there comes its name."""
    from trainer.settings.wording import listed

    before = line[-2] if len(line) > 1 else ""
    if before in ("get", "set", "unset"):
        yield from _keys(wishes, line)
    for setting in listed(wishes):
        if setting.name == before:
            yield from setting.choices
            if setting.name == "theme":
                from trainer.tui.roles import themes

                yield from (theme.name for theme in themes())


_OF_STORE: Mapping[str, Callable[["Store", "Settings", str], Iterable[str]]] = {
    DECK: _decks,
    OWN: _own,
    TAG: _tags,
    CARD: _cards,
    QUERY: _queries,
}
_OF_SETTINGS: Mapping[str, Callable[["Settings", list[str]], Iterable[str]]] = {
    KEY: _keys,
    VALUE: _values,
    RULE: _rules,
}
