"""What the navigation offers, in order. A place whose screen is not there is left out."""

from __future__ import annotations

from caseworker.queries.rows import View
from caseworker.rules.lifecycle import Role
from ui.nav import Place, Section

SECTIONS: tuple[Section, ...] = (
    Section("", (
        Place("Home", "house", "home"),
        Place("Log post", "envelope-open", "logpost", number="post"),
    )),
    Section("Queues", (
        Place("Review requests", "scales", "queue", {"view": View.OPEN}, "reviews"),
        Place("MOPAC complaints", "chat-centered-text", "complaints"),
        Place("MPS responses", "arrow-bend-up-left", "responses"),
    )),
    Section("My views", (
        Place(View.MINE.value, "user", "queue", {"view": View.MINE}, "mine"),
        Place(View.UNALLOCATED.value, "tray", "queue", {"view": View.UNALLOCATED},
              "unallocated"),
        Place(View.WAITING.value, "hourglass", "queue", {"view": View.WAITING}, "waiting"),
    )),
    Section("Output", (
        Place("Letters to issue", "paper-plane-tilt", "letters", number="letters"),
        Place("Bundles", "stack", "bundles"),
        Place("Learning log", "lightbulb", "learning"),
        Place("Reports", "chart-bar", "reports"),
    )),
    Section("Records", (
        Place("Contact register", "address-book", "contacts"),
        Place("Journal", "shield-check", "audit", role=Role.AUDITOR),
        Place("Admin", "gear", "admin"),
        Place("Help", "question", "help"),
    )),
)
