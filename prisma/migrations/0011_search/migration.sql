-- What a list looks for in all runs stands together: a row of a run has its settings and the state of its detectors too.
CREATE INDEX runs_search ON runs (
  started_at, id, name, project, "group", seed, source, status, loss, loss_params, loss_dialect, ended_at, main_metric,
  directions, pauses
);
-- It begins like this one.
DROP INDEX runs_started_at_id_idx;
