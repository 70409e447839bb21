"""The first schema: cases, reviews, people, post, documents, letters, bundles, journal."""

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Table and key; with recursive_triggers off, INSERT OR REPLACE rewrites a row without telling
# the DELETE trigger, so the insert is guarded by the key as well.
APPEND_ONLY = {
    "journal_entry": "id",
    "journal_change": "id",
    "check_result": "id",
    "decision": "id",
    "content": "sha256",
    "content_chunk": "sha256, n",
    "note": "id",
}


def upgrade() -> None:
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_content")),
    )
    op.create_table(
        "counter",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", ID, nullable=False),
        sa.Column("last", ID, nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_counter")),
    )
    op.create_table(
        "journal_entry",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_case_id"), ["case_id"], unique=False)

    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", "since", name=op.f("pk_setting")),
    )
    op.create_table(
        "staff",
        sa.Column("id", ID, nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
    )
    op.create_table(
        "cases",
        sa.Column("id", ID, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("stage", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("adjustments", sa.String(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("valid_on", sa.Date(), nullable=True),
        sa.Column("allocated_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("next_deadline", sa.Date(), nullable=True),
        sa.Column("next_deadline_name", sa.String(), nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_cases_owner_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("reference", name=op.f("uq_cases_reference")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_open",
            ["next_deadline", "id"],
            unique=False,
            sqlite_where=sa.text(
                "stage NOT IN ('closed', 'invalid', 'forwarded to the IOPC', 'withdrawn', "
                "'discontinued', 'merged into another case')"
            ),
            postgresql_where=sa.text(
                "stage NOT IN ('closed', 'invalid', 'forwarded to the IOPC', 'withdrawn', "
                "'discontinued', 'merged into another case')"
            ),
        )
        batch_op.create_index(batch_op.f("ix_cases_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "content_chunk",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("n", ID, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["content.sha256"], name=op.f("fk_content_chunk_sha256_content")
        ),
        sa.PrimaryKeyConstraint("sha256", "n", name=op.f("pk_content_chunk")),
    )
    op.create_table(
        "journal_change",
        sa.Column("id", ID, nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old", sa.JSON(), nullable=True),
        sa.Column("new", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["journal_entry.id"],
            name=op.f("fk_journal_change_entry_id_journal_entry"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
    )
    with op.batch_alter_table("journal_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_change_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "allegation",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("police_did", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_allegation_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allegation")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_allegation_case_id")),
    )
    with op.batch_alter_table("allegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allegation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "bundle",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("pages", ID, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_bundle_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["content.sha256"], name=op.f("fk_bundle_sha256_content")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
    )
    with op.batch_alter_table("bundle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bundle_case_id"), ["case_id"], unique=False)

    op.create_table(
        "check_result",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("check_name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_check_result_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_result")),
    )
    with op.batch_alter_table("check_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_result_case_id"), ["case_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_decision_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_case_id"), ["case_id"], unique=False)

    op.create_table(
        "learning_point",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_learning_point_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_point")),
    )
    with op.batch_alter_table("learning_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learning_point_case_id"), ["case_id"], unique=False)

    op.create_table(
        "letter",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("number", ID, nullable=True),
        sa.Column("markdown", sa.String(), nullable=False),
        sa.Column("addressee", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("size", sa.Double(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("markdown_sha256", sa.String(), nullable=False),
        sa.Column("pdf_sha256", sa.String(), nullable=True),
        sa.Column("word_sha256", sa.String(), nullable=True),
        sa.Column("version", ID, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_letter_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["content.sha256"], name=op.f("fk_letter_pdf_sha256_content")
        ),
        sa.ForeignKeyConstraint(
            ["word_sha256"], ["content.sha256"], name=op.f("fk_letter_word_sha256_content")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_letter_case_id")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_state"), ["state"], unique=False)

    op.create_table(
        "note",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_note_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_case_id"), ["case_id"], unique=False)

    op.create_table(
        "party",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("part", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("letter_name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("relationship_words", sa.String(), nullable=False),
        sa.Column("age", ID, nullable=True),
        sa.Column("consent_written", sa.Boolean(), nullable=True),
        sa.Column("consent_signed_on", sa.Date(), nullable=True),
        sa.Column("consent_covers_this_review", sa.Boolean(), nullable=True),
        sa.Column("consent_withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_party_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_case_id"), ["case_id"], unique=False)

    op.create_table(
        "post_item",
        sa.Column("id", ID, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("written", sa.Date(), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("mps_reference", sa.String(), nullable=False),
        sa.Column("adjustments", sa.String(), nullable=False),
        sa.Column("outcome_letter_dated", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("version", ID, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_post_item_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_item")),
        sa.UniqueConstraint("reference", name=op.f("uq_post_item_reference")),
    )
    with op.batch_alter_table("post_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_item_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_item_state"), ["state"], unique=False)

    op.create_table(
        "recommendation",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("subtype", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("allegations", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("reply_due", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answer_because", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_recommendation_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_recommendation_case_id")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_case_id"), ["case_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("received", sa.Date(), nullable=True),
        sa.Column("written", sa.Date(), nullable=True),
        sa.Column("complained", sa.Boolean(), nullable=True),
        sa.Column("complaint_made", sa.Date(), nullable=True),
        sa.Column("outcome_letter_dated", sa.Date(), nullable=True),
        sa.Column("outcome_provided", sa.Date(), nullable=True),
        sa.Column("provided_by", sa.String(length=60), nullable=True),
        sa.Column("outcome_issued", sa.Boolean(), nullable=True),
        sa.Column("handling", sa.String(length=60), nullable=True),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=True),
        sa.Column("already_reviewed", sa.Boolean(), nullable=True),
        sa.Column("iopc_received", sa.Date(), nullable=True),
        sa.Column("iopc_forwarded", sa.Date(), nullable=True),
        sa.Column("mps_first_received", sa.Date(), nullable=True),
        sa.Column("in_writing", sa.Boolean(), nullable=True),
        sa.Column("applicant", sa.String(length=60), nullable=True),
        sa.Column("gateway_because", sa.String(), nullable=False),
        sa.Column("complaint_details", sa.String(), nullable=False),
        sa.Column("mps_reference", sa.String(), nullable=False),
        sa.Column("grounds", sa.String(), nullable=False),
        sa.Column("outcome_letter_held", sa.Boolean(), nullable=True),
        sa.Column("letter_names_body", sa.String(length=60), nullable=True),
        sa.Column("body_answers", sa.JSON(), nullable=False),
        sa.Column("body_decision", sa.String(length=60), nullable=True),
        sa.Column("late_decision", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("waived", sa.JSON(), nullable=False),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("shared", sa.JSON(), nullable=False),
        sa.Column("refusal_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_review_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_mps_reference"), ["mps_reference"], unique=False
        )

    op.create_table(
        "document",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("post_item_id", ID, nullable=True),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("pages", ID, nullable=False),
        sa.Column("reading_note", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_document_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["document.id"], name=op.f("fk_document_parent_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["post_item_id"], ["post_item.id"], name=op.f("fk_document_post_item_id_post_item")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["content.sha256"], name=op.f("fk_document_sha256_content")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_document_post_item_id"), ["post_item_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_document_sha256"), ["sha256"], unique=False)
    for table, key in APPEND_ONLY.items():
        append_only(table, key)
    freeze_issued_letters()


def append_only(table: str, key: str) -> None:
    """The database itself refuses to rewrite these rows, whoever asks."""
    words = f"{table} is append-only"
    if op.get_context().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
        new = ", ".join(f"NEW.{column}" for column in key.split(", "))
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE ({key}) = ({new})) "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "EXECUTE FUNCTION refuse_rewriting()"
    )


def freeze_issued_letters() -> None:
    """An issued letter is never changed and never deleted; a correction is a new letter."""
    words = "an issued letter is frozen"
    if op.get_context().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER letter_frozen_{what.lower()} BEFORE {what} ON letter "
                f"WHEN OLD.state = 'issued' BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
        op.execute(
            "CREATE TRIGGER letter_frozen_replace BEFORE INSERT ON letter WHEN EXISTS "
            "(SELECT 1 FROM letter WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION keep_issued_letter() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF OLD.state = 'issued' THEN RAISE EXCEPTION '{words}'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER letter_frozen BEFORE UPDATE OR DELETE ON letter "
        "FOR EACH ROW EXECUTE FUNCTION keep_issued_letter()"
    )
    op.execute(
        "CREATE TRIGGER letter_no_truncate BEFORE TRUNCATE ON letter "
        "EXECUTE FUNCTION refuse_rewriting()"
    )
