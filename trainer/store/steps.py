"""The steps by which an older history file becomes a newer one, each a list of statements.

Steps are only ever added, never changed; `trainer.store.schema` takes them.
"""

import sqlite3

_STRICT = " STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""

TRIGGERS = (
    """CREATE TRIGGER event_is_final BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END""",
    """CREATE TRIGGER event_stays BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END""",
)

_FIRST = (
    f"CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL){_STRICT}",
    # Decks, as last read. Nothing here is history: all of it can be read again from the deck files.
    f"""CREATE TABLE deck_file (
        path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, deck TEXT NOT NULL,
        present INTEGER NOT NULL, problems TEXT NOT NULL){_STRICT}""",
    f"""CREATE TABLE deck (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, about TEXT NOT NULL, path TEXT NOT NULL,
        position INTEGER NOT NULL, retired INTEGER NOT NULL){_STRICT}""",
    f"""CREATE TABLE note (
        key TEXT PRIMARY KEY, deck TEXT NOT NULL, position INTEGER NOT NULL, line INTEGER NOT NULL,
        tags TEXT NOT NULL, content TEXT NOT NULL, changed INTEGER NOT NULL,
        retired INTEGER NOT NULL){_STRICT}""",
    f"""CREATE TABLE card (
        key TEXT PRIMARY KEY, note TEXT NOT NULL, deck TEXT NOT NULL, level INTEGER NOT NULL,
        position INTEGER NOT NULL, fingerprint TEXT NOT NULL, retired INTEGER NOT NULL){_STRICT}""",
    f"CREATE TABLE alias (old TEXT PRIMARY KEY, card TEXT NOT NULL){_STRICT}",
    # The truth.
    f"""CREATE TABLE event (
        id TEXT PRIMARY KEY, device TEXT NOT NULL, at INTEGER NOT NULL, day INTEGER NOT NULL,
        "offset" INTEGER NOT NULL, card TEXT NOT NULL, kind TEXT NOT NULL, grade INTEGER, suggested INTEGER,
        took INTEGER, hints INTEGER NOT NULL, answer TEXT NOT NULL, fingerprint TEXT NOT NULL,
        scheduler TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, undoes TEXT NOT NULL,
        session TEXT NOT NULL, detail TEXT NOT NULL){_STRICT}""",
    *TRIGGERS,
    # A cache: the fold of a card's events.
    f"""CREATE TABLE memory (
        card TEXT PRIMARY KEY, passes INTEGER, ease INTEGER, "interval" INTEGER, due INTEGER, last INTEGER,
        drill INTEGER, reviews INTEGER, lapses INTEGER, suspended INTEGER NOT NULL, buried INTEGER NOT NULL,
        flagged INTEGER NOT NULL, wanted INTEGER NOT NULL){_STRICT}""",
    "CREATE INDEX note_deck ON note (deck)",
    "CREATE INDEX card_note ON card (note)",
    "CREATE INDEX card_deck ON card (deck)",
    "CREATE INDEX event_card ON event (card, at, id)",
    "CREATE INDEX event_day ON event (day)",
    "CREATE INDEX event_order ON event (at, id)",
    "CREATE INDEX event_undoes ON event (undoes) WHERE undoes <> ''",
    "CREATE INDEX event_session ON event (session) WHERE session <> ''",
    "CREATE INDEX memory_due ON memory (due)",
    "CREATE INDEX memory_drill ON memory (drill) WHERE drill > 0",
    "CREATE INDEX memory_buried ON memory (buried) WHERE buried > 0",
    "CREATE INDEX memory_wanted ON memory (wanted) WHERE wanted > 0",
)

_DIGEST = (
    # What is kept of a deck file for checking others against it; empty until the file is read once more.
    "ALTER TABLE deck_file ADD COLUMN digest TEXT NOT NULL DEFAULT ''",
)

_LOGGED = """e.id, e.device, e.at, e.day, e."offset", e.card, e.kind, e.grade, e.suggested, e.took, e.hints,
    e.answer, e.fingerprint, e.scheduler, e.before, e.after, e.undoes, e.session, e.detail"""
_TAKEN_BACK = "EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id AND u.undoes <> '')"
UNDONE = """EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id AND u.undoes <> ''
        AND NOT EXISTS (SELECT 1 FROM event r WHERE r.undoes = u.id AND r.undoes <> ''))"""
"""Whether the event ``e`` was taken back, by one that was not (`trainer.core.log.undone`)."""


def view(undone: str) -> str:
    """Return the view ``history``; in two parts, so that each finds its events by an index on the key they
    were written under."""
    return f"""CREATE VIEW history AS
    SELECT {_LOGGED}, e.card AS present, {undone} AS undone FROM event e
    WHERE NOT EXISTS (SELECT 1 FROM alias a WHERE a.old = e.card)
    UNION ALL
    SELECT {_LOGGED}, a.card AS present, {undone} AS undone
    FROM alias a CROSS JOIN event e ON e.card = a.old"""


