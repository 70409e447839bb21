"""The ways that an item of post can go: one entry for each, by code."""

from __future__ import annotations

from caseworker.rules.routes.office import OFFICE_ROUTES
from caseworker.rules.routes.police import POLICE_ROUTES
from caseworker.rules.routes.way import Route, Signpost

__all__ = ["MIXED", "ROUTES", "Route", "Signpost"]

MIXED = "C24"

ROUTES: dict[str, Route] = {
    route.code: route
    for route in sorted((*POLICE_ROUTES, *OFFICE_ROUTES), key=lambda one: int(one.code[1:]))
}
