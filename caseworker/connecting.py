"""How a server is reached: protected on the way, within a bounded time, and in words when not.

What the address, the service file or libpq's own variables say is the user's word and stands.
Where they are silent, a server elsewhere must show a certificate that this computer trusts for
its name; on this computer itself nobody can listen in between.
"""

from __future__ import annotations

import configparser
import ipaddress
import os
import sys
from pathlib import Path

from sqlalchemy import URL

from caseworker import trust

TIMEOUT = "10"  # seconds for each address of a server until "it does not answer"
NO_RIGHTS_YET = "You have no rights yet. Ask two administrators."
WRONG_PASSWORD = "Name or password is wrong."
NOT_TRUSTED = "The server's certificate is not trusted. Ask IT."
ASK_WITH_PASSWORD = "Sign in with your name and password, or ask IT."

# What libpq, the server or the driver says -> (what it is about, our words). First match counts.
FAILURES: dict[str, tuple[str, str]] = {
    "password authentication failed": ("password", WRONG_PASSWORD),
    "authentication failed for user": ("password", WRONG_PASSWORD),
    "no password supplied": ("password", "Enter the password."),
    "password is empty": ("password", "Enter the password."),
    "is not permitted to log in": ("rights", NO_RIGHTS_YET),
    "permission denied for database": ("rights", NO_RIGHTS_YET),
    "root certificate file": (
        "server", "This computer has no list of the certificates that it trusts. Ask IT."),
    "certificate verify failed": ("server", NOT_TRUSTED),
    "does not match host name": (
        "server", ("The server's certificate is not trusted: it is made out to another name. "
                   "Check how the server is written, or ask IT.")),
    "server does not support ssl": (
        "server", "The server has no protected connection (TLS), so nothing was sent. Ask IT."),
    "channel binding": (
        "server", ("The server does not protect passwords as it must (SCRAM over TLS), so none "
                   "was sent. Ask IT.")),
    "authentication method requirement": (
        "windows", f"This server does not take the computer's own sign-in. {ASK_WITH_PASSWORD}"),
    "gssapi": (
        "windows", f"This computer is not signed in to the office's network. {ASK_WITH_PASSWORD}"),
    "sspi": (
        "windows", f"This computer is not signed in to the office's network. {ASK_WITH_PASSWORD}"),
    "no pg_hba.conf entry": (
        "server", "The server does not let this name in from this computer. Ask IT."),
    "definition of service": (
        "server", "There is no service of that name in your service file. Check it, or ask IT."),
    "service file": ("server", "Your service file cannot be read. Ask IT."),
    "could not translate host name": (
        "server", "There is no server of that name. Check how it is written, or ask IT."),
    "failed to resolve host": (
        "server", "There is no server of that name. Check how it is written, or ask IT."),
    "connection refused": (
        "server", ("No database answers there. Check how the server is written, or ask IT whether "
                   "it runs.")),
    "timeout expired": (
        "server", ("The server does not answer. Check how it is written and that you are on the "
                   "office's network, or ask IT.")),
    "network is unreachable": (
        "server", "This computer is not on the network. Connect it, then try again."),
    "no route to host": (
        "server", ("The server cannot be reached from here. Check that you are on the office's "
                   "network, or ask IT.")),
    "invalid response to ssl negotiation": (
        "server", "What answers there is not PostgreSQL. Check how the server is written."),
    "expected authentication request": (
        "server", "What answers there is not PostgreSQL. Check how the server is written."),
    "too many connections": (
        "server", "Too many people are signed in to the server. Wait a minute, then try again."),
    "remaining connection slots": (
        "server", "Too many people are signed in to the server. Wait a minute, then try again."),
    "the database system is": (
        "server", "The server is starting or stopping. Wait a minute, then try again."),
}


def failure(said: str) -> tuple[str, str] | None:
    """(what it is about, our words) for a failed connection; None for words that we don't know.

    About "password", "server", "rights" or "windows", so that a window can point at
    what is to be changed.
    """
    low = said.lower()
    if 'database "' in low and "does not exist" in low:
        return "server", ("There is no database of that name on the server. Check how it is "
                          "written, or ask IT.")
    if 'role "' in low and "does not exist" in low:
        return "password", WRONG_PASSWORD
    return next((told for part, told in FAILURES.items() if part in low), None)


def protected(address: URL) -> URL:
    """The address with what is needed to reach it safely, where nobody said otherwise."""
    name = str(address.query.get("service") or os.environ.get("PGSERVICE") or "")
    said = {**_from_environment(), **(service(name) if name else {}),
            **{key: str(value) for key, value in address.query.items()}}
    wanted = {"connect_timeout": TIMEOUT}
    host = address.host or said.get("host") or said.get("hostaddr") or ""
    if not _on_this_computer(host):
        wanted |= {"sslmode": "verify-full"}
        if "sslmode" not in said and "sslrootcert" not in said:
            wanted |= {"sslrootcert": _trusted()}
        if address.password and "sslmode" not in said:
            wanted |= {"channel_binding": "require"}
    missing = {key: value for key, value in wanted.items() if key not in said}
    return address.update_query_dict(missing)


def service(name: str) -> dict[str, str]:
    """What libpq's service file says about a service; empty when it has none of that name."""
    own = os.environ.get("PGSERVICEFILE") or str(_libpq_folder() / ".pg_service.conf")
    common = Path(os.environ.get("PGSYSCONFDIR") or ".") / "pg_service.conf"
    for file in (Path(own), common):
        read = configparser.RawConfigParser(
            delimiters="=", comment_prefixes="#", strict=False, allow_no_value=True)
        try:
            read.read_string(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, configparser.Error):
            continue  # libpq says itself what is wrong with it
        if read.has_section(name):
            return {key: value or "" for key, value in read.items(name)}
    return {}


def _from_environment() -> dict[str, str]:
    named = {"host": "PGHOST", "hostaddr": "PGHOSTADDR", "sslmode": "PGSSLMODE",
             "sslrootcert": "PGSSLROOTCERT", "channel_binding": "PGCHANNELBINDING",
             "connect_timeout": "PGCONNECT_TIMEOUT"}
    return {key: os.environ[name] for key, name in named.items() if os.environ.get(name)}


def _on_this_computer(hosts: str) -> bool:
    """Whether all hosts (libpq takes several, with commas) are here; "" is libpq's own socket."""
    return all(_loopback(host.strip("[]")) for host in hosts.split(","))


def _loopback(host: str) -> bool:
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _trusted() -> str:
    """The certificates to trust: libpq's own list if the user has one, else the computer's."""
    own = _libpq_folder() / ("root.crt" if sys.platform == "win32" else ".postgresql/root.crt")
    if own.is_file():
        return str(own)
    found = trust.trusted_certificates()
    return str(found) if found is not None else "system"


def _libpq_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "")) / "postgresql"
    return Path.home()

