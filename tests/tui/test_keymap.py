"""Keys of the user's own, of other layouts and forms; what means nothing is told once; copying."""

from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from tests import build
from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import BASIC, library, note
from trainer.core.kinds import Choice, Wrong
from trainer.core.layouts import LAYOUTS
from trainer.core.presets import PRESETS, Preset
from trainer.tui.all_keys import SCREENS, refused
from trainer.tui.keymap import (
    bound_by,
    conflicts,
    keys_of,
    meant,
    name_of,
    shown,
    shown_name,
    told_as,
)

BOUND = frozenset(
    {"space", *"uafbxkdqGTZ", "1", "3", "4", "8", "0", "exclamation_mark", "slash"},
)


async def typed(driver: Driver, *characters: str) -> None:
    """Type characters as a terminal sends them, whatever keys have them."""
    for character in characters:
        driver.app.post_message(Key(character if len(character) > 1 else f"key_{ord(character)}", character))
        await driver.press()


@pytest.mark.parametrize(
    ("character", "key"),
    [
        *(("г", "u"), ("ф", "a"), ("а", "f"), ("и", "b"), ("И", "b")),  # Russian, the last with Caps Lock
        *(("θ", "u"), ("α", "a"), ("χ", "x")),  # Greek
        *(("ו", "u"), ("ש", "a"), ("כ", "f")),  # Hebrew
        *(("ع", "u"), ("ش", "a"), ("ء", "x")),  # Arabic
        *(("&", "1"), ('"', "3"), ("'", "4"), ("à", "0")),  # French digits without shift
        *(("š", "3"), ("č", "4")),  # Czech ones
        *(
            ("٣", "3"),
            ("४", "4"),
            ("۰", "0"),
            ("๓", "3"),
            ("፫", "3"),
            ("③", "3"),
            ("三", "3"),
        ),  # any script's
        *(("ㅕ", "u"), ("は", "f"), ("な", "u"), ("ﾅ", "u"), ("あ", "3"), ("ㄇ", "a")),  # of East Asia
        *(("ฟ", "a"), ("ี", "u"), ("ค", "8"), ("ો", "a"), ("ह", "u"), ("ფ", "f"), ("ֆ", "f")),
        *(
            ("ن", "k"),
            ("ی", "d"),
            ("љ", "q"),
            ("П", "G"),
            ("ㅆ", "T"),
            ("っ", "Z"),
        ),  # with shift, the last three
        *(("３", "3"), ("ｕ", "u"), ("！", "exclamation_mark"), ("　", "space")),  # full width
        *(("U", "u"), ("G", "G")),  # Caps Lock, but not where a capital has its own meaning
    ],
)
def test_a_key_of_another_layout_or_form_is_the_one_at_its_place(character: str, key: str) -> None:
    name = character if character.isascii() and character.isalpha() else "some_name"
    assert meant(name, character, BOUND, {}) == key


def test_what_means_something_is_never_taken_for_another_key() -> None:
    assert meant("slash", "/", BOUND, {}) == "slash", "though it stands where a Hebrew layout has q"
    assert meant("z", "z", BOUND, {}) == "z"
    assert meant("f5", None, BOUND, {}) == "f5"
    assert meant("plus", "+", BOUND, {}) == "plus", (
        "which on a Czech layout has 1, and on most others + itself"
    )
    assert meant("superscript_two", "²", BOUND, {}) == "superscript_two"


def test_a_review_goes_by_cyrillic_letters() -> None:
    lib = library(note(BASIC))

    async def script(driver: Driver) -> None:
        await typed(driver, "а")
        assert "⚑ flagged" in driver.text
        await typed(driver, "г")
        assert "⚑" not in driver.text

    run(context(lib), script)


def test_letters_of_an_answer_stay_what_they_are() -> None:
    from tests.tui.answering import TYPED

    async def script(driver: Driver) -> None:
        await typed(driver, "г", "ф")
        assert "› гф" in driver.text

    run(context(library(TYPED)), script)


@pytest.mark.parametrize(("preset", "key"), [("anki", "ctrl+z"), ("ours", "u"), ("anki", "u")])
def test_a_set_of_keys_comes_besides_ours(preset: str, key: str) -> None:
    text = screen(context(library(), keymap=preset), "space", "3", key)
    assert "undone: the answer “good”" in text


