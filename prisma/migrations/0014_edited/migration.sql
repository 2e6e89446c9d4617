-- What a person has changed of a run, as JSON: it stays so, whatever its program says later.
ALTER TABLE runs ADD COLUMN edited TEXT NOT NULL DEFAULT '[]';
