"""Sources of the duties of a review that are not already named in ``law.py``."""

from __future__ import annotations

from caseworker.rules.finding import Source

_ACT = "Police Reform Act 2002"
_ACT_URL = "https://www.legislation.gov.uk/ukpga/2002/30/"
_REGS = "Police (Complaints and Misconduct) Regulations 2020"
_REGS_URL = "https://www.legislation.gov.uk/uksi/2020/2/regulation/"
_READ_WITH = "read with the matching Service Police (Complaints etc.) Regulations 2023"


def _schedule_3(paragraph: str, sure: str) -> Source:
    return Source(f"{_ACT}, Sch. 3, para. {paragraph}", f"{_ACT_URL}schedule/3", sure)


def _reg(number: str, sure: str = "law") -> Source:
    more = f", {_READ_WITH}" if sure == "parallel" else ""
    return Source(f"{_REGS}, reg. {number}{more}", _REGS_URL + number.split("(")[0], sure)


# Who must be told of a request; only para. 25 was read, the matching words of para. 6A were not.
NOTIFY_OTHERWISE = Source(f"{_ACT}, Sch. 3, para. 6A, {_READ_WITH}, reg. 18",
                          f"{_ACT_URL}schedule/3", "parallel")
NOTIFY_DECISION = _schedule_3("25(10), and para. 6A", "unsure")
HARM_TEST = _reg("35", "unsure")  # only the heading of the regulation was read
PARA_25_4 = _schedule_3("25(4)", "unsure")  # only its first words were read
PARA_32_2 = _schedule_3("32(2)", "law")
PARA_32_3 = _schedule_3("32(3)", "law")
REG_29_7 = _reg("29(7)", "parallel")
REG_33_34 = _reg("33 and 34", "parallel")
REG_38_1 = _reg("38(1)")
REG_38_2_4 = _reg("38(2) and (4)")
REG_38_3_5 = _reg("38(3) and (5)")
REG_42 = _reg("42")
SECTION_15 = Source(f"{_ACT}, s. 15", f"{_ACT_URL}section/15", "unsure")
OVERSIGHT = Source(
    "Elected Local Policing Bodies (Specified Information) Order 2011, as amended in 2021, "
    "para. 7C(b)", "https://www.legislation.gov.uk/uksi/2021/547",
)
NO_REFUSAL_FOR_BEHAVIOUR = Source(
    f"{_ACT}, Part 2, which names no such ground; practice of police and crime commissioners' "
    "offices", f"{_ACT_URL}part/2", "unsure",
)
OMBUDSMAN_LIMIT = Source(
    "Local Government Act 1974, Sch. 5, para. 2",
    "https://www.legislation.gov.uk/ukpga/1974/7/schedule/5",
)
ADJUSTMENTS = Source("Equality Act 2010, s. 20",
                     "https://www.legislation.gov.uk/ukpga/2010/15/section/20")
PRIVACY = Source("MOPAC, Data protection: your privacy rights page", "", "page")
NOT_CHECKED = Source("General knowledge, not checked against the law", "", "unsure")
