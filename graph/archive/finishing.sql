-- What follows from who took part in what, once all is known.
CREATE INDEX activity_iri ON activity (iri);
CREATE INDEX belonging_to ON belonging (b, a, relation);
-- A body's activities in time order; "9" stands after every year, for none.
CREATE TABLE done (body INTEGER, date TEXT, activity INTEGER, PRIMARY KEY (body, date, activity)) WITHOUT ROWID;
INSERT INTO done
  SELECT part.body, CASE activity.date WHEN '' THEN '9' ELSE activity.date END AS date, activity.n
  FROM part JOIN activity ON activity.n = part.activity ORDER BY 1, 2, 3;
-- How many activities two bodies share in a year, 0 for no year; each pair stands in both orders.
CREATE TABLE tie (a INTEGER, b INTEGER, year INTEGER, n INTEGER NOT NULL, PRIMARY KEY (a, b, year)) WITHOUT ROWID;
INSERT INTO tie
  SELECT one.body, other.body, CAST(substr(activity.date, 1, 4) AS INTEGER), COUNT(*)
  FROM activity JOIN part AS one ON one.activity = activity.n JOIN part AS other ON other.activity = activity.n
  WHERE one.body <> other.body AND (NOT one.itself OR other.member) AND (NOT other.itself OR one.member)
  GROUP BY 1, 2, 3;
UPDATE body SET strength = COALESCE((SELECT SUM(n) FROM tie WHERE a = body.n), 0);
CREATE INDEX body_strength ON body (strength DESC, iri);
UPDATE body SET rank = ranked.rank
  FROM (SELECT n, RANK() OVER (ORDER BY strength DESC) AS rank FROM body) AS ranked WHERE ranked.n = body.n;
CREATE TABLE active (year INTEGER PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO active
  SELECT CAST(substr(date, 1, 4) AS INTEGER), COUNT(*) FROM activity
  WHERE iri <> '' AND EXISTS (SELECT 1 FROM part WHERE part.activity = activity.n) GROUP BY 1;
-- Names, the most tied thing's first: sorts are 0 bodies, 1 activities, 2 places.
CREATE TABLE name (n INTEGER PRIMARY KEY, sort INTEGER NOT NULL, thing INTEGER NOT NULL, folded TEXT NOT NULL);
CREATE VIRTUAL TABLE called USING fts5 (
  words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