def test_own_keys_stand_for_ours_and_win() -> None:
    at = context(library(), keys_map={"Z": "u", "ctrl+b": "!"})
    assert "undone" in screen(at, "space", "3", "Z")
    assert "suspended" in screen(context(library(), keys_map={"ctrl+b": "!"}), "ctrl+b")


def every() -> Any:
    return {
        name: [(key.keys, key.action, key.label or key.help) for key in keys]
        for name, keys in SCREENS.items()
    }


def test_no_set_of_keys_has_a_conflict() -> None:
    for preset in PRESETS:
        assert conflicts(keys_of(preset, {}), every()) == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("preset", PRESETS)
def test_each_key_that_is_told_does_what_the_help_says(preset: Preset, screen: str) -> None:
    own, keys = keys_of(preset, {}), SCREENS[screen]
    bound = bound_by((key.keys, key.action) for key in keys)
    does = {name: key.action for key in keys for name in key.keys.split(",")}
    for key in keys:
        for sign in shown(key.show, bound, own, every=True).split(" "):
            if sign in ("–", "page", "1", "9", "up", "down"):  # of a range, or of "page up"
                continue
            name = shown_name(sign)
            assert does[meant(name, sign if len(sign) == 1 else None, bound, own)] == key.action, (key, sign)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_key_of_a_set_does_what_it_is_for_or_nothing(preset: Preset, screen: str) -> None:
    keys = SCREENS[screen]
    bound = bound_by((key.keys, key.action) for key in keys)
    does = {name: key.action.partition("(")[0] for key in keys for name in key.keys.split(",")}
    for key, wish in PRESETS[preset].items():
        name, _, action = wish.partition("@")
        found = does.get(meant(name_of(key), None, bound, keys_of(preset, {})))
        ours = does.get(name_of(name))
        assert found in (ours, does.get(name_of(key))), (key, wish)
        assert not action or name_of(key) in does or found in (None, action), (key, wish)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", LAYOUTS)
def test_letters_of_other_layouts_are_keys_on_every_screen(screen: str, language: str) -> None:
    keys = SCREENS[screen]
    bound = bound_by((key.keys, key.action) for key in keys)
    latin = "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./"
    if language == "sr":
        latin = latin.translate(str.maketrans("yz", "zy"))
    for there, here in zip(LAYOUTS[language][0], latin, strict=True):
        if there != "." and name_of(here) in bound:
            assert meant("some_name", there, bound, {}, language) == name_of(here), there


def test_keys_of_anki_are_for_what_they_are_there(tmp_path: Any) -> None:
    two = library(note(BASIC), note(BASIC, "b"))
    assert "Browse" not in screen(context(two, start="home", keymap="anki"), "equals_sign")
    assert "buried" in screen(context(two, keymap="anki"), "equals_sign")
    assert "⚑ flagged" in screen(context(library(note(BASIC)), keymap="anki"), "alt+3")


def test_alt_and_a_digit_are_known_as_a_terminal_sends_them() -> None:
    """Textual makes other signs of them, where the terminal has no protocol that tells more."""
    own = keys_of("anki", {})
    bound = bound_by((key.keys, key.action) for key in SCREENS["review"])
    for digit in range(1, 6):
        (event,) = XTermParser().feed(f"\x1b{digit}")
        assert isinstance(event, Key)
        assert meant(event.key, event.character, bound, own) == "f", event
        assert meant(event.key, event.character, bound, {}) == event.key


def test_h_and_l_of_vim_fold() -> None:
    decks = build.library(
        build.deck(note(BASIC), id="a", title="Top::A"), build.deck(note(BASIC, "b"), id="b", title="Top::B")
    )

    async def script(driver: Driver) -> None:
        await driver.press("j", "h")
        folded = driver.text
        await driver.press("l")
        assert folded != driver.text
        assert "does nothing" not in folded

    run(context(decks, start="home", keymap="vim"), script)


