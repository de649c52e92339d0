-- The change log is what was done: it says whose call a change was part of, and is found by the project, organization or
-- service it belongs to, newest first. Empty: what belongs to none of them.
ALTER TABLE change_log
  ADD COLUMN call bytea, -- an ntt.audit.v1.ActivityLog without the change itself; null: the region wrote by itself
  ADD COLUMN scope text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (coalesce(substring(name FROM '^(?:projects|organizations|services)/[^/]+'), '')) STORED;
CREATE INDEX change_log_by_scope ON change_log (scope, at);
CREATE INDEX change_log_by_age ON change_log USING brin (at);

-- Calls that changed nothing and are remembered all the same, because they were refused. Insert only.
CREATE TABLE call_log (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope text COLLATE "C" NOT NULL,
  at    timestamptz      NOT NULL,
  call  bytea            NOT NULL -- an ntt.audit.v1.ActivityLog
);
CREATE INDEX call_log_by_scope ON call_log (scope, at);
CREATE INDEX call_log_by_age ON call_log USING brin (at);
