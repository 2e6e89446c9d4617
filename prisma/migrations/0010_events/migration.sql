-- What people and programs say at a step of a run.
CREATE TABLE annotations (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id TEXT NOT NULL,
  step BIGINT,
  time REAL NOT NULL,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  PRIMARY KEY (run_id, id)
);
