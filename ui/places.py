"""What the navigation offers, in order."""

from __future__ import annotations

from caseworker.queries.rows import View
from caseworker.rules.lifecycle import Role
from ui.nav import Place, Section

SECTIONS: tuple[Section, ...] = (
    Section("", (
        Place("Home", "house", "home"),
        Place("Log post", "envelope-open", "logpost"),
    )),
    Section("Queues", (
        Place("Review requests", "scales", "queue", {"view": View.OPEN}, "reviews"),
        Place("MOPAC complaints", "chat-centered-text", "complaints"),
        Place("MPS responses", "arrow-bend-up-left", "responses", number="responses"),
        Place("Post waiting", "envelope", "post", number="post"),
    )),
    Section("My views", (
        Place(View.MINE.value, "user", "queue", {"view": View.MINE}, "mine"),
        Place(View.UNALLOCATED.value, "tray", "queue", {"view": View.UNALLOCATED},
              "unallocated"),
        Place(View.WAITING.value, "hourglass", "queue", {"view": View.WAITING}, "waiting"),
    )),
    Section("Output", (
        Place("Letters to issue", "paper-plane-tilt", "letters", number="letters"),
    )),
    Section("Records", (
        Place("Journal", "shield-check", "audit", role=Role.AUDITOR),
        Place("Admin", "gear", "admin"),
        Place("Help", "question", "help"),
    )),
)