_ANY_SCHEDULER = (
    # The cache of states, now for any scheduler; it is folded anew from the log when the file is opened.
    "DROP TABLE memory",
    f"""CREATE TABLE memory (
        card TEXT PRIMARY KEY, due INTEGER, last INTEGER, drill INTEGER, reviews INTEGER, lapses INTEGER,
        data TEXT NOT NULL, suspended INTEGER NOT NULL, buried INTEGER NOT NULL, flagged INTEGER NOT NULL,
        wanted INTEGER NOT NULL){_STRICT}""",
    "CREATE INDEX memory_due ON memory (due)",
    "CREATE INDEX memory_drill ON memory (drill) WHERE drill > 0",
    "CREATE INDEX memory_buried ON memory (buried) WHERE buried > 0",
    "CREATE INDEX memory_wanted ON memory (wanted) WHERE wanted > 0",
    "CREATE INDEX alias_card ON alias (card)",
    "CREATE INDEX event_device ON event (device, id)",
    view(_TAKEN_BACK),
)

_LEARNING_ORDER = (
    # Where new cards stand in the learning order; found out when the deck files are read once more.
    "ALTER TABLE deck ADD COLUMN own INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE deck ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE card RENAME TO card_before",
    f"""CREATE TABLE card (
        key TEXT PRIMARY KEY, note TEXT NOT NULL, deck TEXT NOT NULL, position INTEGER NOT NULL,
        fingerprint TEXT NOT NULL, retired INTEGER NOT NULL, rank INTEGER NOT NULL){_STRICT}""",
    """INSERT INTO card SELECT key, note, deck, position, fingerprint, retired, level * 1000000 + position
       FROM card_before""",
    "DROP TABLE card_before",
    "CREATE INDEX card_note ON card (note)",
    "CREATE INDEX card_deck ON card (deck)",
    "CREATE INDEX card_rank ON card (rank)",
    "DELETE FROM about WHERE name = 'reader'",
)

_SEARCH = (
    # What notes say, to be searched, and since when they are known; filled when the files are read once more.
    "ALTER TABLE note ADD COLUMN added INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE note ADD COLUMN text TEXT NOT NULL DEFAULT ''",
    "UPDATE note SET added = 719163 + changed / 86400",
    "DELETE FROM about WHERE name = 'reader'",
)

APPLICATION = 0x7472_6E72
"""``trnr``: by this SQLite's header says whose file it is."""

NAMED = (f"PRAGMA application_id = {APPLICATION}",)

_REDO = ("DROP VIEW history", view(UNDONE))

_TALLY = (
    f"""CREATE TABLE tally (
        deck TEXT NOT NULL, day INTEGER NOT NULL, cards INTEGER NOT NULL, learnt INTEGER NOT NULL,
        suspended INTEGER NOT NULL, new INTEGER NOT NULL, notes INTEGER NOT NULL, fresh INTEGER NOT NULL,
        PRIMARY KEY (deck, day)) WITHOUT ROWID{_STRICT.replace(" ", ", ")}""",
    """WITH one AS (
         SELECT c.deck AS deck, c.note AS note,
                CASE WHEN m.suspended = 0 AND m.due IS NOT NULL THEN m.due ELSE 1 << 60 END AS day,
                coalesce(m.reviews > 0, 0) AS learnt, coalesce(m.suspended, 0) AS suspended,
                m.due IS NULL AND coalesce(m.suspended, 0) = 0 AS new
         FROM card c LEFT JOIN memory m ON m.card = c.key WHERE c.retired = 0)
       INSERT INTO tally
       SELECT deck, day, sum(cards), sum(learnt), sum(suspended), sum(new), sum(notes), sum(fresh) FROM (
         SELECT deck, day, 1 AS cards, learnt, suspended, new, 0 AS notes, 0 AS fresh FROM one
         UNION ALL SELECT deck, min(day), 0, 0, 0, 0, 1, max(new) FROM one GROUP BY note)
       GROUP BY deck, day""",
)

_PLACE = (
    # Where cards stand among all, so that a list of them needs neither notes nor decks, nor to be sorted.
    "ALTER TABLE card ADD COLUMN place INTEGER",
    """UPDATE card SET place = (
         SELECT (d.position << 40) + (n.position << 16) + card.position
         FROM note n JOIN deck d ON d.id = n.deck WHERE n.key = card.note AND d.retired = 0)
       WHERE retired = 0""",
    "CREATE INDEX card_place ON card (place, key, note, deck)",
    "CREATE INDEX note_tags ON note (tags, retired, deck, key)",
    # Days are counted from the index alone, and events of few kinds sought in it.
    "DROP INDEX event_day",
    "CREATE INDEX event_day ON event (day, kind, grade)",
)

