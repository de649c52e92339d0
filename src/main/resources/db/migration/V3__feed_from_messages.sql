-- The feed is told of changes by logical messages, one for a whole group of them, and no longer row by row. A publication
-- is still what PostgreSQL wants to be named.
ALTER PUBLICATION edgewatch_changes DROP TABLE change_log;
