"""A private PostgreSQL server with a certificate, signed by an authority of its own.

The server stands on loopback and is called by a name that is not: with PGHOSTADDR the name need
not be known to any name service. The certificates are made by the program ``openssl``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.support import postgres

HOST = "records.office.test"
GSS_LOGIN = "t-kerberos"  # whom the server asks for Kerberos, which no test machine has


@dataclass(frozen=True)
class Protected:
    """The server's superuser URL (by loopback), its port, and the authority that signed it."""

    url: str
    port: int
    authority: Path
    stranger: Path  # an authority that did not sign it


@contextmanager
def server(folder: Path) -> Iterator[Protected]:
    """Start one. Raises postgres.NoServer with the reason where that can't be done."""
    if shutil.which("openssl") is None:
        raise postgres.NoServer("the program openssl is not installed")
    authority, key, certificate = _certificates(folder)
    stranger, _, _ = _certificates(folder / "stranger")
    started = postgres.start()
    try:
        data = started.folder / "data"
        for source, name in ((key, "server.key"), (certificate, "server.crt")):
            shutil.copyfile(source, data / name)
            (data / name).chmod(0o600)
            if hasattr(os, "geteuid") and os.geteuid() == 0:
                shutil.chown(data / name, "postgres", "postgres")
        rules = data / "pg_hba.conf"
        rules.write_text(f"host all {GSS_LOGIN} 127.0.0.1/32 gss\n" + rules.read_text())
        plain = started.url.replace("+psycopg", "", 1)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET ssl = on")
            connection.execute("SELECT pg_reload_conf()")
        yield Protected(started.url, make_url(started.url).port or 0, authority, stranger)
    finally:
        started.stop()


def _certificates(folder: Path) -> tuple[Path, Path, Path]:
    """An authority's certificate, and a key and a certificate for HOST that it signed."""
    folder.mkdir(parents=True, exist_ok=True)
    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    _openssl(folder, "req", "-x509", *new_key, "-keyout", "ca.key", "-out", "ca.crt",
             "-days", "3650", "-subj", "/CN=Invented authority")
    _openssl(folder, "req", *new_key, "-keyout", "key", "-out", "request", "-subj", f"/CN={HOST}")
    (folder / "names").write_text(f"subjectAltName=DNS:{HOST}\n")
    _openssl(folder, "x509", "-req", "-in", "request", "-CA", "ca.crt", "-CAkey", "ca.key",
             "-CAcreateserial", "-extfile", "names", "-days", "3650", "-out", "crt")
    return folder / "ca.crt", folder / "key", folder / "crt"


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True,
                   stdin=subprocess.DEVNULL)
