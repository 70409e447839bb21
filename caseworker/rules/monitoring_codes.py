"""Monitoring: ethnicity as people describe it, and the protected characteristics.

It is always optional and is kept apart from the case.
"""

from __future__ import annotations

from caseworker.rules.code_shape import Code, CodeList
from caseworker.rules.finding import Source

_ETHNICITY = (
    ("White", (("W1", "British"), ("W2", "Irish"), ("W3", "Gypsy or Irish Traveller"),
               ("W9", "Any other White background"))),
    ("Mixed", (("M1", "White and Black Caribbean"), ("M2", "White and Black African"),
               ("M3", "White and Asian"), ("M9", "Any other mixed background"))),
    ("Asian", (("A1", "Indian"), ("A2", "Pakistani"), ("A3", "Bangladeshi"), ("A4", "Chinese"),
               ("A9", "Any other Asian background"))),
    ("Black", (("B1", "Caribbean"), ("B2", "African"), ("B9", "Any other Black background"))),
    ("Other", (("O2", "Arab"), ("O9", "Any other ethnic group"))),
    ("Not stated", (("NS", "Not stated"),)),
)
ETHNICITY = CodeList(
    "ethnicity", "Self-defined ethnicity (18+1)",
    Source("Home Office, self-defined ethnicity 18+1", "", "practice"),
    tuple(Code(code, name, True, group) for group, kinds in _ETHNICITY for code, name in kinds),
    "The day from which each code was in use is not known. A4 took the place of O1.",
)
CHARACTERISTICS = CodeList(
    "characteristics", "Protected characteristics",
    Source("Equality Act 2010, s. 4", "https://www.legislation.gov.uk/ukpga/2010/15/section/4"),
    tuple(Code(name, name, True) for name in (
        "Age", "Disability", "Gender reassignment", "Marriage and civil partnership",
        "Pregnancy and maternity", "Race", "Religion or belief", "Sex", "Sexual orientation",
    )),
)
