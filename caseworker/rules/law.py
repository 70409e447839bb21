"""The numbers, dates and names which the law and our policy set. They stand here and nowhere else.

A value is never overwritten: a new one is added with the day it comes into force, so an old case
is still judged by the law of its day. Change the changelog together with an entry.
"""

from __future__ import annotations

from datetime import date

from caseworker.rules.dated import DAYS, MONTHS, WORKING_DAYS, YEARS, Limit, Particular
from caseworker.rules.finding import Source

# The rest of the program asks this module for these too.
__all__ = ["DAYS", "MONTHS", "WORKING_DAYS", "YEARS", "Limit", "Particular"]

_REGS = "Police (Complaints and Misconduct) Regulations 2020"
_REGS_URL = "https://www.legislation.gov.uk/uksi/2020/2/regulation/"
_ACT = "Police Reform Act 2002"
_ACT_URL = "https://www.legislation.gov.uk/ukpga/2002/30/"
_PARALLEL = "matching Service Police (Complaints etc.) Regulations 2023"
_PAGE = "MOPAC, Police Complaints Outcome Reviews page"


def _reg(number: str, sure: str = "law") -> Source:
    """A regulation of the 2020 Regulations; "parallel" when read in the matching 2023 ones."""
    cite = f"{_REGS}, reg. {number}"
    if sure == "parallel":
        cite += f", read with the {_PARALLEL}"
    return Source(cite, _REGS_URL + number.split("(")[0], sure)


def _schedule_3(paragraph: str, sure: str = "law") -> Source:
    return Source(f"{_ACT}, Sch. 3, para. {paragraph}", _ACT_URL + "schedule/3", sure)


def _section(number: str, sure: str = "law") -> Source:
    return Source(f"{_ACT}, s. {number}", f"{_ACT_URL}section/{number.split('(')[0]}", sure)


def _page(part: str) -> Source:
    return Source(f"{_PAGE}, “{part}”", "", "page")


def policy_para(number: str) -> Source:
    """A paragraph of our own policy on complaints, as "19" or "33 and 34"."""
    paragraphs = "paras" if " " in number else "para."
    return Source(f"MOPAC Complaints Policy, January 2026, {paragraphs} {number}", "", "page")


# The Act and the Regulations.
REG_2_2 = _reg("2(2)")  # complaints made before the reform keep the old rules
REG_29_1 = _reg("29(1)")
REG_29_2 = _reg("29(2)")  # the time to ask for a review
REG_29_3 = _reg("29(3)")  # time with the wrong body is left out
REG_29_4 = _reg("29(4)", "parallel")  # a late request may be accepted
REG_29_5 = _reg("29(5)", "parallel")  # what an application holds
REG_29_6 = _reg("29(6)", "parallel")  # a missing item may be waived
REG_30 = _reg("30", "unsure")  # recommendations and the answer; the number of days is not checked
REG_32 = _reg("32")
REG_32_A = _reg("32(a)")
REG_32_B_I = _reg("32(b)(i)")
REG_32_B_II = _reg("32(b)(ii)")
REG_32_C = _reg("32(c)")
REG_32_D = _reg("32(d)")
REG_32_E_F = _reg("32(e) and (f)")
REG_34 = _reg("34", "parallel")
REG_38 = _reg("38")
SECTION_12 = _section("12")
PARA_2_6A = _schedule_3("2(6A)(a)")
PARA_4_3 = _schedule_3("4(3)")
PARA_6A = _schedule_3("6A")
PARA_25 = _schedule_3("25")
PARA_25_1A = _schedule_3("25(1A)")
PARA_25_1B_1C = _schedule_3("25(1B) and (1C)")
PARA_28ZA = _schedule_3("28ZA")
PARA_28A_28B = _schedule_3("28A and 28B")
PARA_30_1_A = _schedule_3("30(1)(a)")
PARA_30_1_B = _schedule_3("30(1)(b) and (2)")
PARA_32 = _schedule_3("32")
REG_13 = _reg("13", "parallel")  # an investigation by the police that takes long
FREEDOM_10 = Source(
    "Freedom of Information Act 2000, s. 10(1)",
    "https://www.legislation.gov.uk/ukpga/2000/36/section/10",
)
GDPR_12 = Source(
    "UK General Data Protection Regulation, art. 12(3)",
    "https://www.legislation.gov.uk/eur/2016/679/article/12",
)
PRE_ACTION = Source(
    "Pre-Action Protocol for Judicial Review",
    "https://www.justice.gov.uk/courts/procedure-rules/civil/protocol/prot_jrv", "unsure",
)
INTERPRETATION_7 = Source(
    "Interpretation Act 1978, s. 7, with the usual presumption for first and second class post",
    "https://www.legislation.gov.uk/ukpga/1978/30/section/7", "unsure",
)
CPR_54_5 = Source(
    "Civil Procedure Rules, rule 54.5",
    "https://www.justice.gov.uk/courts/procedure-rules/civil/rules/part54", "unsure",
)
BANK_HOLIDAYS = Source(
    "Banking and Financial Dealings Act 1971, s. 1 and Sch. 1",
    "https://www.legislation.gov.uk/ukpga/1971/80",
)

