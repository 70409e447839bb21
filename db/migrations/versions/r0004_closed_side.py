"""An open side and a closed side; who acted is who signed in to the server."""

import sqlalchemy as sa
from alembic import op
from helpers import rights
from helpers.adding import ADDING
from helpers.both_sides import Place, append_only_file, behind_both_sides, run
from helpers.chain import ANCHORS, CHAIN
from helpers.contents import CONTENT_TABLES, CONTENTS
from helpers.looks import LOOKING, LOOKS
from helpers.moving import MOVING
from helpers.places import BUNDLE, CASES, DOCUMENT, LETTER, MINE
from helpers.sides import SIDES

BEFORE = "r0003"

revision = "r0004"
down_revision = BEFORE
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LINKED = "(case_id IN (SELECT app.my_conflicts())) IS NOT TRUE"
POST = Place(
    side="shut.post_side({row}.id, {row}.case_id, {row}.route)",
    visible="s.id IN (SELECT shut.my_post())",
    about="coalesce('case/' || s.case_id, 'post/' || s.id)",
    shows=("name", "address", "postcode", "email", "adjustments"),
    born="IF here = 'shut' THEN PERFORM shut.wrote('post/' || NEW.id); END IF;",
)
LINK = Place(
    side="shut.link_side({row}.case_id, {row}.other_case_id)",
    visible="NOT EXISTS (SELECT 1 FROM shut.cases c WHERE c.id IN (s.case_id, s.other_case_id) "
    f"AND c.id NOT IN {MINE})",
    policy=f"(SELECT app.sees_open()) AND {LINKED} "
    "AND (other_case_id IN (SELECT app.my_conflicts())) IS NOT TRUE",
    shows=("because",),
)
ENTRY = Place(
    shows=("inputs",),
    side="shut.entry_side({row}.case_id)",
    visible=f"s.case_id IN {MINE} OR (s.case_id IS NULL "
    "AND (s.actor = session_user OR app.superuser()))",
    # An entry without a case is its writer's own: it may hold what somebody wrote to us.
    policy="CASE WHEN case_id IS NULL THEN actor = session_user AND (SELECT app.known()) "
    f"ELSE (SELECT app.sees_open()) AND {LINKED} END",
)
CHANGE = Place(
    side="shut.change_side({row}.entry_id)",
    visible="s.entry_id IN (SELECT e.id FROM shut.see_journal_entry() e)",
    policy="EXISTS (SELECT 1 FROM open.journal_entry e WHERE e.id = entry_id)",
    about="shut.entry_about(s.entry_id)", shows=("old", "new"),
)

# One line for each case table: what finds its side and could tell who complained, who signed it,
# what guards it.
TABLES = (
    ("cases", {"place": CASES, "signed": ("proposed_by",), "versioned": True,
               "reckoned": ("next_deadline", "next_deadline_name", "reckoned_with")}),
    ("review", {"place": Place(shows=("complaint_details", "grounds", "gateway_because"))}),
    ("party", {"place": Place(shows=("name", "letter_name", "address", "postcode", "email",
                                     "phone", "organisation", "relationship_words"))}),
    ("post_item", {"place": POST, "signed": ("logged_by",), "versioned": True}),
    ("document", {"place": DOCUMENT, "signed": ("added_by",)}),
    ("letter", {"place": LETTER, "signed": ("drafted_by", "issued_by"), "versioned": True}),
    ("bundle", {"place": BUNDLE, "signed": ("made_by",)}),
    ("note", {"signed": ("by",), "append_only": True}),
    ("decision", {"place": Place(shows=("because",)), "signed": ("made_by",),
                  "append_only": True}),
    ("check_result", {"place": Place(shows=("reason", "facts")), "signed": ("actor",),
                      "append_only": True}),
    ("allegation", {"place": Place(shows=("said", "police_did", "why"))}),
    ("recommendation", {"place": Place(shows=("text", "reason", "answer_because"))}),
    ("learning_point", {"place": Place(shows=("text",)), "signed": ("noted_by",)}),
    ("case_link", {"place": LINK, "signed": ("linked_by",), "append_only": True}),
    ("journal_entry", {"place": ENTRY, "signed": ("actor",), "append_only": True}),
    ("journal_change", {"place": CHANGE, "append_only": True}),
)


