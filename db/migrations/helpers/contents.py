"""The bytes of files on both sides: stored under their hash, brought to where they are used.

Bytes come in on the open side, where nobody sees them until a row there uses them. A closed row
that uses them takes them over in the same transaction. The two stores know nothing of each
other, so storing the same file again never tells whether the closed side has it.
"""

from __future__ import annotations

from helpers.rights import DEFINER

USED = (
    "EXISTS (SELECT 1 FROM {side}.document d WHERE d.sha256 = {sha}) "
    "OR EXISTS (SELECT 1 FROM {side}.letter l WHERE l.pdf_sha256 = {sha}) "
    "OR EXISTS (SELECT 1 FROM {side}.letter l WHERE l.word_sha256 = {sha}) "
    "OR EXISTS (SELECT 1 FROM {side}.bundle b WHERE b.sha256 = {sha})"
)
USED_OPEN = USED.format(side="open", sha="content.sha256")

CONTENT_TABLES = f"""
DROP TRIGGER content_append_only ON open.content;
DROP TRIGGER content_chunk_append_only ON open.content_chunk;
CREATE TABLE shut.content (LIKE open.content INCLUDING CONSTRAINTS, PRIMARY KEY (sha256));
CREATE TABLE shut.content_chunk (LIKE open.content_chunk INCLUDING CONSTRAINTS,
  PRIMARY KEY (sha256, n),
  FOREIGN KEY (sha256) REFERENCES shut.content DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE open.content_chunk ALTER CONSTRAINT fk_content_chunk_sha256_content
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE open.content ENABLE ROW LEVEL SECURITY;
ALTER TABLE open.content_chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE shut.content ENABLE ROW LEVEL SECURITY;
ALTER TABLE shut.content_chunk ENABLE ROW LEVEL SECURITY;

-- Bytes leave a side only when the other side has them.
CREATE FUNCTION shut.keep_bytes() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' AND (
      (TG_TABLE_SCHEMA = 'open' AND EXISTS (SELECT 1 FROM shut.content c
        WHERE c.sha256 = OLD.sha256))
      OR (TG_TABLE_SCHEMA = 'shut' AND EXISTS (SELECT 1 FROM open.content c
        WHERE c.sha256 = OLD.sha256))) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

-- What is stored under a hash has that hash, when the transaction ends.
CREATE FUNCTION shut.true_bytes() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE bytes bytea; there boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.content WHERE sha256 = $1)', TG_TABLE_SCHEMA)
    INTO there USING NEW.sha256;
  IF NOT there THEN RETURN NULL; END IF;
  EXECUTE format('SELECT string_agg(data, ''''::bytea ORDER BY n) FROM %I.content_chunk '
    'WHERE sha256 = $1', TG_TABLE_SCHEMA) INTO bytes USING NEW.sha256;
  IF encode(sha256(coalesce(bytes, ''::bytea)), 'hex') <> NEW.sha256 THEN
    RAISE EXCEPTION 'These bytes do not have that hash.' USING ERRCODE = '22023'; END IF;
  RETURN NULL;
END $$;
"""