_COPIED = (
    # Numbers of their own for notes and cards, which hold whatever SQLite does with rows; and what searches
    # look at, beside the place of a card: in one index they find it, without a text.
    "ALTER TABLE note RENAME TO note_before",
    f"""CREATE TABLE note (
        id INTEGER NOT NULL, key TEXT NOT NULL, deck TEXT NOT NULL, position INTEGER NOT NULL,
        line INTEGER NOT NULL, tags TEXT NOT NULL, content TEXT NOT NULL, changed INTEGER NOT NULL,
        retired INTEGER NOT NULL, added INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
        level TEXT NOT NULL, asked INTEGER, PRIMARY KEY (id), UNIQUE (key)){_STRICT}""",
    """INSERT INTO note SELECT rowid, key, deck, position, line, tags, content, changed, retired, added, text,
         '', '', NULL FROM note_before""",
    "DROP TABLE note_before",
    """UPDATE note SET kind = coalesce(json_extract(content, '$.kind'), ''),
         level = coalesce(json_extract(content, '$.level'), 'solid'),
         asked = CAST(json_extract(content, '$.asked') AS INTEGER) WHERE json_valid(content)""",
    "CREATE INDEX note_deck ON note (deck)",
    "CREATE INDEX note_kind ON note (kind, level, retired)",
    "CREATE INDEX note_tags ON note (tags, retired, deck, key)",
    "ALTER TABLE card RENAME TO card_before",
    f"""CREATE TABLE card (
        id INTEGER NOT NULL, key TEXT NOT NULL, note TEXT NOT NULL, deck TEXT NOT NULL,
        position INTEGER NOT NULL, fingerprint TEXT NOT NULL, retired INTEGER NOT NULL, rank INTEGER NOT NULL,
        place INTEGER, due INTEGER, wanted INTEGER NOT NULL DEFAULT 0,
        suspended INTEGER NOT NULL DEFAULT 0, last INTEGER, reviews INTEGER NOT NULL DEFAULT 0,
        lapses INTEGER NOT NULL DEFAULT 0, note_id INTEGER, added INTEGER, drill INTEGER,
        flagged INTEGER NOT NULL DEFAULT 0, asked INTEGER, PRIMARY KEY (id), UNIQUE (key)){_STRICT}""",
    """INSERT INTO card SELECT c.rowid, c.key, c.note, c.deck, c.position, c.fingerprint, c.retired, c.rank,
         c.place, m.due, coalesce(m.wanted, 0), coalesce(m.suspended, 0), m.last, coalesce(m.reviews, 0),
         coalesce(m.lapses, 0), n.id, n.added, m.drill, coalesce(m.flagged, 0), n.asked
       FROM card_before c LEFT JOIN note n ON n.key = c.note LEFT JOIN memory m ON m.card = c.key""",
    "DROP TABLE card_before",
    "CREATE INDEX card_note ON card (note)",
    "CREATE INDEX card_deck ON card (deck)",
    "CREATE INDEX card_rank ON card (rank)",
    """CREATE INDEX card_place ON card (place, due, wanted, suspended, last, reviews, lapses, note_id, added,
         drill, flagged, asked, rank, deck)""",
)

_PAST = (
    f"""CREATE TABLE past (
        day INTEGER NOT NULL, deck TEXT NOT NULL, hour INTEGER NOT NULL, kind TEXT NOT NULL,
        grade INTEGER NOT NULL, waited INTEGER NOT NULL, answers INTEGER NOT NULL, took INTEGER NOT NULL,
        PRIMARY KEY (day, deck, hour, kind, grade, waited)) WITHOUT ROWID{_STRICT.replace(" ", ", ")}""",
    """INSERT INTO past
       SELECT day, deck, hour, kind, grade, CASE WHEN pause >= 21 THEN 21 ELSE pause > 0 END, count(*),
              sum(took)
       FROM (SELECT h.day AS day, coalesce(c.deck, '') AS deck,
                    (h.at / 60000 + h."offset") / 60 % 24 AS hour, h.kind AS kind, h.grade AS grade,
                    h.day - lag(h.day, 1, h.day) OVER (PARTITION BY h.present ORDER BY h.day, h.at, h.id)
                      AS pause,
                    CASE WHEN typeof(h.took) = 'integer' AND h.took < 1 << 41 THEN h.took ELSE 0 END AS took
             FROM history h LEFT JOIN card c ON c.key = h.present
             WHERE h.kind IN ('cram', 'drill', 'early', 'review') AND NOT h.undone
               AND typeof(h.day) = 'integer' AND typeof(h.at) = 'integer' AND typeof(h."offset") = 'integer'
               AND typeof(h.grade) = 'integer')
       GROUP BY 1, 2, 3, 4, 5, 6""",
    # What a card weighs among those of its deck, and which facts its note cites, without reading the note.
    # Of the columns of an index that one comes last that cannot be taken for the id of an event.
    "ALTER TABLE card ADD COLUMN level TEXT NOT NULL DEFAULT 'solid'",
    "ALTER TABLE card ADD COLUMN cards INTEGER NOT NULL DEFAULT 1",
    """UPDATE card SET level = coalesce((SELECT level FROM note WHERE id = note_id), 'solid'),
         cards = (SELECT count(*) FROM card other WHERE other.note = card.note AND other.retired = 0)
       WHERE retired = 0""",
    "CREATE INDEX card_weight ON card (deck, level, asked) WHERE place IS NOT NULL AND position = 0",
    "ALTER TABLE note ADD COLUMN cite TEXT NOT NULL DEFAULT ''",
    """UPDATE note SET cite = json_extract(content, '$.cite')
       WHERE json_valid(content) AND json_extract(content, '$.cite') IS NOT NULL""",
    "CREATE INDEX note_cite ON note (deck) WHERE cite <> ''",
    # What is sought by its kind among a million answers, and answers in words that were wrong.
    """CREATE INDEX event_aside ON event (kind, day)
       WHERE kind NOT IN ('review', 'drill', 'early', 'adopt')""",
    "CREATE INDEX event_missed ON event (day) WHERE coalesce(grade, 0) < 3 AND answer <> ''",
)

