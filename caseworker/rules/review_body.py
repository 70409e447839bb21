"""Which body reviews this complaint: MOPAC or the IOPC? The seven questions of regulation 32.

They are asked of the complaint as made, as if all of it were proved: not of the findings, the
evidence, or whether it looks credible. Doubt points to the IOPC, by way of a manager. If any part
points to the IOPC, the IOPC reviews the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules.facts import Body, BodyAnswer, BodyQuestion, ReviewFacts, Tri
from caseworker.rules.finding import Finding, Outcome, Source, refusal
from caseworker.rules.ranks import rank_unsure, senior_rank
from caseworker.rules.words import join

__all__ = [
    "QUESTION", "QUESTIONS", "BodyResult", "BodyVerdict", "Pointer", "Question", "answer_problems",
    "decide", "mismatch_with_letter", "rank_unsure", "senior_rank", "so_far",
]

NAME, TITLE = "review_body", "Relevant review body"


class BodyVerdict(StrEnum):
    """What the answers come to, in the order in which they are tried."""

    IOPC = "IOPC"
    UNKNOWN = "not yet known"
    MANAGER = "manager decides"
    MOPAC = "MOPAC"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``points_to_iopc_when`` is the answer that points to the IOPC.

    Two questions ask what can be ruled out, so there it is "no".
    """

    key: BodyQuestion
    text: str
    help: str
    source: Source
    points_to_iopc_when: Tri


