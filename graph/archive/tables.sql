-- The index of an archive. Numbers of bodies, activities, places and quotations are this file's own; `about` is what the
-- page knows of a thing, as JSON; `words` are numbers of quotations.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -200000;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE body (
  n INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, about TEXT NOT NULL, strength INTEGER NOT NULL DEFAULT 0, rank INTEGER
);
CREATE TABLE activity (
  n INTEGER PRIMARY KEY, iri TEXT NOT NULL, about TEXT NOT NULL, date TEXT NOT NULL, own INTEGER NOT NULL
);
CREATE TABLE place (n INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, about TEXT NOT NULL);
CREATE TABLE quotation (n INTEGER PRIMARY KEY, said TEXT NOT NULL);
-- Who took part: "itself" is an initiative in what its members do through it, "member" one of them.
CREATE TABLE part (
  activity INTEGER, body INTEGER, roles TEXT NOT NULL, words TEXT NOT NULL,
  itself INTEGER NOT NULL, member INTEGER NOT NULL, PRIMARY KEY (activity, body)
) WITHOUT ROWID;
CREATE TABLE held (place INTEGER, activity INTEGER, PRIMARY KEY (place, activity)) WITHOUT ROWID;
CREATE TABLE belonging (
  a INTEGER, relation TEXT, b INTEGER, words TEXT NOT NULL, PRIMARY KEY (a, relation, b)
) WITHOUT ROWID;
