-- What a resumed run had beyond the step from which it went on: its earlier branches, as JSON, and their series.
ALTER TABLE runs ADD COLUMN branches TEXT NOT NULL DEFAULT '[]';
CREATE TABLE earlier_series (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL,
  branch INTEGER NOT NULL,
  name TEXT NOT NULL,
  first_step BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  CONSTRAINT earlier_series_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX earlier_series_run_id_branch_name_key ON earlier_series (run_id, branch, name);
-- How often a point of a series was put in the place of another with the same step.
ALTER TABLE series ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
