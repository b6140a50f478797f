-- One number governs a day at a time: neither its days nor the time we believed them may overlap (SIL 90).
-- Core PostgreSQL has no equality for gist; a one-number range stands for it.
ALTER TABLE policy_value ADD CONSTRAINT value_no_overlap EXCLUDE USING gist (
    int8range(series_id, series_id, '[]') WITH &&,
    daterange(starts_on, ends_before) WITH &&,
    tstzrange(approved_at, superseded_at) WITH &&
);
