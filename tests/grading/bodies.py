"""Open questions for the tests of the grader."""

from trainer.core.kinds import Point, Points


def point(say: str, *terms: str | tuple[str, ...], must: bool = False) -> Point:
    return Point(say, tuple((term,) if isinstance(term, str) else term for term in terms), must)


DROP = Points(
    "What happens when an external Hive table is dropped?",
    (
        point("The metadata is removed from the metastore", "metadata", "definition", must=True),
        point("It does not delete the data files", ("files", "delete"), ("data", "keep"), "untouched"),
    ),
)
TABLES = Points(
    "How do managed and external tables of Hive differ?",
    (
        point("Dropping a managed table deletes the files", ("managed", "delete"), ("managed", "remov")),
        point("Dropping an external table keeps the files", ("external", "keep"), ("external", "stay")),
    ),
)
TOOLS = Points(
    "When do you take Sqoop, and when NiFi?",
    (
        point("Sqoop: bulk transfer of tables in batches", "bulk", "batch"),
        point("NiFi: continuous flows between many systems", "continuous", "flows between"),
    ),
)
CONSUMER = Points(
    "How does a consumer get at-most-once delivery?",
    (
        point("It commits offsets before processing", ("commit", "before"), ("commit", "first")),
        point("Readers use isolation.level=read_committed", "read_committed"),
        point("The producer is idempotent", "idempoten"),
    ),
)
NUMBERS = Points(
    "How does checkpointing of the NameNode run?",
    (
        point("After one hour or one million transactions", "hour", "million", "transactions"),
        point("Leaves safe mode at 99.9 % of the blocks", "99.9", "threshold", "safe mode"),
        point("The heartbeat interval is 3 seconds", "heartbeat"),
    ),
)
MEMORY = Points(
    "Where does the buffer of a write live?",
    (point("It lives in the RAM of the server", "ram"), point("A log on disk protects it", "log")),
)
SPEED = Points(
    "Why is the broker fast?",
    (
        point("Sequential appends instead of random access", "sequential", "append"),
        point("The page cache of the system holds recent data", "page cache"),
        point("Zero-copy from the cache to the socket", "zero-copy"),
    ),
)
