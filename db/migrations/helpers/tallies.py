"""What is kept beside the cases so that lists need not look at each: how many there are at each
stage of each owner, the day on which each was received, and that of the last action.

Triggers keep them in the transaction that changes the case, so none is ever behind.
"""

from __future__ import annotations

from helpers.rights import DEFINER

# A file has one writer at a time, so that each number can stand in one row.
_ONE_MORE = """
  INSERT INTO tally SELECT NEW.stage, NEW.owner_id, 0 WHERE NOT EXISTS (
    SELECT 1 FROM tally WHERE stage = NEW.stage AND owner_id IS NEW.owner_id);
  UPDATE tally SET number = number + 1 WHERE stage = NEW.stage AND owner_id IS NEW.owner_id;
"""
_ONE_LESS = """
  UPDATE tally SET number = number - 1 WHERE stage = OLD.stage AND owner_id IS OLD.owner_id;
"""
COUNTS_OF_A_FILE = (
    "CREATE TABLE tally (stage VARCHAR(60) NOT NULL, owner_id INTEGER, number INTEGER NOT NULL)",
    "CREATE INDEX tally_of ON tally (stage, owner_id)",
    "INSERT INTO tally SELECT stage, owner_id, count(*) FROM cases GROUP BY stage, owner_id",
    f"CREATE TRIGGER tally_new AFTER INSERT ON cases BEGIN {_ONE_MORE} END",
    f"CREATE TRIGGER tally_gone AFTER DELETE ON cases BEGIN {_ONE_LESS} END",
    ("CREATE TRIGGER tally_moved AFTER UPDATE OF stage, owner_id ON cases "
     "WHEN OLD.stage <> NEW.stage OR OLD.owner_id IS NOT NEW.owner_id "
     f"BEGIN {_ONE_LESS} {_ONE_MORE} END"),
)

# On a server many write at once, so nobody changes a number that another needs: each writes one
# line for what went and one for what came, and now and then somebody adds the lines up, but for
# those that somebody else is adding. It counts the open side alone; of the closed side everybody
# counts what they see, and takes off the cases that a declared conflict hides from them.
COUNTS = f"""
CREATE TABLE shut.open_tally (
  id bigint GENERATED ALWAYS AS IDENTITY,
  stage varchar(60) NOT NULL,
  owner_id bigint,
  number bigint NOT NULL);
ALTER TABLE shut.open_tally ENABLE ROW LEVEL SECURITY;
INSERT INTO shut.open_tally (stage, owner_id, number)
  SELECT stage, owner_id, count(*) FROM open.cases GROUP BY stage, owner_id;

CREATE FUNCTION shut.add_up() RETURNS void LANGUAGE sql {DEFINER} AS $$
  WITH gone AS (DELETE FROM shut.open_tally t WHERE t.id IN (
      SELECT l.id FROM shut.open_tally l FOR UPDATE SKIP LOCKED)
    RETURNING t.stage, t.owner_id, t.number)
  INSERT INTO shut.open_tally (stage, owner_id, number)
    SELECT stage, owner_id, sum(number) FROM gone GROUP BY stage, owner_id
    HAVING sum(number) <> 0 $$;

CREATE FUNCTION shut.count_case() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE line bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO shut.open_tally (stage, owner_id, number) VALUES (OLD.stage, OLD.owner_id, -1)
      RETURNING id INTO line; END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO shut.open_tally (stage, owner_id, number) VALUES (NEW.stage, NEW.owner_id, 1)
      RETURNING id INTO line; END IF;
  IF line % 500 < 2 THEN PERFORM shut.add_up(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_case AFTER INSERT OR DELETE ON open.cases
  FOR EACH ROW EXECUTE FUNCTION shut.count_case();
CREATE TRIGGER count_case_moved AFTER UPDATE ON open.cases FOR EACH ROW
  WHEN ((OLD.stage, OLD.owner_id) IS DISTINCT FROM (NEW.stage, NEW.owner_id))
  EXECUTE FUNCTION shut.count_case();

CREATE FUNCTION shut.see_tally() RETURNS TABLE (stage varchar, owner_id bigint, number bigint)
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF app.sees_open() THEN
    RETURN QUERY SELECT t.stage, t.owner_id, sum(t.number)::bigint FROM shut.open_tally t
      GROUP BY t.stage, t.owner_id;
    RETURN QUERY SELECT c.stage, c.owner_id, -1::bigint FROM open.cases c
      WHERE c.id IN (SELECT app.my_conflicts());
  END IF;
  RETURN QUERY SELECT s.stage, s.owner_id, 1::bigint FROM shut.see_cases() s;
END $$;
CREATE VIEW app.tally WITH (security_invoker = true) AS SELECT * FROM shut.see_tally();
GRANT EXECUTE ON FUNCTION shut.see_tally() TO mopac_user;
GRANT SELECT ON app.tally TO mopac_user;
"""

