"""An action is one thing that a user does. Its fields are what the form asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from typing import Any, ClassVar, cast

from sqlalchemy import func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from caseworker.actions.asking import Ask as Ask  # forms know it by either name
from caseworker.records import Case, Counter, Decision, Staff
from caseworker.records.office_values import office_limits_now
from caseworker.rules import kinds
from caseworker.rules.days import Calendar
from caseworker.rules.finding import Finding, Refused, against, refusal
from caseworker.rules.kinds import AnyStage
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import Role, Stage

ENDED_STAYS = ("The case has ended, and that is not undone. A manager can open it again, with the "
               "reason.")
REASON_LENGTH = 20  # characters: a shorter reason for a legal decision says nothing


class Conflict(Exception):
    """Somebody else changed the record since it was shown. What was typed is still on screen.

    ``action`` is what was tried, once the office knows.
    """

    action: Action | None = None

    def __str__(self) -> str:
        return (
            "Somebody else changed this case while you had it open. Nothing of yours is saved "
            "yet. Reload to see their change; what you typed is kept."
        )


class Keep:
    """The default of a field that means "leave it as it is"."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Any = Keep()


@dataclass(frozen=True)
class Undo:
    """What was done, in words ("Allocated to Leah Brandt"), and the action that takes it back.

    ``action`` is None where it stays done: ``why_not`` says so, and what can be done instead.
    With ``quiet`` the window says it at its foot only: such steps follow one another quickly.
    """

    done: str
    action: Action | None = None
    why_not: str = ""
    quiet: bool = False


def ask(
    label: str, *, hint: str = "", kind: str = "text", choices: tuple[tuple[Any, str], ...] = (),
    empty: str = "", default: Any = MISSING, default_factory: Any = MISSING,
) -> Any:
    """A dataclass field with the words of its form. ``empty`` is said when it must be filled."""
    asked = Ask(label, hint, kind, choices, empty)
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata={"ask": asked})
    return field(default=default, metadata={"ask": asked})


def asked(action: type[Action]) -> dict[str, Ask]:
    """The fields of an action that a form asks for, in order."""
    return {f.name: f.metadata["ask"] for f in fields(action) if "ask" in f.metadata}


@dataclass
class Desk:
    """What an action has to hand: the records, the person, the day, the calendar."""

    session: Session
    actor: str
    roles: frozenset[Role]
    now: datetime
    today: date
    calendar: Calendar
    undo: Undo | None = None  # an action that can be taken back says here how

    def case(self, case_id: int, version: int) -> Case:
        """The case as the user saw it. Raises Conflict when it has changed since."""
        case = self.session.get(Case, case_id)
        if case is None:
            raise Refused([refusal("case", "Case", "There is no such case.")])
        if case.version != version:
            raise Conflict
        case.version = version + 1  # once for each action, even when only a letter changed
        return case

    def number(self, series: str) -> str:
        """The next reference of a series, for example REV-2026-0402. Take it last."""
        statement: Any
        table: Any = Counter.__table__
        year = self.today.year
        if self.session.get_bind().dialect.name == "sqlite":
            statement = (
                sqlite.insert(table)
                .values(series=series, year=year, last=1)
                .on_conflict_do_update(
                    index_elements=["series", "year"], set_={"last": table.c.last + 1}
                )
                .returning(table.c.last)
            )
        else:  # a shared counter is nobody's to set: the server only gives the next number
            statement = select(func.app.next_number(series, year))
        last = self.session.connection().execute(statement).scalar_one()
        width = 6 if series == "POST" else 4
        return f"{series}-{year}-{last:0{width}}"

    def decide(self, case: Case, question: str, answer: str, because: str = "") -> None:
        """Record a decision that the law leaves to a person."""
        self.session.add(Decision(case_id=case.id, question=question, answer=answer,
                                  because=because, made_by=self.actor, made_at=self.now))

    @property
    def limits(self) -> Mapping[str, Limit]:
        """Every limit, with the values that the office set for itself."""
        return office_limits_now(self.session)

    def colleague(self, login: str) -> str:
        """A colleague's name from a login; the login itself when nobody has it."""
        found = self.session.query(Staff).filter_by(login=login).one_or_none()
        return found.name if found else login


