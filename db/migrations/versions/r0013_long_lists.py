"""What lists of a million cases need: their counts kept, and more days with the case."""

import sqlalchemy as sa
from alembic import op
from helpers.both_sides import behind_both_sides, run
from helpers.places import CASES
from helpers.tallies import COUNTS, COUNTS_OF_A_FILE, DAYS, DAYS_OF_A_FILE

BEFORE = "r0012"

revision = "r0013"
down_revision = BEFORE
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# The stages that an open review has: a server plans this in a third of the time that it takes
# with all those that it has not.
OPEN = (
    "stage IN ('MPS response due', 'MPS response received', 'allocated', 'assessing', "
    "'decision issued', 'drafting decision', 'quality check', 'received', 'valid', "
    "'validity checks')"
)
# With the stage, since SQLite looks at the condition again and would else read each case for it;
# with the owner where somebody asks for what is theirs, so that no case is read for that either.
INDEXES = (
    ("ix_cases_open", ["next_deadline", "id", "stage", "owner_id"]),
    ("ix_cases_open_owner", ["owner_id", "next_deadline", "id", "stage"]),
    ("ix_cases_open_stage", ["stage", "next_deadline", "id"]),
    ("ix_cases_open_name", ["name", "id", "stage"]),
    ("ix_cases_open_reference", ["reference", "id", "stage"]),
    ("ix_cases_open_about", ["about", "id", "stage"]),
    ("ix_cases_open_received_on", ["received_on", "id", "stage"]),
    ("ix_cases_open_touched_on", ["touched_on", "id", "stage", "owner_id"]),
)
# Asked before each question of each screen: a server goes by the first, SQLite by the second. The
# index of all cases had every ended case looked at once the office had set another value.
RECKONED_OPEN = (
    ("ix_cases_open_reckoned_with", ["reckoned_with", "id", "stage"]),
    ("ix_cases_open_reckoned", ["stage", "reckoned_with", "id"]),
)
NOTED = ("received_on", "touched_on")
RECKONED = ("next_deadline", "next_deadline_name", "reckoned_with")


def upgrade() -> None:
    for name, columns in INDEXES:
        if columns[0] not in NOTED:
            op.drop_index(name, "cases")
    op.drop_index("ix_review_received", "review")
    op.drop_index("ix_cases_reckoned_with", "cases")
    for name in NOTED:
        op.execute(f"ALTER TABLE cases ADD COLUMN {name} DATE")
    on_file = op.get_context().dialect.name == "sqlite"
    if not on_file:
        behind_both_sides(op, "cases", place=CASES, signed=("proposed_by",), versioned=True,
                          reckoned=RECKONED, noted=NOTED)
    for script in (*DAYS_OF_A_FILE, *COUNTS_OF_A_FILE) if on_file else (DAYS, COUNTS):
        run(op.get_bind(), script)
    for name, columns in (*INDEXES, *RECKONED_OPEN):
        op.create_index(name, "cases", columns, sqlite_where=sa.text(OPEN),
                        postgresql_where=sa.text(OPEN))
