"""What the office sets for itself, each value from a day on."""

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = "office_value is append-only"


def upgrade() -> None:
    op.create_table(
        "office_value",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_value")),
    )
    with op.batch_alter_table("office_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_value_key"), ["key"], unique=False)
    append_only()


def append_only() -> None:
    """The database itself refuses to rewrite these rows, whoever asks."""
    if op.get_context().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER office_value_no_{what.lower()} BEFORE {what} ON office_value "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        op.execute(
            "CREATE TRIGGER office_value_no_replace BEFORE INSERT ON office_value "
            "WHEN EXISTS (SELECT 1 FROM office_value WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
        return
    op.execute(  # the function has stood since the first schema
        "CREATE TRIGGER office_value_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON office_value EXECUTE FUNCTION refuse_rewriting()"
    )
