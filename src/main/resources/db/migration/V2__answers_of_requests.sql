-- Answers to requests that are carried out once, by who made them and under which id; kept for a day. Written with the
-- change itself, so there is an answer when, and only when, the request was carried out.
CREATE TABLE request_memory (
  actor      text COLLATE "C" NOT NULL,
  request_id text COLLATE "C" NOT NULL,
  digest     bytea            NOT NULL, -- of method and request
  answer     bytea            NOT NULL,
  at         timestamptz      NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, request_id)
);
CREATE INDEX request_memory_by_age ON request_memory (at);
