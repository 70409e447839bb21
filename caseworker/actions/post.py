"""The post desk: log what came, set aside what is not post, join it to a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import (
    Action,
    CaseAction,
    Conflict,
    Desk,
    Undo,
    ask,
    not_in_future,
    reason_needed,
)
from caseworker.actions.documents import Incoming, acceptable, keep, kept_before
from caseworker.actions.ways_out import way_fits, way_words
from caseworker.records import Case, PostItem
from caseworker.rules.finding import Finding, Refused, against, refusal

CHANNELS = (("post", "Post"), ("e-mail", "Email"), ("hand", "Hand"), ("phone note", "Phone note"))
ROUTES = (
    ("review", "Review request"), ("mopac", "MOPAC complaint"), ("mps", "About the MPS"),
    ("other", "Other"),
)
NAME_LENGTH = 120


def email_fits(email: str) -> list[Finding]:
    """An email address needs an @ and a full stop after it."""
    typed = email.strip()
    before, _, after = typed.partition("@")
    if not typed or (before and "." in after.strip(".") and " " not in typed):
        return []
    words = "Enter an email address with an @ and a full stop after it"
    return [refusal("email", "Email", words, "email")]


def name_fits(name: str) -> list[Finding]:
    """A full name is at most 120 characters."""
    if len(name) <= NAME_LENGTH:
        return []
    words = f"Full name must be {NAME_LENGTH} characters or fewer"
    return [refusal("name", "Full name", words, "name")]


def mps_reference_fits(reference: str) -> list[Finding]:
    """An MPS reference has letters, numbers and slashes (hyphens and spaces are let through)."""
    if all(sign.isalnum() or sign in "/- " for sign in reference):
        return []
    words = "MPS reference must have letters, numbers and slashes only"
    return [refusal("mps_reference", "MPS reference", words, "mps_reference")]


def letter_before_receipt(dated: date | None, received: date | None, label: str,
                          field_name: str) -> list[Finding]:
    """A date on a letter can't be after the day on which we received it."""
    if dated and received and dated > received:
        words = f"{label} must be on or before the date received"
        return [refusal("dates", label, words, field_name)]
    return []


@dataclass(frozen=True, kw_only=True)
class LogPost(Action):
    """Log one item of post with its files. Received, written and logged dates are kept apart."""

    received: date = ask("Date received", kind="date", empty="Enter the date received")
    written: date | None = ask("Date on letter", kind="date", default=None)
    channel: str = ask("How", kind="choice", choices=CHANNELS, default="post")
    route: str = ask("Route", kind="choice", choices=ROUTES, default="",
                     empty="Choose where this item goes")
    name: str = ask("Full name", default="", empty="Enter the full name")
    mps_reference: str = ask("MPS reference", default="")
    address: str = ask("Address", hint="Paste all lines at once. We split them", kind="address",
                       default="")
    postcode: str = ask("Postcode", default="")
    email: str = ask("Email", kind="email", default="")
    outcome_letter_dated: date | None = ask("Date on MPS outcome letter", kind="date",
                                            default=None)
    adjustments: str = ask("Adjustments", hint="For example large print, do not phone",
                           default="")
    # These three say that an empty field was left empty on purpose. None: it was not asked.
    mps_reference_not_known: bool | None = ask("Not known", kind="tick", default=None)
    outcome_letter_not_supplied: bool | None = ask("Not supplied", kind="tick", default=None)
    not_in_the_uk: bool | None = ask("Not in the UK", kind="tick", default=None)
    files: tuple[Incoming, ...] = ()
    same_file_again: bool = False
    way_out: str = ""  # the code of the suggestion that was used, as "C13"

    def typed(self, today: date) -> list[Finding]:
        """What stands against it as typed, without a look at the records.

        Dates in order, an address or an email, names and references in form, files usable.
        """
        found = [
            *self.missing(),
            *not_in_future(self.received, today, "Date received", "received"),
            *letter_before_receipt(self.written, self.received, "Date on letter", "written"),
            *letter_before_receipt(self.outcome_letter_dated, self.received,
                                   "Date on MPS outcome letter", "outcome_letter_dated"),
            *name_fits(self.name), *email_fits(self.email),
            *mps_reference_fits(self.mps_reference), *self._left_empty(), *acceptable(self.files),
            *way_fits(self.way_out, self.route),
        ]
        if not self.address.strip() and not self.email.strip():
            found.append(refusal("contact", "Address", "Enter an address or an email address",
                                 "address"))
        return found

    def check(self, desk: Desk) -> list[Finding]:
        """What stands against it: as typed, and the same file in the records."""
        found = self.typed(desk.today)
        return found if self.same_file_again else [*found, *kept_before(desk, self.files)]

    def _left_empty(self) -> list[Finding]:
        """What is empty and was not said to be so on purpose."""
        found = []
        if self.mps_reference_not_known is False and not self.mps_reference.strip():
            found.append(refusal("empty", "MPS reference", "Enter the MPS reference, or choose "
                                 "Not known", "mps_reference"))
        if self.outcome_letter_not_supplied is False and self.outcome_letter_dated is None:
            found.append(refusal("empty", "Date on MPS outcome letter", "Enter the date on the "
                                 "MPS outcome letter, or choose Not supplied",
                                 "outcome_letter_dated"))
        if self.not_in_the_uk is False and self.address.strip() and not self.postcode.strip():
            found.append(refusal("postcode", "Address", "Enter a full UK postcode, or choose "
                                 "Not in the UK", "address"))
        return found

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the new item."""
        if refused := against(self.check(desk)):
            raise Refused(refused)
        item = PostItem(
            reference="", received=self.received, written=self.written, logged_at=desk.now,
            logged_by=desk.actor, channel=self.channel, route=self.route, name=self.name.strip(),
            address=self.address.strip(), postcode=self.postcode.strip(),
            email=self.email.strip(), mps_reference=self.mps_reference.strip(),
            adjustments=self.adjustments.strip(), outcome_letter_dated=self.outcome_letter_dated,
            because=way_words(self.way_out),
        )
        item.reference = desk.number("POST")
        desk.session.add(item)
        desk.session.flush()
        for file in self.files:
            document = keep(desk, file, post_item_id=item.id)
            document.dated = document.dated or self.written or self.received
            if self.route == "review" and file is self.files[0] and document.kind == "Other":
                document.kind = "Review request"
        desk.undo = Undo(f"{item.reference} logged", SetAside(
            post_item_id=item.id, version=item.version, undoes=self.called,
            because="Logged by mistake, and undone by the person who logged it"))
        return None, item.id


def item_as_shown(
    desk: Desk, item_id: int, version: int, state: str = "logged"
) -> PostItem:
    """The item of post as the user saw it. Raises Conflict, or Refused when it is gone."""
    item = desk.session.get(PostItem, item_id)
    if item is None:
        raise Refused([refusal("post", "Post", "There is no such item of post.")])
    if item.version != version:
        raise Conflict
    if item.state != state:
        raise Refused([refusal("post", item.reference, f"This item is already {item.state}.")])
    item.version = version + 1
    return item


@dataclass(frozen=True, kw_only=True)
class SetAside(Action):
    """Say that an item is not post (an advertisement, a copy), with the reason."""

    post_item_id: int
    version: int
    because: str = ask("Why is this not post?", empty="Enter why you are deciding this",
                       default="")

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the item."""
        if refused := [*self.missing(), *_blank(self.because)]:
            raise Refused(refused)
        item = item_as_shown(desk, self.post_item_id, self.version)
        desk.undo = Undo(f"{item.reference} set aside", BackToPost(
            post_item_id=item.id, version=item.version, because=item.because,
            undoes=self.called))
        item.state, item.because = "not post", self.because
        return None, item.id


