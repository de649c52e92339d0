-- The feed tells what changed; who did it and when is the audit's, which reads the table.
ALTER PUBLICATION edgewatch_changes SET TABLE change_log (version, type, name, before, after);
