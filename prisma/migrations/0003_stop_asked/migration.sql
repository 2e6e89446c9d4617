-- That the program of a run was asked to stop, as JSON; null for all others.
ALTER TABLE runs ADD COLUMN stop_asked TEXT;
