"""An index that tells the newest first, and names that are one slip apart."""

from alembic import op
from helpers.both_sides import run
from helpers.rights import MY_CONFLICTS, WHO
from helpers.search_entries import DROP_INDEXES, ENTRIES, INDEXES
from helpers.search_reading import READING
from helpers.searching import GRAMS, WORDS_LEFT, keeping

BEFORE = "r0011"

revision = "r0012"
down_revision = BEFORE
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    if op.get_context().dialect.name == "sqlite":
        words = connection.exec_driver_sql("SELECT DISTINCT word FROM search_gram").scalars().all()
        for word in words:
            for n in range(len(word) + 1):
                connection.exec_driver_sql(
                    "INSERT OR IGNORE INTO search_gram (gram, word) VALUES (?, ?)",
                    (f"-{word[:max(n - 1, 0)]}{word[n:]}", word))
        return
    for script in (WHO, MY_CONFLICTS, REPLACED, GRAMS, GRAMS_AGAIN, ENTRIES, DROP_INDEXES, INDEXES,
                   WORDS_LEFT, keeping(), READING):
        run(connection, script)


GRAMS_AGAIN = "UPDATE app.search_word SET grams = app.grams(word)"
# Where the search was before it was like this.
REPLACED = """
DROP FUNCTION IF EXISTS app.search_cases(tsquery, boolean, bigint),
  shut.search_cases(tsquery, boolean, bigint, bigint[]),
  app.search_texts(tsquery, boolean, bigint),
  shut.search_texts(tsquery, bigint, bigint[], bigint[]),
  app.search_words(text[], bigint), shut.search_words(text[], bigint[]);
"""
