-- When nothing was trained: the run was paused, or had ended before it went on. As JSON.
ALTER TABLE runs ADD COLUMN pauses TEXT NOT NULL DEFAULT '[]';
