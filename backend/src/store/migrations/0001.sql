-- What the programme must store, and nothing else. There is deliberately no column for what a
-- person charges or buys, for security codes, certificates, birthdays, names or addresses.
--
-- IF NOT EXISTS: databases from before sqlx's migrations have these tables.

-- The key that challenges are issued with, so that challenges survive a restart.
CREATE TABLE IF NOT EXISTS challenge_key (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key TEXT NOT NULL
);

-- A person, by the registry's identifier, and their Individual Key ID.
CREATE TABLE IF NOT EXISTS preregistration (
    person TEXT PRIMARY KEY,
    individual_key_id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL
);

-- One person per account, over the whole programme.
CREATE TABLE IF NOT EXISTS account (
    service TEXT NOT NULL,
    account TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (service, account)
);

-- A receipt. The digest identifies the same signed bytes when they are sent again, and the reply is
-- sent again then; both are NULL for applications from before this backend started operating. The
-- account is what the nightly run passes on to the payment service; after a release only its last
-- four characters are kept.
CREATE TABLE IF NOT EXISTS application (
    receipt TEXT PRIMARY KEY,
    digest TEXT UNIQUE,
    person TEXT NOT NULL REFERENCES preregistration (person),
    holder TEXT,
    service TEXT NOT NULL,
    account TEXT NOT NULL,
    at TEXT NOT NULL,
    reply TEXT,
    released TEXT
);

CREATE INDEX IF NOT EXISTS application_account ON application (service, account);

-- One application per person and measure.
CREATE TABLE IF NOT EXISTS standing (
    person TEXT NOT NULL,
    measure TEXT NOT NULL,
    receipt TEXT NOT NULL REFERENCES application (receipt),
    day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'confirmed', 'passed')),
    PRIMARY KEY (person, measure)
);

CREATE INDEX IF NOT EXISTS standing_receipt ON standing (receipt);
CREATE INDEX IF NOT EXISTS standing_state ON standing (state, day) WHERE state <> 'passed';

-- Accounts that a payment service did not confirm, by person and day; the nightly run deletes
-- earlier days.
CREATE TABLE IF NOT EXISTS tries (
    person TEXT NOT NULL,
    day TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (person, day)
);

-- Audit trail: what operators did.
CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    deed TEXT NOT NULL,
    receipt TEXT,
    operator TEXT NOT NULL,
    reason TEXT NOT NULL
);
