-- The store of an audit, NAME.policykit.sqlite: readable with any SQLite tool. docs/audit.md tells it in words.
-- Days are ISO text (2026-11-21), truths are 0 or 1, an empty text means "none".

CREATE TABLE reading (              -- a file as it was read once; whoever has the same bytes shares it
    sha256      TEXT NOT NULL,
    reader      TEXT NOT NULL,      -- the program that read it, and what helped (OCR, LibreOffice)
    content     BLOB,               -- the document without pupils' names, compressed; NULL where it was not read
    facts       TEXT NOT NULL,      -- JSON: the columns of `document` that the words of the file alone tell
    PRIMARY KEY (sha256, reader)
) STRICT;

CREATE TABLE result (               -- a school's documents judged by one checklist and program on one day
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,   -- hash of all that the judgement rests on
    type        TEXT NOT NULL,
    phase       TEXT NOT NULL,
    kind        TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    result      INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
    place       INTEGER NOT NULL,   -- order within the school, from 0
    path        TEXT NOT NULL,      -- from the audited folder
    sha256      TEXT NOT NULL,
    role        TEXT NOT NULL,      -- judged, companion, same, older, set-aside, not-read
    role_why    TEXT NOT NULL,
    format      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    title       TEXT NOT NULL,
    school      TEXT NOT NULL,      -- the name that the document gives itself
    pages       INTEGER,
    words       INTEGER NOT NULL,
    ocr_pages   INTEGER NOT NULL,
    last_review TEXT,
    next_review TEXT,
    sencos      TEXT NOT NULL,      -- JSON list
    contacts    TEXT NOT NULL,      -- JSON list
    problems    TEXT NOT NULL,      -- JSON list of objects: what, remedy, where, hides_text
    PRIMARY KEY (result, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (              -- one for each requirement
    result      INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    requirement TEXT NOT NULL,      -- sch1.11
    status      TEXT NOT NULL,      -- met, partial, missing, cannot-tell, not-applicable
    sure        INTEGER NOT NULL,   -- 0: a person should look
    counts      TEXT NOT NULL,      -- gap, elsewhere, should, no
    duty        TEXT NOT NULL,
    publish     TEXT NOT NULL,
    further     INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    lacking     TEXT NOT NULL,      -- JSON list of questions that nothing answers
    nearest     TEXT,               -- JSON of a passage
    nearest_why TEXT NOT NULL,
    alone_status TEXT NOT NULL,     -- the judged document without its companions
    alone_sure  INTEGER NOT NULL,
    alone_counts TEXT NOT NULL,
    alone_reason TEXT NOT NULL,
    PRIMARY KEY (result, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_requirement ON finding (requirement, status);

CREATE TABLE quote (                -- words with their place: the evidence of findings, stale references, dates, slips
    result      INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
    of          TEXT NOT NULL,      -- finding, stale, date, slip
    owner       INTEGER NOT NULL,   -- the `place` of that finding, stale reference, date or slip
    place       INTEGER NOT NULL,
    text        TEXT NOT NULL,
    path        TEXT NOT NULL,
    page        INTEGER,
    section     TEXT NOT NULL,
    element     TEXT NOT NULL,
    ocr         INTEGER NOT NULL,
    PRIMARY KEY (result, of, owner, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE stale (
    result      INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    id          TEXT NOT NULL,
    "group"     TEXT NOT NULL,
    severity    TEXT NOT NULL,      -- outdated, check, advice, history, not-yet-law
    replacement TEXT NOT NULL,
    since       TEXT,
    message     TEXT NOT NULL,
    fits        INTEGER NOT NULL DEFAULT 0,     -- 1: the replacement can stand in the place of the words
    PRIMARY KEY (result, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX stale_group ON stale ("group", severity);

CREATE TABLE date (
    result      INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    kind        TEXT NOT NULL,      -- last-review, next-review, approved, event
    day         TEXT NOT NULL,
    passed      INTEGER NOT NULL,
    message     TEXT NOT NULL,
    PRIMARY KEY (result, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE slip (
    result      INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    kind        TEXT NOT NULL,      -- wrong-law, leftover
    id          TEXT NOT NULL,
    message     TEXT NOT NULL,
    remedy      TEXT NOT NULL,
    PRIMARY KEY (result, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE round (                -- written whole once every school has a result: an audit that was cut off leaves none
    number      INTEGER PRIMARY KEY,
    as_at       TEXT NOT NULL,
    program     TEXT NOT NULL,
    checklist   TEXT NOT NULL,
    digest      TEXT NOT NULL,      -- of the checklist
    law_checked_on TEXT NOT NULL,
    notes       TEXT NOT NULL,      -- JSON list
    content     TEXT NOT NULL       -- hash of all that stands in the round: the same audit twice is one round
) STRICT;

CREATE TABLE school (               -- a school as it was in one round, with what was found in it
    round       INTEGER NOT NULL REFERENCES round ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    key         TEXT NOT NULL,      -- tells it from the others, and stays from round to round
    name        TEXT NOT NULL,
    urn         TEXT NOT NULL,
    type        TEXT NOT NULL,
    phase       TEXT NOT NULL,
    contact     TEXT NOT NULL,
    website     TEXT NOT NULL,
    given       TEXT NOT NULL,      -- JSON: the register's other columns
    result      INTEGER NOT NULL REFERENCES result,
    PRIMARY KEY (round, place),
    UNIQUE (round, key)
) STRICT, WITHOUT ROWID;

-- The two below only spare a second run what has not changed; emptying them costs time and nothing else.

CREATE TABLE seen (                 -- a file as the file system told of it when it was last hashed
    path        TEXT NOT NULL PRIMARY KEY,  -- from the audited folder
    size        INTEGER NOT NULL,   -- bytes
    modified    INTEGER NOT NULL,   -- nanoseconds, as is `changed`
    changed     INTEGER NOT NULL,   -- of its contents, name or rights
    node        INTEGER NOT NULL,   -- the file's own number
    sha256      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE written (              -- an output as it was left
    path        TEXT NOT NULL PRIMARY KEY,  -- from the store's folder
    made_from   TEXT NOT NULL,      -- hash of all that stands in it but the adviser's notes
    sha256      TEXT NOT NULL       -- of its bytes: another one is another person's, or has notes in it
) STRICT, WITHOUT ROWID;