@dataclass(frozen=True, kw_only=True)
class Action:
    """The ancestor of every action. ``called`` is its name in journal and table of steps.

    ``undoes`` names the action that this one takes back at once, for the journal. ``stays`` says
    why an action is not taken back, and what can be done instead.
    """

    called: ClassVar[str]
    stays: ClassVar[str] = (
        "What you did last stays as it is, and in the journal. Put it right with a new entry.")
    undoes: str = KEEP

    def __init_subclass__(cls) -> None:
        cls.called = cls.__name__

    def run(self, desk: Desk) -> tuple[int | None, Any]:
        """Do it; returns the case it was about, if any, and a result. Raises Refused, Conflict."""
        raise NotImplementedError

    def missing(self) -> list[Finding]:
        """One finding for each field that must be filled and is empty."""
        return [
            refusal("empty", asked_for.label, asked_for.empty, name)
            for name, asked_for in asked(type(self)).items()
            if asked_for.empty and getattr(self, name) in (None, "", ())
        ]


@dataclass(frozen=True, kw_only=True)
class CaseAction(Action):
    """An action on a case that the user is looking at, with the version that was shown."""

    case_id: int
    version: int

    def run(self, desk: Desk) -> tuple[int, Any]:
        """Check rights and stage, then the fields, then the rules; apply; work out what follows."""
        from caseworker.actions.recheck import recheck  # it needs the records, not this module

        case = desk.case(self.case_id, self.version)
        refused = self.stands_against(desk, case)
        if refused:
            raise Refused(refused)
        result = self.apply(desk, case)
        to_stage(case, kinds.stage_after(self.called, case.stage))
        if case.stage in kinds.ENDED and case.closed_on is None:
            case.closed_on = desk.today
        desk.session.flush()
        recheck(desk, case)
        return case.id, result

    def stands_against(self, desk: Desk, case: Case) -> list[Finding]:
        """What refuses it, before anything is done: right and stage, the fields, the rules."""
        refused = [*self.allowed(case, desk.roles), *self.missing()]
        return refused or against(self.check(desk, case))

    def taken_back(self) -> dict[str, Any]:
        """What an action on this case needs to take this one back: nothing was done since."""
        return {"case_id": self.case_id, "version": self.version + 1, "undoes": self.called}

    @classmethod
    def allowed(cls, case: Case, roles: frozenset[Role]) -> list[Finding]:
        """What stands against this step at this stage and with these roles."""
        return kinds.blockers(cls.called, case.stage, roles)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """What the rules say of it; findings that are not met refuse the action."""
        return []

    def apply(self, desk: Desk, case: Case) -> Any:
        """Change the records."""
        raise NotImplementedError


def to_stage(case: Case, stage: AnyStage) -> None:
    """Let the case stand at another stage of its kind."""
    case.stage = cast(Stage, stage)  # the column takes the stages of both kinds


def reason_needed(because: str, field_name: str = "because") -> list[Finding]:
    """A legal decision needs a reason of some length."""
    if not because.strip():
        return [refusal("reason", "Reason", "Enter why you are deciding this", field_name)]
    if len(because.strip()) < REASON_LENGTH:
        words = f"Reason must be {REASON_LENGTH} characters or more"
        return [refusal("reason", "Reason", words, field_name)]
    return []


def not_in_future(day: date | None, today: date, label: str, field_name: str) -> list[Finding]:
    """A day on which something happened can't be after today."""
    if day is not None and day > today:
        return [refusal("date", label, f"{label} must be today or in the past", field_name)]
    return []
