"""A form asks for the fields of one action and shows what the rules say about them."""

from __future__ import annotations

import types
from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.base import KEEP, Ask
from caseworker.rules.finding import Finding, Refused, refusal
from ui import theme
from ui.help.lookup import about
from ui.help.window import give_key
from ui.somebody_else import Both
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.fields import Field

A = TypeVar("A")


class Form(QWidget, Generic[A]):
    """Controls for those fields of the dataclass ``action_class`` that carry an "ask".

    ``only`` limits and orders the fields shown, by name. ``values`` fills them. The rest of the
    action's fields (the case, its version) are given to :meth:`action`. An address is one box
    with its postcode, unless ``only`` asks for the postcode apart.
    """

    edited = Signal()

    def __init__(
        self, action_class: type[A], only: Collection[str] | None = None,
        values: Mapping[str, Any] | None = None, parent: QWidget | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__(parent)
        about(self, f"{action_class.__name__}.*")
        self._class, self._today = action_class, today or date.today()  # noqa: DTZ011
        self._hints = get_type_hints(action_class)
        self.fields: dict[str, Field] = {}
        self._shown: dict[str, Any] = {}  # what fill() last put there
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 12)
        self.summary = ErrorSummary()
        column.addWidget(self.summary)
        every = {each.name: each for each in fields(cast(Any, action_class))}
        asked = {name: cast(Ask, each.metadata["ask"]) for name, each in every.items()
                 if "ask" in each.metadata and each.metadata["ask"].kind != "files"}
        shown = [name for name in asked if name != "postcode" or "address" not in asked]
        for name in only if only is not None else shown:
            self.fields[name] = field = self.make_field(name, asked[name])
            about(field, f"{action_class.__name__}.{name}")
            field.edited.connect(self.edited)
            column.addWidget(field)
        self._whole = "postcode" in every and {"address", "postcode"} & set(self.fields) == {
            "address"}
        self._watch_email()
        defaults = {name: every[name].default for name in self.fields}
        self._keeps = {name for name, value in defaults.items() if value is KEEP}
        self.fill({name: value for name, value in defaults.items()
                   if value is not MISSING and value is not KEEP})
        self.fill(values or {})

    def showEvent(self, event: QShowEvent) -> None:
        """In a dialog, F1 helps with the field in hand."""
        super().showEvent(event)
        give_key(self)

    def make_field(self, name: str, asked: Ask) -> Field:
        """The field of one question; a form of its own look makes others."""
        if asked.kind == "address":
            from ui.widgets.address_field import AddressField  # with the letters' fonts

            return AddressField(name, asked)
        return Field(name, asked)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show values; dates as "10 March 2026". Names without a field are passed over."""
        for name, value in self._joined(values).items():
            if name in self.fields:
                if isinstance(value, date):
                    value = f"{value.day} {value:%B} {value.year}"
                self.fields[name].put(value)
                self._shown[name] = self.fields[name].raw()

    def refill(self, values: Mapping[str, Any]) -> list[Both]:
        """Show what the records hold now, but keep whatever was changed here.

        Returns the fields that were changed both here and there since they were last filled.
        """
        both, values = [], self._joined(values)
        for name in [name for name in values if name in self.fields]:
            field = self.fields[name]
            typed, before = field.raw(), self._shown.get(name, field.blank)
            self.fill({name: values[name]})
            theirs = self._shown[name]
            if typed != before:
                field.put(typed)
                if theirs not in (before, typed):
                    both.append(Both(field.asked.label, in_words(field.asked, typed),
                                     in_words(field.asked, theirs)))
        return both

    def both(self, theirs: Mapping[str, Any]) -> list[Both]:
        """The fields that were changed here and hold something else in the records now."""
        found = []
        for name in [name for name in self.changed() if name in theirs]:
            field = self.fields[name]
            mine, now = in_words(field.asked, field.raw()), in_words(field.asked, theirs[name])
            if mine != now:
                found.append(Both(field.asked.label, mine, now))
        return found

    def changed(self) -> list[str]:
        """The names of the fields that were changed here since they were last filled."""
        return [name for name, field in self.fields.items()
                if field.raw() != self._shown.get(name, field.blank)]

    def set_choices(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer other choices in the drop-down list of a field."""
        self.fields[name].set_choices(tuple(choices))

    def values(self) -> dict[str, Any]:
        """What was entered, each of the type its field has; None for an empty optional one.

        A field that means "leave it as it is" is left out when nothing was changed in it.
        Raises Refused with one finding for each value that can't be read. What was typed stays.
        """
        found: dict[str, Any] = {}
        wrong: list[Finding] = []
        for name, field in self.fields.items():
            if name in self._keeps and field.raw() == self._shown.get(name, field.blank):
                continue
            try:
                found[name] = self._value(field)
            except Refused as refused:
                wrong.extend(refused.findings)
        if wrong:
            raise Refused(wrong)
        return self.finish(found)

    def finish(self, found: dict[str, Any]) -> dict[str, Any]:
        """The action's own fields from the values of the form's: the address taken apart."""
        if not self._whole or "address" not in found:
            return found
        from caseworker.rules.postcode import take_apart  # loaded when first needed

        address = take_apart(found["address"])
        return {**found, "address": "\n".join(address.lines), "postcode": address.postcode}

    def action(self, **given: Any) -> A:
        """The action with what was entered, and ``given`` for its other fields. Raises Refused."""
        return self._class(**{**self.values(), **given})

    def explain(self, findings: Iterable[Finding]) -> None:
        """Show what is against it: above the fields concerned, and all together at the top."""
        against = [finding for finding in findings if not finding]
        said: dict[str, str] = {}
        for finding in against:
            if finding.field in self.fields:
                said.setdefault(finding.field, finding.reason)
        for name, field in self.fields.items():
            field.say_wrong(said.get(name, ""))
        self.summary.show_errors([
            (finding.reason,
             self.fields[finding.field].go if finding.field in self.fields else None)
            for finding in against
        ])

    def failed(self, error: Exception) -> bool:
        """Show a refusal. False for any other error, which belongs to the page."""
        if isinstance(error, Refused):
            self.explain(error.findings)
            return True
        return False

    def go(self) -> None:
        """Put the focus into the first field."""
        for field in self.fields.values():
            field.go()
            return

    def _joined(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The postcode goes into the box of the address."""
        if not self._whole or not values.get("postcode"):
            return values
        parts = (values.get("address"), values["postcode"])
        return {**values, "address": "\n".join(part for part in parts if part), "postcode": ""}

    def _watch_email(self) -> None:
        """An address may be left empty when an email address is given, and then says so."""
        address, email = self.fields.get("address"), self.fields.get("email")
        say = getattr(address, "say_email", None)
        if email is not None and say is not None:
            email.edited.connect(lambda: say(bool(email.raw())))

    def _value(self, field: Field) -> Any:
        raw, kind = field.raw(), field.asked.kind
        if kind in ("tick", "tri"):
            return raw
        if raw is None or raw == "":
            return self._empty(field)
        if kind == "date":
            return self._date(field, raw)
        if kind == "number":
            if not raw.isdecimal():
                raise Refused([_no(field, f"{field.asked.label} must be a whole number")])
            return int(raw)
        return raw

    def _empty(self, field: Field) -> Any:
        hint = self._hints[field.name]
        if _admits_none(hint):
            return None
        if hint is str:
            return ""  # the action says itself whether that will do
        words = field.asked.label[:1].lower() + field.asked.label[1:]
        verb = "Choose" if field.asked.kind == "choice" else "Enter"
        raise Refused([_no(field, field.asked.empty or f"{verb} the {words}")])

    def _date(self, field: Field, typed: str) -> date:
        from caseworker.rules.words import parse_typed_date  # loaded when first typed

        try:
            return parse_typed_date(typed, self._today)
        except ValueError:
            words = f"{field.asked.label} must be a real date"
            raise Refused([_no(field, words)]) from None


def _no(field: Field, words: str) -> Finding:
    return refusal("form", field.asked.label, words, field.name)


def in_words(asked: Ask, value: Any) -> str:
    """What a field holds, as it is read: the words of a choice, a date in full."""
    if value in (None, "", ()):
        return "empty"
    if isinstance(value, bool) and not asked.choices:
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B} {value.year}"
    if isinstance(value, tuple):
        return "\n".join(str(each) for each in value)
    return str(next((words for each, words in asked.choices if each == value), value))


def _admits_none(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)
