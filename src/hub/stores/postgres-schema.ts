import { mostKept } from './rows.ts'

/**
 * The tables and the two functions of a hub in PostgreSQL (14 or later). Any number of sites in one database, any number
 * of hub processes over it.
 *
 * `gl_view` locks the sites' rows in key order, so that no two groups wait for each other, and a site's numbers are in
 * the order of its commits: no reader skips a lower number that commits later. `gl_append` writes a whole group and
 * notifies once: NOTIFY takes a lock of the whole database at commit.
 */
export const postgresSchema = `
CREATE TABLE IF NOT EXISTS gl_life (one boolean PRIMARY KEY DEFAULT true CHECK (one), incarnation text NOT NULL, cluster text NOT NULL);
CREATE TABLE IF NOT EXISTS gl_site (site text PRIMARY KEY, seq bigint NOT NULL DEFAULT 0, tag text NOT NULL DEFAULT '0000000000000000', horizon text);
CREATE TABLE IF NOT EXISTS gl_entry (
  site text NOT NULL, seq bigint NOT NULL, origin text NOT NULL, n bigint NOT NULL, day text NOT NULL,
  tag text NOT NULL, digest text NOT NULL, receipt text NOT NULL, received_at bigint NOT NULL, body jsonb NOT NULL,
  PRIMARY KEY (site, seq), UNIQUE (site, origin, n));
CREATE TABLE IF NOT EXISTS gl_origin (
  site text NOT NULL, origin text NOT NULL, have int8multirange NOT NULL DEFAULT '{}', owner text, PRIMARY KEY (site, origin));
CREATE TABLE IF NOT EXISTS gl_batch (site text NOT NULL, day text NOT NULL, body text NOT NULL, PRIMARY KEY (site, day));
CREATE TABLE IF NOT EXISTS gl_unreadable (
  site text NOT NULL, origin text NOT NULL, n bigint NOT NULL, device text NOT NULL, field text NOT NULL, body text,
  received_at bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint, PRIMARY KEY (site, origin, n));
CREATE TABLE IF NOT EXISTS gl_release (site text NOT NULL, n bigint NOT NULL, body text NOT NULL, PRIMARY KEY (site, n));
CREATE UNLOGGED TABLE IF NOT EXISTS gl_claim (
  site text NOT NULL, ticket text NOT NULL, desk integer NOT NULL, until bigint NOT NULL,
  PRIMARY KEY (site, ticket), UNIQUE (site, desk));

CREATE OR REPLACE FUNCTION gl_cluster() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  -- A dump that is restored into the same cluster makes the table anew, in this database or another.
  place text := (SELECT oid::text FROM pg_database WHERE datname = current_database()) || '/' || to_regclass('gl_life')::oid::text;
BEGIN
  RETURN (SELECT system_identifier::text FROM pg_control_system()) || '/'
    || (SELECT timeline_id::text FROM pg_control_checkpoint()) || '/' || place;
EXCEPTION WHEN insufficient_privilege OR undefined_function THEN RETURN 'unknown/' || place;
END $$;

CREATE OR REPLACE FUNCTION gl_view(wanted jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO gl_site (site) SELECT w->>'site' FROM jsonb_array_elements(wanted) w ORDER BY 1 ON CONFLICT DO NOTHING;
  PERFORM 1 FROM gl_site WHERE site IN (SELECT w->>'site' FROM jsonb_array_elements(wanted) w) ORDER BY site FOR UPDATE;
  RETURN (SELECT jsonb_agg(jsonb_build_object(
    'site', s.site, 'seq', s.seq, 'tag', s.tag, 'horizon', s.horizon,
    'origins', (SELECT coalesce(jsonb_agg(jsonb_build_array(o.origin, o.have::text, o.owner)), '[]') FROM gl_origin o
      WHERE o.site = s.site AND o.origin IN (SELECT jsonb_array_elements_text(w->'origins'))),
    'digests', (SELECT coalesce(jsonb_agg(jsonb_build_array(e.origin || ':' || e.n, e.digest)), '[]')
      FROM jsonb_array_elements_text(w->'ids') i JOIN gl_entry e
        ON e.site = s.site AND e.origin = split_part(i, ':', 1) AND e.n = split_part(i, ':', 2)::bigint),
    'batches', (SELECT coalesce(jsonb_agg(b.body), '[]') FROM gl_batch b
      WHERE b.site = s.site AND b.day IN (SELECT jsonb_array_elements_text(w->'days')))))
    FROM jsonb_array_elements(wanted) w JOIN gl_site s ON s.site = w->>'site');
END $$;

CREATE OR REPLACE FUNCTION gl_take(s text, t text, d integer, until_ms bigint, now_ms bigint)
RETURNS TABLE (ticket text, desk integer, until bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  -- The queue in which claims of all processes stand; commits go on meanwhile. It lasts seconds: no disk has to know.
  PERFORM pg_advisory_xact_lock(hashtextextended('gl_claim ' || s, 0)), set_config('synchronous_commit', 'off', true);
  DELETE FROM gl_claim c WHERE c.site = s AND (c.until <= now_ms OR c.desk = d);
  INSERT INTO gl_claim VALUES (s, t, d, until_ms) ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT c.ticket, c.desk, c.until FROM gl_claim c WHERE c.site = s AND c.ticket = t;
END $$;

CREATE OR REPLACE FUNCTION gl_append(writes jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE moved text;
BEGIN
  INSERT INTO gl_entry (site, seq, origin, n, day, tag, digest, receipt, received_at, body)
    SELECT w->>'site', (e->>'seq')::bigint, e->'body'->>'origin', (e->'body'->>'n')::bigint, e->'body'->>'day',
      e->>'tag', e->>'digest', e->>'receipt', (e->>'receivedAt')::bigint, e->'body'
    FROM jsonb_array_elements(writes) w, jsonb_array_elements(w->'entries') e;
  INSERT INTO gl_origin AS known (site, origin, have)
    SELECT w->>'site', c->>0, (c->>1)::int8multirange
    FROM jsonb_array_elements(writes) w, jsonb_array_elements(w->'counted') c
    ON CONFLICT (site, origin) DO UPDATE SET have = known.have + excluded.have;
  INSERT INTO gl_origin AS known (site, origin, owner)
    SELECT w->>'site', o->>0, o->>1 FROM jsonb_array_elements(writes) w, jsonb_array_elements(w->'owners') o
    ON CONFLICT (site, origin) DO UPDATE SET owner = excluded.owner;
  INSERT INTO gl_unreadable (site, origin, n, device, field, body)
    SELECT w->>'site', q->>'origin', (q->>'n')::bigint, q->>'device', q->>'field', CASE WHEN ${mostKept} >=
      row_number() OVER (PARTITION BY w->>'site', q->>'device') + (SELECT count(u.body) FROM gl_unreadable u
        WHERE u.site = w->>'site' AND u.device = q->>'device') THEN q->>'original' END
    FROM jsonb_array_elements(writes) w, jsonb_array_elements(w->'quarantined') q
    ON CONFLICT DO NOTHING;
  DELETE FROM gl_entry e USING jsonb_array_elements(writes) w, jsonb_array_elements_text(w->'gone') g
    WHERE e.site = w->>'site' AND e.origin = split_part(g, ':', 1) AND e.n = split_part(g, ':', 2)::bigint;
  INSERT INTO gl_batch (site, day, body)
    SELECT w->>'site', b->>0, b->>1 FROM jsonb_array_elements(writes) w, jsonb_array_elements(w->'batches') b
    ON CONFLICT (site, day) DO UPDATE SET body = excluded.body;
  UPDATE gl_site s SET seq = (w->>'seq')::bigint, tag = w->>'tag', horizon = coalesce(greatest(s.horizon, w->>'horizon'), w->>'horizon')
    FROM jsonb_array_elements(writes) w WHERE s.site = w->>'site';
  SELECT string_agg(w->>'site', ',') INTO moved FROM jsonb_array_elements(writes) w WHERE (w->>'moved')::boolean;
  IF moved IS NOT NULL THEN
    -- A payload has 8,000 bytes: with more sites everybody looks at all of theirs.
    PERFORM pg_notify('gl_moved', CASE WHEN length(moved) > 7000 THEN '*' ELSE moved END);
  END IF;
END $$;
`