@dataclass(frozen=True, kw_only=True)
class BackToPost(Action):
    """An item that was set aside waits again, as before: ``because`` is what stood there."""

    post_item_id: int
    version: int
    because: str = ""

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the item."""
        item = item_as_shown(desk, self.post_item_id, self.version, "not post")
        item.state, item.because = "logged", self.because
        return None, item.id


@dataclass(frozen=True, kw_only=True)
class SetAsideFile(Action):
    """Log files that are not post, with the reason. They are kept, and wait for nothing."""

    received: date = ask("Date received", kind="date", empty="Enter the date received")
    because: str = ask("Why is this not post?", empty="Enter why you are deciding this",
                       default="")
    files: tuple[Incoming, ...] = ()

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the new item."""
        found = [*self.missing(), *_blank(self.because), *acceptable(self.files),
                 *not_in_future(self.received, desk.today, "Date received", "received")]
        if not self.files:
            found.append(refusal("files", "Files", "There is no file to set aside", "files"))
        if refused := against(found):
            raise Refused(refused)
        item = PostItem(
            reference=desk.number("POST"), received=self.received, logged_at=desk.now,
            logged_by=desk.actor, channel="", state="not post", because=self.because.strip(),
        )
        desk.session.add(item)
        desk.session.flush()
        for file in self.files:
            document = keep(desk, file, post_item_id=item.id)
            document.dated = document.dated or self.received
        return None, item.id


@dataclass(frozen=True, kw_only=True)
class ChangeRoute(Action):
    """Say that an item which waits goes another way than was logged, with the reason."""

    post_item_id: int
    version: int
    route: str = ask("Route", kind="choice", choices=ROUTES, default="",
                     empty="Choose where this item goes")
    because: str = ask("Why does it go there?", empty="Enter why you are deciding this",
                       default="")

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the item."""
        if refused := [*self.missing(), *_blank(self.because)]:
            raise Refused(refused)
        item = item_as_shown(desk, self.post_item_id, self.version)
        words = dict(ROUTES).get(self.route, "")
        if not words or item.route == self.route:
            said = f"This item goes there already: {words}" if words else "Choose a route"
            raise Refused([refusal("route", "Route", said, "route")])
        if item.route:  # where it goes is otherwise chosen, and no choice is no route
            desk.undo = Undo(f"Route of {item.reference} changed", ChangeRoute(
                post_item_id=item.id, version=item.version, route=item.route,
                because=item.because or "The change was undone", undoes=self.called))
        item.route, item.because = self.route, self.because.strip()
        return None, item.id


@dataclass(frozen=True, kw_only=True)
class JoinCase(CaseAction):
    """Put an item of post, with its files, into a case that is already open."""

    post_item_id: int
    post_item_version: int
    because: str = ask("Why does it belong to this case?", default="")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason is needed: the wrong person's letter in a case is a breach."""
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """Returns the id of the item."""
        item = item_as_shown(desk, self.post_item_id, self.post_item_version)
        put_into(item, case)
        item.because = self.because
        return item.id


def _blank(because: str) -> list[Finding]:
    """Blanks are no reason; an empty one is said already."""
    if not because or because.strip():
        return []
    return [refusal("empty", "Reason", "Enter why you are deciding this", "because")]


def put_into(item: PostItem, case: Case) -> None:
    """The item and all its documents now belong to the case."""
    item.state, item.case_id = "in a case", case.id
    for document in item.documents:
        document.case_id = case.id
