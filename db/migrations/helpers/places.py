"""Where the rows of a table belong, for tables that more than one migration alters."""

from __future__ import annotations

from helpers.both_sides import Place

MINE = "(SELECT shut.mine())"
CASES = Place(
    side="shut.side_of({row}.id)", inserted="shut.new_case({row}.closed)",
    visible=f"s.id IN {MINE}",
    policy="(SELECT app.sees_open()) AND (id IN (SELECT app.my_conflicts())) IS NOT TRUE",
    extra="PERFORM shut.check_case(OLD.reference, NEW.reference, OLD.closed, NEW.closed, "
    "OLD.owner_id, NEW.owner_id);",
    about="'case/' || s.id", depth="list", shows=("name", "about", "adjustments"),
)
DOCUMENT = Place(
    side="shut.document_side({row}.case_id, {row}.post_item_id)",
    visible=f"s.case_id IN {MINE} OR (s.case_id IS NULL AND s.post_item_id IN "
    "(SELECT shut.my_post()))",
    about="coalesce('case/' || s.case_id, 'post/' || s.post_item_id)",
    shows=("title", "sender", "name", "read_text", "version_because", "restricted_because"),
    first="PERFORM shut.bring(NEW.sha256, here);", last="PERFORM shut.tidy(NEW.sha256, here);",
)
LETTER = Place(
    shows=("markdown", "addressee", "values"),
    first="PERFORM shut.bring(NEW.pdf_sha256, here), shut.bring(NEW.word_sha256, here);",
    last="PERFORM shut.tidy(NEW.pdf_sha256, here), shut.tidy(NEW.word_sha256, here);",
)
BUNDLE = Place(
    shows=("entries", "because"),
    first="PERFORM shut.bring(NEW.sha256, here);", last="PERFORM shut.tidy(NEW.sha256, here);",
)
