"""What is searched."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from helpers.both_sides import behind_both_sides, run
from helpers.places import DOCUMENT
from helpers.searching import SCRIPTS

BEFORE = "r0007"

revision = "r0008"
down_revision = BEFORE
branch_labels = None
depends_on = None

WORDS = "tokenize = 'unicode61 remove_diacritics 2'"
# The index of a table's texts holds no text of its own: it reads that of the table.
TEXTS = (("note", "text"), ("letter", "title, markdown"), ("document", "title, sender, read_text"))


def upgrade() -> None:
    op.add_column("document", sa.Column("read_text", sa.String(), server_default="",
                                        nullable=False))
    behind_both_sides(op, "document", place=DOCUMENT, signed=("added_by",))
    if op.get_context().dialect.name != "sqlite":
        for script in SCRIPTS:
            run(op.get_bind(), script)
        return
    for table, columns in TEXTS:
        op.execute(f"CREATE VIRTUAL TABLE search_{table} USING fts5({columns}, "
                   f"content = '{table}', content_rowid = 'id', {WORDS})")
        op.execute(f"INSERT INTO search_{table} (search_{table}) VALUES ('rebuild')")
    op.execute(f"CREATE VIRTUAL TABLE search_case USING fts5(line, prefix = '2 3', {WORDS})")
    op.execute("""INSERT INTO search_case (rowid, line)
        SELECT c.id, c.reference || ' ' || replace(c.reference, '-', '') || ' ' || c.name || ' '
          || c.about || coalesce((SELECT ' ' || r.mps_reference || ' ' || replace(replace(replace(
            r.mps_reference, '-', ''), '/', ''), ' ', '') FROM review r WHERE r.case_id = c.id), '')
          || coalesce((SELECT ' ' || group_concat(p.name || ' ' || p.email || ' ' || p.postcode
            || ' ' || replace(p.postcode, ' ', '') || ' ' || p.organisation, ' ')
            FROM party p WHERE p.case_id = c.id), '')
        FROM cases c""")
    op.create_table(
        "search_gram", sa.Column("gram", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("gram", "word", name=op.f("pk_search_gram")),
        sqlite_with_rowid=False,
    )
    _names()


def _names() -> None:
    """The words of all names, so that a misspelt one finds its likes."""
    connection = op.get_bind()
    names = connection.exec_driver_sql("SELECT name FROM cases UNION SELECT name FROM party")
    plain = (unicodedata.normalize("NFD", row[0]).lower() for row in names)
    words = {word for name in plain
             for word in re.split(r"[\W_]+", re.sub("[\u0300-\u036f]", "", name))
             if 3 <= len(word) <= 60 and not any(sign.isdigit() for sign in word)}
    rows = sorted({(f" {word} "[n:n + 3], word) for word in words for n in range(len(word))})
    for row in rows:
        connection.exec_driver_sql("INSERT INTO search_gram (gram, word) VALUES (?, ?)", row)
