"""The worked cases of the law and the policy, asked at the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.explain import BODY_OPTIONS
from tests.support.post_letters import LETTERS, MIXED
from ui.__main__ import main

KEYS = {"answer", "date", "reason", "source", "steps"}


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str]) -> Any:
    """Ask with ``--json``; gives the object."""

    def ask(words: str, *more: str) -> dict[str, Any]:
        assert main(["explain", *words.split(), *more, "--json"]) == 0
        output = capsys.readouterr()
        assert output.err == ""
        said: dict[str, Any] = json.loads(output.out)
        assert set(said) == KEYS
        assert all((said["answer"], said["reason"], said["source"]))
        assert all(isinstance(step, str) for step in said["steps"])
        return said

    return ask


@pytest.mark.parametrize(
    ("case", "words", "answer", "last"),
    [
        ("T1", "--letter 2026-04-01 --received 2026-04-29", "in time", "2026-04-29"),
        ("T2", "--letter 2026-04-01 --received 2026-04-30", "late", "2026-04-29"),
        ("T3", "--letter 2026-01-05 --received 2026-02-02", "in time", "2026-02-02"),
        ("T4", "--letter 2026-02-01 --received 2026-03-01", "in time", "2026-03-01"),
        ("T5", "--letter 2024-02-01 --received 2024-02-29", "in time", "2024-02-29"),
        ("T5 late", "--letter 2024-02-01 --received 2024-03-01", "late", "2024-02-29"),
        ("T6", "--letter 2026-03-06 --received 2026-04-03", "in time", "2026-04-03"),
        ("T7", "--letter 2026-03-06 --received 2026-04-07", "late", "2026-04-03"),
        ("T9", "--letter 2026-05-31 --received 2026-06-28", "in time", "2026-06-28"),
        ("T11", ("--letter 2026-06-01 --iopc-received 2026-06-20 --iopc-forwarded 2026-07-09 "
         "--received 2026-07-10"), "in time", "2026-07-18"),
        ("T14", "--letter 2026-01-05 --received 2026-02-19", "late", "2026-02-02"),
        ("T17", "--received 2026-03-04", "not yet known", None),
        ("T19", "--letter 2026-03-05 --received 2026-03-04", "dates disagree", None),
        ("by provided", "--letter 2026-04-01 --provided 2026-04-03 --received 2026-05-01",
         "in time by date provided", "2026-05-01"),
        ("after both", "--letter 2026-04-01 --provided 2026-04-03 --received 2026-05-02", "late",
         "2026-05-01"),
        ("provided before the letter", ("--letter 2026-04-03 --provided 2026-04-01 "
         "--received 2026-04-20"), "dates disagree", None),
        # The time at the IOPC is not counted twice: it reached the IOPC on day 29.
        ("late at the IOPC", ("--letter 2026-06-01 --iopc-received 2026-06-30 "
         "--iopc-forwarded 2026-07-20 --received 2026-07-21"), "late", "2026-07-19"),
        ("forwarded before received", ("--letter 2026-06-01 --iopc-received 2026-06-20 "
         "--iopc-forwarded 2026-06-19 --received 2026-06-25"), "dates disagree", None),
        ("here before it was forwarded", ("--letter 2026-06-01 --iopc-received 2026-06-20 "
         "--iopc-forwarded 2026-06-29 --received 2026-06-25"), "dates disagree", None),
        ("only the date provided", "--provided 2026-04-01 --received 2026-04-02",
         "not yet known", None),
    ],
)
def test_the_time_for_a_review(
    case: str, words: str, answer: str, last: str | None, explain: Any
) -> None:
    said = explain(f"review-window {words}")
    assert (said["answer"], said["date"]) == (answer, last), case


def test_the_days_of_a_review_are_listed_one_by_one(explain: Any) -> None:
    said = explain("review-window --letter 2026-04-01 --received 2026-04-29")
    assert len(said["steps"]) == 30  # day 0, 28 days, and the day it was received
    assert said["steps"][28] == "Wednesday 29 April 2026: Day 28"
    said = explain("review-window --letter 2026-06-01 --iopc-received 2026-06-20 "
                   "--iopc-forwarded 2026-07-09 --received 2026-07-10")
    assert sum("at the IOPC" in step for step in said["steps"]) == 19
    assert "Saturday 18 July 2026: Day 28" in said["steps"]


def test_the_closed_office_is_named(explain: Any) -> None:
    said = explain("review-window --letter 2026-03-06 --received 2026-04-07")
    assert "Good Friday" in said["reason"]
    assert "does not roll forward" in said["reason"]


def test_a_late_answer_says_what_was_assumed(explain: Any) -> None:
    late = "review-window --letter 2026-04-01 --received 2026-04-30"
    assert "--provided" in explain(late)["reason"]
    assert "--provided" not in explain(f"{late} --provided 2026-04-01")["reason"]


_DAYS = st.dates(date(2020, 2, 1), date(2099, 1, 1))
_GAPS = st.integers(0, 90)


def verdict(letter: date, received: date, *more: str) -> str:
    """The answer without the printing, which hypothesis would repeat fifty times."""
    from caseworker import cli
    from caseworker.explain.questions import ask

    words = ["explain", "review-window", "--letter", letter.isoformat(), "--received",
             received.isoformat(), *more]
    return ask(cli.parser().parse_args(words)).answer


@given(letter=_DAYS, provided=_GAPS, first=_GAPS, later=_GAPS)
def test_later_receipt_is_never_more_in_time(
    letter: date, provided: int, first: int, later: int
) -> None:
    order = ["in time", "in time by date provided", "late"]
    given_on = ("--provided", (letter + timedelta(provided)).isoformat())
    received = letter + timedelta(first)
    early = order.index(verdict(letter, received, *given_on))
    late = order.index(verdict(letter, received + timedelta(later), *given_on))
    assert early <= late


@given(letter=_DAYS, at_iopc=_GAPS, kept=_GAPS, transit=_GAPS)
def test_time_at_the_iopc_and_in_transit_changes_nothing(
    letter: date, at_iopc: int, kept: int, transit: int
) -> None:
    iopc = letter + timedelta(at_iopc)
    forwarded = iopc + timedelta(kept)
    said = verdict(letter, forwarded + timedelta(transit), "--iopc-received", iopc.isoformat(),
                   "--iopc-forwarded", forwarded.isoformat())
    assert said == verdict(letter, iopc)


TO_MOPAC = {
    "authority-is-lpb": "no", "rule-out-proceedings": "yes", "rule-out-article-2-or-3": "yes",
    "referred": "no", "called-in": "no", "same-incident": "no", "rank": "PC",
}


def body(**changed: str | None) -> list[str]:
    """The options when every answer but those named points to MOPAC. None: not answered."""
    answers: dict[str, str | None] = dict(TO_MOPAC)
    answers.update({name.replace("_", "-"): said for name, said in changed.items()})
    assert set(answers) == set(TO_MOPAC)
    return [piece for name, said in answers.items() if said for piece in (f"--{name}", said)]


@pytest.mark.parametrize(
    ("case", "changed", "answer"),
    [
        ("R1", {}, "MOPAC"),
        ("R2", {"rule_out_proceedings": "no"}, "IOPC"),
        ("R3", {"referred": "yes"}, "IOPC"),
        ("R4", {"rank": "Chief Superintendent"}, "MOPAC"),
        ("R6", {"authority_is_lpb": "yes"}, "IOPC"),
        ("R7", {"authority_is_lpb": "no"}, "MOPAC"),
        ("R8", {"rule_out_proceedings": "no", "same_incident": "yes"}, "IOPC"),
        ("R11", {"referred": "yes"}, "IOPC"),
        ("R12", {"rule_out_article_2_or_3": "no"}, "IOPC"),
        ("R13", {}, "MOPAC"),
        ("R16", {}, "MOPAC"),
        ("R19", {"rule_out_proceedings": "unsure"}, "manager decides"),
        ("R20", {"rule_out_proceedings": "no"}, "IOPC"),
        ("a commander", {"rank": "Commander"}, "IOPC"),
        ("an acting commander", {"rank": "acting commander"}, "IOPC"),
        ("a temporary commander", {"rank": "T/Commander"}, "IOPC"),
        ("no known rank", {"rank": "Grand Vizier"}, "manager decides"),
        ("police staff", {"rank": "police staff"}, "MOPAC"),
        ("one left open", {"called_in": None}, "not yet known"),
        ("the rank left open", {"rank": None}, "not yet known"),
        ("open before unsure", {"called_in": None, "referred": "unsure"}, "not yet known"),
        ("the IOPC before open", {"called_in": None, "referred": "yes"}, "IOPC"),
        ("the IOPC before unsure", {"called_in": "unsure", "referred": "yes"}, "IOPC"),
    ],
)
def test_the_review_body(
    case: str, changed: dict[str, str | None], answer: str, explain: Any
) -> None:
    said = explain("review-body", *body(**changed))
    assert (said["answer"], said["date"]) == (answer, None), case
    assert len(said["steps"]) == len(BODY_OPTIONS) + 1


def test_no_answer_at_all_is_not_yet_known(explain: Any) -> None:
    assert explain("review-body")["answer"] == "not yet known"


def test_doubt_suggests_the_iopc_and_an_acting_rank_is_named(explain: Any) -> None:
    said = explain("review-body", *body(rule_out_proceedings="unsure"))
    assert "The IOPC is suggested" in said["reason"]
    assert "acting" in explain("review-body", "--rank", "Acting Commander")["reason"]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-01-05", "2026-02-02"), ("2026-01-02", "2026-01-30"), ("2026-03-20", "2026-04-21"),
        ("2026-04-02", "2026-05-05"), ("2026-05-01", "2026-06-02"), ("2026-05-22", "2026-06-22"),
        ("2026-08-08", "2026-09-07"), ("2025-12-15", "2026-01-15"), ("2026-12-10", "2027-01-12"),
        ("2026-12-24", "2027-01-26"),
    ],
)
def test_twenty_working_days(received: str, due: str, explain: Any) -> None:
    assert explain(f"complaint-due --received {received}")["date"] == due
    said = explain(f"working-days {received} 20")
    assert said["date"] == due
    counted = [step for step in said["steps"] if "left out" not in step]
    assert len(counted) == 21
    assert counted[-1].endswith("Day 20")


@pytest.mark.parametrize(
    ("words", "answer", "last"),
    [
        ("--issue 2025-03-20 --aware 2025-06-01 --received 2026-05-30", "in time", "2026-06-01"),
        ("--issue 2025-06-01 --aware 2025-06-01 --received 2026-06-02", "late", "2026-06-01"),
        ("--issue 2025-06-01 --received 2026-06-02", "late", "2026-06-01"),
        ("--issue 2025-06-01 --received 2026-06-01", "in time", "2026-06-01"),
        ("--issue 2024-02-29 --received 2026-01-05", "late", "2025-02-28"),
        ("--received 2026-06-01", "not yet known", None),
        ("--issue 2026-06-02 --received 2026-06-01", "not yet known", None),
    ],
)
def test_the_time_for_a_complaint(
    words: str, answer: str, last: str | None, explain: Any
) -> None:
    said = explain(f"complaint-window {words}")
    assert (said["answer"], said["date"]) == (answer, last)


@pytest.mark.parametrize(
    ("subject", "stage", "who"),
    [
        ("staff", 1, "line manager"), ("staff", 2, "Board"),
        ("line-manager", 1, "alternative"), ("line-manager", 2, "Board"),
        ("board-member", 1, "another member"), ("board-member", 2, "Chief Executive"),
        ("ceo", 1, "Deputy Mayor"), ("ceo", 2, "no such stage"),
        ("victims-commissioner", 1, "Deputy Mayor"), ("victims-commissioner", 2, "no such stage"),
        ("vru-director", 1, "Deputy Mayor"), ("vru-director", 2, "no such stage"),
        ("service", 1, "head of the service"), ("service", 2, "Board"),
        ("provider", 1, "head of the service"),
    ],
)
def test_who_decides(subject: str, stage: int, who: str, explain: Any) -> None:
    said = explain(f"decider --subject {subject} --stage {stage}")
    assert who in said["answer"]
    assert "MOPAC Complaints Policy, January 2026" in said["source"]
    if stage == 1:
        assert explain(f"decider --subject {subject}")["answer"] == said["answer"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("calendar-days 2026-04-01 28", "2026-04-29"), ("calendar-days 2026-04-01 0", "2026-04-01"),
        ("working-days 2026-04-02 1", "2026-04-07"), ("working-days 2026-04-04 0", "2026-04-04"),
        ("months 2026-01-31 1", "2026-02-28"), ("months 2024-02-29 12", "2025-02-28"),
        ("months 10/3/2026 3", "2026-06-10"),
    ],
)
def test_counting(words: str, day: str, explain: Any) -> None:
    assert explain(words)["date"] == day


def test_a_date_may_be_typed_in_words(explain: Any) -> None:
    assert explain("calendar-days", "10 March 2026", "28")["date"] == "2026-04-07"


def test_what_is_past_the_proclaimed_holidays_is_provisional(explain: Any) -> None:
    assert "provisional" in explain("working-days 2028-12-20 20")["reason"]


@pytest.mark.parametrize(
    ("code", "text"),
    [(code, text) for code, name, text in LETTERS if code in ("C1", "C13", "C14", "C6")][:6],
)
def test_the_route_of_a_letter(code: str, text: str, tmp_path: Path, explain: Any) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(text, encoding="utf-8")
    said = explain("route", str(letter))
    assert said["answer"].startswith(f"{code} ")
    assert "“" in said["reason"]
    assert any(step.startswith("Goes to: ") for step in said["steps"])


def test_the_route_of_a_mixed_letter_names_its_parts(tmp_path: Path, explain: Any) -> None:
    codes, _name, text = MIXED[0]
    letter = tmp_path / "letter.txt"
    letter.write_text(text, encoding="utf-8")
    said = explain("route", str(letter))
    assert said["answer"].startswith("C24 ")
    assert [step.split()[2] for step in said["steps"] if step.startswith("Part ")] == list(codes)


def test_an_email_that_says_nothing_is_read_with_its_files(tmp_path: Path, explain: Any) -> None:
    message = EmailMessage()
    message["Subject"] = "Letter"
    message.set_content("Please see the file.")
    message.add_attachment("I ask for a review of the outcome of my complaint.", filename="a.txt")
    item = tmp_path / "letter.eml"
    item.write_bytes(message.as_bytes())
    assert explain("route", str(item))["answer"].startswith("C13 ")


def test_json_may_stand_before_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--json", "months", "2026-01-31", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["date"] == "2026-02-28"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff" * 50, b"Blue chairs.", b"%PDF-1.7"])
def test_what_says_nothing_is_not_yet_known(content: bytes, tmp_path: Path, explain: Any) -> None:
    item = tmp_path / "scan.pdf"
    item.write_bytes(content)
    assert explain("route", str(item))["answer"] == "not yet known"
