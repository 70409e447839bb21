"""Is there a right to a review at all? One rule for each reason why there may be none.

Each rule has the code under which a refusal is recorded and what the reply then says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from caseworker.rules import law
from caseworker.rules.facts import BodyQuestion, Handling, Paper, ReviewFacts, Tri
from caseworker.rules.finding import (
    Answer,
    Finding,
    Outcome,
    Rule,
    Source,
    against,
    met,
    not_met,
    unknown,
)
from caseworker.rules.words import count, long_date

NAME, TITLE = "right_of_review", "There is a right to a review"
_MPS_NAMES = {
    "mps", "met", "the met", "met police", "metropolitan police", "metropolitan police service",
    "the metropolitan police", "the metropolitan police service",
}


@dataclass(frozen=True, slots=True)
class NoReview:
    """A reason why there may be no right to a review by us.

    ``ends_it`` is False where the request must be forwarded, not refused.
    """

    code: str
    rule: Rule[ReviewFacts]
    what_to_send: str
    ends_it: bool = True

    def __call__(self, facts: ReviewFacts) -> Finding:
        return self.rule(facts)


def is_mps(force: str) -> bool:
    """Whether the force, as written, is the Metropolitan Police Service."""
    return " ".join(force.replace(".", "").casefold().split()) in _MPS_NAMES


def _complained(facts: ReviewFacts) -> Answer:
    if facts.complained is False:
        return not_met("The MPS has not been given the complaint to consider.", "complained")
    known = (facts.complaint_made, facts.outcome_letter_dated, facts.handling)
    if facts.complained or facts.outcome_issued or any(known):
        return met("The complaint was made to the MPS.")
    if Paper.COMPLAINT_MADE in facts.waived:
        return met("Taken as made to the MPS: the date of the complaint was waived.")
    return unknown("It is not recorded that a complaint was made to the MPS.", "complained")


def _outcome_issued(facts: ReviewFacts) -> Answer:
    letter, received = facts.outcome_letter_dated, facts.received
    if facts.outcome_issued is False:
        if letter:
            return unknown(
                "The MPS is recorded as not having issued an outcome, but its letter is dated "
                f"{long_date(letter)}. Ask which is right.", "outcome_issued",
            )
        return not_met("The MPS has not yet issued an outcome.", "outcome_issued")
    if facts.outcome_issued:
        return met("The MPS has issued an outcome.")
    if letter and received and letter <= received:
        return met(f"The MPS issued its outcome letter on {long_date(letter)}.")
    return unknown("It is not recorded that the MPS has issued an outcome.", "outcome_issued")


def _after_reform(facts: ReviewFacts) -> Answer:
    made, began = facts.complaint_made, law.REFORM_DATE
    if made is None:
        if Paper.COMPLAINT_MADE in facts.waived:
            return met(
                "The date of the complaint was waived. It is taken as made on or after "
                f"{long_date(began)}."
            )
        return unknown("The date the complaint was made is not known.", "complaint_made")
    if made < began:
        return not_met(
            f"The complaint was made on {long_date(made)}, before {long_date(began)}. The old "
            "right of appeal applies, not a review.", "complaint_made",
        )
    return met(f"The complaint was made on {long_date(made)}.")


def _not_withdrawn(facts: ReviewFacts) -> Answer:
    if facts.withdrawn is None:
        return unknown("It is not recorded whether the complaint was withdrawn.", "withdrawn")
    if facts.withdrawn:
        return not_met("The complaint was withdrawn in the form that the law asks for.",
                       "withdrawn")
    return met("The complaint was not withdrawn.")


def _about_mps(facts: ReviewFacts) -> Answer:
    if is_mps(facts.force):
        return met("The complaint is about the MPS.")
    if facts.force.strip():
        return not_met(f"The complaint is about {facts.force.strip()}, not the MPS.", "force")
    if Paper.FORCE in facts.waived:
        return met("The force is taken to be the MPS: naming it was waived.")
    return unknown("The force complained about is not recorded.", "force")


def _not_reviewed(facts: ReviewFacts) -> Answer:
    if facts.already_reviewed is None:
        return unknown("It is not recorded whether this was reviewed before.", "already_reviewed")
    if facts.already_reviewed:
        return not_met("This outcome has already been reviewed. A review decision is final.",
                       "already_reviewed")
    return met("This outcome has not been reviewed before.")


def _authority_is_mps(facts: ReviewFacts) -> Answer:
    given = facts.body_answers.get(BodyQuestion.AUTHORITY_IS_LPB)
    if given is None or given.answer == Tri.UNSURE:
        return unknown("Whether the complaint is about the Commissioner's own conduct is not "
                       "yet answered.", "body_answers")
    if given.answer == Tri.YES:
        return not_met("MOPAC itself is the appropriate authority. Only the IOPC can review "
                       "this.", "body_answers")
    return met("The MPS is the appropriate authority.")


def _rule(
    code: str, name: str, title: str, source: Source, answer: Callable[[ReviewFacts], Answer],
    what_to_send: str, ends_it: bool = True,
) -> NoReview:
    return NoReview(code, Rule(name, title, source, answer), what_to_send, ends_it)


def _by_handling(
    code: str, name: str, title: str, handling: Handling, reason: str, source: Source,
    what_to_send: str,
) -> NoReview:
    """A rule that one way of handling fails, and every other known way meets."""

    def answer(facts: ReviewFacts) -> Answer:
        if facts.handling is None:
            return unknown("How the MPS handled the complaint is not known.", "handling")
        if facts.handling is handling:
            return not_met(reason, "handling", handling=handling.value)
        return met(f"It was handled in another way: {facts.handling.value}.")

    return _rule(code, name, title, source, answer, what_to_send)


RULES: tuple[NoReview, ...] = (
    _rule("NR-NOTCOMPLAINED", "complained", "The MPS was given the complaint", law.PAGE_WHAT,
          _complained, "You can complain to the MPS, or through the IOPC, which passes complaints "
          "to the MPS."),
    _rule("NR-NOOUTCOME", "outcome_issued", "The MPS has issued an outcome", law.PAGE_HOW,
          _outcome_issued, "You can ask for a review once the MPS has sent you its outcome "
          "letter. That letter says how."),
    _by_handling("NR-OUTSIDE", "within_schedule_3", "Handled under Schedule 3", Handling.OUTSIDE,
                 "The complaint was handled outside Schedule 3, which gives no right to a review.",
                 law.PARA_2_6A, "You can tell the MPS that you want your complaint recorded. It "
                 "must then record it, and you can ask for a review of that outcome."),
    _by_handling("NR-NOTLOGGED", "logged", "Logged as a complaint", Handling.NOT_LOGGED,
                 "The MPS did not log it as a complaint, so there is no outcome to review.",
                 law.OFFICES, "Please contact the MPS or the IOPC. We cannot review a decision "
                 "not to log a complaint."),
    _by_handling("NR-DIRECTED", "not_directed", "Not directed by the IOPC", Handling.DIRECTED,
                 "The IOPC directed the investigation, so there is no right to a review.",
                 law.OFFICES, "Please contact the IOPC, which directed the investigation."),
    _by_handling("NR-INDEPENDENT", "not_independent", "Not investigated by the IOPC",
                 Handling.INDEPENDENT,
                 "The IOPC itself investigated, so there is no right to a review.",
                 law.OFFICES, "Please contact the IOPC, which carried out the investigation."),
    _by_handling("NR-ACCEL", "not_accelerated", "Not ended by an accelerated report",
                 Handling.ACCELERATED,
                 "The investigation ended in a report under the accelerated procedure, without a "
                 "further full report.", law.PARA_25_1A,
                 "The law gives no review of an investigation that ended in this way."),
    _by_handling("NR-DSI", "is_a_complaint", "There was a complaint", Handling.NO_COMPLAINT,
                 "It was a death or serious injury matter or a conduct matter, with no complaint.",
                 law.PARA_25, "Only the outcome of a complaint can be reviewed. You can make a "
                 "complaint to the MPS."),
    _rule("NR-PRE2020", "after_reform", "Complaint made since reviews began", law.REG_2_2,
          _after_reform, "Your complaint was made before reviews began. You may have a right of "
          "appeal instead: the outcome letter says to whom."),
    _rule("NR-WITHDRAWN", "not_withdrawn", "Complaint not withdrawn", law.REG_38, _not_withdrawn,
          "You withdrew your complaint, so we have closed your request."),
    _rule("NR-OTHERFORCE", "about_the_mps", "About the MPS", law.PARA_30_1_B, _about_mps,
          "Please ask the police and crime commissioner or other body for that force."),
    _rule("NR-SECOND", "not_reviewed", "Not already reviewed", law.PAGE_FINAL, _not_reviewed,
          "Our decision is final. You can ask a court to look at how we made it: a judicial "
          "review."),
    _rule("NR-MOPAC-AA", "authority_is_mps", "MOPAC is not the appropriate authority",
          law.PARA_30_1_A, _authority_is_mps,
          "The IOPC must review this. We have forwarded your request to it.", ends_it=False),
)
BY_CODE: dict[str, NoReview] = {reason.code: reason for reason in RULES}


def details(facts: ReviewFacts) -> tuple[Finding, ...]:
    """What each rule says that bears on the right itself, in order."""
    return tuple(reason(facts) for reason in RULES if reason.ends_it)


def against_right(facts: ReviewFacts) -> tuple[NoReview, ...]:
    """The reasons for no right to a review that the facts prove."""
    return tuple(
        reason for reason in RULES
        if reason.ends_it and reason(facts).outcome is Outcome.NOT_MET
    )


def right_of_review(facts: ReviewFacts) -> Finding:
    """All the rules as one: no right if one says so, else not yet known, else a right."""
    return _together(details(facts))


def _together(found: tuple[Finding, ...]) -> Finding:
    worst = [f for f in found if f.outcome is Outcome.NOT_MET] or against(found)
    if worst:
        first = worst[0]
        others = len({finding.reason for finding in worst}) - 1
        more = f" {count(others, 'more point')} below." if others else ""
        return Finding(NAME, TITLE, first.outcome, first.reason + more, first.source, first.field,
                       first.facts)
    return Finding(NAME, TITLE, Outcome.MET, "The complaint was handled and its outcome can be "
                   "reviewed.", law.REG_29_1)
