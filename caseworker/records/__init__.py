"""What the database holds."""

from caseworker.records.base import Base
from caseworker.records.bring_forward import BringForward
from caseworker.records.case import (
    ENDED_CASES,
    OPEN_CASES,
    OPEN_COMPLAINTS,
    Case,
    CheckResult,
    Decision,
    Review,
)
from caseworker.records.chain import Anchor, AnchorItem, Head, Link, Salt
from caseworker.records.complaint import Complaint, ComplaintPart
from caseworker.records.documents import Chunk, Content, Document, PostItem
from caseworker.records.journal import Change, Entry
from caseworker.records.links import CaseLink
from caseworker.records.office import Counter, Setting
from caseworker.records.office_values import OfficeValue, ValueKind
from caseworker.records.outcome import Allegation, LearningPoint, Recommendation
from caseworker.records.people import Absence, Part, Party, Staff
from caseworker.records.saved_views import SavedView
from caseworker.records.tally import TALLY
from caseworker.records.writing import Bundle, Letter, Note

__all__ = [
    "ENDED_CASES", "OPEN_CASES", "OPEN_COMPLAINTS", "TALLY", "Absence", "Allegation", "Anchor",
    "AnchorItem", "Base", "BringForward", "Bundle", "Case", "CaseLink", "Change", "CheckResult",
    "Chunk", "Complaint", "ComplaintPart", "Content", "Counter", "Decision", "Document",
    "Entry", "Head", "LearningPoint", "Letter", "Link", "Note", "OfficeValue", "Part", "Party",
    "PostItem", "Recommendation", "Review", "Salt", "SavedView", "Setting", "Staff", "ValueKind",
]
