"""Days on which a case comes back to its owner."""

import sqlalchemy as sa
from alembic import op
from helpers.both_sides import Place, behind_both_sides

BEFORE = "r0010"

revision = "r0011"
down_revision = BEFORE
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bring_forward",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("because", "set_by")),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"],
                                name=op.f("fk_bring_forward_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bring_forward")),
    )
    op.create_index("ix_bring_forward_case_id", "bring_forward", ["case_id"])
    waits = sa.text("ended_at IS NULL")
    op.create_index("ix_bring_forward_due", "bring_forward", ["due", "case_id"],
                    sqlite_where=waits, postgresql_where=waits)
    # Lists say why a case comes back, as they say its name: a look at the list is enough.
    behind_both_sides(op, "bring_forward", place=Place(depth="list", shows=("because",)),
                      signed=("set_by", "ended_by"))
