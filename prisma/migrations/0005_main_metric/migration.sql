-- What a run says of its metrics: the one that speaks for it, and which way others are better, as JSON.
ALTER TABLE runs ADD COLUMN main_metric TEXT;
ALTER TABLE runs ADD COLUMN directions TEXT NOT NULL DEFAULT '{}';
