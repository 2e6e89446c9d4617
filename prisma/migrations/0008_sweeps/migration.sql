-- Sweeps: what is to be trained, before it is. Their runs have ids that begin with that of the sweep.
CREATE TABLE sweeps (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  project TEXT NOT NULL,
  plan TEXT NOT NULL,
  jobs INTEGER NOT NULL,
  created_at REAL NOT NULL,
  stopped_at REAL
);
CREATE UNIQUE INDEX sweeps_name_key ON sweeps(name);
