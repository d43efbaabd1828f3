/**
 * What a person runs in a database of their own and pastes: one SELECT that changes nothing and answers with one text of
 * JSON. PostgreSQL 12 to 18, any client. It names everything as an empty search path does, in UTC; the settings hold
 * for this statement (in a transaction that somebody has begun: until its end). What an extension or PostgreSQL itself
 * has made is left out.
 */
export const CATALOGUE_QUERY = `SELECT CASE WHEN prepared.settings IS NOT NULL THEN (
WITH spaces AS (
  SELECT oid, nspname FROM pg_catalog.pg_namespace
  WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
), extended AS (
  SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
), relations AS (
  SELECT c.*, s.nspname FROM pg_catalog.pg_class c JOIN spaces s ON s.oid = c.relnamespace
  WHERE NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid)
), tables AS (
  SELECT * FROM relations WHERE relkind IN ('r', 'p') AND NOT relispartition
), columns AS (
  SELECT a.attrelid, jsonb_agg(jsonb_build_object(
    'name', a.attname,
    'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
    'notNull', a.attnotnull,
    'expression', pg_catalog.pg_get_expr(d.adbin, d.adrelid),
    'generated', a.attgenerated::text,
    'identity', a.attidentity::text,
    'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
    'comment', pg_catalog.col_description(a.attrelid, a.attnum)
  ) ORDER BY a.attnum) AS list
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (SELECT oid FROM tables)
  GROUP BY a.attrelid
), constraints AS (
  SELECT c.conrelid, jsonb_agg(jsonb_build_object(
    'name', c.conname,
    'kind', c.contype::text,
    'columns', (SELECT jsonb_agg(a.attname ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY AS k(attnum, n)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum),
    'expression', pg_catalog.pg_get_expr(c.conbin, c.conrelid),
    'deferrable', c.condeferrable,
    'deferred', c.condeferred,
    'validated', c.convalidated,
    'enforced', coalesce(pg_catalog.to_jsonb(c) ->> 'conenforced', 'true')::boolean,
    'period', coalesce(pg_catalog.to_jsonb(c) ->> 'conperiod', 'false')::boolean,
    'noInherit', c.connoinherit AND c.contype = 'c',
    'targetSchema', tn.nspname,
    'targetTable', tc.relname,
    'targetColumns', (SELECT jsonb_agg(a.attname ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY AS k(attnum, n)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum),
    'onDelete', c.confdeltype::text,
    'onUpdate', c.confupdtype::text,
    'match', c.confmatchtype::text,
    'setColumns', coalesce(pg_catalog.to_jsonb(c) -> 'confdelsetcols', 'null') <> 'null',
    'nullsNotDistinct', coalesce(pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct', 'false')::boolean,
    'include', i.indnatts > i.indnkeyatts,
    'definition', pg_catalog.pg_get_constraintdef(c.oid)
  ) ORDER BY c.oid) AS list
  FROM pg_catalog.pg_constraint c
  LEFT JOIN pg_catalog.pg_class tc ON tc.oid = c.confrelid
  LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = tc.relnamespace
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.conindid AND c.contype IN ('p', 'u')
  WHERE c.contype IN ('p', 'u', 'c', 'f', 'x') AND c.conparentid = 0 AND c.conrelid IN (SELECT oid FROM tables)
  GROUP BY c.conrelid
), indexes AS (
  SELECT i.indrelid, jsonb_agg(jsonb_build_object(
    'name', c.relname,
    'unique', i.indisunique,
    'valid', i.indisvalid,
    'method', m.amname,
    'nullsNotDistinct', coalesce(pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct', 'false')::boolean,
    'where', pg_catalog.pg_get_expr(i.indpred, i.indrelid),
    'options', c.reloptions,
    'parts', (SELECT jsonb_agg(jsonb_build_object(
        'column', a.attname,
        'expression', CASE WHEN a.attname IS NULL THEN pg_catalog.pg_get_indexdef(i.indexrelid, n, false) END,
        'descending', i.indoption[n - 1] & 1 = 1,
        'nullsFirst', i.indoption[n - 1] & 2 = 2,
        'class', o.opcname,
        'classSchema', os.nspname,
        'isDefault', o.opcdefault,
        'classOptions', x.attoptions,
        'collation', CASE WHEN i.indcollation[n - 1] <> coalesce(a.attcollation, xt.typcollation)
          THEN i.indcollation[n - 1]::regcollation::text END
      ) ORDER BY n)
      FROM generate_series(1, i.indnkeyatts) AS n
      JOIN pg_catalog.pg_attribute x ON x.attrelid = i.indexrelid AND x.attnum = n
      JOIN pg_catalog.pg_type xt ON xt.oid = x.atttypid
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[n - 1] AND a.attnum <> 0
      JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[n - 1]
      JOIN pg_catalog.pg_namespace os ON os.oid = o.opcnamespace),
    'include', (SELECT jsonb_agg(a.attname ORDER BY n) FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS n
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[n - 1])
  ) ORDER BY c.oid) AS list
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_am m ON m.oid = c.relam
  WHERE i.indrelid IN (SELECT oid FROM tables)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  GROUP BY i.indrelid
), others AS (
  SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
      WHEN 'c' THEN 'composite type' ELSE 'partition' END AS kind,
    nspname AS schema, relname::text AS name, NULL::text AS "table"
  FROM relations WHERE relkind IN ('v', 'm', 'f', 'c') OR relkind IN ('r', 'p') AND relispartition
  UNION ALL
  SELECT CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type' ELSE 'base type' END, s.nspname, t.typname, NULL
  FROM pg_catalog.pg_type t JOIN spaces s ON s.oid = t.typnamespace
  WHERE (t.typtype IN ('d', 'r') OR t.typtype = 'b' AND t.typelem = 0)
    AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid)
  UNION ALL
  SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, s.nspname,
    p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', NULL
  FROM pg_catalog.pg_proc p JOIN spaces s ON s.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = p.oid)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::regclass
      AND d.objid = p.oid AND d.deptype = 'i')
  UNION ALL
  SELECT 'trigger', t.nspname, g.tgname, t.relname
  FROM pg_catalog.pg_trigger g JOIN tables t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal
  UNION ALL
  SELECT 'rule', t.nspname, r.rulename, t.relname
  FROM pg_catalog.pg_rewrite r JOIN tables t ON t.oid = r.ev_class
  UNION ALL
  SELECT 'policy', t.nspname, y.polname, t.relname
  FROM pg_catalog.pg_policy y JOIN tables t ON t.oid = y.polrelid
  UNION ALL
  SELECT 'event trigger', NULL, v.evtname, NULL FROM pg_catalog.pg_event_trigger v
  WHERE NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_catalog.pg_event_trigger'::regclass AND e.objid = v.oid)
  UNION ALL
  SELECT 'collation', s.nspname, l.collname, NULL
  FROM pg_catalog.pg_collation l JOIN spaces s ON s.oid = l.collnamespace
  UNION ALL
  SELECT 'text search configuration', s.nspname, f.cfgname, NULL
  FROM pg_catalog.pg_ts_config f JOIN spaces s ON s.oid = f.cfgnamespace
  UNION ALL
  SELECT 'operator', s.nspname, o.oprname || '(' || o.oprleft::regtype || ', ' || o.oprright::regtype || ')', NULL
  FROM pg_catalog.pg_operator o JOIN spaces s ON s.oid = o.oprnamespace
  WHERE NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_catalog.pg_operator'::regclass AND e.objid = o.oid)
)
SELECT jsonb_build_object(
  'catalogue', 1,
  'server', pg_catalog.current_setting('server_version_num')::integer,
  'extensions', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', e.extname, 'schema', n.nspname) ORDER BY e.oid), '[]')
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'),
  'enums', (SELECT coalesce(jsonb_agg(jsonb_build_object('schema', s.nspname, 'name', t.typname,
      'values', (SELECT coalesce(jsonb_agg(v.enumlabel ORDER BY v.enumsortorder), '[]') FROM pg_catalog.pg_enum v WHERE v.enumtypid = t.oid),
      'comment', pg_catalog.obj_description(t.oid, 'pg_type')) ORDER BY t.oid), '[]')
    FROM pg_catalog.pg_type t JOIN spaces s ON s.oid = t.typnamespace WHERE t.typtype = 'e'
      AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid)),
  'domains', (SELECT coalesce(jsonb_agg(jsonb_build_object('type', pg_catalog.format_type(t.oid, NULL),
      'base', pg_catalog.format_type(t.typbasetype, t.typtypmod), 'notNull', t.typnotnull, 'default', t.typdefault) ORDER BY t.oid), '[]')
    FROM pg_catalog.pg_type t JOIN spaces s ON s.oid = t.typnamespace WHERE t.typtype = 'd'
      AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid)),
  'ownTypes', (SELECT coalesce(jsonb_agg(pg_catalog.format_type(t.oid, NULL) ORDER BY t.oid), '[]')
    FROM pg_catalog.pg_type t JOIN spaces s ON s.oid = t.typnamespace
    WHERE (t.typtype IN ('c', 'r', 'm') OR t.typtype = 'b' AND t.typelem = 0)
      AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid)),
  'sequences', (SELECT coalesce(jsonb_agg(jsonb_build_object('schema', r.nspname, 'name', r.relname,
      'type', pg_catalog.format_type(q.seqtypid, NULL), 'start', q.seqstart::text, 'increment', q.seqincrement::text,
      'least', q.seqmin::text, 'most', q.seqmax::text, 'cache', q.seqcache::text, 'cycle', q.seqcycle,
      'identity', d.deptype IS NOT DISTINCT FROM 'i', 'table', o.relname, 'column', a.attname) ORDER BY r.oid), '[]')
    FROM relations r JOIN pg_catalog.pg_sequence q ON q.seqrelid = r.oid
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = r.oid AND d.objsubid = 0
      AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class o ON o.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid),
  'tables', (SELECT coalesce(jsonb_agg(jsonb_build_object('schema', t.nspname, 'name', t.relname,
      'comment', pg_catalog.obj_description(t.oid, 'pg_class'),
      'partitioned', CASE WHEN t.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(t.oid) END,
      'inherits', (SELECT jsonb_agg(h.inhparent::regclass::text) FROM pg_catalog.pg_inherits h WHERE h.inhrelid = t.oid),
      'unlogged', t.relpersistence = 'u',
      'rowSecurity', t.relrowsecurity,
      'options', t.reloptions,
      'columns', coalesce(columns.list, '[]'), 'constraints', coalesce(constraints.list, '[]'),
      'indexes', coalesce(indexes.list, '[]')) ORDER BY t.oid), '[]')
    FROM tables t LEFT JOIN columns ON columns.attrelid = t.oid LEFT JOIN constraints ON constraints.conrelid = t.oid
    LEFT JOIN indexes ON indexes.indrelid = t.oid),
  'others', (SELECT coalesce(jsonb_agg(to_jsonb(others) ORDER BY kind, schema, name, "table"), '[]') FROM others)
)::text) END AS catalogue
FROM (SELECT pg_catalog.concat(
  pg_catalog.set_config('search_path', '', true), pg_catalog.set_config('TimeZone', 'UTC', true),
  pg_catalog.set_config('DateStyle', 'ISO, MDY', true), pg_catalog.set_config('IntervalStyle', 'postgres', true),
  pg_catalog.set_config('standard_conforming_strings', 'on', true), pg_catalog.set_config('quote_all_identifiers', 'off', true),
  pg_catalog.set_config('bytea_output', 'hex', true)) AS settings) AS prepared;
`;
