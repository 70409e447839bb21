"""The one object that a screen holds: it does actions and answers queries."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from caseworker import leases, own_file
from caseworker.actions.base import KEEP, Action, Conflict, Desk, Undo
from caseworker.actions.recheck import reckon, stale
from caseworker.clock import ServerClock, computers_clock, doubt
from caseworker.connecting import NO_RIGHTS_YET
from caseworker.database import (
    Unavailable,
    changed_meanwhile,
    let_in,
    look_needed,
    opener_behind,
    reading,
    refused_by_server,
    telling_words,
)
from caseworker.records import Entry, Staff
from caseworker.records.journal import collect_changes, no_bulk_writes, plain, write_entry
from caseworker.records.office_values import calendar_now
from caseworker.records.searching import index_flushed
from caseworker.rules.finding import Refused, refusal
from caseworker.rules.lifecycle import Role
from caseworker.rules.london import london_day
from caseworker.settling import Mark, NotKnown, NotSaved, mark, was_saved

__all__ = [
    "Changed", "Conflict", "NotKnown", "NotSaved", "Office", "Refused", "Unavailable",
]

T = TypeVar("T")
READ_ONLY = refusal(
    "read_only", "Open for reading only",
    "These records are open read-only, so nothing can be changed. Close this window and the other "
    "copy of Caseworker, then open the records again",
)
LOOKS_AT_A_TIME = 3
ONLY_READS = refusal("role", "Auditor", "An auditor reads everything and changes nothing.")


@dataclass(frozen=True)
class Changed:
    """What an action touched, so that open screens know whether to look again.

    ``undo`` is how it is taken back, or why it is not; None for an undo itself.
    """

    action: str
    case_id: int | None
    result: Any = None
    undo: Undo | None = None


class Office:
    """One person at work on one database.

    ``actor`` is the login that the journal names; ``roles`` are that person's rights; ``now``
    gives the moment, always aware. A day is a day in London. With ``read_only`` every action is
    refused. ``hold`` is what keeps another copy of the program away, until ``close()``. With
    ``doubting`` nothing is saved on a date that does not fit the journal, until it is confirmed.
    """

    def __init__(
        self, engine: Engine, actor: str, roles: Collection[Role], *, name: str = "",
        now: Callable[[], datetime] = computers_clock, demo: bool = False,
        read_only: bool = False, hold: own_file.Hold | None = None, doubting: bool = False,
    ) -> None:
        self.engine, self.actor, self.name = engine, actor, name or actor
        self.roles, self.demo, self._now = frozenset(roles), demo, now
        self.read_only, self._hold, self._doubting = read_only, hold, doubting
        self._write = sessionmaker(engine.execution_options(writing=True), expire_on_commit=False)
        self._read = sessionmaker(reading(engine), expire_on_commit=False)
        self._reckoning = sessionmaker(engine.execution_options(writing=True))
        event.listen(self._write, "after_flush", collect_changes)
        event.listen(self._write, "after_flush", index_flushed)
        event.listen(self._write, "do_orm_execute", no_bulk_writes)
        event.listen(self._read, "before_flush", _read_only)
        self.calendar = self.ask(calendar_now)

    def do(self, action: Action) -> Changed:
        """One user action: one transaction, one journal entry, or nothing at all.

        Raises Refused (the user can put it right), Conflict (a colleague was first) or
        Unavailable (the database can't be reached); then nothing is saved. NotKnown when the
        server went away in the middle, so that only it can say whether it was saved.
        """
        if self.read_only:
            raise Refused([READ_ONLY])
        if self.roles == {Role.AUDITOR}:
            raise Refused([ONLY_READS])
        try:
            changed = self._looking(lambda: self._done(action))
        except Conflict as conflict:
            conflict.action = action
            raise
        except StaleDataError as error:
            raise _second(action) from error
        except (DBAPIError, Unavailable) as error:
            if changed_meanwhile(error):
                raise _second(action) from error
            words = refused_by_server(error)
            if words is None:
                raise
            raise Refused([refusal("rights", "Your rights", words)]) from error
        return changed

    def ask(self, query: Callable[..., T], **given: Any) -> T:
        """Answer a query: a function of a session, which never writes."""
        return self._looking(lambda: self._answer(query, given))

    def _done(self, action: Action) -> Changed:
        saving: Mark | None = None
        try:
            with telling_words(), self._write.begin() as session:
                session.info["changes"] = []
                self._set_clock(session)
                desk = self._desk(session)
                case_id, result = action.run(desk)
                session.flush()
                entry = Entry(at=desk.now, actor=self.actor, action=action.called,
                              case_id=case_id, inputs=_inputs(action))
                write_entry(session, entry)
                changed = Changed(action.called, case_id, result, _undo(action, desk))
                saving = mark(session.connection(), entry.id, entry.at)
        except Unavailable as error:
            if saving is None or changed_meanwhile(error) or refused_by_server(error) is not None:
                raise
            return self._settled(saving, changed)
        self.calendar = desk.calendar  # with the bank holidays that somebody added meanwhile
        return changed

    def _settled(self, saving: Mark, changed: Changed) -> Changed:
        """What a save that was interrupted gave. Raises NotSaved, or NotKnown for now."""
        try:
            saved = was_saved(self.engine, saving)
        except Unavailable as error:
            raise NotKnown(lambda: self._settled(saving, changed)) from error
        if not saved:
            raise NotSaved
        return changed

    def _answer(self, query: Callable[..., T], given: dict[str, Any]) -> T:
        while True:
            with telling_words(), self._read() as session:
                if not stale(session) or not self._may_reckon:
                    return query(session, **given)
            self._reckon()

    @property
    def _may_reckon(self) -> bool:
        return not (self.read_only and self.engine.dialect.name == "sqlite")

    def _reckon(self) -> None:
        """No screen shows a deadline from before the office changed a limit or a holiday.

        It is no action of anybody's: it stands in no journal, and moves no version.
        """
        with telling_words(), self._reckoning.begin() as session, suppress(StaleDataError):
            reckon(self._desk(session))

    def _looking(self, work: Callable[[], T]) -> T:
        """Do it again when the server wants a look at a closed case recorded first.

        After some single cases, all of one's own at once: who asks over many is shown many.
        """
        for recorded in range(LOOKS_AT_A_TIME + 3):
            try:
                return work()
            except DBAPIError as error:
                needed = look_needed(error)
                if needed is None:
                    raise
            about, what = needed
            with telling_words(), self.engine.begin() as connection:
                connection.execute(text("SELECT app.look(:about, :what)"), {
                    "what": what,
                    "about": "" if what == "list" or recorded >= LOOKS_AT_A_TIME else about})
        return work()

    def today(self) -> date:
        """The day in London."""
        return london_day(self._now())

    def now(self) -> datetime:
        """This moment, in UTC."""
        return self._now().astimezone(UTC)

    @property
    def needs_password(self) -> bool:
        """Whether this person signed in with a password, which unlocks the window."""
        return self.engine.dialect.name == "postgresql" and bool(self.engine.url.password)

    def let_in(self, password: str) -> None:
        """Raise Unavailable, in words, unless the server takes this password now."""
        let_in(self.engine, password)

    # Who else is at work: hints, which are no records

    def have_open(self, case_id: int) -> None:
        """Say that this person has the case open, for two minutes."""
        if not self.read_only:
            leases.have_open(self.engine, case_id)

    def leave_open(self, case_id: int) -> None:
        """Say that this person no longer has it open."""
        if not self.read_only:
            leases.leave_open(self.engine, case_id)

    def who_has(self, case_ids: Collection[int]) -> tuple[leases.OpenBy, ...]:
        """Which colleagues have one of these cases open."""
        return leases.who_has(self.engine, case_ids)

    # The clock

    def clock_words(self) -> str:
        """Words when this computer's clock is too far off the server's; else ""."""
        return self._now.warning if isinstance(self._now, ServerClock) else ""

    @property
    def clock_doubt(self) -> str:
        """Why nothing is saved on this computer's date, in words; "" when it is believed."""
        return self.ask(doubt, now=self.now()) if self._doubting else ""

    def confirm_clock(self) -> None:
        """The user says that this computer's date is right."""
        self._doubting = False

    def _set_clock(self, session: Session) -> None:
        """An entry has the server's moment; a file's, one that its owner believes."""
        if isinstance(self._now, ServerClock):
            self._now.hear(session.execute(text("SELECT clock_timestamp()")).scalar_one())
        elif self._doubting and (words := doubt(session, self.now())):
            raise Refused([refusal("clock", "Date of this computer", words)])

    def working_as(self, login: str) -> Office:
        """The same office with a colleague at the desk: for the demo, and for tests."""
        found = self.ask(_staff, login=login)
        if found is None:
            raise Unavailable(NO_RIGHTS_YET, "rights")
        return Office(self.engine, login, [Role(role) for role in found.roles],
                      name=found.name, now=self._now, demo=self.demo,
                      read_only=self.read_only, hold=self._hold, doubting=self._doubting)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        if self._hold is not None:
            self._hold.let_go()

    @property
    def boundary(self) -> str:
        """Who can read these records, in words, where only this computer's account decides it."""
        opener = opener_behind(self.engine)
        if opener is None:
            return ""
        return own_file.BOUNDARY if opener.key is None else own_file.BOUNDARY_SEALED

    def _desk(self, session: Session) -> Desk:
        return Desk(session, self.actor, self.roles, self.now(), self.today(),
                    calendar_now(session))


def _second(action: Action) -> Conflict:
    conflict = Conflict()
    conflict.action = action
    return conflict


def _staff(session: Session, *, login: str) -> Staff | None:
    return session.scalars(select(Staff).where(Staff.login == login, Staff.active)).one_or_none()


def _read_only(*_: object) -> None:
    raise RuntimeError("A query must not change records; write an Action.")


def _undo(action: Action, desk: Desk) -> Undo | None:
    """How it is taken back, or why it is not; an undo itself is not undone."""
    if action.undoes is not KEEP:
        return None
    return desk.undo or Undo(action.called, why_not=action.stays)


def _inputs(action: Action) -> dict[str, Any]:
    given = {f.name: getattr(action, f.name) for f in fields(action) if f.repr}
    return {name: plain(value) for name, value in given.items() if value is not KEEP}
