-- The tables of schema.prisma for PostgreSQL, and what Prisma cannot say. Texts are ordered by their bytes, as in SQLite.
CREATE TABLE runs (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  project TEXT COLLATE "C" NOT NULL,
  "group" TEXT COLLATE "C",
  seed DOUBLE PRECISION,
  source TEXT COLLATE "C" NOT NULL,
  loss TEXT COLLATE "C",
  loss_params TEXT NOT NULL,
  loss_dialect TEXT,
  planned_steps BIGINT,
  steps_per_epoch BIGINT,
  environment TEXT NOT NULL,
  notes TEXT NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  started_at DOUBLE PRECISION NOT NULL,
  ended_at DOUBLE PRECISION,
  reason TEXT,
  stop_asked TEXT,
  branches TEXT NOT NULL DEFAULT '[]',
  pauses TEXT NOT NULL DEFAULT '[]',
  main_metric TEXT,
  directions TEXT NOT NULL DEFAULT '{}',
  watch TEXT,
  version INTEGER NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
-- It is written with every commit: packing it would take longer than storing it.
ALTER TABLE runs ALTER COLUMN watch SET STORAGE EXTERNAL;
CREATE INDEX runs_status_started_at_idx ON runs (status, started_at);
CREATE INDEX runs_project_started_at_idx ON runs (project, started_at);
CREATE INDEX runs_started_at_id_idx ON runs (started_at, id);

CREATE TABLE params (
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  key TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run_id, key)
);

CREATE TABLE tags (
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run_id, name)
);
CREATE INDEX tags_name_idx ON tags (name);

CREATE TABLE series (
  id SERIAL PRIMARY KEY,
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  count INTEGER NOT NULL,
  first_step BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  last_value DOUBLE PRECISION,
  last_kind INTEGER NOT NULL,
  last_time DOUBLE PRECISION NOT NULL,
  min DOUBLE PRECISION,
  min_step BIGINT,
  max DOUBLE PRECISION,
  max_step BIGINT,
  non_finite INTEGER NOT NULL,
  replaced INTEGER NOT NULL DEFAULT 0,
  stride DOUBLE PRECISION
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX series_run_id_name_key ON series (run_id, name);

CREATE TABLE earlier_series (
  id SERIAL PRIMARY KEY,
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  branch INTEGER NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  first_step BIGINT NOT NULL,
  last_step BIGINT NOT NULL
);
CREATE UNIQUE INDEX earlier_series_run_id_branch_name_key ON earlier_series (run_id, branch, name);

-- In parts, so that no index grows with all points there are, and what is deleted is cleared away part by part.
-- The two narrow columns stand together: a row has eight bytes less so.
CREATE TABLE points (
  series_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  step BIGINT NOT NULL,
  time DOUBLE PRECISION NOT NULL,
  value DOUBLE PRECISION,
  PRIMARY KEY (series_id, step)
) PARTITION BY HASH (series_id);
DO $$ BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format('CREATE TABLE points_%s PARTITION OF points FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
  END LOOP;
END $$;

CREATE TABLE rollups (
  series_id INTEGER NOT NULL,
  level INTEGER NOT NULL,
  bucket BIGINT NOT NULL,
  count INTEGER NOT NULL,
  first_step BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  min DOUBLE PRECISION,
  min_step BIGINT,
  max DOUBLE PRECISION,
  max_step BIGINT,
  non_finite INTEGER NOT NULL,
  nan_step BIGINT,
  infinity_step BIGINT,
  negative_infinity_step BIGINT,
  PRIMARY KEY (series_id, level, bucket)
) WITH (fillfactor = 80);

CREATE TABLE settings (
  name TEXT COLLATE "C" PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE sweeps (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  project TEXT COLLATE "C" NOT NULL,
  plan TEXT NOT NULL,
  jobs INTEGER NOT NULL,
  created_at DOUBLE PRECISION NOT NULL,
  stopped_at DOUBLE PRECISION
);
CREATE UNIQUE INDEX sweeps_name_key ON sweeps (name);

CREATE TABLE findings (
  id TEXT COLLATE "C" PRIMARY KEY,
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  series TEXT NOT NULL,
  step BIGINT NOT NULL,
  raised_step BIGINT NOT NULL,
  raised_at DOUBLE PRECISION NOT NULL,
  evidence TEXT NOT NULL,
  causes TEXT NOT NULL,
  resolved_step BIGINT,
  acknowledged_at DOUBLE PRECISION
);
CREATE INDEX findings_run_id_idx ON findings (run_id);

CREATE TABLE annotations (
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  id TEXT COLLATE "C" NOT NULL,
  step BIGINT,
  time DOUBLE PRECISION NOT NULL,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  PRIMARY KEY (run_id, id)
);

CREATE TABLE consoles (
  run_id TEXT COLLATE "C" PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  next INTEGER NOT NULL,
  streams TEXT NOT NULL,
  head_bytes INTEGER NOT NULL,
  tail_bytes INTEGER NOT NULL
);
CREATE TABLE console_chunks (
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  first INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  is_tail BOOLEAN NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run_id, first)
);

CREATE TABLE prediction_numbers (
  hash TEXT COLLATE "C" PRIMARY KEY,
  packing TEXT NOT NULL,
  bytes BYTEA NOT NULL
);
CREATE TABLE predictions (
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  which TEXT COLLATE "C" NOT NULL,
  step BIGINT NOT NULL,
  task TEXT NOT NULL,
  kind TEXT NOT NULL,
  rows INTEGER NOT NULL,
  output_width INTEGER NOT NULL,
  target_width INTEGER NOT NULL,
  scale TEXT,
  class_names TEXT,
  outputs_hash TEXT COLLATE "C" NOT NULL REFERENCES prediction_numbers (hash) ON DELETE RESTRICT ON UPDATE CASCADE,
  targets_hash TEXT COLLATE "C" NOT NULL REFERENCES prediction_numbers (hash) ON DELETE RESTRICT ON UPDATE CASCADE,
  PRIMARY KEY (run_id, which)
);
CREATE INDEX predictions_outputs_hash_idx ON predictions (outputs_hash);
CREATE INDEX predictions_targets_hash_idx ON predictions (targets_hash);

-- The last to need them takes them along, whichever way it goes.
CREATE FUNCTION forget_prediction_numbers() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM prediction_numbers WHERE hash IN (OLD.outputs_hash, OLD.targets_hash)
    AND NOT EXISTS (SELECT 1 FROM predictions WHERE outputs_hash = prediction_numbers.hash)
    AND NOT EXISTS (SELECT 1 FROM predictions WHERE targets_hash = prediction_numbers.hash);
  RETURN NULL;
END $$;
CREATE TRIGGER predictions_deleted AFTER DELETE ON predictions
  FOR EACH ROW EXECUTE FUNCTION forget_prediction_numbers();

-- What servers tell each other where that is too long for NOTIFY (@socket.io/postgres-adapter). Of no worth after a crash.
CREATE UNLOGGED TABLE socket_io_attachments (
  id BIGSERIAL UNIQUE,
  created_at TIMESTAMPTZ DEFAULT now(),
  payload BYTEA
);
