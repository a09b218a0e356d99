"""Typed answers: what is forgiven and what is not, for each way of matching."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.kinds import Typed
from trainer.grading.typed.typed import compare, compare_text

SIZE = "What is the default HDFS block size in MB?"


@pytest.mark.parametrize(
    ("given_text", "expected", "result"),
    [
        ("parquet", "Parquet", "right"),
        ("  the   Gremlin language. ", "Gremlin language", "right"),
        ("“Gloo”", "gloo", "right"),
        ("Naive Bayes", "Naïve Bayes", "right"),
        ("ApachePhoenix", "Apache Phoenix", "right"),
        ("It's Parquet!", "Parquet", "right"),
        ("alias", "aliases", "close"),
        ("Parqet", "Parquet", "close"),
        ("ZSTE", "ZSTD", "close"),
        ("ZST", "ZSTD", "wrong"),  # too short for a slip
        ("version2", "version3", "wrong"),  # a digit is no slip
        ("gzip or snappy", "gzip", "wrong"),
        ("", "gzip", "wrong"),
    ],
)
def test_text(given_text: str, expected: str, result: str) -> None:
    assert compare(given_text, Typed("Which one?", expected)).result == result


def test_text_may_name_the_kind_of_thing_asked_for() -> None:
    body = Typed("Which compression codec does ORC use?", "ZSTD")
    assert compare("the ZSTD codec", body).result == "right"
    assert compare("the ZSTD table", body).result == "wrong"


@pytest.mark.parametrize(
    ("typed", "expected", "result"),
    [
        ("--columns=sku,price", '--columns "sku,price"', "right"),
        ("--columns sku, price", '--columns "sku,price"', "right"),
        ("--group billing --describe;", "--describe --group billing", "right"),
        ("--group --describe billing", "--describe --group billing", "wrong"),
        ("--a d --c b", "--a b --c d", "wrong"),
        ("-p", "-P", "wrong"),
        ("`-P`", "-P", "right"),
        ("the -P option", "-P", "right"),
        ("–master yarn —deploy-mode cluster", "--master yarn --deploy-mode cluster", "right"),
        ('--fields-terminated-by "\\t"', "--fields-terminated-by '\\t'", "right"),
        ("--fields-terminated-by \\t", "--fields-terminated-by '\\t'", "wrong"),  # a shell eats the backslash
        ("-D a.b=5", "-Da.b=5", "right"),
        ("hdfs  dfs -setrep 2 /logs/a", "hdfs dfs -setrep 2 /logs/a", "right"),
        ("hdfs dfs -setrep 2 /logs/A", "hdfs dfs -setrep 2 /logs/a", "wrong"),
        ("hdfs dfs -setrep 3 /logs/a", "hdfs dfs -setrep 2 /logs/a", "wrong"),
        ("hdfs fsck /data -locations -files -blocks", "hdfs fsck /data -files -blocks -locations", "right"),
        ("hdfs fsck /data -files -blocks", "hdfs fsck /data -files -blocks -locations", "wrong"),
        ("sqoop import -m -z 4", "sqoop import -z -m 4", "wrong"),
        ("isolation.level = read_committed", "isolation.level=read_committed", "right"),
        ("isolation.level : read_committed", "isolation.level: read_committed", "right"),
        ("isolation.level=read_comitted", "isolation.level=read_committed", "close"),
        ("hive.execution.engine=Tez", "hive.execution.engine=tez", "wrong"),
        ("yarn rmadmin -refreshqueues", "yarn rmadmin -refreshQueues", "wrong"),
        ("alter table clicks  concatenate;", "ALTER TABLE clicks CONCATENATE", "right"),
        ("ALTER TABLE Clicks CONCATENATE", "ALTER TABLE clicks CONCATENATE", "right"),
        ("ALTER TABLE visits CONCATENATE", "ALTER TABLE clicks CONCATENATE", "wrong"),
        ("ALTER TABLE r ADD PARTITION(yr = 2026)", "ALTER TABLE r ADD PARTITION (yr=2026)", "right"),
        ("date_add( due,30 )", "DATE_ADD(due, 30)", "right"),
        ("create 'b','d',SPLITS=>[\"g\",\"p\"]", "create 'b', 'd', SPLITS => ['g', 'p']", "right"),
        ("create 'b', 'D', SPLITS => ['g', 'p']", "create 'b', 'd', SPLITS => ['g', 'p']", "wrong"),
        ("flink stop or flink cancel", "flink stop", "wrong"),
        ("", "flink stop", "wrong"),
    ],
)
def test_command(typed: str, expected: str, result: str) -> None:
    assert compare(typed, Typed("Write it.", expected, match="command")).result == result


@pytest.mark.parametrize(
    ("typed", "expected", "ask", "result"),
    [
        ("128 MB", "128", SIZE, "right"),
        ("128mb", "128", SIZE, "right"),
        ("128 megabytes", "128", SIZE, "right"),
        ("0.125 GB", "128", SIZE, "right"),  # counted by 1024
        ("0.128 GB", "128", SIZE, "right"),  # counted by 1000
        ("0.125 GiB", "128", SIZE, "right"),
        ("0.128 GiB", "128", SIZE, "wrong"),  # a binary unit is never counted by 1000
        ("128 GB", "128", SIZE, "wrong"),
        ("128 seconds", "128", SIZE, "wrong"),
        ("127", "128", SIZE, "wrong"),
        ("64 or 128", "128", SIZE, "wrong"),
        ("3,000", "3000", SIZE, "right"),
        ("3 000", "3000", SIZE, "right"),
        ("about 3000", "3000", SIZE, "right"),
        ("4 mappers", "4", "How many map tasks run by default?", "right"),
        ("4 seconds", "4", "How many map tasks run by default?", "wrong"),
        ("four", "4", "How many map tasks run by default?", "right"),
        ("twenty-four hours", "24", "For how many hours is it kept?", "right"),
        ("1 day", "24", "For how many hours is it kept?", "right"),
        ("10 min 30 s", "10.5", "After how many minutes?", "right"),
        ("3.15", "3.14", "How much?", "wrong"),
        ("3.141", "3.14", "How much?", "right"),  # the same when rounded
        ("3.2", "3.14", "How much?", "wrong"),
        ("4.01", "4", "How much?", "wrong"),  # a whole number is exact
        ("minus seven", "-7", "What is returned?", "right"),
        ("7", "-7", "What is returned?", "wrong"),
        ("50", "50 %", "Which share in %?", "right"),
        ("0.5", "50 %", "Which share in %?", "right"),
        ("> 4", "4", "How many?", "wrong"),
        ("not 4", "4", "How many?", "wrong"),
        ("", "4", "How many?", "wrong"),
    ],
)
def test_number(typed: str, expected: str, ask: str, result: str) -> None:
    assert compare(typed, Typed(ask, expected, match="number")).result == result


def test_the_nearest_accepted_answer_is_shown() -> None:
    body = Typed("Which?", "Apache Phoenix", ("Phoenix", "Trino"))
    assert compare("phoenix", body).expected == "Phoenix"
    assert compare("Trinno", body).expected == "Trino"


def test_a_right_answer_has_no_difference() -> None:
    found = compare_text("PARQUET ", ["Parquet"])
    assert [(piece.kind, piece.text) for piece in found.pieces] == [("same", "Parquet")]


def test_a_difference_is_shown_by_words_and_inside_similar_words_by_letters() -> None:
    found = compare("hdfs dfs -setrep 3 /logs", Typed("", "hdfs dfs -setrep -w 2 /logs", match="command"))
    assert [(piece.kind, piece.text) for piece in found.pieces if piece.kind != "same"] == [
        ("extra", "3"),
        ("missing", "-w 2"),
    ]
    pieces = compare_text("Parqet", ["Parquet"]).pieces
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "Parq"),
        ("missing", "u"),
        ("same", "et"),
    ]


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["text", "exact", "command", "number"]))
def test_the_pieces_give_both_texts_back(typed: str, expected: str, match: str) -> None:
    found = compare(typed, Typed("How many?", expected, match=match))
    assert "".join(piece.text for piece in found.pieces if piece.kind != "extra") == expected
    if found.result != "right":
        assert "".join(piece.text for piece in found.pieces if piece.kind != "missing") == typed


@given(st.text(min_size=1, max_size=40), st.sampled_from(["text", "exact", "command", "number"]))
def test_the_answer_itself_is_right(answer: str, match: str) -> None:
    answer = answer.strip()
    if answer:
        assert compare(answer, Typed("How many?", answer, match=match)).result == "right"
