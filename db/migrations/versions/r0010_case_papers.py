"""Versions and marks of documents, pinned notes, promises, and who is away."""

import sqlalchemy as sa
from alembic import op
from helpers import papers
from helpers.both_sides import behind_both_sides, run
from helpers.places import BUNDLE, DOCUMENT, LETTER

BEFORE = "r0009"

revision = "r0010"
down_revision = BEFORE
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = "CONSTRAINT fk_document_replaces_id_document REFERENCES"
CHANGING = ("pinned", "promise_kept_on", "promise_kept")


def upgrade() -> None:
    # A new version of a document is a row of its own: the one before stays as it was.
    op.execute(f"ALTER TABLE document ADD COLUMN replaces_id {_number()} {KEY} document (id)")
    for table, column in (
        ("document", _words("version_because")),
        ("document", _words("restricted_because")),
        ("document", _words("restricted_by")),
        ("document", sa.Column("restricted_at", sa.DateTime(timezone=True))),
        ("bundle", _words("because")),
        ("letter", sa.Column("promised_by", sa.Date())),
        ("note", sa.Column("pinned", sa.Boolean(), server_default=sa.false(), nullable=False)),
        ("note", sa.Column("promised_by", sa.Date())),
        ("note", sa.Column("promise_kept_on", sa.Date())),
        ("note", _words("promise_kept")),
    ):
        op.add_column(table, column)
    op.create_index("ix_document_replaces_id", "document", ["replaces_id"], unique=True)
    op.create_index("ix_note_promised_by", "note", ["promised_by"],
                    sqlite_where=sa.text("promise_kept_on IS NULL"),
                    postgresql_where=sa.text("promise_kept_on IS NULL"))
    op.create_index("ix_letter_promised_by", "letter", ["promised_by"])
    op.create_table(
        "absence",
        sa.Column("id", ID, nullable=False),
        *(sa.Column(name, ID, nullable=name == "cover_id") for name in ("staff_id", "cover_id")),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first_day", "last_day")),
        sa.Column("recorded_by", sa.String(), nullable=False),
        *(sa.ForeignKeyConstraint([name], ["staff.id"], name=op.f(f"fk_absence_{name}_staff"))
          for name in ("staff_id", "cover_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_staff_id", "absence", ["staff_id"])
    behind_both_sides(op, "document", place=DOCUMENT, signed=("added_by", "restricted_by"))
    behind_both_sides(op, "bundle", place=BUNDLE, signed=("made_by",))
    behind_both_sides(op, "letter", place=LETTER, signed=("drafted_by", "issued_by"),
                      versioned=True)
    behind_both_sides(op, "note", signed=("by",), append_only=True, changing=CHANGING)
    if op.get_context().dialect.name == "postgresql":
        for script in (papers.VERSIONS, papers.RESTRICTED, papers.ABSENCE):
            run(op.get_bind(), script)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), server_default="", nullable=False)


def _number() -> str:
    return "INTEGER" if op.get_context().dialect.name == "sqlite" else "BIGINT"
