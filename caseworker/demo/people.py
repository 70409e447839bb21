"""The invented people of the demo: colleagues, and 48 cases at every stage.

The cases stand in ``resources/demo/cases.toml``. Their dates count back from today, so that the
demo is always fresh. Nobody in it exists.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from caseworker import paths
from caseworker.rules.facts import Applicant, Body, BodyQuestion, Delivery, Handling, Tri
from caseworker.rules.lifecycle import Role, Stage


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """A colleague: the name to sign in with, and what they may do."""

    login: str
    name: str
    roles: tuple[Role, ...]


STAFF = (
    DemoStaff("lbrandt", "Leah Brandt", (Role.CORRESPONDENCE,)),
    DemoStaff("pshah", "Priya Shah", (Role.CASEWORKER,)),
    DemoStaff("dokoro", "Daniel Okoro", (Role.CASEWORKER,)),
    DemoStaff("fpritchard", "Ffion Pritchard", (Role.CASEWORKER,)),
    DemoStaff("mnovotny", "Marek Novotný", (Role.CASEWORKER,)),
    DemoStaff("hosei", "Helen Osei-Mensah", (Role.MANAGER, Role.ADMIN)),
    DemoStaff("alis", "Agnieszka Lis", (Role.HR,)),
    DemoStaff("ycarrow", "Yusuf Carrow", (Role.INVESTIGATOR,)),
    DemoStaff("bamory", "Beatrix Amory", (Role.DECISION_MAKER,)),
)


@dataclass(frozen=True, slots=True)
class DemoAllegation:
    """One point of a complaint; ``reasonable`` is our own view, None while not assessed."""

    said: str
    did: str
    reasonable: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class DemoRecommendation:
    """A recommendation by its code in the rules, and the MPS's answer, "" before it came."""

    code: str
    text: str
    reason: str
    subtype: str = ""
    answer: str = ""
    answer_because: str = ""


@dataclass(frozen=True, slots=True)
class DemoRepresentative:
    """Who acts for the complainant; ``consent_days`` ago consent was signed, None: not held."""

    name: str
    relationship: str
    organisation: str = ""
    email: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    consent_days: int | None = None


@dataclass(frozen=True, slots=True)
class DemoLate:
    """A request made after the time limit: the reason given, and the decision, None if none yet."""

    because: str
    accepted: bool | None = None
    decided_because: str = ""


@dataclass(frozen=True, slots=True)
class DemoBody:
    """The one question about the review body whose answer is not a plain "no"."""

    question: BodyQuestion
    answer: Tri
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """How many days ago things happened, in their order; None: they have not."""

    complaint: int
    letter: int
    iopc_received: int | None = None
    iopc_forwarded: int | None = None
    received: int
    valid: int | None = None
    allocated: int | None = None
    proposed: int | None = None
    decided: int | None = None
    answered: int | None = None
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One invented request for a review, up to the stage that it has reached."""

    name: str
    about: str
    mps_reference: str
    borough: str
    stage: Stage
    came_as: str  # "letter", "scan", "photo", "fax", "word" or "email"
    address: tuple[str, ...]
    postcode: str
    days: Days
    grounds: str
    allegations: tuple[DemoAllegation, ...]
    letter_name: str  # as a letter can print it
    handling: Handling = Handling.OTHERWISE
    applicant: Applicant = Applicant.COMPLAINANT
    owner: str = ""
    email: str = ""
    phone: str = ""
    age: int | None = None
    adjustments: str = ""
    letter_held: bool = True  # the outcome letter came with the request
    letter_known: bool = True  # its date can be told
    letter_names: Body = Body.MOPAC  # the review body that the outcome letter names
    linked_to: str = ""
    returned_because: str = ""
    ended_because: str = ""
    recommendations: tuple[DemoRecommendation, ...] = ()
    representative: DemoRepresentative | None = None
    late: DemoLate | None = None
    body: DemoBody | None = None

    @property
    def number(self) -> int:
        """The number in the MPS reference; it also numbers the case's scans and photographs."""
        return int(self.mps_reference.split("/")[1])

    @property
    def key(self) -> str:
        """The name in plain small letters, for lists and file names."""
        plain = unicodedata.normalize("NFKD", self.letter_name).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z]+", "-", plain.lower()).strip("-")

    @property
    def provided_by(self) -> Delivery:
        """How the outcome letter reached the complainant."""
        return Delivery.EMAIL if self.came_as == "email" else Delivery.FIRST_CLASS


def day(days_ago: int, today: date) -> date:
    """The working day (Monday to Friday) that many days ago, or the last one before it."""
    found = today - timedelta(days=days_ago)
    return found - timedelta(days=max(0, found.weekday() - 4))


@lru_cache(maxsize=1)
def cases() -> tuple[DemoCase, ...]:
    """All invented cases, in the order of the file: from just received to ended."""
    text = (paths.DEMO / "cases.toml").read_text(encoding="utf-8")
    return tuple(_case(given) for given in tomllib.loads(text)["case"])


def _case(given: dict[str, Any]) -> DemoCase:
    """One case of the file. What it does not say has the value of the dataclass."""
    known = dict(given)
    helper = known.get("representative")
    if helper:
        known["representative"] = DemoRepresentative(
            **{**helper, "address": tuple(helper.get("address", ()))}
        )
        known.setdefault("applicant", Applicant.REPRESENTATIVE)
    for name, kind in (("handling", Handling), ("applicant", Applicant), ("letter_names", Body)):
        if name in known:
            known[name] = kind(known[name])
    if "late" in known:
        known["late"] = DemoLate(**known["late"])
    if "body" in known:
        known["body"] = _body(**known["body"])
    return DemoCase(
        mps_reference=known.pop("mps"),
        letter_name=known.pop("letter_name", known["name"]),
        stage=Stage(known.pop("stage")),
        address=tuple(known.pop("address")),
        days=Days(**known.pop("days")),
        allegations=tuple(DemoAllegation(**one) for one in known.pop("allegations")),
        recommendations=tuple(
            DemoRecommendation(**one) for one in known.pop("recommendations", ())
        ),
        **known,
    )


def _body(question: str, answer: str, reason: str) -> DemoBody:
    return DemoBody(BodyQuestion(question), Tri(answer), reason)
