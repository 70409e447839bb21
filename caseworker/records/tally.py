"""How many cases there are, kept by the database, so that nobody counts a million of them."""

from __future__ import annotations

from sqlalchemy import BigInteger, column, table

from caseworker.records.case import StageColumn

# Lines of (stage, owner, number), any number of them for one stage and owner: they are added up.
# On a server it has what the asker may see. Triggers write it; the program only reads.
TALLY = table("tally", column("stage", StageColumn), column("owner_id", BigInteger),
              column("number", BigInteger))
