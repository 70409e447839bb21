"""Complaints about MOPAC."""

import sqlalchemy as sa
from alembic import op
from helpers import complaint_steps, steps
from helpers.both_sides import behind_both_sides, run

BEFORE = "r0006"

revision = "r0007"
down_revision = BEFORE
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN_CASES = (
    "stage NOT IN ('closed', 'invalid', 'forwarded to the IOPC', 'withdrawn', 'discontinued', "
    "'merged into another case', 'complaint received', 'being checked', 'accepted', 'stage 1', "
    "'stage 1 outcome sent', 'stage 2', 'stage 2 outcome sent', 'stage 3', "
    "'stage 3 outcome sent', 'complaint closed', 'sent elsewhere', 'not accepted', "
    "'complaint withdrawn', 'complaint discontinued', 'merged')"
)
STAGES = (
    "complaint received", "being checked", "accepted", "stage 1", "stage 1 outcome sent",
    "stage 2", "stage 2 outcome sent", "stage 3", "stage 3 outcome sent", "complaint closed",
    "sent elsewhere", "not accepted", "complaint withdrawn", "complaint discontinued", "merged",
)


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("case_id", ID, nullable=False),
        *(sa.Column(name, sa.String(length=60)) for name in ("about", "subject", "applicant")),
        *(sa.Column(name, ID) for name in ("subject_id", "investigator_id", "reviewer_id")),
        *(sa.Column(name, sa.String(), nullable=False) for name in (
            "subject_name", "details", "lawful_basis", "subject_told_because", "appeal_reasons",
            "appeal_implied_because", "stage_2_why", "stage_2_action")),
        *(sa.Column(name, sa.Date()) for name in (
            "received", "issue_on", "aware_on", "missing_asked_on", "accepted_on",
            "hr_notified_on", "outcome_on", "appeal_received", "appeal_asked_on",
            "stage_2_outcome_on")),
        sa.Column("details_missing", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Boolean()) for name in (
            "provider_exhausted", "serious", "subject_told", "investigator_conflict",
            "reviewer_conflict", "stage_2_reasonable")),
        *(sa.Column(name, sa.JSON()) for name in ("late", "alternative")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("delays", "appeal_grounds")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_complaint_case_id_cases")),
        *(sa.ForeignKeyConstraint([name], ["staff.id"], name=op.f(f"fk_complaint_{name}_staff"))
          for name in ("subject_id", "investigator_id", "reviewer_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_complaint")),
    )
    op.create_table(
        "complaint_part",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("number", ID, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("said", "found", "action")),
        *(sa.Column(name, sa.Date()) for name in ("moved_on", "ended_on")),
        sa.ForeignKeyConstraint(["case_id"], ["complaint.case_id"],
                                name=op.f("fk_complaint_part_case_id_complaint")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_part")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_complaint_part_case_id")),
    )
    op.create_index("ix_complaint_part_case_id", "complaint_part", ["case_id"])
    op.drop_index("ix_cases_open", "cases")
    op.create_index("ix_cases_open", "cases", ["next_deadline", "id"],
                    sqlite_where=sa.text(OPEN_CASES), postgresql_where=sa.text(OPEN_CASES))
    behind_both_sides(op, "complaint")
    behind_both_sides(op, "complaint_part")
    if op.get_context().dialect.name == "postgresql":
        # Whatever a program sends, a complaint about MOPAC has no place on the open side.
        words = ", ".join(f"'{stage}'" for stage in STAGES)
        op.execute("ALTER TABLE open.cases ADD CONSTRAINT ck_cases_complaint_is_closed "
                   f"CHECK (stage NOT IN ({words}))")
        steps.keep(op.get_bind(), "complaint", complaint_steps.RIGHTS)
        run(op.get_bind(), steps.guard("complaint", "complaint_part"))
