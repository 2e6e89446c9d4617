CREATE TABLE runs (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  project TEXT NOT NULL,
  "group" TEXT,
  seed REAL,
  source TEXT NOT NULL,
  loss TEXT,
  loss_params TEXT NOT NULL,
  planned_steps BIGINT,
  steps_per_epoch BIGINT,
  environment TEXT NOT NULL,
  notes TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at REAL NOT NULL,
  ended_at REAL,
  reason TEXT,
  watch TEXT
);
CREATE INDEX runs_status_started_at_idx ON runs (status, started_at);
CREATE INDEX runs_project_started_at_idx ON runs (project, started_at);
CREATE INDEX runs_started_at_id_idx ON runs (started_at, id);
CREATE TABLE params (
  run_id TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run_id, key),
  FOREIGN KEY (run_id) REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE tags (
  run_id TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (run_id, name),
  FOREIGN KEY (run_id) REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX tags_name_idx ON tags (name);
CREATE TABLE series (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL,
  first_step BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  last_value REAL,
  last_kind INTEGER NOT NULL,
  last_time REAL NOT NULL,
  min REAL,
  min_step BIGINT,
  max REAL,
  max_step BIGINT,
  non_finite INTEGER NOT NULL,
  stride REAL,
  FOREIGN KEY (run_id) REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX series_run_id_name_key ON series (run_id, name);
CREATE TABLE points (
  series_id INTEGER NOT NULL,
  step BIGINT NOT NULL,
  time REAL NOT NULL,
  value REAL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (series_id, step)
) WITHOUT ROWID;
CREATE TABLE rollups (
  series_id INTEGER NOT NULL,
  level INTEGER NOT NULL,
  bucket BIGINT NOT NULL,
  count INTEGER NOT NULL,
  first_step BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  min REAL,
  min_step BIGINT,
  max REAL,
  max_step BIGINT,
  non_finite INTEGER NOT NULL,
  nan_step BIGINT,
  infinity_step BIGINT,
  negative_infinity_step BIGINT,
  PRIMARY KEY (series_id, level, bucket)
) WITHOUT ROWID;
CREATE TABLE findings (
  id TEXT NOT NULL PRIMARY KEY,
  run_id TEXT NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  series TEXT NOT NULL,
  step BIGINT NOT NULL,
  raised_step BIGINT NOT NULL,
  raised_at REAL NOT NULL,
  evidence TEXT NOT NULL,
  causes TEXT NOT NULL,
  resolved_step BIGINT,
  acknowledged_at REAL,
  FOREIGN KEY (run_id) REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX findings_run_id_idx ON findings (run_id);