# Our own published page, and practice.
PAGE_WHAT = _page("What complaints can we review?")
PAGE_HOW = _page("How to request a Review")
PAGE_DEADLINE = _page("28 day deadline")
PAGE_AFTER = _page("What happens after you request a MOPAC Review?")
PAGE_OUTCOMES = _page("What are the possible outcomes?")
PAGE_FINAL = _page("How to appeal the outcome of a MOPAC Review")
PAGE_COURT = _page("Judicial Review")
PAGE_CONTACT = _page("Contact details")
PAGE_FORMAT = _page("Need a document on this page in an accessible format?")
POLICY = Source("MOPAC Complaints Policy, January 2026", "", "page")
# The process before that policy, which a complaint received before it keeps.
OLD_PROCESS = Source("MOPAC complaints page, earlier three-stage process", "", "page")
ELECTED_BODIES_REGS = Source(
    "Elected Local Policing Bodies (Complaints and Misconduct) Regulations 2012",
    "https://www.legislation.gov.uk/uksi/2012/62",
)
RETENTION_PRACTICE = Source(
    "Practice of police and crime commissioners' offices; whole years from the end of the "
    "financial year, MOPAC, earlier retention and disposal policy", "", "practice",
)
OFFICES = Source("Practice of police and crime commissioners' offices", "", "practice")
OFFICE_SETTING = Source("Office setting", "", "practice")
UNDER_16 = Source(
    "MOPAC, earlier page “Complaints about the police”: parents of children under 16", "",
    "practice",
)


# Reviews began on this day; a complaint made earlier keeps the old right of appeal (reg. 2(2)).
REFORM_DATE = date(2020, 2, 1)
_EVER = date(1979, 1, 1)  # the Interpretation Act came into force
# The policy names its month and not its day: the first of the month is taken.
COMPLAINTS_POLICY_DATE = date(2026, 1, 1)
COMPLAINTS_POLICY_REVIEW = date(2027, 1, 1)  # "Review date January 2027"


def _limit(
    key: str, title: str, source: Source, unit: str, number: int, since: date = REFORM_DATE
) -> Limit:
    return Limit(key, title, source, unit, ((since, number),))


