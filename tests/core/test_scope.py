"""Which decks and tags the user's words name (DESIGN section 8)."""

import pytest

from trainer.core.errors import UsageError
from trainer.core.query import Is, Named, QueryError, parse
from trainer.core.scope import EVERYTHING, Scope, ScopeError, check_kept, check_words, hidden, resolve

DECKS = [
    ("hive-tables", "Hive::Managed and external tables"),
    ("hive-ddl", "Hive::DDL"),
    ("kafka", "Kafka"),
    ("kafka-delivery", "Kafka::Delivery::Exactly once"),
    ("kafkaesque", "Kafkaesque prose"),
]
TAGS = ["hive", "storage", "Kafka"]


def scope(*names: str) -> Scope:
    return resolve(names, DECKS, TAGS)


def test_no_name_is_everything() -> None:
    assert scope() == EVERYTHING == Scope()


@pytest.mark.parametrize(
    ("name", "decks"),
    [
        ("hive-tables", ("hive-tables",)),
        ("Hive", ("hive-tables", "hive-ddl")),
        ("hIVE", ("hive-tables", "hive-ddl")),
        ("kafka", ("kafka",)),
        ("Kafka", ("kafka", "kafka-delivery")),
        ("kafka::delivery", ("kafka-delivery",)),
        (" Kafka :: Delivery ", ("kafka-delivery",)),
        ("Kafkaesque Prose", ("kafkaesque",)),
    ],
)
def test_a_deck_is_named_by_its_id_or_by_whole_parts_of_its_title(name: str, decks: tuple[str, ...]) -> None:
    assert scope(name) == Scope(decks=decks)


def test_a_tag_is_found_in_any_case_and_with_what_nests_below_it_as_in_a_query() -> None:
    assert scope("tag:HIVE") == Scope(query=Named("tag", "HIVE"))
    assert resolve(["tag:deep"], DECKS, ["deep::er"]) == Scope(query=Named("tag", "deep"))


def test_names_add_up_and_count_once() -> None:
    assert scope("hive-ddl", "tag:hive", "Hive", "tag:hive") == Scope(("hive-ddl", "hive-tables"), ("hive",))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("hive-tabels", "did you mean 'hive-tables'"),
        ("Hvie", "'Hive'"),
        ("Hi", "no deck has the id or title 'Hi'"),
        ("tag:hvie", "no note has the tag 'hvie'; did you mean 'tag:hive'"),
        ("zzzzzz", "home lists the decks"),
        ("", "no deck has the id or title ''"),
    ],
)
def test_a_name_that_means_nothing_is_an_error_that_names_what_is_near(name: str, says: str) -> None:
    with pytest.raises(ScopeError) as error:
        scope(name)
    assert says in str(error.value)


WORDY = [
    ("streams", "Kafka::Streams compared with Flink"),
    ("fact", "Modelling::Fact tables::Grain of a fact"),
]


@pytest.mark.parametrize(
    "name",
    [
        "Streams compare",
        "streams COMP",
        "Grain of",
        "Fact tables::Grain of",
        "Kafka::Streams compared with",
        "Fact tabels",
    ],
)
def test_several_words_that_begin_a_title_or_are_nearly_one_are_no_words_to_look_for(name: str) -> None:
    with pytest.raises(ScopeError) as error:
        check_words([name], WORDY)
    assert f"no deck has the id or title {name!r}; did you mean '" in str(error.value)
    assert f"'({name})' looks for the words" in str(error.value)


@pytest.mark.parametrize(
    "name",
    ["exactly once", "compared with", "Streams", "(Streams compare)", '"Streams compare"', "Streams -compare",
     "Streams is:due", "Modelling::Fact tables", "saved words"],
)  # fmt: skip
def test_other_words_are_looked_for(name: str) -> None:
    check_words([name], [*WORDY, ("saved", "Saved words of mine")], ["saved words"])


def test_where_there_are_no_decks_every_name_is_an_error_and_no_name_is_none() -> None:
    assert resolve([], [], []) == EVERYTHING
    with pytest.raises(ScopeError):
        resolve(["Hive"], [], [])


@pytest.mark.parametrize(
    "name", ["hive-tables", "Hive", "hIVE", "kafka::delivery", "is:due", "a(b", "-x", "tag:hive"]
)
def test_a_query_cannot_be_kept_under_a_name_that_means_something(name: str) -> None:
    with pytest.raises(UsageError, match=r"is the name of a deck|reads as a query"):
        check_kept(name, DECKS)


@pytest.mark.parametrize("name", ["weak", "due now", "sql"])
def test_a_name_that_means_nothing_yet_can_be_kept(name: str) -> None:
    check_kept(name, DECKS)


def test_what_names_a_deck_means_it_though_a_query_is_kept_under_that_name() -> None:
    saved = {"Hive": "is:due", "weak": "is:due", "hive-tables": "is:due"}
    assert resolve(["Hive"], DECKS, TAGS, saved=saved) == scope("Hive")
    assert resolve(["hive-tables"], DECKS, TAGS, saved=saved) == scope("hive-tables")
    assert resolve(["weak"], DECKS, TAGS, saved=saved).query == Is("due")


def test_saved_queries_are_made_of_one_another() -> None:
    saved = {
        "x1": "is:due or is:again",
        "x2": "x1 -level:deep",
        "none": " ",
        "two words": "is:new",
        "Hive": "is:new",
    }

    def found(*names: str) -> Scope:
        return resolve(names, DECKS, TAGS, saved=saved)

    assert found("x2").query == found("(is:due or is:again) -level:deep").query
    assert found("-x2 tag:a").query == found("-((is:due or is:again) -level:deep) tag:a").query
    assert found("none is:due").query == found("(deck:*) is:due").query
    for words in ('"x1" is:due', "front:x1 is:due", "x1* is:due", "x1a is:due", "hive is:due", "Hive is:due"):
        assert found(words).query == parse(words), "words as they stand"


def test_a_circle_of_saved_queries_and_a_query_too_long_are_refused() -> None:
    for saved in ({"a": "a"}, {"a": "is:due b", "b": "-(a)"}, {"a": "b", "b": "c", "c": "b"}):
        with pytest.raises(QueryError, match=r"is made of itself: (a > a|a > b > a|b > c > b)\.$"):
            resolve(["a"], DECKS, TAGS, saved=saved)
    many = {f"q{n}": f"q{n + 1} or q{n + 1}" for n in range(60)}
    with pytest.raises(QueryError, match="more than 2000 characters"):
        resolve(["q0"], DECKS, TAGS, saved={**many, "q60": "is:due"})


def test_saved_queries_that_a_deck_hides_are_known() -> None:
    assert hidden(["Hive", "weak", "hive-tables", "hIVE"], DECKS) == ["Hive", "hive-tables", "hIVE"]
    assert hidden([], DECKS) == []
