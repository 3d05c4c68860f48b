-- What the programme must remember, and nothing else. There is deliberately no column for what a
-- person charges or buys, for security codes, certificates, birthdays, names or addresses.

-- The key that challenges are made with, so that a restart leaves them alive.
CREATE TABLE challenge_key (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key TEXT NOT NULL
);

-- A person, by the registry's name, and their Individual Key ID.
CREATE TABLE preregistration (
    person TEXT PRIMARY KEY,
    individual_key_id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL
);

-- One person an account, over the whole programme.
CREATE TABLE account (
    service TEXT NOT NULL,
    account TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (service, account)
);

-- A receipt. The digest knows the same signed bytes again, and the reply is what they get again;
-- both are NULL for what stood before this backend began. The account is what the nightly run
-- passes on to the payment service; once released, its last four characters are left.
CREATE TABLE application (
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

CREATE INDEX application_account ON application (service, account);

-- One application a person and measure.
CREATE TABLE standing (
    person TEXT NOT NULL,
    measure TEXT NOT NULL,
    receipt TEXT NOT NULL REFERENCES application (receipt),
    day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'confirmed', 'passed')),
    PRIMARY KEY (person, measure)
);

CREATE INDEX standing_receipt ON standing (receipt);
CREATE INDEX standing_state ON standing (state, day) WHERE state <> 'passed';

-- Accounts that a payment service did not confirm, by person and day; the nightly run forgets
-- those of days before.
CREATE TABLE tries (
    person TEXT NOT NULL,
    day TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (person, day)
);

-- What operators did.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    deed TEXT NOT NULL,
    receipt TEXT,
    operator TEXT NOT NULL,
    reason TEXT NOT NULL
);
