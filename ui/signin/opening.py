"""What opening the records takes, and remembering the password. It runs in a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caseworker.config import Config
from caseworker.way_in import FILE, OwnFolder, Records, ToServer, Way
from ui.screens.all import load

if TYPE_CHECKING:
    from caseworker.office import Office
    from caseworker.sealed import Key


@dataclass(frozen=True)
class Opened:
    """The office, and what there is to say about how it was opened: (title, detail) each."""

    office: Office
    notices: tuple[tuple[str, str], ...] = ()

    def close(self) -> None:
        """Let go of the office."""
        self.office.close()


def keep_way(config: Config, way: Way, remember: bool = False) -> None:
    """Keep where the records were that could be opened, for the next time."""
    if isinstance(way, ToServer):
        config.change(records="server", server=way.server, login=way.login, remember=remember)
    elif isinstance(way, OwnFolder):
        config.change(records="own", folder=way.folder)


def open_records(
    way: Records, password: str = "", *, remember: bool = False,
    read_only: bool = False, key: Key | None = None,
) -> Opened:
    """Open the records that a way leads to; a password is kept in the keyring when asked.

    ``key`` is that of encrypted records, from the paper; where there are none yet, new ones are
    encrypted with it. Raises what caseworker.opening.open_office does, and Refused for a way that
    leads nowhere.
    """
    from caseworker import sealed
    from caseworker.encrypting import begin
    from caseworker.opening import open_office
    from caseworker.own_file import make_folder

    url = way.url()
    said: list[str] = []
    if isinstance(way, OwnFolder) and not read_only:
        make_folder(way.path)
    if isinstance(way, OwnFolder) and key is not None and not (way.path / FILE).is_file():
        said += begin(way.path / FILE, key)
    elif key is not None:
        said.append(sealed.keep(key))
    office = open_office(url, read_only=read_only, password=password)
    try:
        said.append(office.clock_words())
        if isinstance(way, ToServer) and not way.by_computer:
            said.append(_keep(url, password, remember))
        load()  # here, while the window that is shown still answers
    except BaseException:
        office.close()
        raise
    return Opened(office, tuple(_apart(words) for words in said if words))


def remembered(way: ToServer) -> tuple[str, str]:
    """(why nothing can be remembered here or "", the password that is remembered or "")."""
    from caseworker import keyring_box
    from caseworker.rules.finding import Refused

    why = keyring_box.why_not()
    try:
        return why, "" if why else keyring_box.get(way.url()) or ""
    except Refused:  # no server yet
        return why, ""


def _keep(url: str, password: str, remember: bool) -> str:
    """Words when the password could not be remembered, or forgotten."""
    from caseworker import keyring_box

    if keyring_box.why_not() or not password:
        return ""
    try:
        if remember:
            keyring_box.put(url, password)
        else:
            keyring_box.forget(url)
    except keyring_box.NotRemembered as told:
        return str(told)
    return ""


def _apart(words: str) -> tuple[str, str]:
    """The first sentence, and the rest."""
    first, dot, rest = words.partition(". ")
    return first + dot.strip(), rest
