/** The tables of a hub's journal in SQLite; `unreadable` is what could not be read, `body` until it is forgotten. */
export const sqliteSchema = `
  CREATE TABLE IF NOT EXISTS site (site TEXT PRIMARY KEY, seq INTEGER NOT NULL, tag TEXT NOT NULL, horizon TEXT);
  CREATE TABLE IF NOT EXISTS entry (
    site TEXT NOT NULL, seq INTEGER NOT NULL, origin TEXT NOT NULL, n INTEGER NOT NULL, day TEXT NOT NULL,
    tag TEXT NOT NULL, digest TEXT NOT NULL, receipt TEXT NOT NULL, received_at INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (site, seq), UNIQUE (site, origin, n));
  CREATE TABLE IF NOT EXISTS origin (
    site TEXT NOT NULL, origin TEXT NOT NULL, have TEXT NOT NULL, owner TEXT, PRIMARY KEY (site, origin));
  CREATE TABLE IF NOT EXISTS batch (site TEXT NOT NULL, day TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (site, day));
  CREATE TABLE IF NOT EXISTS unreadable (
    site TEXT NOT NULL, origin TEXT NOT NULL, n INTEGER NOT NULL, device TEXT NOT NULL, field TEXT NOT NULL,
    received_at INTEGER NOT NULL, body TEXT, PRIMARY KEY (site, origin, n));
  CREATE TABLE IF NOT EXISTS release (site TEXT NOT NULL, n INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (site, n));`
