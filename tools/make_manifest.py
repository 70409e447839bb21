"""Write the manifest of the server's rights from a database that was made just now.

    CASEWORKER_TEST_POSTGRES=... python -m tools.make_manifest

Run it with every migration that touches the shared database, and read the difference.
"""

from __future__ import annotations

import json
import os

from caseworker.database import open_engine
from caseworker.server.check import MANIFEST, standing
from tests.support import databases


def page(server: str) -> str:
    """The manifest of a fresh database on this server."""
    with databases.postgres_database(server) as name:
        url = databases.with_database(server, name)
        databases.migrate(url)
        engine = open_engine(url)
        with engine.connect() as connection:
            found = standing(connection)
        engine.dispose()
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    MANIFEST.parent.mkdir(exist_ok=True)
    MANIFEST.write_text(page(os.environ["CASEWORKER_TEST_POSTGRES"]), encoding="utf-8")
