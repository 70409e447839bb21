"""Who has a case open, the next case to take, and a word to the others when something changed."""

from alembic import op
from helpers.both_sides import run
from helpers.rights import DEFINER, NO_CASE

BEFORE = "r0004"

revision = "r0005"
down_revision = BEFORE
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A file has one program at a time: nobody else is there to be told."""
    if op.get_context().dialect.name == "sqlite":
        return
    for script in (LEASES, TAKING, TELLING):
        run(op.get_bind(), script)


# A hint that ends by itself. It says who has a case open only to those who see the case, so it
# stands on the closed side whatever the case; a hidden case and an absent one give one answer.
LEASES = f"""
CREATE TABLE shut.lease (
  case_id bigint NOT NULL,
  login text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (case_id, login));
ALTER TABLE shut.lease ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION shut.sees(wanted bigint) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT wanted IN (SELECT shut.mine()) OR (app.sees_open()
    AND wanted NOT IN (SELECT app.my_conflicts())
    AND EXISTS (SELECT 1 FROM open.cases c WHERE c.id = wanted)) $$;

-- Only of open cases, which everybody who listens may see.
CREATE FUNCTION shut.tell_open(wanted bigint) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM open.cases WHERE id = wanted) THEN
    PERFORM pg_notify('caseworker_open', 'changed'); END IF;
END $$;

CREATE FUNCTION app.have_open(wanted bigint) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
DECLARE new_one boolean;
BEGIN
  IF NOT shut.sees(wanted) THEN {NO_CASE}; END IF;
  DELETE FROM shut.lease l WHERE (l.case_id, l.login) IN (SELECT e.case_id, e.login
    FROM shut.lease e WHERE e.until < clock_timestamp() FOR UPDATE SKIP LOCKED);
  INSERT INTO shut.lease AS l VALUES (wanted, session_user, clock_timestamp(),
      clock_timestamp() + interval '2 minutes')
    ON CONFLICT (case_id, login) DO UPDATE SET until = EXCLUDED.until
    RETURNING l.since > clock_timestamp() - interval '1 second' INTO new_one;
  IF new_one THEN PERFORM shut.tell_open(wanted); END IF;
END $$;

CREATE FUNCTION app.leave_open(wanted bigint) RETURNS void LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  DELETE FROM shut.lease WHERE case_id = wanted AND login = session_user;
  IF FOUND THEN PERFORM shut.tell_open(wanted); END IF;
END $$;

-- The others, each with the name that colleagues know.
CREATE FUNCTION app.who_has(wanted bigint[]) RETURNS TABLE (case_id bigint, name text,
  since timestamptz) LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT l.case_id, coalesce(s.name, l.login), l.since FROM shut.lease l
    LEFT JOIN app.staff s ON s.login = l.login
    WHERE l.case_id = ANY (wanted) AND l.until > clock_timestamp() AND l.login <> session_user
      AND shut.sees(l.case_id) ORDER BY l.since, l.login $$;
GRANT EXECUTE ON FUNCTION app.have_open, app.leave_open, app.who_has TO mopac_user;
"""

# Of the cases that the caller would take, in this order, the first that nobody holds; it is held
# until the end of the transaction. Nobody waits for somebody else's choice.
TAKING = f"""
CREATE FUNCTION app.hold_first(wanted bigint[]) RETURNS bigint LANGUAGE plpgsql {DEFINER} AS $$
DECLARE held bigint;
BEGIN
  SELECT c.id INTO held FROM open.cases c
    JOIN unnest(wanted) WITH ORDINALITY w (id, place) ON w.id = c.id
    WHERE c.owner_id IS NULL AND app.may_change(c.id)
    ORDER BY w.place FOR UPDATE OF c SKIP LOCKED LIMIT 1;
  RETURN held;
END $$;
GRANT EXECUTE ON FUNCTION app.hold_first TO mopac_user;
"""

# Every action writes one entry, and every entry of either side gets one link: the one place to
# tell from. The word is always the same, for whoever can sign in can listen, and can forge it.
TELLING = f"""
-- After a connection broke in the middle of a save: is this entry of mine there? It may be on a
-- side that I no longer see.
CREATE FUNCTION app.was_saved(entry bigint, made_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT EXISTS (
    SELECT 1 FROM (SELECT id, at, actor FROM open.journal_entry
      UNION ALL SELECT id, at, actor FROM shut.journal_entry) e
    WHERE e.id = entry AND e.at = made_at AND (e.actor = session_user OR app.superuser())) $$;
GRANT EXECUTE ON FUNCTION app.was_saved TO mopac_user;

CREATE FUNCTION audit.tell() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN PERFORM pg_notify('caseworker', 'changed'); RETURN NULL; END $$;
CREATE TRIGGER tell AFTER INSERT ON audit.journal_link
  FOR EACH STATEMENT EXECUTE FUNCTION audit.tell();
"""
