"""The journal's chain on the server: bound at commit, per case, by nobody's hand."""

from __future__ import annotations

from helpers.rights import DEFINER, SAFE

CHAIN = f"""
ALTER TABLE open.journal_link SET SCHEMA audit;
ALTER TABLE open.journal_salt SET SCHEMA audit;
ALTER TABLE open.journal_head SET SCHEMA audit;
ALTER TABLE audit.journal_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.journal_salt ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.journal_head ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM PUBLIC, mopac_user;

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql {SAFE} AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER journal_link_append_only BEFORE UPDATE OR DELETE ON audit.journal_link
  FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER journal_link_no_truncate BEFORE TRUNCATE ON audit.journal_link
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER journal_salt_no_update BEFORE UPDATE ON audit.journal_salt
  FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER journal_salt_no_truncate BEFORE TRUNCATE ON audit.journal_salt
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER journal_head_stays BEFORE DELETE ON audit.journal_head
  FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER journal_head_no_truncate BEFORE TRUNCATE ON audit.journal_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- What an entry says, as one text. jsonb has one text for one value.
CREATE FUNCTION audit.content_text(side text, entry bigint) RETURNS text
LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE said text;
BEGIN
  EXECUTE format('SELECT jsonb_build_array(e.inputs::jsonb, e.at, e.actor, e.action, e.case_id, '
    '(SELECT jsonb_agg(jsonb_build_array(c.record, c.record_id, c.field, c.old::jsonb, '
    'c.new::jsonb) ORDER BY c.id) FROM %I.journal_change c WHERE c.entry_id = e.id))::text '
    'FROM %I.journal_entry e WHERE e.id = $1', side, side) INTO said USING entry;
  RETURN said;
END $$;

-- UTC text, never the session's own time zone.
CREATE FUNCTION audit.utc(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE {SAFE} AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') $$;

CREATE FUNCTION audit.bind() RETURNS trigger LANGUAGE plpgsql {DEFINER}
SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
DECLARE h audit.journal_head; l audit.journal_link; s text := replace(gen_random_uuid()::text,
  '-', '');
BEGIN
  -- An entry that moves to the closed side is bound already.
  IF EXISTS (SELECT 1 FROM audit.journal_link WHERE entry_id = NEW.id) THEN RETURN NULL; END IF;
  l.chain := CASE WHEN NEW.case_id IS NULL THEN 'person/' || NEW.actor
    ELSE 'case/' || NEW.case_id END;
  INSERT INTO audit.journal_head VALUES (l.chain, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO h FROM audit.journal_head WHERE chain = l.chain FOR UPDATE;
  l.entry_id := NEW.id; l.seq := h.seq + 1; l.at := audit.utc(clock_timestamp());
  l.actor := CASE WHEN app.superuser() THEN NEW.actor ELSE session_user END;
  l.action := NEW.action; l.prev := h.hash;
  l.digest := encode(sha256(convert_to(s || E'\\n' ||
    audit.content_text(TG_TABLE_SCHEMA, NEW.id), 'UTF8')), 'hex');
  l.hash := encode(sha256(convert_to(concat_ws(E'\\n', l.prev, l.digest, l.chain, l.seq, l.at,
    l.actor, l.action, l.entry_id), 'UTF8')), 'hex');
  INSERT INTO audit.journal_link (entry_id, chain, seq, at, actor, action, digest, prev, hash)
    VALUES (l.entry_id, l.chain, l.seq, l.at, l.actor, l.action, l.digest, l.prev, l.hash);
  INSERT INTO audit.journal_salt VALUES (NEW.id, s);
  UPDATE audit.journal_head SET seq = l.seq, hash = l.hash WHERE chain = l.chain;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER bind AFTER INSERT ON open.journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.bind();
CREATE CONSTRAINT TRIGGER bind AFTER INSERT ON shut.journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.bind();
"""

# An anchor is the hash over the heads of all chains. Every computer keeps the last one it saw:
# who cuts the end of a chain and moves its head back must change an anchor that others hold.
ANCHORS = """
ALTER TABLE open.journal_anchor SET SCHEMA audit;
ALTER TABLE open.journal_anchor_item SET SCHEMA audit;
ALTER TABLE audit.journal_anchor ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.journal_anchor_item ENABLE ROW LEVEL SECURITY;
""" + "".join(f"""
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON audit.{table}
  FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON audit.{table}
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
""" for table in ("journal_anchor", "journal_anchor_item")) + f"""
CREATE FUNCTION app.make_anchor() RETURNS TABLE (id bigint, hash text) LANGUAGE plpgsql {DEFINER}
AS $$
DECLARE a audit.journal_anchor; l audit.journal_anchor;
BEGIN
  IF NOT app.known() THEN RETURN; END IF;
  LOCK TABLE audit.journal_anchor IN EXCLUSIVE MODE;
  SELECT * INTO l FROM audit.journal_anchor x ORDER BY x.id DESC LIMIT 1;
  a.at := audit.utc(clock_timestamp());
  -- One in a quarter of an hour is enough, however many people come in.
  IF l.id IS NOT NULL AND l.at > audit.utc(clock_timestamp() - interval '15 minutes')
     AND NOT app.superuser() THEN RETURN QUERY SELECT l.id, l.hash::text; RETURN; END IF;
  a.id := coalesce(l.id, 0) + 1; a.prev := coalesce(l.hash, repeat('0', 64));
  INSERT INTO audit.journal_anchor_item SELECT a.id, h.chain, h.seq, h.hash
    FROM audit.journal_head h WHERE h.chain <> 'start' AND NOT EXISTS (
      SELECT 1 FROM audit.journal_anchor_item i WHERE i.chain = h.chain AND i.seq = h.seq);
  SELECT count(*), encode(sha256(convert_to(concat_ws(E'\\n', a.prev, a.at, string_agg(
      concat(h.chain, ':', h.seq, ':', h.hash), E'\\n' ORDER BY h.chain COLLATE "C")),
      'UTF8')), 'hex')
    INTO a.heads, a.hash FROM audit.journal_head h WHERE h.chain <> 'start';
  INSERT INTO audit.journal_anchor (id, at, heads, prev, hash)
    VALUES (a.id, a.at, a.heads, a.prev, a.hash);
  RETURN QUERY SELECT a.id, a.hash::text;
END $$;
CREATE FUNCTION app.anchor_hash(wanted bigint) RETURNS text LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT hash FROM audit.journal_anchor WHERE id = wanted AND app.known() $$;
GRANT EXECUTE ON FUNCTION app.make_anchor, app.anchor_hash TO mopac_user;
"""
