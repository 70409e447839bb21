"""Views that are kept, and the order of the lists."""

import sqlalchemy as sa
from alembic import op
from helpers.both_sides import run
from helpers.rights import DEFINER

BEFORE = "r0008"

revision = "r0009"
down_revision = BEFORE
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CLOSED_STAGES = (
    "('closed', 'invalid', 'forwarded to the IOPC', 'withdrawn', 'discontinued', "
    "'merged into another case')"
)
# A complaint about MOPAC is no open review.
OPEN = (
    f"stage NOT IN {CLOSED_STAGES[:-1]}, 'complaint received', 'being checked', 'accepted', "
    "'stage 1', 'stage 1 outcome sent', 'stage 2', 'stage 2 outcome sent', 'stage 3', "
    "'stage 3 outcome sent', 'complaint closed', 'sent elsewhere', 'not accepted', "
    "'complaint withdrawn', 'complaint discontinued', 'merged')"
)
ENDED = f"stage IN {CLOSED_STAGES}"
# With the stage, since SQLite looks at the condition again and would else read each case for it.
INDEXES = (
    ("ix_cases_open", ["next_deadline", "id", "stage"], OPEN),
    ("ix_cases_open_owner", ["owner_id", "next_deadline", "id", "stage"], OPEN),
    ("ix_cases_open_stage", ["stage", "next_deadline", "id"], OPEN),
    ("ix_cases_open_name", ["name", "id", "stage"], OPEN),
    ("ix_cases_open_reference", ["reference", "id", "stage"], OPEN),
    ("ix_cases_open_about", ["about", "id", "stage"], OPEN),
    ("ix_cases_ended", ["closed_on", "id", "stage"], ENDED),
)


def upgrade() -> None:
    op.drop_index("ix_cases_open", "cases")
    for name, columns, condition in INDEXES:
        op.create_index(name, "cases", columns, sqlite_where=sa.text(condition),
                        postgresql_where=sa.text(condition))
    op.create_index("ix_review_received", "review", ["received", "case_id"])
    op.create_table(
        "saved_view",
        sa.Column("id", ID, nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("shows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_saved_view_owner")),
    )
    if op.get_context().dialect.name == "postgresql":
        run(op.get_bind(), RIGHTS)


# A view tells what somebody looks for, so one's own is nobody else's until it is shared; and a
# shared one is changed by its owner alone.
RIGHTS = f"""
ALTER TABLE open.saved_view SET SCHEMA app;
REVOKE ALL ON app.saved_view FROM PUBLIC, mopac_user;
ALTER TABLE app.saved_view ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON app.saved_view FOR SELECT TO mopac_user
  USING ((SELECT app.known()) AND (owner = session_user OR shared));
CREATE POLICY keep ON app.saved_view FOR INSERT TO mopac_user
  WITH CHECK ((SELECT app.known()) AND owner = session_user);
CREATE POLICY change ON app.saved_view FOR UPDATE TO mopac_user
  USING ((SELECT app.known()) AND owner = session_user) WITH CHECK (owner = session_user);
CREATE POLICY remove ON app.saved_view FOR DELETE TO mopac_user
  USING ((SELECT app.known()) AND owner = session_user);
GRANT SELECT, INSERT, DELETE, UPDATE (name, shared, shows) ON app.saved_view TO mopac_user;
GRANT USAGE ON SEQUENCE app.saved_view_id_seq TO mopac_user;

-- Who allocates must know whom not to give a case to; of cases that one sees, and without the why.
CREATE FUNCTION app.conflicts_in(wanted bigint[])
RETURNS TABLE (staff_id bigint, case_id bigint) LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
  IF NOT app.has_role('manager') THEN RETURN; END IF;
  RETURN QUERY SELECT c.staff_id, c.case_id FROM app.conflict c
    JOIN open.cases o ON o.id = c.case_id
    WHERE c.case_id = ANY (wanted) AND c.case_id NOT IN (SELECT app.my_conflicts());
END $$;
GRANT EXECUTE ON FUNCTION app.conflicts_in TO mopac_user;
"""