QUESTIONS: tuple[Question, ...] = (
    Question(
        BodyQuestion.AUTHORITY_IS_LPB,
        "Is MOPAC, a local policing body, the appropriate authority?",
        "Yes if the complaint is about what the Commissioner personally did or failed to do. A "
        "complaint addressed to the Commissioner, or one that blames them for what officers did, "
        "is not.",
        law.PARA_30_1_A, Tri.YES,
    ),
    Question(
        BodyQuestion.SENIOR_OFFICER,
        "Is it about the conduct of a senior officer?",
        "A senior officer holds a rank above chief superintendent: Commander and up. A chief "
        "superintendent is not one, nor is any member of police staff.",
        law.REG_32_A, Tri.YES,
    ),
    Question(
        BodyQuestion.RULE_OUT_PROCEEDINGS,
        "Reading only the complaint: if it were all true, can criminal or disciplinary "
        "proceedings be ruled out?",
        "Look at what is alleged, not at what was found. “No” often fits an alleged assault or "
        "too much force, theft, a lie in a statement, sexual behaviour, discrimination as the "
        "reason, unlawful use of data, or refused medical care in custody.",
        law.REG_32_B_I, Tri.NO,
    ),
    Question(
        BodyQuestion.RULE_OUT_ARTICLE_2_OR_3,
        "If it were all true, can a breach of Article 2 or 3 of the European Convention on Human "
        "Rights be ruled out?",
        "Article 2 is the right to life. Article 3 forbids torture and inhuman or degrading "
        "treatment, for example being kept naked in a cell for hours.",
        law.REG_32_B_II, Tri.NO,
    ),
    Question(
        BodyQuestion.REFERRED,
        "Has it been referred to the IOPC, or must it be?",
        "Yes even if the IOPC sent it back, and yes if the MPS should have referred it but did "
        "not: death or serious injury, serious assault, a serious sexual offence, serious "
        "corruption, or a crime or serious misconduct made worse by discrimination.",
        law.REG_32_C, Tri.YES,
    ),
    Question(
        BodyQuestion.CALLED_IN,
        "Is the IOPC treating it as referred?",
        "Yes if the IOPC has called it in.",
        law.REG_32_D, Tri.YES,
    ),
    Question(
        BodyQuestion.SAME_INCIDENT,
        "Does it come from the same incident as such a complaint, or does any part of it fall "
        "within these questions?",
        "It may be somebody else's complaint. If any part does, the IOPC reviews the whole.",
        law.REG_32_E_F, Tri.YES,
    ),
)
QUESTION: dict[BodyQuestion, Question] = {question.key: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Pointer:
    """What one answer points to: "IOPC", "MOPAC", "manager decides" or "not yet known"."""

    question: Question
    answer: BodyAnswer | None
    points_to: BodyVerdict

    @property
    def words(self) -> str:
        """As beside the answer: "points to the IOPC"."""
        return _POINTER_WORDS[self.points_to]


_POINTER_WORDS = {
    BodyVerdict.IOPC: "points to the IOPC",
    BodyVerdict.MOPAC: "points to MOPAC",
    BodyVerdict.MANAGER: "not sure: a manager decides",
    BodyVerdict.UNKNOWN: "not answered",
}


@dataclass(frozen=True, slots=True)
class BodyResult:
    """The review body, why, and what each answer points to."""

    verdict: BodyVerdict
    finding: Finding
    pointers: tuple[Pointer, ...]
    answered: int
    suggested: Body | None = None  # the IOPC, when a manager decides

    @property
    def words(self) -> str:
        """As at the top of the questions: "So far: MOPAC", "5 of 7 answered"."""
        return f"{self.answered} of {len(self.pointers)} answered"


def decide(facts: ReviewFacts) -> BodyResult:
    """The review body by the answers so far: IOPC, not yet known, manager decides, then MOPAC."""
    pointers = tuple(_pointer(question, facts) for question in QUESTIONS)
    answered = sum(pointer.answer is not None for pointer in pointers)
    verdict = next(v for v in BodyVerdict if v is BodyVerdict.MOPAC
                   or any(pointer.points_to is v for pointer in pointers))
    if verdict is BodyVerdict.MANAGER and facts.body_decision is not None:
        decided = BodyVerdict(facts.body_decision.value)
        return BodyResult(decided, _by_manager(facts.body_decision, pointers), pointers, answered)
    suggested = Body.IOPC if verdict is BodyVerdict.MANAGER else None
    return BodyResult(verdict, _finding(verdict, pointers), pointers, answered, suggested)


def so_far(facts: ReviewFacts) -> Body:
    """The body that the answers given until now point to, questions left open put aside."""
    given = {_pointer(question, facts).points_to for question in QUESTIONS}
    return Body.IOPC if given & {BodyVerdict.IOPC, BodyVerdict.MANAGER} else Body.MOPAC


def answer_problems(question: BodyQuestion, answer: Tri | None, reason: str) -> list[Finding]:
    """What is wrong with an answer about to be saved; empty when nothing is."""
    title = QUESTION[question].text
    if answer is None:
        return [refusal("answer", title, "Select yes, no or not sure.", "answer")]
    if answer is Tri.UNSURE and not reason.strip():
        return [refusal("reason", title, "Enter a reason for not sure.", "reason")]
    return []


def mismatch_with_letter(facts: ReviewFacts) -> Finding | None:
    """A warning when the MPS letter names another body than the law does; None when it agrees.

    The law is followed, not the letter, and the MPS is told.
    """
    verdict = decide(facts).verdict
    named = facts.letter_names_body
    if named is None or verdict not in (BodyVerdict.IOPC, BodyVerdict.MOPAC):
        return None
    if verdict.value == named.value:
        return None
    reason = (
        f"The MPS letter names {_the(named.value)}, but the answers point to "
        f"{_the(verdict.value)}. Follow the law, not the letter, and tell the MPS."
    )
    return refusal("letter_names_body", "Body named in the MPS letter", reason,
                   "letter_names_body", law.PAGE_AFTER)


def _pointer(question: Question, facts: ReviewFacts) -> Pointer:
    answer = facts.body_answers.get(question.key)
    if answer is None:
        points_to = BodyVerdict.UNKNOWN
    elif answer.answer == Tri.UNSURE:
        points_to = BodyVerdict.MANAGER
    elif answer.answer == question.points_to_iopc_when:
        points_to = BodyVerdict.IOPC
    else:
        points_to = BodyVerdict.MOPAC
    return Pointer(question, answer, points_to)


def _finding(verdict: BodyVerdict, pointers: tuple[Pointer, ...]) -> Finding:
    these = [pointer for pointer in pointers if pointer.points_to is verdict]
    numbers = [str(number) for number, pointer in enumerate(pointers, 1) if pointer in these]
    which = f"question{'s' if len(numbers) > 1 else ''} {join(numbers)}"
    source = these[0].question.source if these else law.REG_32
    if verdict is BodyVerdict.IOPC:
        reason = f"The IOPC is the review body, for the whole complaint, by {which}."
        return Finding(NAME, TITLE, Outcome.NOT_MET, reason, source, "body_answers")
    if verdict is BodyVerdict.UNKNOWN:
        answered = len(pointers) - len(these)
        reason = f"{answered} of {len(pointers)} answered. Answer {which}."
        if not answered:
            reason = f"None of the {len(pointers)} questions is answered yet."
        return Finding(NAME, TITLE, Outcome.UNKNOWN, reason, source, "body_answers")
    if verdict is BodyVerdict.MANAGER:
        reason = f"Not sure on {which}. A manager decides; doubt points to the IOPC."
        return Finding(NAME, TITLE, Outcome.UNKNOWN, reason, source, "body_decision")
    return Finding(NAME, TITLE, Outcome.MET, "MOPAC is the review body: no answer points to the "
                   "IOPC.", law.REG_32)


def _by_manager(body: Body, pointers: tuple[Pointer, ...]) -> Finding:
    outcome = Outcome.MET if body is Body.MOPAC else Outcome.NOT_MET
    reason = f"A manager decided that {_the(body.value)} is the review body."
    why = tuple(
        (f"Question {number}", pointer.answer.reason)
        for number, pointer in enumerate(pointers, 1)
        if pointer.answer and pointer.points_to is BodyVerdict.MANAGER
    )
    return Finding(NAME, TITLE, outcome, reason, law.REG_32, "body_decision", why)


def _the(body: str) -> str:
    return "the IOPC" if body == Body.IOPC.value else body
