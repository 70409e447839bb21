"""The page that a topic is read on: its text, the sources of its rule, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from caseworker.help import Topic, every_topic
from caseworker.rules.finding import Source
from caseworker.rules.law import LIMITS, Limit
from ui import theme
from ui.widgets.findings import SURE_WORDS

MARGIN = 14  # pixels at 100 %
_SCHEME = "topic"
_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


class TopicPage(QTextBrowser):
    """``chosen`` sends the id of a topic whose name in the text was followed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic: Topic | None = None
        self._writing = False  # a scroll bar that comes or goes meanwhile resizes the page
        self._limits: Mapping[str, Limit] = LIMITS
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._write)
        self.setProperty("role", "reading")
        self.setAccessibleName("Help")
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.anchorClicked.connect(self._follow)

    @property
    def topic(self) -> Topic | None:
        """What is shown."""
        return self._topic

    def use_limits(self, limits: Mapping[str, Limit]) -> None:
        """Show the lengths that the office has set."""
        self._limits = limits
        self._write()

    def show_topic(self, topic: Topic) -> None:
        """Show a topic from its beginning."""
        self._topic = topic
        self.setAccessibleName(topic.title)
        self._write()
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of a guide, no wider than the page; nothing else is loaded from anywhere."""
        kinds = QTextDocument.ResourceType
        if kind != kinds.ImageResource.value or self._topic is None:
            return None
        file = self._topic.folder / (name.path() if isinstance(name, QUrl) else name)
        image = QImage(str(file.resolve()))
        room = max(self.viewport().width() - 2 * theme.px(MARGIN + 4), 60)
        if image.width() > room:
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and not self._writing:
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Colours and sizes of the words follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and getattr(self, "_topic", None):
            self._later.start()  # not amid the change of all widgets: Qt breaks down

    def _write(self) -> None:
        if self._topic is None:
            return
        at, self._writing = self.verticalScrollBar().value(), True
        document = self.document()
        document.setDefaultFont(theme.current().font("body"))
        document.setDocumentMargin(theme.px(MARGIN))
        document.setDefaultStyleSheet(_sheet())
        # Qt's own Markdown lets the look of one topic run into the next.
        document.setHtml(_READER.render(_whole(self._topic, self._limits)))
        self.verticalScrollBar().setValue(at)
        self._writing = False

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == _SCHEME:
            self.chosen.emit(url.path())
        elif url.scheme() == "https":  # the law, in the reader's own browser
            QDesktopServices.openUrl(url)


def _sheet() -> str:
    """The look of the page, as far as Qt knows it."""
    look = theme.current()
    heads = "".join(
        f"{tag} {{ font-size: {look.points(kind):.1f}pt; font-weight: 700; "
        f"margin-top: {look.px(14)}px; margin-bottom: {look.px(4)}px }}"
        for tag, kind in (("h1", "h1"), ("h2", "h2"), ("h3", "body")))
    edge = f"border: 1px solid {look.hex('control')}"
    return heads + f"""
        p, li {{ margin-top: {look.px(5)}px; margin-bottom: {look.px(5)}px }}
        a {{ color: {look.hex("link")}; text-decoration: underline }}
        table {{ {edge}; border-collapse: collapse; margin-top: {look.px(6)}px;
                 margin-bottom: {look.px(6)}px }}
        td, th {{ {edge}; padding: {look.px(4)}px {look.px(8)}px }}
        th {{ text-align: left }}"""


def _whole(topic: Topic, limits: Mapping[str, Limit]) -> str:
    """The topic as one text: names of other topics lead to them."""
    ids = {each.title: each.id for each in every_topic().values() if each.id != topic.id}

    def link(found: re.Match[str]) -> str:
        name = found[1]
        return f"[{name}]({_SCHEME}:{ids[name]})" if name in ids else found[0]

    parts = [f"# {topic.title}", _BOLD.sub(link, topic.markdown(limits))]
    if topic.sources:
        cited = dict.fromkeys(_cited(each) for each in topic.sources)  # each only once
        parts += ["## Where this comes from", "\n".join(f"- {each}" for each in cited)]
    return "\n\n".join([*parts, "## Who to ask", topic.ask])


def _cited(source: Source) -> str:
    sure = SURE_WORDS.get(source.sure, "")
    return f"[{source.cite}]({source.url}){sure}" if source.url else f"{source.cite}{sure}"
