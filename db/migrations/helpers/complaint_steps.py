"""Who may write what of a complaint about MOPAC, as its steps were when this was made.

A copy of caseworker.rules.complaint_step_rights, as ``steps`` has one of a review's.
"""

from __future__ import annotations

# ruff: noqa: E501  a right is one line
RIGHTS = """
cases.allocated_on|accepted||HR adviser, manager
cases.allocated_on|stage 1||HR adviser, manager
complaint.accepted_on|accepted||caseworker, correspondence, manager
complaint.accepted_on|being checked||caseworker, correspondence, manager
complaint.alternative|accepted||HR adviser, manager
complaint.alternative|stage 1||HR adviser, manager
complaint.appeal_grounds|complaint closed||caseworker, correspondence, manager
complaint.appeal_grounds|stage 1 outcome sent||caseworker, correspondence, manager
complaint.appeal_reasons|complaint closed||caseworker, correspondence, manager
complaint.appeal_reasons|stage 1 outcome sent||caseworker, correspondence, manager
complaint.appeal_received|complaint closed||caseworker, correspondence, manager
complaint.appeal_received|stage 1 outcome sent||caseworker, correspondence, manager
complaint.delays|accepted||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint.delays|stage 1||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint.delays|stage 2||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint.delays|stage 3||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint.investigator_id|accepted||HR adviser, manager
complaint.investigator_id|stage 1||HR adviser, manager
complaint.late|being checked||manager
complaint.late|complaint received||manager
complaint.outcome_on|stage 1||decision maker, investigator
complaint.outcome_on|stage 1 outcome sent||decision maker, investigator
complaint.reviewer_id|complaint closed||HR adviser, manager
complaint.reviewer_id|stage 1 outcome sent||HR adviser, manager
complaint.reviewer_id|stage 2||HR adviser, manager
complaint.stage_2_action|stage 2||decision maker
complaint.stage_2_outcome_on|stage 2||decision maker
complaint.stage_2_outcome_on|stage 2 outcome sent||decision maker
complaint.stage_2_reasonable|stage 2||decision maker
complaint.stage_2_why|stage 2||decision maker
complaint_part.action|stage 1||decision maker, investigator
complaint_part.ended_on|accepted||HR adviser
complaint_part.ended_on|stage 1||HR adviser
complaint_part.ended_on|stage 1 outcome sent||HR adviser
complaint_part.ended_on|stage 2||HR adviser
complaint_part.ended_on|stage 2 outcome sent||HR adviser
complaint_part.ended_on|stage 3||HR adviser
complaint_part.ended_on|stage 3 outcome sent||HR adviser
complaint_part.found|stage 1||decision maker, investigator
complaint_part.moved_on|accepted||HR adviser, decision maker, investigator, manager
complaint_part.moved_on|stage 1||HR adviser, decision maker, investigator, manager
complaint_part.moved_on|stage 2||HR adviser, decision maker, investigator, manager
complaint_part.said|accepted||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint_part.said|being checked||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint_part.said|complaint received||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint_part.said|stage 1||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint_part.said|stage 2||HR adviser, caseworker, correspondence, decision maker, investigator, manager
complaint_part.said|stage 3||HR adviser, caseworker, correspondence, decision maker, investigator, manager
decision|Complaint||caseworker, correspondence, manager
decision|Discontinued||manager
decision|Late complaint||manager
decision|Linked case||HR adviser, caseworker, correspondence, decision maker, investigator, manager
decision|Opened again||manager
decision|Send the Stage 2 outcome||decision maker
decision|Send the outcome||decision maker, investigator
decision|Stage 1||HR adviser, caseworker, correspondence, decision maker, investigator, manager
decision|Stage 2||HR adviser, caseworker, correspondence, decision maker, investigator, manager
decision|Withdrawal||caseworker, correspondence, manager
letter|M11|stage 2|decision maker
letter|M12|stage 1|decision maker, investigator
letter|M6|stage 1|decision maker, investigator
letter.issued|||HR adviser, caseworker, correspondence, decision maker, investigator, manager
stage|accepted|complaint discontinued|manager
stage|accepted|complaint withdrawn|caseworker, correspondence, manager
stage|accepted|merged|manager
stage|accepted|stage 1|caseworker, correspondence, manager
stage|being checked|accepted|caseworker, correspondence, manager
stage|being checked|complaint withdrawn|caseworker, correspondence, manager
stage|being checked|merged|manager
stage|being checked|not accepted|manager
stage|being checked|sent elsewhere|caseworker, correspondence, manager
stage|complaint closed|stage 1|manager
stage|complaint closed|stage 2|caseworker, correspondence, manager
stage|complaint closed|stage 3|caseworker, correspondence, manager
stage|complaint discontinued|being checked|manager
stage|complaint discontinued|stage 1|manager
stage|complaint received|being checked|caseworker, correspondence, manager
stage|complaint received|complaint withdrawn|caseworker, correspondence, manager
stage|complaint received|merged|manager
stage|complaint received|sent elsewhere|caseworker, correspondence, manager
stage|complaint withdrawn|being checked|manager
stage|complaint withdrawn|stage 1|manager
stage|not accepted|being checked|manager
stage|sent elsewhere|being checked|manager
stage|stage 1|complaint closed|caseworker, correspondence, manager
stage|stage 1|complaint discontinued|manager
stage|stage 1|complaint withdrawn|caseworker, correspondence, manager
stage|stage 1|merged|manager
stage|stage 1|stage 1 outcome sent|decision maker, investigator
stage|stage 1 outcome sent|complaint closed|caseworker, correspondence, manager
stage|stage 1 outcome sent|stage 2|caseworker, correspondence, manager
stage|stage 2|complaint discontinued|manager
stage|stage 2|complaint withdrawn|caseworker, correspondence, manager
stage|stage 2|stage 2 outcome sent|decision maker
stage|stage 2 outcome sent|complaint closed|caseworker, correspondence, manager
stage|stage 2 outcome sent|stage 3|caseworker, correspondence, manager
stage|stage 3|complaint discontinued|manager
stage|stage 3|complaint withdrawn|caseworker, correspondence, manager
stage|stage 3|stage 3 outcome sent|decision maker
stage|stage 3 outcome sent|complaint closed|caseworker, correspondence, manager
"""
