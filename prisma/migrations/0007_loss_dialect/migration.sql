-- The library whose loss a run trains with, where it says so: the same name is not the same loss everywhere.
ALTER TABLE runs ADD COLUMN loss_dialect TEXT;
