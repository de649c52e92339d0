-- What programs and devices log. Of this region alone: in no publication, copied nowhere.

-- What many entries have in common. The key is made of all of it, so a row that was forgotten too early comes back the same.
CREATE TABLE log_series (
  scope  text COLLATE "C"   NOT NULL,
  key    text COLLATE "C"   NOT NULL,
  traits text[] COLLATE "C" NOT NULL, -- what it is found by: service=devices.edgelq.com
  common bytea              NOT NULL, -- an ntt.logging.v1.Log without name, time and payload
  seen   timestamptz        NOT NULL DEFAULT now(), -- when an entry was last added, to a day
  PRIMARY KEY (scope, key)
);
CREATE INDEX log_series_by_traits ON log_series USING gin (traits);
CREATE INDEX log_series_by_age ON log_series USING brin (seen);

-- Insert only. Read from the newest entry of a scope or of a series back.
CREATE TABLE logs (
  scope text COLLATE "C" NOT NULL,
  key   text COLLATE "C" NOT NULL, -- of its series
  at    timestamptz      NOT NULL,
  own   bytea            NOT NULL  -- an ntt.logging.v1.Log with the payload
);
CREATE INDEX logs_by_scope ON logs (scope, at);
CREATE INDEX logs_by_series ON logs (scope, key, at);
CREATE INDEX logs_by_age ON logs USING brin (at);
