"""The kinds of allegation about the police, and the factors recorded beside them."""

from __future__ import annotations

from datetime import date

from caseworker.rules import law
from caseworker.rules.code_shape import Code, CodeList
from caseworker.rules.facts import Body
from caseworker.rules.finding import Source

CAPTURING = Source(
    "IOPC, Guidance on capturing data about police complaints (2020, updated 2021)",
    "https://www.policeconduct.gov.uk/", "practice",
)

# Heading, whether its kinds were read in the published tables, and their names in order. There is
# no letter I.
_KINDS: tuple[tuple[str, str, bool, tuple[str, ...]], ...] = (
    ("A", "Delivery of duties and service", True, (
        "Police action following contact", "Decisions", "Information", "General level of service",
    )),
    ("B", "Police powers, policies and procedures", True, (
        "Stops, and stop and search", "Searches of premises and seizure of property",
        "Power to arrest and detain", "Use of force", "Detention in police custody",
        "Bail, identification and interview procedures", "Evidential procedures",
        "Out of court disposals", "Other policies and procedures",
    )),
    ("C", "Handling of or damage to property or premises", True, (
        "Handling of or damage to property or premises",
    )),
    ("D", "Access to and disclosure of information", True, (
        "Use of police systems", "Disclosure of information", "Handling of information",
        "Accessing and handling of information from other sources",
    )),
    ("E", "Use of police vehicles", True, ("Use of police vehicles",)),
    ("F", "Discriminatory behaviour", True, (
        "Age", "Disability", "Gender reassignment", "Pregnancy and maternity",
        "Marriage and civil partnership", "Race", "Religion or belief", "Sex",
        "Sexual orientation", "Other",
    )),
    ("G", "Abuse of position or corruption", True, (
        "Organisational corruption", "Abuse of position for a sexual purpose",
        "Abuse of position for an inappropriate emotional relationship",
        "Abuse of position for a financial purpose", "Obstruction of justice",
        "Abuse of position for another purpose",
    )),
    ("H", "Individual behaviours", False, (
        "Impolite language or tone", "Impolite and intolerant actions",
        "Unprofessional attitude and disrespect", "Lack of fairness and impartiality",
        "Overbearing or harassing behaviours",
    )),
    ("J", "Sexual conduct", False, (
        "Sexual assault", "Sexual harassment", "Other sexual conduct",
    )),
    ("K", "Discreditable conduct", True, ()),
    ("L", "Other", True, ()),
)


def _allegations() -> tuple[Code, ...]:
    made: list[Code] = []
    since = law.REFORM_DATE
    for letter, heading, confirmed, kinds in _KINDS:
        # The eleven headings themselves were all read in the published tables.
        made.append(Code(letter, heading, True, "", since))
        made += [
            Code(f"{letter}{number}", name, confirmed, letter, since)
            for number, name in enumerate(kinds, 1)
        ]
    return tuple(made)


ALLEGATIONS = CodeList(
    "allegations", "Allegation types", CAPTURING, _allegations(),
    "The letters and numbers, and the names below H and J, are not checked.",
)

_FACTORS = (
    "Arrest", "Call handling", "Custody", "Domestic abuse", "Drugs or alcohol", "Firearms",
    "Fraud", "Harassment or stalking", "Hate crime", "Investigation", "Mental health",
    "Missing person", "Neighbour dispute", "Protest or public order", "Restraint equipment",
    "Roads or traffic", "Safeguarding or vulnerable person", "Search", "Sexual offence",
    "Social media", "Stop and search", "Taser", "Violence against women and girls",
    "Young person",
)
FACTORS = CodeList(
    "factors", "National complaint factors", CAPTURING,
    tuple(Code(name, name, False, "", law.REFORM_DATE) for name in _FACTORS),
    "The wording of the factors is not checked.", editable=True,
)

_OFTEN_IOPC, _OFTEN_MOPAC = frozenset("FGJK"), frozenset("ACH")
_FORCE_AND_CUSTODY = frozenset({"B4", "B5"})


def review_body_hint(code: str, injury: bool | None = None) -> Body | None:
    """Which review body a kind of allegation often has; None where it says little.

    A hint only: the seven questions decide. Force and custody point to the IOPC with an injury.
    """
    if code[:1] in _OFTEN_IOPC or (code in _FORCE_AND_CUSTODY and injury):
        return Body.IOPC
    return Body.MOPAC if code[:1] in _OFTEN_MOPAC or code == "D3" else None


def known_on(day: date) -> tuple[Code, ...]:
    """The kinds that can be recorded on a day, headings left out where they have kinds."""
    heads = {one.under for one in ALLEGATIONS.codes if one.under}
    return tuple(one for one in ALLEGATIONS.on(day) if one.code not in heads)
