-- Rights of the role we are connected as that the design does not give it (promise 4): of DDL, on a partition itself, to
-- change what is append-only, to write what is only read.
SELECT held.relname, held.privilege
  FROM (SELECT relation.oid, relation.relname, relation.relispartition, asked.privilege
          FROM pg_class AS relation
         CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
                 AS asked (privilege)
         WHERE relation.relnamespace = 'public'::regnamespace AND relation.relkind IN ('r', 'p')
           AND has_table_privilege(relation.oid, asked.privilege)) AS held
 WHERE held.relispartition OR held.privilege IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')
    OR (held.relname = ANY(%(only_read)s) AND held.privilege <> 'SELECT')
    OR (held.privilege IN ('UPDATE', 'DELETE')
        AND EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = held.oid AND tgname LIKE '%%append\_only%%'))
 ORDER BY held.relname, held.privilege
