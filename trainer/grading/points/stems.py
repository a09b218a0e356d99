"""Light stemming: forms of one word get one stem, different words keep different ones."""

from functools import lru_cache

from trainer.grading.points.wordlist import words

# Irregular forms, each to its base.
_IRREGULAR_FORMS = """
begin: began begun | break: broke broken | bring: brought | build: built | catch: caught
choose: chose chosen | die: died dies dying dead | do: did done does | draw: drew drawn
drive: drove driven | fall: fell fallen | feed: fed | find: found | get: got gotten | give: gave given
go: goes went gone | grow: grew grown | hide: hid hidden | hold: held | keep: kept | know: knew known
lead: led | leave: left leaves | lie: lay lain lies lying | lose: lost loses | make: made
overwrite: overwrote overwritten | pay: paid | rewrite: rewrote rewritten | rerun: reran | run: ran
say: said | see: saw seen | send: sent | show: shown | spend: spent | stand: stood | stick: stuck
take: took taken | tell: told | throw: threw thrown | use: uses used using | wake: woke woken
write: wrote written | choice: choices | big: bigger biggest | fast: faster fastest | few: fewer fewest
high: higher highest | large: larger largest | late: later latest | long: longer longest
low: lower lowest | new: newer newest | old: older oldest | early: earlier earliest
short: shorter shortest | slow: slower slowest | small: smaller smallest | tiny: tinier
cheap: cheaper cheapest | index: indices indexes | statistic: stats stat statistics
minimum: min minimal minima | maximum: max maximal maxima
config: configuration configurations configure configured configs | database: db dbs | relational: rdbms
metadata: meta | replica: replicate replicated | recovery: recover recovers recovered recovering
deletion: deletes delete deleted deleting
optimise: optimised optimize optimized optimizes optimises optimizing optimization optimiser
"""

# Longest first; the number is how many letters must stay.
_SHORT = words("ed ing ings")
_LONG = words(
    """
    ization isation ation ment edly ly ion ional ive able ible ence ance ency ent ability ibility ate ated
    ating ize ized izing ise ised ising ity al ual
    """
)
_SUFFIXES = sorted([*((one, 3) for one in _SHORT), *((one, 4) for one in _LONG)])
_SUFFIXES.sort(key=lambda pair: len(pair[0]), reverse=True)


def _irregular() -> dict[str, str]:
    entries = (
        entry.split(":") for line in _IRREGULAR_FORMS.strip().splitlines() for entry in line.split("|")
    )
    return {form: base.strip() for base, forms in entries for form in forms.split()}


_IRREGULAR = _irregular()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word, its own form for short words and those with digits."""
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    shorter = _without_suffix(word)
    while shorter != word:
        word, shorter = shorter, _without_suffix(shorter)
    if len(word) > 3 and word[-1] in "ea":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def _without_suffix(word: str) -> str:
    for suffix, least in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            return word[: -len(suffix)]
    return word