# The day of receipt stands with the review, and what was done to a case in the journal; an index
# of open cases alone can hold a day only if it stands with the case, too. The last action is noted
# by its day in UTC: it may be one day early for London, and never late.
DAYS_OF_A_FILE = (
    ("UPDATE cases SET received_on = (SELECT received FROM review WHERE case_id = cases.id), "
     "touched_on = (SELECT max(substr(at, 1, 10)) FROM journal_entry WHERE case_id = cases.id)"),
    *(f"CREATE TRIGGER review_received_{n} AFTER {when} ON review WHEN NEW.received IS NOT "
      "(SELECT received_on FROM cases WHERE id = NEW.case_id) BEGIN "
      "UPDATE cases SET received_on = NEW.received WHERE id = NEW.case_id; END"
      for n, when in (("new", "INSERT"), ("moved", "UPDATE OF received"))),
    ("CREATE TRIGGER case_touched AFTER INSERT ON journal_entry WHEN NEW.case_id IS NOT NULL "
     "BEGIN UPDATE cases SET touched_on = substr(NEW.at, 1, 10) WHERE id = NEW.case_id "
     "AND (touched_on IS NULL OR touched_on < substr(NEW.at, 1, 10)); END"),
)


def _days(side: str) -> str:
    # The guards would look at each of a million rows, of which nothing that they guard changes.
    return f"""
ALTER TABLE {side}.cases DISABLE TRIGGER USER;
UPDATE {side}.cases c SET received_on = r.received FROM {side}.review r
  WHERE r.case_id = c.id AND r.received IS NOT NULL;
UPDATE {side}.cases c SET touched_on = e.last FROM (
    SELECT case_id, (max(at) AT TIME ZONE 'UTC')::date AS last FROM {side}.journal_entry
    GROUP BY case_id) e WHERE e.case_id = c.id;
ALTER TABLE {side}.cases ENABLE TRIGGER USER;

CREATE FUNCTION shut.note_receipt_{side}() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
  UPDATE {side}.cases SET received_on = NEW.received
    WHERE id = NEW.case_id AND received_on IS DISTINCT FROM NEW.received;
  RETURN NULL;
END $$;
CREATE TRIGGER note_receipt AFTER INSERT OR UPDATE OF received ON {side}.review
  FOR EACH ROW EXECUTE FUNCTION shut.note_receipt_{side}();

CREATE FUNCTION shut.note_touch_{side}() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE today date := NEW.at AT TIME ZONE 'UTC';
BEGIN
  UPDATE {side}.cases SET touched_on = today
    WHERE id = NEW.case_id AND (touched_on IS NULL OR touched_on < today);
  RETURN NULL;
END $$;
CREATE TRIGGER note_touch AFTER INSERT ON {side}.journal_entry
  FOR EACH ROW WHEN (NEW.case_id IS NOT NULL) EXECUTE FUNCTION shut.note_touch_{side}();
"""


DAYS = _days("open") + _days("shut")
