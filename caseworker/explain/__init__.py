"""``caseworker explain``: one question of law or policy, answered at the console.

No window, no database and no letters are loaded, so the answer comes at once. Each answer has its
reason, its source, and the days one by one.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from caseworker.explain.typed import answer, day, number

if TYPE_CHECKING:
    # Only the name in a signature: argparse keeps this class to itself.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

# The seven questions about the review body but one: the rank has an option of its own.
BODY_OPTIONS = (
    ("authority-is-lpb", "MOPAC is the appropriate authority"),
    ("rule-out-proceedings", "criminal or disciplinary proceedings can be ruled out"),
    ("rule-out-article-2-or-3", "a breach of Article 2 or 3 can be ruled out"),
    ("referred", "it has been referred to the IOPC, or must be"),
    ("called-in", "the IOPC is treating it as referred"),
    ("same-incident", "it comes from the same incident as such a complaint"),
)


def add_to(commands: Commands) -> None:
    """Give the command line the command ``explain`` and its questions."""
    explain = commands.add_parser(
        "explain", help="answer a question of law or policy, with its reason and source",
        description="Answer one question, with the reason, the source and the days one by one. "
        "A date is typed as 2026-03-10, 10/3/2026, “10 March 2026”, today or yesterday.",
    )
    explain.add_argument("--json", action="store_true", help="print one JSON object")
    questions = explain.add_subparsers(dest="question", metavar="QUESTION", required=True)
    _counting(questions)
    _reviews(questions)
    _complaints(questions)
    route = _question(questions, "route", "where an item of post belongs")
    route.add_argument("file", metavar="FILE", help="a letter, an email or a scan with its text")


def run(given: argparse.Namespace) -> int:
    """Answer and return 0; return 2, with words on the error output, when it cannot be asked so."""
    from caseworker.explain.answers import BadArgument, as_json, as_words
    from caseworker.explain.questions import ask

    try:
        found = ask(given)
    except BadArgument as problem:
        print(f"caseworker explain {given.question}: {problem}", file=sys.stderr)
        return 2
    print(as_json(found) if given.json else as_words(found))
    return 0


def _question(questions: Commands, name: str, words: str) -> argparse.ArgumentParser:
    made = questions.add_parser(name, help=words, description=f"Explains {words}.")
    # Before the question or after it; left out here, it keeps what was said before.
    made.add_argument("--json", action="store_true", default=argparse.SUPPRESS,
                      help="print one JSON object")
    return made


def _counting(questions: Commands) -> None:
    for name in ("working-days", "calendar-days", "months"):
        words = f"the date so many {name.replace('-', ' ')} after another"
        asked = _question(questions, name, words)
        asked.add_argument("start", metavar="START", type=day, help="day 0")
        asked.add_argument("count", metavar="N", type=number, help="how many")


def _reviews(questions: Commands) -> None:
    asked = _question(questions, "review-window", "whether a review was asked for in time")
    for name, words in (
        ("letter", "the date on the MPS outcome letter; left out when it is not known"),
        ("provided", "the day it was provided; the same day when left out"),
        ("iopc-received", "the day the IOPC received the request"),
        ("iopc-forwarded", "the day the IOPC forwarded it"),
    ):
        asked.add_argument(f"--{name}", metavar="D", type=day, help=words)
    asked.add_argument("--received", metavar="D", type=day, required=True,
                       help="the day it first reached MOPAC")
    asked = _question(questions, "review-body", "which body reviews a complaint")
    for name, words in BODY_OPTIONS:
        asked.add_argument(f"--{name}", metavar="A", type=answer, help=f"{words}: yes, no, unsure")
    asked.add_argument("--rank", help="the highest rank of those complained about")


def _complaints(questions: Commands) -> None:
    asked = _question(questions, "complaint-window", "whether a complaint about MOPAC is in time")
    asked.add_argument("--issue", metavar="D", type=day, help="the day it happened")
    asked.add_argument("--aware", metavar="D", type=day, help="the day they became aware, if later")
    asked.add_argument("--received", metavar="D", type=day, required=True)
    asked = _question(questions, "complaint-due", "when a complaint about MOPAC must be answered")
    asked.add_argument("--received", metavar="D", type=day, required=True)
    asked = _question(questions, "decider", "who decides a complaint about MOPAC")
    asked.add_argument("--subject", required=True, choices=(
        "staff", "line-manager", "board-member", "ceo", "victims-commissioner", "vru-director",
        "service", "provider",
    ), help="who or what it is about")
    asked.add_argument("--stage", type=int, choices=(1, 2), default=1)