REVIEW_WINDOW = _limit("review_window", "Time to ask for a review", REG_29_2, DAYS, 28)
MPS_RESPONSE = _limit("mps_response", "Time for the MPS to answer", REG_30, DAYS, 28)
ACKNOWLEDGE = _limit(
    "acknowledge", "Time to acknowledge a request", OFFICE_SETTING, WORKING_DAYS, 5
)
FORWARD_TARGET = _limit(
    "forward", "Time to forward a request to the IOPC", OFFICE_SETTING, WORKING_DAYS, 2
)
# Reg. 34 sets four weeks for the police; the office keeps the same rhythm for its own reviews.
UPDATE = _limit("update", "Time between updates", OFFICE_SETTING, DAYS, 28)
PAPERS = _limit("papers", "Time for the MPS to send papers", OFFICE_SETTING, WORKING_DAYS, 10)
VALIDITY = _limit("validity", "Time to decide validity", OFFICE_SETTING, WORKING_DAYS, 20)
ALLOCATION = _limit("allocation", "Time to allocate", OFFICE_SETTING, WORKING_DAYS, 20)
DECISION = _limit("decision", "Time to decide", OFFICE_SETTING, WORKING_DAYS, 28)
DECISION_LETTER = _limit(
    "decision_letter", "Time to send an approved decision", OFFICE_SETTING, WORKING_DAYS, 5
)
FORMAT_REQUEST = _limit(
    "format_request", "Time to answer a request for a format", PAGE_FORMAT, WORKING_DAYS, 5
)
JUDICIAL_REVIEW = _limit(
    "judicial_review", "Outer date for judicial review", CPR_54_5, MONTHS, 3
)
CHILD_UNDER = _limit("child_under", "A parent may act for a child under", UNDER_16, YEARS, 16)
# A younger complainant may ask alone but may need extra help (statutory guidance, ch. 2).
ADULT = _limit("adult", "A complainant is an adult from", OFFICES, YEARS, 18)
POST_FIRST_CLASS = _limit(
    "post_first_class", "First class post arrives", INTERPRETATION_7, WORKING_DAYS, 2, _EVER
)
POST_SECOND_CLASS = _limit(
    "post_second_class", "Second class post arrives", INTERPRETATION_7, WORKING_DAYS, 4, _EVER
)
COMPLAINT_AGE = _limit(
    "complaint_age", "Time to complain about MOPAC", policy_para("4"), MONTHS, 12,
    COMPLAINTS_POLICY_DATE,
)
STAGE_1 = _limit(
    "stage_1", "Time for Stage 1", policy_para("26"), WORKING_DAYS, 20, COMPLAINTS_POLICY_DATE
)
STAGE_2 = _limit(
    "stage_2", "Time for Stage 2", OFFICE_SETTING, WORKING_DAYS, 20, COMPLAINTS_POLICY_DATE
)
# The earlier process set no time. The office keeps the same one, so that no case is forgotten.
OLD_STAGE = _limit(
    "old_stage", "Time for a stage of the earlier process", OFFICE_SETTING, WORKING_DAYS, 20
)
# The policy sets no time to appeal (paras 32 to 35): no value is in force until one is added.
APPEAL_WINDOW = Limit("appeal_window", "Time to appeal to Stage 2", OFFICE_SETTING, DAYS, ())
# The longest that a contact arrangement may stand before it is looked at again.
CONTACT_REVIEW = _limit(
    "contact_review", "Time to the review of a contact arrangement", OFFICES, MONTHS, 6
)
RETENTION = _limit(
    "retention", "Time to keep a closed case, from the end of its financial year",
    RETENTION_PRACTICE, YEARS, 6, _EVER,
)
LONG_PAUSE = _limit("long_pause", "A pause is looked at again after", OFFICE_SETTING, DAYS, 28)
CHASE = _limit("chase", "Time between two chases", OFFICE_SETTING, WORKING_DAYS, 5)
MPS_UPDATE = _limit("mps_update", "Time between updates by the MPS", REG_34, DAYS, 28)
MPS_OUTCOME = _limit("mps_outcome", "Time for the MPS to send its outcome", REG_34, WORKING_DAYS, 5)
# Others' limits, of which only the words are said, when post is passed on.
LONG_INVESTIGATION = _limit(
    "long_investigation", "The police tell of an investigation that has passed", REG_13, MONTHS, 12
)
FREEDOM_REQUEST = _limit(
    "freedom_request", "Time to answer a freedom of information request", FREEDOM_10,
    WORKING_DAYS, 20,
)
DATA_REQUEST = _limit("data_request", "Time to answer a subject access request", GDPR_12, MONTHS, 1)
LETTER_BEFORE_CLAIM = _limit(
    "letter_before_claim", "Usual time to answer a letter before a claim", PRE_ACTION, DAYS, 14
)
SOON = _limit("soon", "A date is shown as due soon", OFFICE_SETTING, DAYS, 1)
# What the first page shows, so that no case is forgotten.
AHEAD = _limit("ahead", "The first page shows what is due within", OFFICE_SETTING, DAYS, 7)
QUIET = _limit("quiet", "A case with no action is shown after", OFFICE_SETTING, DAYS, 14)
DRAFT_LEFT = _limit(
    "draft_left", "A letter drafted and not sent is shown after", OFFICE_SETTING, WORKING_DAYS, 5
)

