"""The tabs of each kind of case, in order."""

from __future__ import annotations

from ui.screens.case.assessment import AssessmentTab
from ui.screens.case.bundle import BundleTab
from ui.screens.case.complaint.tab import ComplaintTab
from ui.screens.case.documents import DocumentsTab
from ui.screens.case.journal import JournalTab
from ui.screens.case.letters import LettersTab
from ui.screens.case.linked import LinkedTab
from ui.screens.case.notes import NotesTab
from ui.screens.case.overview import OverviewTab
from ui.screens.case.people import PeopleTab
from ui.screens.case.recommendations import RecommendationsTab
from ui.screens.case.story import TimelineTab
from ui.screens.case.tab import CaseTab
from ui.screens.case.validity import ValidityTab

TABS: tuple[type[CaseTab], ...] = (
    OverviewTab, TimelineTab, PeopleTab, DocumentsTab, ValidityTab, AssessmentTab,
    RecommendationsTab, LettersTab, BundleTab, NotesTab, LinkedTab, JournalTab,
)

# A complaint about MOPAC has one tab for all its steps, and none that only a review needs.
OF_COMPLAINTS: tuple[type[CaseTab], ...] = (
    OverviewTab, TimelineTab, PeopleTab, DocumentsTab, ComplaintTab, LettersTab, BundleTab,
    NotesTab, LinkedTab, JournalTab,
)
