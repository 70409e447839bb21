"""Who may write what of a review, as the steps of the program were when this was made.

A copy of caseworker.rules.step_rights: what, from which stage and to which, by whom. When the
steps change, a later migration brings the new copy; a test finds that it is wanted.
"""

from __future__ import annotations

from typing import Any

from helpers.both_sides import run
from helpers.rights import DEFINER

RIGHTS = """
allegation.finding|allocated||caseworker, manager
allegation.finding|assessing||caseworker, manager
allegation.finding|drafting decision||caseworker, manager
allegation.said|allocated||caseworker, manager
allegation.said|assessing||caseworker, manager
allegation.said|drafting decision||caseworker, manager
allegation.said|received||caseworker, manager
allegation.said|valid||caseworker, manager
allegation.said|validity checks||caseworker, manager
allegation.why|allocated||caseworker, manager
allegation.why|assessing||caseworker, manager
allegation.why|drafting decision||caseworker, manager
cases.allocated_on|allocated||caseworker, manager
cases.allocated_on|valid||caseworker, manager
cases.decided_on|decision issued||manager
cases.decided_on|quality check||manager
cases.proposed_by|allocated||caseworker, manager
cases.proposed_by|assessing||caseworker, manager
cases.proposed_by|drafting decision||caseworker, manager
cases.proposed_by|quality check||caseworker, manager
cases.valid_on|valid||caseworker, manager
cases.valid_on|validity checks||caseworker, manager
decision|Consent to represent||manager
decision|Decision approved||manager
decision|Decision proposed||caseworker, manager
decision|Discontinued||manager
decision|Handed over||manager
decision|Late request||manager
decision|Linked case||caseworker, manager
decision|Opened again||manager
decision|Quality check||manager
decision|Relevant review body||manager
decision|Requirement waived||caseworker, manager
decision|Validity||caseworker, manager
decision|Withdrawal||caseworker, manager
learning_point.text|MPS response due||caseworker, manager
learning_point.text|MPS response received||caseworker, manager
learning_point.text|allocated||caseworker, manager
learning_point.text|assessing||caseworker, manager
learning_point.text|decision issued||caseworker, manager
learning_point.text|drafting decision||caseworker, manager
learning_point.text|quality check||caseworker, manager
learning_point.text|received||caseworker, manager
learning_point.text|valid||caseworker, manager
learning_point.text|validity checks||caseworker, manager
letter.issued|||caseworker, correspondence, manager
recommendation|REC-REFER||manager
recommendation.answer|MPS response due||caseworker, correspondence, manager
recommendation.answer|MPS response received||caseworker, correspondence, manager
recommendation.code|allocated||caseworker, manager
recommendation.code|assessing||caseworker, manager
recommendation.code|drafting decision||caseworker, manager
recommendation.reason|allocated||caseworker, manager
recommendation.reason|assessing||caseworker, manager
recommendation.reason|drafting decision||caseworker, manager
recommendation.taken_back|allocated||caseworker, manager
recommendation.taken_back|assessing||caseworker, manager
recommendation.taken_back|drafting decision||caseworker, manager
recommendation.text|allocated||caseworker, manager
recommendation.text|assessing||caseworker, manager
recommendation.text|drafting decision||caseworker, manager
review.body_answers|allocated||caseworker, manager
review.body_answers|assessing||caseworker, manager
review.body_answers|drafting decision||caseworker, manager
review.body_answers|quality check||caseworker, manager
review.body_answers|received||caseworker, manager
review.body_answers|valid||caseworker, manager
review.body_answers|validity checks||caseworker, manager
review.body_decision|allocated||manager
review.body_decision|assessing||manager
review.body_decision|drafting decision||manager
review.body_decision|quality check||manager
review.body_decision|received||manager
review.body_decision|valid||manager
review.body_decision|validity checks||manager
review.forwarded_on|allocated||caseworker, manager
review.forwarded_on|assessing||caseworker, manager
review.forwarded_on|drafting decision||caseworker, manager
review.forwarded_on|forwarded to the IOPC||caseworker, manager
review.forwarded_on|quality check||caseworker, manager
review.forwarded_on|valid||caseworker, manager
review.forwarded_on|validity checks||caseworker, manager
review.gateway_because|received||manager
review.gateway_because|validity checks||manager
review.late_decision|received||manager
review.late_decision|validity checks||manager
review.refusal_code|invalid||manager
review.refusal_code|validity checks||manager
review.waived|received||caseworker, manager
review.waived|validity checks||caseworker, manager
stage|MPS response due|MPS response received|caseworker, correspondence, manager
stage|MPS response received|closed|caseworker, manager
stage|allocated|assessing|caseworker, manager
stage|allocated|discontinued|manager
stage|allocated|forwarded to the IOPC|caseworker, manager
stage|allocated|merged into another case|manager
stage|allocated|quality check|caseworker, manager
stage|allocated|valid|manager
stage|allocated|withdrawn|caseworker, manager
stage|assessing|discontinued|manager
stage|assessing|forwarded to the IOPC|caseworker, manager
stage|assessing|merged into another case|manager
stage|assessing|quality check|caseworker, manager
stage|assessing|withdrawn|caseworker, manager
stage|closed|MPS response due|manager
stage|closed|MPS response received|manager
stage|closed|allocated|manager
stage|closed|assessing|manager
stage|closed|decision issued|manager
stage|closed|drafting decision|manager
stage|closed|quality check|manager
stage|closed|received|manager
stage|closed|valid|manager
stage|closed|validity checks|manager
stage|decision issued|MPS response due|caseworker, correspondence, manager
stage|decision issued|closed|caseworker, manager
stage|discontinued|MPS response due|manager
stage|discontinued|MPS response received|manager
stage|discontinued|allocated|manager
stage|discontinued|assessing|manager
stage|discontinued|decision issued|manager
stage|discontinued|drafting decision|manager
stage|discontinued|quality check|manager
stage|discontinued|received|manager
stage|discontinued|valid|manager
stage|discontinued|validity checks|manager
stage|drafting decision|assessing|caseworker, manager
stage|drafting decision|discontinued|manager
stage|drafting decision|forwarded to the IOPC|caseworker, manager
stage|drafting decision|merged into another case|manager
stage|drafting decision|quality check|caseworker, manager
stage|drafting decision|withdrawn|caseworker, manager
stage|forwarded to the IOPC|MPS response due|manager
stage|forwarded to the IOPC|MPS response received|manager
stage|forwarded to the IOPC|allocated|manager
stage|forwarded to the IOPC|assessing|manager
stage|forwarded to the IOPC|decision issued|manager
stage|forwarded to the IOPC|drafting decision|manager
stage|forwarded to the IOPC|quality check|manager
stage|forwarded to the IOPC|received|manager
stage|forwarded to the IOPC|valid|manager
stage|forwarded to the IOPC|validity checks|manager
stage|invalid|MPS response due|manager
stage|invalid|MPS response received|manager
stage|invalid|allocated|manager
stage|invalid|assessing|manager
stage|invalid|decision issued|manager
stage|invalid|drafting decision|manager
stage|invalid|quality check|manager
stage|invalid|received|manager
stage|invalid|valid|manager
stage|invalid|validity checks|manager
stage|merged into another case|MPS response due|manager
stage|merged into another case|MPS response received|manager
stage|merged into another case|allocated|manager
stage|merged into another case|assessing|manager
stage|merged into another case|decision issued|manager
stage|merged into another case|drafting decision|manager
stage|merged into another case|quality check|manager
stage|merged into another case|received|manager
stage|merged into another case|valid|manager
stage|merged into another case|validity checks|manager
stage|quality check|decision issued|manager
stage|quality check|discontinued|manager
stage|quality check|drafting decision|manager
stage|quality check|forwarded to the IOPC|caseworker, manager
stage|quality check|merged into another case|manager
stage|quality check|withdrawn|caseworker, manager
stage|received|discontinued|manager
stage|received|merged into another case|manager
stage|received|validity checks|caseworker, correspondence, manager
stage|received|withdrawn|caseworker, manager
stage|valid|allocated|caseworker, manager
stage|valid|discontinued|manager
stage|valid|forwarded to the IOPC|caseworker, manager
stage|valid|merged into another case|manager
stage|valid|withdrawn|caseworker, manager
stage|validity checks|discontinued|manager
stage|validity checks|forwarded to the IOPC|caseworker, manager
stage|validity checks|invalid|manager
stage|validity checks|merged into another case|manager
stage|validity checks|valid|caseworker, manager
stage|validity checks|withdrawn|caseworker, manager
stage|withdrawn|MPS response due|manager
stage|withdrawn|MPS response received|manager
stage|withdrawn|allocated|manager
stage|withdrawn|assessing|manager
stage|withdrawn|decision issued|manager
stage|withdrawn|drafting decision|manager
stage|withdrawn|quality check|manager
stage|withdrawn|received|manager
stage|withdrawn|valid|manager
stage|withdrawn|validity checks|manager
"""
# Letters that go only after the decision is approved.
AFTER_DECISION = ("N2", "R13", "R14")


