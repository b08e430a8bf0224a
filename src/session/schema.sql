-- Format 1. Rows are JSON; crc is the CRC-32 of table name, id (little endian) and body.
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,        -- milliseconds since 1970, UTC
  coder INTEGER NOT NULL,
  undoes INTEGER,             -- the step that this one takes back
  redoes INTEGER,             -- the step that this one does again
  verb TEXT NOT NULL,
  changes TEXT NOT NULL,      -- [[table, id, before, after], ...]
  last_id INTEGER NOT NULL,   -- the last id given out
  digest INTEGER NOT NULL,    -- sum of all rows' crc after this step
  chain INTEGER NOT NULL      -- CRC-32 of this entry, running on from the one before
);
CREATE TABLE settings (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE coder (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE source (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE article (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE asset (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE code (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE version (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE unit (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE coding (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE link (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE memo (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE correction (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE review (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE tombstone (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL);
