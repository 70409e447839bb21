"""A first draft: a template and a case's values make Markdown, or say what is still missing.

Templates see plain frozen values and nothing else: no record, no object with methods, no function
(Jinja2's immutable sandbox, with its globals taken out, so a loop is only over what was given).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    meta,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from caseworker import paths
from caseworker.letters import blocks
from caseworker.letters.catalogue import CATALOGUE, MergeValue
from caseworker.rules import law, words
from caseworker.rules.finding import Finding, Refused, refusal

__all__ = ["MergeValue", "draft", "values_of"]
_TITLE = "Fill in the letter"


class _Ready(str):
    """Text that is Markdown already."""

    __slots__ = ()


def draft(code: str, values: Mapping[str, object]) -> str:
    """The letter's Markdown, filled in.

    ``values`` are text, dates, whole numbers, and tuples of text, of mappings or of frozen
    dataclasses; names that this letter does not use are left aside. Text is escaped, so that
    nobody's words become markup. Raises Refused with one finding for each value that is missing
    or can't stand in a letter; the finding's field is the value's name.
    """
    known = values_of(code)
    given: dict[str, object] = {}
    problems: list[Finding] = []
    for value in known:
        plain = _plain(values.get(value.name), value.name, value.words, problems)
        given[value.name] = plain
        if not any(problem.field == value.name for problem in problems):
            problems += _gaps(value, plain)
    problems += _unknown_names(code)
    if problems:
        raise Refused(problems)
    try:
        text = _environment().get_template(f"{code}.md").render(given)
    except TemplateError as error:
        raise Refused([_broken(code, str(error))]) from error
    return _tidy(text)


def values_of(code: str) -> tuple[MergeValue, ...]:
    """What this letter is filled with, in the catalogue's order. Refused for an unknown code."""
    kind = CATALOGUE.get(code)
    if kind is None:
        raise Refused([refusal("letter_code", _TITLE, f"There is no letter {code}.", "code")])
    return kind.values


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(paths.LETTERS), undefined=StrictUndefined, finalize=_written,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.filters |= {"prose": _prose, "length": len, "limit": _limit}
    return environment


def _written(value: object) -> object:
    """What a placeholder prints."""
    if isinstance(value, _Ready | StrictUndefined):
        return value
    if isinstance(value, str):
        return blocks.escape(value)
    return words.long_date(value) if isinstance(value, date) else value


def _prose(value: object) -> str:
    """Free text as paragraphs of its own; a template writes it alone on a line."""
    return _Ready(blocks.prose(str(value)))


def _limit(day: date, key: str) -> str:
    """The length that the law sets on a day, as in ``decision_on | limit("judicial_review")``."""
    if not isinstance(day, date) or key not in law.LIMITS:
        raise TemplateRuntimeError(f"There is no limit {key} to say for {day}.")
    return law.LIMITS[key].words(max(day, law.REFORM_DATE))


def _plain(value: object, name: str, called: str, problems: list[Finding]) -> object:
    """The value with nothing in it but plain, frozen things; what can't be so is a problem."""
    if isinstance(value, str):
        controls = [c for c in value if unicodedata.category(c) == "Cc" and c not in "\n\r\t"]
        if controls:
            codes = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in controls))
            problems.append(_problem(name, f"Take the control character {codes} out of {called}"))
        return str(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        value = {part.name: getattr(value, part.name) for part in fields(value)}
    if isinstance(value, Mapping):
        return MappingProxyType(
            {str(key): _plain(part, name, called, problems) for key, part in value.items()}
        )
    if isinstance(value, tuple | list):
        return tuple(_plain(part, name, called, problems) for part in value)
    kind = type(value).__name__
    problems.append(_problem(name, f"A letter cannot hold {called} as {kind}"))
    return None


def _gaps(value: MergeValue, given: object) -> list[Finding]:
    """What is missing of one value."""
    if _empty(given):
        return [_problem(value.name, f"Add {value.words}")] if value.required else []
    if not value.parts:
        return []
    if not isinstance(given, tuple) or not all(isinstance(item, Mapping) for item in given):
        return [_problem(value.name, f"Give {value.words} as a list, each with its parts")]
    return [
        _problem(value.name, f"Add {called} for {item.get('number') or place} of {value.words}")
        for place, item in enumerate(given, 1)
        for name, called in value.parts
        if _empty(item.get(name))
    ]


def _empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()


def _unknown_names(code: str) -> list[Finding]:
    """Names in the template, or in a part of it, that the catalogue does not have."""
    environment = _environment()
    known = {value.name for value in values_of(code)}
    found: dict[str, None] = {}
    waiting, seen = [f"{code}.md"], set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        try:
            source = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]  # set above
            tree = environment.parse(source)
        except TemplateSyntaxError as error:
            return [_broken(name, f"{error.message} (line {error.lineno})")]
        except TemplateNotFound:
            return [_broken(name, "the file is not there")]
        found |= dict.fromkeys(sorted(meta.find_undeclared_variables(tree) - known))
        parts = meta.find_referenced_templates(tree)
        waiting += [part for part in parts if part and part not in seen]
    return [
        _problem(name, f"Add the value “{name}”, or take out this paragraph") for name in found
    ]


def _tidy(text: str) -> str:
    """No more than one empty line between paragraphs, one line end at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"


def _problem(field: str, reason: str) -> Finding:
    return refusal("letter_value", _TITLE, reason, field)


def _broken(name: str, reason: str) -> Finding:
    words = f"The template {name} has a mistake: {reason}"
    return refusal("letter_template", _TITLE, words, "code")