def test_what_a_key_of_the_users_takes_is_told_once_with_who_won_and_an_exchange_is_none() -> None:
    (said,) = conflicts(keys_of("ours", {"q": "u"}), {"decks": every()["decks"]})
    assert said == "q: “undo” instead of “quit”; ctrl+c still is that (decks)"
    (said,) = conflicts(keys_of("ours", {"b": "u"}), {"decks": every()["decks"]})
    assert said == "b: “undo” instead of “browse”, which has no key then (decks)"
    (said,) = conflicts(keys_of("ours", {"h": "u"}), {"review": every()["review"]})
    assert said == "h: “undo” instead of “hint”; ctrl+g still is that (review)"
    moved = conflicts(keys_of("ours", {"q": "u", "Z": "q"}), {"decks": every()["decks"]})
    assert moved == []
    all_of_it = conflicts(keys_of("ours", {"q": "u"}), every())
    assert len(all_of_it) == len({line.partition(" (")[0] for line in all_of_it})
    assert any("(review, " in line for line in all_of_it)
    assert conflicts(keys_of("ours", {"h": "u", "u": "h"}), every()) == []
    assert conflicts(keys_of("ours", {"h": "nothing"}), every()) == ["nothing is no key of the program (h)"]
    text = " ".join(screen(context(library(), keys_map={"h": "u"}), size=(100, 40)).split())
    assert "h: “undo” instead of “hint”; ctrl+g still is that" in text
    assert not any("“”" in line for key in "0123456789" for line in conflicts({key: "q"}, every()))


def test_an_action_that_lost_its_key_has_no_place_in_the_line_of_keys() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("escape")
        assert "practise" in driver.lines[-1]
        assert "quit" not in driver.lines[-1]

    run(context(library(), start="home", keys_map={"q": "u"}), script)


def test_the_way_out_can_be_given_no_other_meaning() -> None:
    own = {"ctrl+c": "u"}
    assert conflicts(keys_of("ours", own), every()) == [
        "ctrl+c leaves the program, whatever else it was to be"
    ]

    async def script(driver: Driver) -> None:
        assert "ctrl+c leaves the program" in " ".join(driver.text.split())
        await driver.press("escape", "ctrl+c")

    assert run(context(library(), keys_map=own), script) == 0


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("esc", "esc closes what is open, whatever else it was to be"),
        ("escape", "esc closes what is open, whatever else it was to be"),
        ("xx", "xx is no key that a terminal sends"),
        ("ctrl+", "ctrl+ is no key that a terminal sends"),
    ],
)
def test_a_key_that_can_never_work_is_refused_with_the_reason(key: str, said: str) -> None:
    assert refused("ours", {key: "q"}) == [said]


@pytest.mark.parametrize("key", ["Z", "ctrl+z", "alt+2", "f5", "é", "space", " ", "shift+tab", "-", "ctrl+-"])
def test_each_key_that_a_terminal_sends_can_be_given_a_meaning_and_has_a_name(key: str) -> None:
    assert refused("ours", {key: "q"}) == []
    assert told_as(name_of(key)).strip()


def test_a_key_that_does_nothing_is_told_by_what_it_is_called_on_screen() -> None:
    async def script(driver: Driver) -> None:
        called = {"escape": "esc", "backspace": "⌫", "delete": "delete", "ctrl+h": "ctrl+h", "slash": "/"}
        for key, name in called.items():
            await driver.press(key)
            assert f" {name} does nothing here" in driver.text
        driver.app.screen.unknown("space")  # type: ignore[attr-defined]
        assert "space does nothing here" in driver.text

    run(context(library(), start="home"), script)


@pytest.mark.parametrize("start", ["home", "review", "browse", "mock"])
def test_a_key_that_means_nothing_is_told_once(start: Any) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("percent_sign")
        assert "% does nothing here; ? lists the keys" in driver.text
        driver.app.screen.say("")  # type: ignore[attr-defined]
        await driver.press("percent_sign")
        assert "does nothing" not in driver.text

    run(context(library(), start=start), script)


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        (("y",), "What does `acks=all` wait for?"),
        (("space", "y"), "What does `acks=all` wait for?\n\nAll replicas that are **in sync**."),
    ],
)
def test_y_copies_what_is_shown_of_the_card(keys: tuple[str, ...], copied: str) -> None:
    async def script(driver: Driver) -> None:
        await driver.press(*keys)
        assert driver.app.clipboard == copied
        assert "sent to the clipboard" in driver.text

    run(context(library(note(BASIC))), script)


def test_y_copies_the_options_of_a_choice_in_the_order_in_which_they_are_asked() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("y")
        asked, _, options = driver.app.clipboard.partition("\n\n")
        shown = [line.split(". ", 1)[1] for line in options.splitlines()]
        assert asked == "Which one?"
        assert sorted(shown) == ["No.", "Nor this.", "Yes."]
        assert [driver.text.index(text) for text in shown] == sorted(map(driver.text.index, shown))

    run(context(library(note(Choice("Which one?", ("Yes.",), (Wrong("No."), Wrong("Nor this.")))))), script)
