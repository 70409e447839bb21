"""Words in a decision or a recommendation that go beyond the powers of a review."""

from __future__ import annotations

import re
from dataclasses import dataclass

from caseworker.rules import law
from caseworker.rules.finding import Finding, Source, refusal


@dataclass(frozen=True, slots=True)
class _Guard:
    """Words that go beyond the powers, why, and safer wording."""

    name: str
    pattern: re.Pattern[str]
    reason: str
    instead: str
    source: Source


def _guard(name: str, pattern: str, reason: str, instead: str, source: Source) -> _Guard:
    return _Guard(name, re.compile(pattern, re.IGNORECASE), reason, instead, source)


_CRIME = (
    r"(crime|criminal (matter|allegation|offence|case|investigation)|burglary|theft|robbery|"
    r"assault|fraud|offence|criminal damage|harassment|rape|murder|arson|stabbing|stalking)"
)
_GUARDS: tuple[_Guard, ...] = (
    _guard("compensation", r"\bcompensat|\bdamages\b|\bex[- ]gratia\b|\breimburse|"
           r"\b(financial|monetary) (redress|award|payment)|\bpay\b[^.;]{0,40}£|"
           r"£\s?\d[^.;]{0,40}\bpa(y|id)\b|\bpay (you|him|her|them|the complainant)\b",
           "We cannot recommend compensation.",
           "We recommend that the MPS apologises and explains what happened.", law.PAGE_OUTCOMES),
    _guard("lawfulness", r"\b(un|il)law(ful|fully)\b|\blawful(ly|ness)?\b|\billegal(ly|ity)?\b|"
           r"\b(broke|breached|against) the law\b",
           "We cannot decide whether something was lawful.",
           "The outcome did not explain why the officers acted as they did.", law.PAGE_OUTCOMES),
    _guard("crime", rf"\b(re-?)?(investigat\w*|open\w*)\b[^.;]{{0,40}}\b{_CRIME}\b|"
           rf"\b{_CRIME}\b[^.;]{{0,25}}\b(be|is|should be) (re-?)?(investigated|opened)\b|"
           r"\bcharge (him|her|them|the suspect)\b",
           "We cannot recommend that the police investigate or re-investigate a crime.",
           "We recommend that the MPS looks at the complaint again.", law.PAGE_OUTCOMES),
    _guard("discipline", r"\bdisciplin(e|ed|ary)\b|\bdismiss(ed|al)?\b|\bsack(ed)?\b|"
           r"\bmisconduct (hearing|meeting|proceedings)\b|\bsuspend(ed)? (the )?officer|"
           r"\bwritten warning\b",
           "We cannot discipline officers.",
           "We recommend that the MPS looks at the complaint again.", law.OFFICES),
    _guard("direct", r"\b(we|mopac) (direct|order|instruct|require|command)s?\b|"
           r"\bthe (mps|police) (must|shall|has to|have to|is to|are to)\b(?! (write|answer|reply|"
           r"respond|tell us))",
           "We recommend; the MPS decides.", "We recommend that the MPS …", law.OFFICES),
    _guard("conviction", r"\b(overturn|quash|set aside|cancel|rescind|revoke)\w*\b[^.;]{0,40}"
           r"\b(conviction|caution|fixed penalty|penalty notice|fine|sentence)\b",
           "Only a court can overturn a conviction or a fixed penalty.",
           "A solicitor can advise you about a conviction or a penalty.", law.OFFICES),
)
# "We cannot recommend compensation" says the limit; it does not pass it.
_DENIED = re.compile(
    r"\b(we|mopac|this office|a review|reviews?|it)\b[^,]{0,30}?\b(cannot|can ?not|can[’']t|"
    r"do not|does not|don[’']t|are not able|is not able|have no|has no|may not|is not for us|"
    r"not our role)\b", re.IGNORECASE,
)
_CLAUSES = re.compile(r"[.;!?\n]+|\bbut\b|\bhowever\b", re.IGNORECASE)


def screen_text(text: str) -> list[Finding]:
    """Warnings about words beyond the powers of a review, each with safer wording.

    A clause that says the limit itself ("we cannot recommend compensation") is left alone.
    """
    found: dict[str, Finding] = {}
    for clause in _CLAUSES.split(text):
        denied = _DENIED.search(clause)
        for guard in _GUARDS:
            hit = guard.pattern.search(clause)
            if hit is None or (denied is not None and denied.end() <= hit.start()):
                continue
            found.setdefault(guard.name, refusal(
                f"powers_{guard.name}", f"“{hit.group().strip()}”",
                f"{guard.reason} Safer: “{guard.instead}”", "text", guard.source,
            ))
    return list(found.values())