_DUE = (
    # Where all cards stand by the day that they are due on, those last that are due on none.
    """CREATE INDEX card_due ON card (coalesce(due, 1152921504606846976), rank, deck, due)
       WHERE place IS NOT NULL""",
)

_DAYS = (
    # What a scheduler keeps of a card, beside the rest of its state; and on which days it was answered, in
    # the index that is looked through.
    "ALTER TABLE card ADD COLUMN data TEXT",
    "UPDATE card SET data = (SELECT m.data FROM memory m WHERE m.card = card.key)",
    *(
        f"ALTER TABLE card ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0"
        for name in ("good", "again", "hard", "easy", "met")
    ),
    """UPDATE card SET (good, again, hard, easy, met) = (
         SELECT coalesce(max(CASE h.grade WHEN 4 THEN h.day END), 0),
                coalesce(max(CASE WHEN h.grade BETWEEN 0 AND 2 THEN h.day END), 0),
                coalesce(max(CASE h.grade WHEN 3 THEN h.day END), 0),
                coalesce(max(CASE h.grade WHEN 5 THEN h.day END), 0), coalesce(min(h.day), 0)
         FROM history h WHERE h.present = card.key AND h.kind IN ('review', 'drill', 'early')
           AND h.grade BETWEEN 0 AND 5 AND typeof(h.day) = 'integer' AND NOT h.undone)""",
    "DROP INDEX card_place",
    """CREATE INDEX card_place ON card (place, due, wanted, suspended, last, reviews, lapses, note_id, added,
         drill, flagged, asked, rank, deck, good, again, hard, easy, met)""",
)

_SHOWN = (
    # What notes show, apart from the rest of them: a search that looks through all of it reads nothing else.
    f"CREATE TABLE shown (id INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id)){_STRICT}",
    "INSERT INTO shown SELECT id, text FROM note ORDER BY id",
    "ALTER TABLE note RENAME TO note_before",
    f"""CREATE TABLE note (
        id INTEGER NOT NULL, key TEXT NOT NULL, deck TEXT NOT NULL, position INTEGER NOT NULL,
        line INTEGER NOT NULL, tags TEXT NOT NULL, content TEXT NOT NULL, changed INTEGER NOT NULL,
        retired INTEGER NOT NULL, added INTEGER NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL,
        asked INTEGER, cite TEXT NOT NULL DEFAULT '', PRIMARY KEY (id), UNIQUE (key)){_STRICT}""",
    """INSERT INTO note SELECT id, key, deck, position, line, tags, content, changed, retired, added, kind,
         level, asked, cite FROM note_before ORDER BY id""",
    "DROP TABLE note_before",
    "CREATE INDEX note_deck ON note (deck)",
    "CREATE INDEX note_kind ON note (kind, level, retired)",
    "CREATE INDEX note_tags ON note (tags, retired, deck, key)",
    "CREATE INDEX note_cite ON note (deck) WHERE cite <> ''",
)

STEPS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _DIGEST,
    _ANY_SCHEDULER,
    _LEARNING_ORDER,
    _SEARCH,
    NAMED,
    _REDO,
    _TALLY,
    _PLACE,
    _COPIED,
    _PAST,
    _DUE,
    _DAYS,
    _SHOWN,
)
"""Step n (from 0) makes a file of version n one of version n + 1."""

TABLES = len(STEPS)
"""The version that the tables of `trainer.store.tables` are of."""
