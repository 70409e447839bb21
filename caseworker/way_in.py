"""The ways to the records, as somebody chooses them at sign-in. Loads nothing of the database."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from caseworker.rules.finding import Finding, Refused, refusal

DATABASE = "caseworker"  # the name of the database where none is written
# What a server's address is written with: a name or number, a port, a database.
_SERVER = re.compile(
    r"(?P<host>[\w.-]+|\[[0-9a-fA-F:.]+\])(:(?P<port>\d{1,5}))?(/(?P<database>[^/?#\s]+))?")
_SERVICE = re.compile(r"service\s*=\s*(?P<name>[^\s&=]+)")
_WHOLE = re.compile(r"postgres(ql)?(\+psycopg)?://")
OWN_SIGN_IN = "Sign in with Windows" if sys.platform == "win32" else "Sign in with Kerberos"
FILE = "caseworker.db"


@dataclass(frozen=True)
class ToServer:
    """A PostgreSQL server, as typed: a name, name:port, name/database, service=NAME of libpq's
    service file, or a whole address. ``by_computer`` signs in as the computer's account is known
    to the office's network (Kerberos), without a password.
    """

    server: str
    login: str = ""
    by_computer: bool = False

    def url(self) -> str:
        """The address, without any password. Raises Refused for what is no server."""
        where, database, query = _parts(self.server.strip())
        login = f"{quote(self.login.strip(), safe='')}@" if self.login.strip() else ""
        asked = "&".join([*query, *(["require_auth=gss,sspi"] if self.by_computer else [])])
        return f"postgresql://{login}{where}/{database}{'?' if asked else ''}{asked}"


@dataclass(frozen=True)
class OwnFolder:
    """A folder on this computer, for one person, as typed."""

    folder: str

    @property
    def path(self) -> Path:
        """The folder. Raises Refused without one."""
        typed = self.folder.strip()
        if not typed:
            raise Refused([_no("folder", "Choose a folder for the records")])
        path = Path(typed).expanduser()
        if not path.is_absolute():
            raise Refused([_no("folder", "Folder must be written from its beginning, such as "
                               f"{Path.home() / 'Caseworker'}")])
        return path

    def url(self) -> str:
        """The address of the file with the records. Raises Refused without a folder."""
        return f"sqlite:///{(self.path / FILE).as_posix()}"


@dataclass(frozen=True)
class OwnFile:
    """A file with one person's records, by its address (sqlite:///...)."""

    address: str

    @property
    def folder(self) -> str:
        """The folder that the file is in."""
        return str(Path(self.address.partition(":///")[2]).parent)

    def url(self) -> str:
        """The address."""
        return self.address


@dataclass(frozen=True)
class Demo:
    """A throw-away folder with invented cases; ``login`` is who works there."""

    login: str = ""


Records = ToServer | OwnFolder | OwnFile
Way = Records | Demo


def of_url(url: str) -> tuple[Records, str]:
    """The way that an address names, and the password that stood in it (or "")."""
    if url.startswith("sqlite:"):
        return OwnFile(url), ""
    parts = urlsplit(url)
    whole = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    if not parts.netloc:  # urlunsplit leaves out an empty one, as in postgresql:///?service=NAME
        whole = whole.replace(":", "://", 1) if "://" not in whole else whole
    return ToServer(whole, unquote(parts.username or "")), unquote(parts.password or "")


def _parts(typed: str) -> tuple[str, str, list[str]]:
    """Host with port, database, and what follows the question mark."""
    if not typed:
        raise Refused([_no("server", "Enter the name of the server")])
    if service := _SERVICE.fullmatch(typed):
        return "", "", [f"service={quote(service['name'], safe='')}"]
    if _WHOLE.match(typed):
        parts = urlsplit(typed)
        if "@" in parts.netloc:
            raise Refused([_no("server", "Enter the name and the password in their own fields")])
        return parts.netloc, parts.path.lstrip("/"), [parts.query] if parts.query else []
    found = _SERVER.fullmatch(typed)
    if found is None or int(found["port"] or 0) > 65535:
        raise Refused([_no("server", "Server must be written like records.office.example, or "
                           "service=NAME")])
    port = f":{found['port']}" if found["port"] else ""
    return f"{found['host']}{port}", quote(found["database"] or DATABASE, safe=""), []


def _no(field: str, words: str) -> Finding:
    return refusal("signin", "Sign in", words, field)
