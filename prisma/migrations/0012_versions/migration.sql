-- Grows with each commit to a run, so that who judged it by an older one finds out.
ALTER TABLE runs ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
