-- What models said of their validation rows. Numbers that several runs share, such as the targets, are kept once.
CREATE TABLE prediction_numbers (
  hash TEXT PRIMARY KEY NOT NULL,
  packing TEXT NOT NULL,
  bytes BLOB NOT NULL
);

CREATE TABLE predictions (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  which TEXT NOT NULL,
  step BIGINT NOT NULL,
  task TEXT NOT NULL,
  kind TEXT NOT NULL,
  rows INTEGER NOT NULL,
  output_width INTEGER NOT NULL,
  target_width INTEGER NOT NULL,
  scale TEXT,
  class_names TEXT,
  outputs_hash TEXT NOT NULL REFERENCES prediction_numbers (hash) ON DELETE RESTRICT ON UPDATE CASCADE,
  targets_hash TEXT NOT NULL REFERENCES prediction_numbers (hash) ON DELETE RESTRICT ON UPDATE CASCADE,
  PRIMARY KEY (run_id, which)
);
CREATE INDEX predictions_outputs_hash_idx ON predictions (outputs_hash);
CREATE INDEX predictions_targets_hash_idx ON predictions (targets_hash);

-- The last to need them takes them along, whichever way it goes.
CREATE TRIGGER predictions_deleted AFTER DELETE ON predictions BEGIN
  DELETE FROM prediction_numbers WHERE hash IN (OLD.outputs_hash, OLD.targets_hash)
    AND NOT EXISTS (SELECT 1 FROM predictions WHERE outputs_hash = prediction_numbers.hash)
    AND NOT EXISTS (SELECT 1 FROM predictions WHERE targets_hash = prediction_numbers.hash);
END;
