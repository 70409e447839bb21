"""The hands that work the invented cases: whose turn it is, and on which day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from caseworker.actions import letters
from caseworker.actions.base import Action
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.demo.people import STAFF, day
from caseworker.letters.address import fit
from caseworker.office import Office
from caseworker.queries.case import CaseView, case_view
from caseworker.queries.papers import colleagues
from caseworker.records import Case
from caseworker.rules.days import Calendar
from caseworker.rules.london import LONDON

WAIT = "about eight weeks"


class Hands:
    """An empty office, its colleagues, and a clock that can be turned back."""

    def __init__(self, office: Office, today: date) -> None:
        self.moment = datetime.combine(today, time(9, 30), LONDON)
        self.today = today
        self._office = Office(office.engine, office.actor, office.roles, now=lambda: self.moment,
                              demo=True)
        self._staff: dict[str, Office] = {}
        self._ids: dict[str, int] = {}

    def people(self) -> None:
        """The colleagues, and what letters need to know of the office."""
        for each in STAFF:
            self._office.do(AddColleague(login=each.login, colleague_name=each.name,
                                         roles=each.roles))
            self._staff[each.login] = self._office.working_as(each.login)
        self._ids = {each.login: each.id for each in self._office.ask(colleagues)}
        self._office.do(SetSetting(setting="expected_wait", value=WAIT,
                                   since=self.today - timedelta(days=365)))

    def at(self, days_ago: int, hour: int = 10) -> None:
        """Turn the clock back to the working day so many days ago."""
        self.moment = datetime.combine(day(days_ago, self.today), time(hour, 12), LONDON)

    def by(self, login: str) -> Office:
        """The office with this colleague at the desk."""
        return self._staff[login or "pshah"]

    def id_of(self, login: str) -> int:
        """A colleague, as actions name them."""
        return self._ids[login]

    @property
    def calendar(self) -> Calendar:
        """The working days that are in force."""
        return self._office.calendar

    def view(self, case_id: int) -> CaseView:
        """The case as it stands at the moment of the clock."""
        office = self._office
        view = office.ask(case_view, case_id=case_id, today=office.today(),
                          calendar=office.calendar, roles=office.roles)
        assert view is not None  # it was just opened
        return view

    def do(self, login: str, case_id: int, action: type[Action], **given: Any) -> Any:
        """One action on the case as it stands, by this colleague."""
        made: Any = action
        version = self._office.ask(_version, case_id=case_id)
        return self.by(login).do(made(case_id=case_id, version=version, **given)).result

    def letter(self, login: str, case_id: int, code: str, **given: str) -> None:
        """Draft and issue a letter."""
        letter_id = self.do(login, case_id, letters.DraftLetter, code=code, given=given)
        self.do(login, case_id, letters.IssueLetter, letter_id=letter_id, demo=True,
                 sent_by="e-mail" if code.startswith("N") else _how(self.view(case_id)))


def _version(session: Session, *, case_id: int) -> int:
    return session.get_one(Case, case_id).version


def _how(view: CaseView) -> str:
    """As was asked for; else by post, in a larger envelope where the address does not fit."""
    if "by email" in view.adjustments:
        return "e-mail"
    return "post" if fit(view.letters[-1].addressee) else "post, C5 envelope"
