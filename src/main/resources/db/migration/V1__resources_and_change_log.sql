-- Where the resources of a region live. Texts compare by bytes: names are found by prefix, in the order that programs use.
CREATE TABLE resources (
  type    text COLLATE "C" NOT NULL,
  name    text COLLATE "C" NOT NULL,
  version bigint           NOT NULL,
  data    bytea            NOT NULL,
  PRIMARY KEY (type, name)
) WITH (
  -- Devices report all the time: room in the page keeps such updates out of the index, early vacuum keeps the table small.
  fillfactor = 60,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_analyze_scale_factor = 0.05
);

-- Who refers to whom, without the references that may dangle. Follows the resources in the same transaction.
CREATE TABLE resource_references (
  type        text COLLATE "C" NOT NULL,
  name        text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  target_name text COLLATE "C" NOT NULL,
  behavior    text             NOT NULL, -- name of an edgewatch.DeleteBehavior
  PRIMARY KEY (type, name, target_type, target_name, behavior)
);
CREATE INDEX resource_references_by_target ON resource_references (target_type, target_name);

-- Handed out to nodes in blocks, so versions have gaps.
CREATE SEQUENCE versions INCREMENT BY 1000 MINVALUE 1;

-- Every change with who made it: the source of the change feed, and what the audit reads. Insert only.
CREATE TABLE change_log (
  version    bigint           NOT NULL,
  ordinal    int              NOT NULL, -- within the request
  type       text COLLATE "C" NOT NULL,
  name       text COLLATE "C" NOT NULL,
  before     bytea,                     -- null: created
  after      bytea,                     -- null: deleted
  actor      text             NOT NULL,
  request_id text             NOT NULL,
  at         timestamptz      NOT NULL DEFAULT now(),
  PRIMARY KEY (version, ordinal)
);

CREATE PUBLICATION edgewatch_changes FOR TABLE change_log WITH (publish = 'insert');