def keep(connection: Any, kind: str, rights: str) -> None:
    """Keep each right in the server: the kind of case, what, before, after, the roles in words."""
    for line in rights.strip().splitlines():
        run(connection, "INSERT INTO app.step_right VALUES (%s, %s, %s, %s, %s)",
            kind, *line.split("|"))


def guard(*tables: str) -> str:
    """The trigger on both sides of these tables themselves: no view, no function goes round it."""
    return "".join(f"""
CREATE TRIGGER {table}_step BEFORE INSERT OR UPDATE ON {side}.{table}
  FOR EACH ROW EXECUTE FUNCTION shut.check_step();
""" for side in ("open", "shut") for table in tables)


STEPS = f"""
CREATE TABLE app.step_right (
  kind text NOT NULL, what text NOT NULL, before text NOT NULL, after text NOT NULL,
  roles text NOT NULL,
  PRIMARY KEY (kind, what, before, after));

-- Groups are named as the roles are, but for these.
CREATE FUNCTION app.holds(role text) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT app.has_role(CASE role WHEN 'HR adviser' THEN 'hr' WHEN 'decision maker' THEN 'decider'
    WHEN 'administrator' THEN 'admin' ELSE role END) $$;

-- Raises unless one of the caller's roles may write this, at this stage.
CREATE FUNCTION shut.need(of_kind text, of_what text, at_before text, at_after text) RETURNS void
LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE wanted text;
BEGIN
  SELECT string_agg(r.roles, ', ') INTO wanted FROM app.step_right r
    WHERE r.kind = of_kind AND r.what = of_what AND r.before IN ('', at_before)
      AND r.after IN ('', at_after);
  IF wanted IS NULL THEN
    RAISE EXCEPTION 'This step cannot be taken from here.' USING ERRCODE = '42501'; END IF;
  IF NOT EXISTS (SELECT 1 FROM unnest(string_to_array(wanted, ', ')) role WHERE app.holds(role))
    THEN RAISE EXCEPTION 'This needs the role %.', replace(wanted, ', ', ' or ')
      USING ERRCODE = '42501'; END IF;
END $$;

-- A stage tells the kind of its case.
CREATE FUNCTION shut.kind_at(stage text) RETURNS text LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM app.step_right r WHERE r.kind = 'complaint'
    AND r.what = 'stage' AND stage IN (r.before, r.after)) THEN 'complaint' ELSE 'review' END $$;

CREATE FUNCTION shut.check_step() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE n jsonb := to_jsonb(NEW); o jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD)
    ELSE '{{}}' END; key text := CASE WHEN TG_TABLE_NAME IN ('review', 'complaint')
    THEN 'case_id' ELSE 'id' END;
  c bigint := (n ->> CASE TG_TABLE_NAME WHEN 'cases' THEN 'id' ELSE 'case_id' END)::bigint;
  kind_of text; yes boolean; here text; w text; f text; decided date;
BEGIN
  IF app.superuser() THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN  -- a row that moves to the other side is written already
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I WHERE %I = $1)', CASE TG_TABLE_SCHEMA
      WHEN 'shut' THEN 'open' ELSE 'shut' END, TG_TABLE_NAME, key) INTO yes
      USING (n ->> key)::bigint;
    IF yes THEN RETURN NEW; END IF;
  END IF;
  IF TG_TABLE_NAME = 'cases' THEN here := coalesce(o ->> 'stage', n ->> 'stage');
  ELSE
    EXECUTE format('SELECT stage, decided_on FROM %I.cases WHERE id = $1', TG_TABLE_SCHEMA)
      INTO here, decided USING c;
  END IF;
  kind_of := shut.kind_at(here);
  IF TG_TABLE_NAME = 'cases' THEN
    IF TG_OP = 'INSERT' AND here <> (CASE kind_of WHEN 'review' THEN 'received'
        ELSE 'complaint received' END) THEN
      RAISE EXCEPTION 'A case begins when it is received.' USING ERRCODE = '42501'; END IF;
    IF here <> n ->> 'stage' THEN PERFORM shut.need(kind_of, 'stage', here, n ->> 'stage'); END IF;
    IF n ->> 'decided_on' IS DISTINCT FROM o ->> 'decided_on' AND n ->> 'decided_on' IS NOT NULL
       AND kind_of = 'review' AND (o ->> 'proposed_by' IN ('', session_user)
         AND (SELECT count(*) FROM app.staff WHERE active) > 1) IS NOT FALSE THEN
      RAISE EXCEPTION 'You proposed this decision. Another manager must approve it.'
        USING ERRCODE = '42501'; END IF;
  END IF;
  IF TG_TABLE_NAME = 'decision' THEN
    PERFORM shut.need(kind_of, 'decision', n ->> 'question', '');
  ELSIF TG_TABLE_NAME = 'recommendation' AND TG_OP = 'INSERT' AND EXISTS (
      SELECT 1 FROM app.step_right r WHERE r.kind = kind_of AND r.what = 'recommendation'
        AND r.before = n ->> 'code') THEN
    PERFORM shut.need(kind_of, 'recommendation', n ->> 'code', '');
  ELSIF TG_TABLE_NAME = 'letter' AND n ->> 'state' = 'issued'
        AND o ->> 'state' IS DISTINCT FROM 'issued' THEN
    PERFORM shut.need(kind_of, 'letter.issued', '', '');
    IF EXISTS (SELECT 1 FROM app.step_right r WHERE r.kind = kind_of AND r.what = 'letter'
        AND r.before = n ->> 'code' AND r.after = here) THEN
      PERFORM shut.need(kind_of, 'letter', n ->> 'code', here); END IF;
    IF decided IS NULL AND n ->> 'code' IN {AFTER_DECISION} THEN
      RAISE EXCEPTION 'A manager must approve the decision before this letter goes'
        USING ERRCODE = '42501'; END IF;
  END IF;
  FOR w IN SELECT DISTINCT r.what FROM app.step_right r
      WHERE r.kind = kind_of AND r.what LIKE TG_TABLE_NAME || '.%' LOOP
    f := split_part(w, '.', 2);
    IF n ? f AND n -> f IS DISTINCT FROM o -> f
       AND n -> f NOT IN ('null', '""', '[]', '{{}}')
       AND (n -> f <> 'false' OR o -> f = 'null') THEN
      PERFORM shut.need(kind_of, w, here, ''); END IF;
  END LOOP;
  RETURN NEW;
END $$;
""" + guard("cases", "review", "allegation", "recommendation", "learning_point", "decision",
           "letter")
