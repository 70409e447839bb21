"""Cases that belong together."""

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = "case_link is append-only"


def upgrade() -> None:
    op.create_table(
        "case_link",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("other_case_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("linked_by", sa.String(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_link_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["other_case_id"], ["cases.id"], name=op.f("fk_case_link_other_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
    )
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_link_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_link_other_case_id"), ["other_case_id"], unique=False
        )
    append_only()


def append_only() -> None:
    """The database itself refuses to rewrite these rows, whoever asks."""
    if op.get_context().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER case_link_no_{what.lower()} BEFORE {what} ON case_link "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        op.execute(
            "CREATE TRIGGER case_link_no_replace BEFORE INSERT ON case_link "
            "WHEN EXISTS (SELECT 1 FROM case_link WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
        return
    op.execute(  # the function has stood since the first schema
        "CREATE TRIGGER case_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_link "
        "EXECUTE FUNCTION refuse_rewriting()"
    )