LIMITS: dict[str, Limit] = {
    limit.key: limit
    for limit in (
        REVIEW_WINDOW, MPS_RESPONSE, ACKNOWLEDGE, FORWARD_TARGET, UPDATE, PAPERS, VALIDITY,
        ALLOCATION, DECISION, DECISION_LETTER, FORMAT_REQUEST, JUDICIAL_REVIEW, CHILD_UNDER,
        ADULT, POST_FIRST_CLASS, POST_SECOND_CLASS, COMPLAINT_AGE, STAGE_1, STAGE_2, OLD_STAGE,
        APPEAL_WINDOW, CONTACT_REVIEW, RETENTION, SOON,
        AHEAD, QUIET, DRAFT_LEFT,
        LONG_PAUSE, CHASE, MPS_UPDATE, MPS_OUTCOME, LONG_INVESTIGATION, FREEDOM_REQUEST,
        DATA_REQUEST, LETTER_BEFORE_CLAIM,
    )
}


def _particular(key: str, title: str, source: Source, since: date, *lines: str) -> Particular:
    return Particular(key, title, source, ((since, lines),))


# The office moved at the end of 2021; its earlier address must not be used.
_MOVED = date(2022, 1, 1)
_IOPC_BEGAN = date(2018, 1, 8)
_IOPC_SOURCE = Source("MOPAC, earlier complaints page: where to write to the IOPC", "", "page")

OFFICE_NAME = _particular(
    "office_name", "Name of the office", PAGE_WHAT, REFORM_DATE,
    "Mayor's Office for Policing And Crime",
)
TEAM = _particular(
    "team", "Name of the team", PAGE_CONTACT, REFORM_DATE, "MOPAC Police Complaint Reviews Team"
)
ADDRESS = _particular(
    "address", "Address", PAGE_CONTACT, _MOVED, "169 Union St", "London", "SE1 0LL"
)
PHONE = _particular("phone", "Telephone", PAGE_CONTACT, _MOVED, "020 7983 4000")
EMAIL = _particular("email", "Email", POLICY, _MOVED, "enquiries@mopac.london.gov.uk")
DATA_EMAIL = _particular(
    "data_email", "Email about personal data", policy_para("41"), _MOVED,
    "MOPACInfoGovernance@MOPAC.london.gov.uk",
)
OMBUDSMAN = _particular(
    "ombudsman", "Name of the ombudsman", policy_para("37"), _MOVED,
    "Local Government and Social Care Ombudsman",
)
IOPC_NAME = _particular(
    "iopc_name", "Name of the IOPC", _IOPC_SOURCE, _IOPC_BEGAN,
    "Independent Office for Police Conduct",
)
IOPC_ADDRESS = _particular(
    "iopc_address", "Address of the IOPC", _IOPC_SOURCE, _IOPC_BEGAN,
    "PO Box 473", "Sale", "M33 0BW",
)
MPS_NAME = _particular(
    "mps_name", "Name of the police force", PAGE_WHAT, REFORM_DATE, "Metropolitan Police Service"
)

PARTICULARS: dict[str, Particular] = {
    particular.key: particular
    for particular in (
        OFFICE_NAME, TEAM, ADDRESS, PHONE, EMAIL, DATA_EMAIL, OMBUDSMAN, IOPC_NAME,
        IOPC_ADDRESS, MPS_NAME,
    )
}
