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

-- What runs print: whole lines in chunks, the beginning and the end of each run.
CREATE TABLE consoles (
  run_id TEXT PRIMARY KEY NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  next INTEGER NOT NULL,
  streams TEXT NOT NULL,
  head_bytes INTEGER NOT NULL,
  tail_bytes INTEGER NOT NULL
);
CREATE TABLE console_chunks (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  first INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  is_tail BOOLEAN NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run_id, first)
);