CONTENTS = f"""
CREATE FUNCTION shut.bring(wanted text, here text) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF wanted IS NULL OR wanted = '' THEN RETURN; END IF;
  IF here = 'shut' THEN
    IF NOT EXISTS (SELECT 1 FROM shut.content WHERE sha256 = wanted) THEN
      INSERT INTO shut.content SELECT c.* FROM open.content c WHERE c.sha256 = wanted;
      INSERT INTO shut.content_chunk SELECT c.* FROM open.content_chunk c
        WHERE c.sha256 = wanted;
    END IF;
  ELSIF NOT EXISTS (SELECT 1 FROM open.content WHERE sha256 = wanted)
        AND wanted IN (SELECT shut.my_content()) THEN
    INSERT INTO open.content SELECT c.* FROM shut.content c WHERE c.sha256 = wanted;
    INSERT INTO open.content_chunk SELECT c.* FROM shut.content_chunk c WHERE c.sha256 = wanted;
  END IF;
END $$;

-- After a closed row took bytes over: nothing stays on the open side that nothing there uses.
CREATE FUNCTION shut.tidy(wanted text, here text) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF here = 'open' OR wanted IS NULL OR {USED.format(side="open", sha="wanted")} THEN RETURN;
  END IF;
  DELETE FROM open.content_chunk WHERE sha256 = wanted;
  DELETE FROM open.content WHERE sha256 = wanted;
END $$;

CREATE FUNCTION shut.my_content() RETURNS SETOF text LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  RETURN QUERY SELECT d.sha256::text FROM shut.document d WHERE d.case_id IN (SELECT shut.mine())
      OR (d.case_id IS NULL AND d.post_item_id IN (SELECT shut.my_post()))
    UNION ALL SELECT unnest(ARRAY[l.pdf_sha256, l.word_sha256])::text FROM shut.letter l
      WHERE l.case_id IN (SELECT shut.mine())
    UNION ALL SELECT b.sha256::text FROM shut.bundle b WHERE b.case_id IN (SELECT shut.mine());
END $$;

CREATE FUNCTION shut.see_content() RETURNS SETOF shut.content LANGUAGE plpgsql STABLE {DEFINER}
ROWS 50 AS $$
BEGIN
  RETURN QUERY SELECT c.* FROM shut.content c WHERE c.sha256 IN (SELECT shut.my_content());
END $$;

-- One file at a time: a view of them all would read every byte to find one. A scan of a letter
-- tells who wrote it: where several cases of the caller's use it, the look is at one of them.
CREATE FUNCTION shut.content_about(wanted text) RETURNS text LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE c bigint; p bigint;
BEGIN
  SELECT d.case_id, d.post_item_id INTO c, p FROM shut.document d WHERE d.sha256 = wanted
    AND (d.case_id IN (SELECT shut.mine())
      OR (d.case_id IS NULL AND d.post_item_id IN (SELECT shut.my_post()))) ORDER BY d.id LIMIT 1;
  IF c IS NULL AND p IS NULL THEN SELECT u.case_id INTO c FROM (
    SELECT l.case_id FROM shut.letter l WHERE wanted IN (l.pdf_sha256, l.word_sha256)
    UNION ALL SELECT b.case_id FROM shut.bundle b WHERE b.sha256 = wanted) u
    WHERE u.case_id IN (SELECT shut.mine()) ORDER BY 1 LIMIT 1; END IF;
  RETURN coalesce('case/' || c, 'post/' || p);
END $$;
CREATE FUNCTION app.closed_chunks(wanted text) RETURNS TABLE (n bigint, data bytea)
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF wanted IN (SELECT shut.my_content()) AND shut.shown(shut.content_about(wanted), 'full') THEN
    RETURN QUERY SELECT c.n, c.data FROM shut.content_chunk c WHERE c.sha256 = wanted;
  END IF;
END $$;

CREATE POLICY see ON open.content FOR SELECT TO mopac_user
  USING ((SELECT app.sees_open()) AND ({USED_OPEN}));
CREATE POLICY see ON open.content_chunk FOR SELECT TO mopac_user
  USING (EXISTS (SELECT 1 FROM open.content c WHERE c.sha256 = content_chunk.sha256));
CREATE VIEW app.content WITH (security_invoker = true) AS
  SELECT sha256, size FROM open.content c
  UNION ALL SELECT sha256, size FROM shut.see_content() s
    WHERE NOT EXISTS (SELECT 1 FROM open.content o WHERE o.sha256 = s.sha256);
CREATE VIEW app.content_chunk WITH (security_invoker = true) AS
  SELECT sha256, n, data FROM open.content_chunk;

CREATE FUNCTION shut.write_content() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF;
  IF NOT app.known() THEN
    RAISE EXCEPTION 'You have no rights yet.' USING ERRCODE = '42501'; END IF;
  INSERT INTO open.content VALUES (NEW.sha256, NEW.size) ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
-- Pieces join a content only in the transaction that stored it: nobody adds to a stored file.
CREATE FUNCTION shut.write_content_chunk() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF;
  IF NOT app.known() THEN
    RAISE EXCEPTION 'You have no rights yet.' USING ERRCODE = '42501'; END IF;
  IF EXISTS (SELECT 1 FROM open.content c WHERE c.sha256 = NEW.sha256
             AND c.xmin = pg_current_xact_id()::xid) THEN
    INSERT INTO open.content_chunk VALUES (NEW.sha256, NEW.n, NEW.data);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER write INSTEAD OF INSERT OR UPDATE OR DELETE ON app.content
  FOR EACH ROW EXECUTE FUNCTION shut.write_content();
CREATE TRIGGER write INSTEAD OF INSERT OR UPDATE OR DELETE ON app.content_chunk
  FOR EACH ROW EXECUTE FUNCTION shut.write_content_chunk();
GRANT SELECT ON open.content, open.content_chunk TO mopac_user;
GRANT EXECUTE ON FUNCTION shut.see_content() TO mopac_user;
GRANT SELECT, INSERT ON app.content, app.content_chunk TO mopac_user;
""" + "".join(f"""
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {side}.{table}
  FOR EACH ROW EXECUTE FUNCTION shut.keep_bytes();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {side}.{table}
  FOR EACH STATEMENT EXECUTE FUNCTION shut.keep_bytes();
""" for side in ("open", "shut") for table in ("content", "content_chunk")) + "".join(f"""
CREATE CONSTRAINT TRIGGER content_true_bytes AFTER INSERT ON {side}.content
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shut.true_bytes();
""" for side in ("open", "shut"))
