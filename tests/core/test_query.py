"""The query language: what is read, and what is said of a query that cannot be."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.errors import UsageError
from trainer.core.query import (
    IS,
    All,
    Either,
    Is,
    Named,
    Not,
    Property,
    QueryError,
    Within,
    Words,
    parse,
    passing,
)  # fmt: skip
from trainer.core.scope import CORE, EVERYTHING, Scope, ScopeError, resolve

A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", All(())),
        ("a", A),
        ("a b", All((A, B))),
        ("a and b", All((A, B))),
        ("a AND b OR c", Either((All((A, B)), C))),
        ("a (b or c)", All((A, Either((B, C))))),
        ("-a", Not(A)),
        ("not a", Not(A)),
        ("--a", A),
        ("-(a or b) c", All((Not(Either((A, B))), C))),
        ('"exactly once"', Words("exactly once")),
        ('-"exactly once"', Not(Words("exactly once"))),
        ('"or"', Words("or")),
        ('"(a)"', Words("(a)")),
        ("well-known", Words("well-known")),
        ("a - b", All((A, Words("-"), B))),
        (r"12\:30", Words(r"12\:30")),
        ("deck:Kafka", Named("deck", "Kafka")),
        ('deck:"Kafka Streams"', Named("deck", "Kafka Streams")),
        ('"deck:Kafka Streams"', Named("deck", "Kafka Streams")),
        ("DECK:Kafka::*", Named("deck", "Kafka::*")),
        ("tag:x", Named("tag", "x")),
        ("note:cloze", Named("kind", "cloze")),
        ("level:core", CORE),
        ("is:due", Is("due")),
        ("is:review", Is("learnt")),
        ("is:learn", Is("again")),
        ("flag:0", Not(Is("flagged"))),
        ("flag:3", Is("flagged")),
        ("rated:7", Within("rated", 7)),
        ("rated:31:1", Within("rated", 31, 1)),
        ("added:1", Within("added", 1)),
        ("introduced:1", Within("introduced", 1)),
        ("edited:3", Within("edited", 3)),
        ("resched:7", Within("resched", 7)),
        ("card:2", Named("nth", "2")),
        ("card:deck/note", Named("id", "deck/note")),
        ("front:who", Named("front", "who")),
        ("Question:who", Named("front", "who")),
        ("back:*me*", Named("back", "*me*")),
        ('front:re:"^(a|b)"', Named("front:re", "^(a|b)")),
        ("tag:re:^ex", Named("tag:re", "^ex")),
        ("deck:re:^ka", Named("deck:re", "^ka")),
        ("prop:s>20", Property("stability", ">", 20)),
        ("prop:d<5", Property("difficulty", "<", 5)),
        ("prop:ivl>20", Property("ivl", ">", 20)),
        ("prop:ease<=2.1", Property("ease", "<=", 2.1)),
        ("prop:due=-1", Property("due", "=", -1)),
    ],
)
def test_what_users_of_anki_write_is_read(text: str, node: object) -> None:
    assert parse(text) == node


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a or", "at character 5: a word or a field such as is:due is missing here"),
        ("or a", "at character 1: a word"),
        ("not", "at character 4: a word"),
        ("(a", "at character 3: a parenthesis is not closed"),
        ("a)", "at character 2: there is no parenthesis"),
        ("()", "at character 2: a word"),
        ('a "b', "at character 3: a quotation mark is not closed"),
        ('""', "at character 1: nothing stands between"),
        ("x dek:a", "at character 3: there is no field 'dek:'; did you mean deck:?"),
        ("mid:a", "Anki's mid: means nothing here: notes have a kind"),
        ("did:1", "deck: takes their title or id"),
        ("dupe:1,x", "`trainer check`"),
        ("preset:x", "the settings hold for all decks"),
        ("has-cd:x", "nothing is kept in cards"),
        ("text:x", "front: and back: look at"),
        ("prop:pos>3", "Anki's prop:pos means nothing here: new cards have no place"),
        ("prop:cdn:x>3", "Anki's prop:cdn means nothing here"),
        ("a tag:re:[a", "at character 3: of the expression behind re:"),
        ("front:re:", "must follow 'front:re:'"),
        ("x re:(a|b)", "at character 3: something must follow 're:', in quotation marks"),
        ('x re:"(a"', "at character 3: of the expression behind re: a parenthesis is not closed"),
        (r're:"(a)\1"', "what a group matched before is not known here"),
        ('re:"(?=a)"', "(?=a is not known here"),
        ("is:buried-manually", "Anki's is:buried-manually is not known here; is:buried finds both"),
        ("zzz:a", "there is no field 'zzz:'; known are deck:, tag:"),
        ("deck:", "something must follow 'deck:'"),
        ("is:late", "a card cannot be 'late'; did you mean is:"),
        ("flag:8", "after flag: stands a number"),
        ("rated:0", "after rated: stands a number of days, as in rated:7"),
        ("rated:x", "after rated:"),
        ("rated:7:5", "may stand :1 (again) to :4 (easy)"),
        ("added:7:1", "after added:"),
        ("prop:ivl", "as in prop:ivl>20"),
        ("prop:ivl>x", "as in prop:ivl>20"),
        ("(" * 60 + "a" + ")" * 60, "more than 50 parentheses"),
        ("a" * 2001, "2000 are read at most"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_says_where_and_what_to_do(text: str, says: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert says in str(error.value)
    assert isinstance(error.value, UsageError)


@given(
    st.text(st.sampled_from('ab-():"\\*_ ornt<>=7') | st.characters())
    | st.lists(
        st.sampled_from(["a", "or", "not", "(", ")", "-", '"', "is:", "is:due", "prop:ivl>1", "deck:x"])
    ).map(" ".join)
)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(QueryError):
        parse(text)


DECKS = [("hive-tables", "Hive::Tables"), ("kafka", "Kafka::Basics"), ("odd", "Hive::What is it? (basics)")]


def named(*words: str, saved: dict[str, str] | None = None) -> Scope:
    return resolve(words, DECKS, ["x", "y"], 5, saved)


def test_a_query_stands_wherever_a_deck_may() -> None:
    assert named("is:due deck:Hive") == Scope(query=All((Is("due"), Named("deck", "Hive"))), day=5)
    assert named("Kafka") == Scope(("kafka",), day=5)
    assert named("tag:x") == Scope(tags=("x",), day=5)
    assert named("tag:x*") == Scope(query=Named("tag", "x*"), day=5)
    assert named("Hive::What is it? (basics)") == Scope(("odd",), day=5)  # a title, whatever it looks like
    with pytest.raises(ScopeError, match="did you mean 'Hive::Tables'"):
        named("Hive::Table")  # two colons are of titles, and no query
    assert named("hive::") == named("Hive") == Scope(("hive-tables", "odd"), day=5)
    with pytest.raises(ScopeError, match="no deck has the id or title"):
        named("Hive::Nothing")
    assert resolve([], DECKS, []) == EVERYTHING


def test_what_any_of_several_words_finds_is_meant() -> None:
    assert named("kafka", "tag:x", "is:leech") == Scope(
        query=Either((Named("id", "kafka/*"), Named("tag", "x"), Is("leech"))), day=5
    )


def test_saved_queries_go_by_their_names_and_are_proposed() -> None:
    saved = {"weak ones": "prop:r<0.8"}
    assert named("weak ones", saved=saved).query == Property("r", "<", 0.8)
    with pytest.raises(ScopeError, match="did you mean 'weakest'"):
        named("weakst", saved={"weakest": "is:leech"})


def test_a_scope_is_narrowed_by_more_queries() -> None:
    once = EVERYTHING.narrowed(CORE)
    assert once.query == CORE
    assert once.narrowed(Is("due")).query == All((CORE, Is("due")))


def test_every_state_can_be_asked_for() -> None:
    assert {parse(f"is:{what}") for what in IS} == {Is(what) for what in IS}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        *((f"is:{what}", [f"is:{what}"]) for what in IS[:6]),
        ("is:buried or is:leech", ["is:buried", "is:leech"]),
        ("a -(is:new or (b prop:ivl>20)) is:new", ["is:new", "prop:ivl>20"]),
        ("rated:7:1 added:3 introduced:2", ["rated:7:1", "added:3", "introduced:2"]),
        ("deck:a tag:b kind:basic level:core id:c flag:1 is:suspended is:own -is:edited prop:asked>=7 d", []),
    ],
)
def test_what_an_answer_or_a_day_changes_is_told_from_what_stays(text: str, terms: list[str]) -> None:
    assert passing(parse(text)) == terms
