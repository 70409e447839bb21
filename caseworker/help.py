"""Help: topics in plain English, found by words, by the field of a form, and by the screen.

A topic is a Markdown file in ``resources/help``: its title, a few lines of "Name: value", an empty
line, then the text. ``{acknowledge}`` in a text is the length of that limit, so that no number
stands in two places. The guides and the changelog are topics as they are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from caseworker.paths import CHANGELOG, GUIDES, HELP
from caseworker.rules import law, review_sources
from caseworker.rules.dated import Limit
from caseworker.rules.finding import Source

# The groups of the list of all topics, in order.
GROUPS = ("First steps", "Screens", "Post and people", "Checks", "Assessment and decision",
          "Letters and bundles", "Complaints about MOPAC", "The office", "About Caseworker")
WHO_TO_ASK = {
    "manager": "Ask a reviews manager.",
    "correspondence": "Ask the Correspondence Team.",
    "administrator": "Ask an administrator of Caseworker in your office.",
    "adviser": "Ask a reviews manager, who can ask for legal advice.",
    "information": "Ask a manager, who can ask the information governance team.",
    "hr": "Ask the manager of the case. Do not ask colleagues outside the case team.",
}
# The guide's file -> what it is about.
_GUIDES = {"signing-in": "signing in", "correspondence": "role:correspondence",
           "reviews": "role:caseworker", "managers": "role:manager"}
_HEAD = re.compile(r"([A-Z][a-z]+): *(.*)")
_LIMIT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of help. ``about`` are the fields and screens it explains (see :func:`find`);
    ``words`` are others that people look for; ``ask`` says who can help further.
    """

    id: str
    title: str
    group: str
    text: str
    about: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    ask: str = WHO_TO_ASK["manager"]
    folder: Path = HELP  # where its pictures are

    def markdown(self, limits: Mapping[str, Limit] = law.LIMITS) -> str:
        """The text with the lengths of the limits in force."""
        return _LIMIT.sub(lambda found: limits[found[1]].now, self.text)


@functools.cache
def every_topic() -> Mapping[str, Topic]:
    """All topics by id, in the order of the list."""
    found = [*_guides(), *(read(path) for path in sorted(HELP.glob("*.md"))), *_changes()]
    found.sort(key=lambda topic: (GROUPS.index(topic.group), topic.title.casefold()))
    return {topic.id: topic for topic in found}


def find(*keys: str) -> Topic | None:
    """The topic about the first of these keys that has one; None when none has.

    A key is "Action.field", "field", "screen:name" or the id of a topic. For "Action.field" a topic
    about "Action.*" is the next best, then one about "field" alone.
    """
    for key in keys:
        action, dot, name = key.partition(".")
        for one in (key, f"{action}.*", name) if dot else (key,):
            if (topic := _by_key().get(one)) is not None:
                return topic
    return None


def topics(text: str) -> list[tuple[str, str]]:
    """Title and id of the topics with all words of ``text``, best first; all of them for ""."""
    wanted = text.casefold().split()
    scored = [(_score(topic, wanted), topic) for topic in every_topic().values()]
    best = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
    return [(topic.title, topic.id) for _, topic in best]


def read(path: Path) -> Topic:
    """The topic of a file. ValueError, in words, when its head is not as it must be."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    title, *lines = head.splitlines()
    given = {found[1]: found[2].strip() for found in map(_HEAD.fullmatch, lines) if found}
    unknown = sorted(set(given) - {"Group", "About", "Words", "Sources", "Ask"})
    if not title.startswith("# ") or len(given) != len(lines) or unknown:
        raise ValueError(f"{path.name}: the head is not that of a topic. {' '.join(unknown)}")
    if given.get("Group") not in GROUPS:
        raise ValueError(f"{path.name}: there is no group {given.get('Group')}")
    return Topic(
        path.stem, title.removeprefix("# "), given["Group"], text.strip(),
        _list(given.get("About", "")), _list(given.get("Words", "")),
        tuple(_source(name) for name in _list(given.get("Sources", ""))),
        WHO_TO_ASK[given.get("Ask", "manager")],
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _source(name: str) -> Source:
    """A source by the name it has in the rules, or that of a limit: one text, in one place."""
    if name.lower() in law.LIMITS:
        return law.LIMITS[name.lower()].source
    if name.startswith("policy "):
        return law.policy_para(name.removeprefix("policy "))
    found = getattr(law, name, None) or getattr(review_sources, name, None)
    if not isinstance(found, Source):
        raise ValueError(f"There is no source {name}")
    return found


@functools.cache
def _by_key() -> Mapping[str, Topic]:
    every = every_topic()
    return {**every, **{key: topic for topic in every.values() for key in topic.about}}


def _guides() -> Iterator[Topic]:
    for name, about in _GUIDES.items():
        text = (GUIDES / f"{name}.md").read_text(encoding="utf-8")
        title, _, rest = text.removeprefix("# ").partition("\n")
        title = title.replace("The first ten minutes", "Start here")
        yield Topic(f"guide-{name}", title, "First steps", rest.strip(), (about,),
                    ("guide", "first ten minutes", "begin", "new"), folder=GUIDES)


def _changes() -> Iterator[Topic]:
    text = CHANGELOG.read_text(encoding="utf-8")
    yield Topic("what-changed", "What changed", "About Caseworker", text.partition("\n")[2].strip(),
                words=("new", "version", "release"), ask=WHO_TO_ASK["administrator"])


def _score(topic: Topic, wanted: list[str]) -> int:
    """How well a topic fits: nothing when a word is not in it at all."""
    title, words, text = (part.casefold() for part in (
        topic.title, " ".join(topic.words), topic.text))
    score = 1
    for word in wanted:
        if not any(word in part for part in (title, words, text)):
            return 0
        begins = any(each.startswith(word) for each in title.split())
        score += 8 * begins + 4 * (word in words) + 2 * (word in title) + (word in text)
    return score
