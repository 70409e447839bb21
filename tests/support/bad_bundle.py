"""The bundle process with a document that kills it and one that never ends."""

from __future__ import annotations

import os
import time
from typing import Any

from caseworker.bundles import assemble, jobs


class _Fragile(assemble.Bundle):
    def add(self, row: Any, papers: Any) -> None:
        if row.title == "Deadly" and papers[0].content is not None:
            os.abort()
        super().add(row, papers)

    def finish(self, told: Any) -> Any:
        if any(row.title == "Slow" for row in self._rows):
            time.sleep(30)
        return super().finish(told)


jobs.Bundle = _Fragile  # type: ignore[misc]
JOBS = jobs.JOBS