def upgrade() -> None:
    op.execute(f"ALTER TABLE cases ADD COLUMN closed BOOLEAN DEFAULT {_false()} NOT NULL")
    op.execute(f"ALTER TABLE cases ADD COLUMN reckoned_with {_number()} DEFAULT 0 NOT NULL")
    op.create_index("ix_cases_reckoned_with", "cases", ["reckoned_with"])
    op.create_index("ix_letter_pdf_sha256", "letter", ["pdf_sha256"])
    op.create_index("ix_letter_word_sha256", "letter", ["word_sha256"])
    op.create_index("ix_bundle_sha256", "bundle", ["sha256"])
    chain_tables()
    if op.get_context().dialect.name == "sqlite":
        append_only_file(op, "journal_link", "entry_id")
        append_only_file(op, "journal_anchor")
        return
    connection = op.get_bind()
    run(connection, "ALTER TABLE open.cases ADD CONSTRAINT ck_cases_open CHECK (NOT closed)")
    office_tables(connection)
    for script in (rights.WHO, rights.ROLES, rights.CONFLICTS, rights.GUARDS, rights.VALUES):
        run(connection, script)
    run(connection, CONTENT_TABLES)
    closed_cases(connection)
    run(connection, LOOKS)
    run(connection, SIDES)
    run(connection, CONTENTS)
    for table, given in TABLES:
        behind_both_sides(op, table, **given)
    run(connection, MOVING)
    run(connection, CHAIN)
    run(connection, ANCHORS)
    run(connection, rights.AUDITING)
    run(connection, LOOKING)
    for function in ("refuse_rewriting()", "keep_issued_letter()"):
        run(connection, f"DROP FUNCTION open.{function}")
    run(connection, ADDING)
    run(connection, GRANTS)


def chain_tables() -> None:
    """One link for each entry from now on; "start" names the last entry without one."""
    words = (sa.Column(name, sa.String(), nullable=False)
             for name in ("at", "actor", "action", "digest", "prev", "hash"))
    op.create_table(
        "journal_link",
        sa.Column("entry_id", ID, autoincrement=False, nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("seq", ID, nullable=False), *words,
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_journal_link")),
        sa.UniqueConstraint("chain", "seq", name=op.f("uq_journal_link_chain")),
    )
    op.create_index("ix_journal_link_at", "journal_link", ["at"])
    op.create_table(
        "journal_salt",
        sa.Column("entry_id", ID, autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_journal_salt")),
    )
    op.create_table(
        "journal_head",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_journal_head")),
    )
    op.create_table(
        "journal_anchor",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("heads", ID, nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_anchor")),
    )
    op.create_table(
        "journal_anchor_item",
        sa.Column("anchor_id", ID, autoincrement=False, nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("anchor_id", "chain", name=op.f("pk_journal_anchor_item")),
    )
    op.execute("INSERT INTO journal_head SELECT 'start', coalesce(max(id), 0), '' "
               "FROM journal_entry")


def _false() -> str:
    return "0" if op.get_context().dialect.name == "sqlite" else "false"


def _number() -> str:
    return "INTEGER" if op.get_context().dialect.name == "sqlite" else "BIGINT"


def office_tables(connection: object) -> None:
    """What hangs on no case stays one table, with grants."""
    run(connection, """
        ALTER TABLE open.staff SET SCHEMA app;
        ALTER TABLE open.setting SET SCHEMA app;
        ALTER TABLE open.counter SET SCHEMA app;
        ALTER TABLE open.office_value SET SCHEMA app;
        DROP TRIGGER letter_frozen ON open.letter;
        DROP TRIGGER office_value_append_only ON app.office_value;
    """)


def closed_cases(connection: object) -> None:
    """The closed cases' table comes before the members who hang on it."""
    run(connection, """
        CREATE TABLE shut.cases (LIKE open.cases INCLUDING CONSTRAINTS);
        ALTER TABLE shut.cases DROP CONSTRAINT ck_cases_open;
        ALTER TABLE shut.cases ADD CHECK (closed);
        ALTER TABLE shut.cases ADD PRIMARY KEY (id), ADD UNIQUE (reference);
        ALTER TABLE shut.cases ADD FOREIGN KEY (owner_id) REFERENCES app.staff (id);
        CREATE SEQUENCE shut.cases_id_seq START 1099511627776 OWNED BY shut.cases.id;
    """)
    run(connection, rights.MEMBERS)


GRANTS = """
GRANT SELECT ON app.staff, app.setting, app.office_value TO mopac_user;
GRANT USAGE ON SEQUENCE app.office_value_id_seq TO mopac_admin;
GRANT INSERT ON app.setting, app.office_value TO mopac_admin;
GRANT SELECT ON app.alembic_version TO mopac_user;
GRANT EXECUTE ON FUNCTION app.me, app.superuser, app.known, app.has_role, app.my_roles,
  app.sees_open, app.my_conflicts, app.declare_conflict, app.add_member, app.bar,
  app.name_keeper, app.break_glass, app.glass_broken, app.see_glass, app.restrict,
  app.closed_chunks,
  app.members, app.ask_to_open, app.asked_to_open, app.open_again,
  app.next_number, app.look, app.looks, shut.shown, shut.entry_about TO mopac_user;
"""
