"""What somebody types at sign-in becomes an address without a password."""

from __future__ import annotations

import subprocess
import sys

import pytest

from caseworker.rules.finding import Refused
from caseworker.way_in import OwnFolder, ToServer, of_url


@pytest.mark.parametrize(("typed", "login", "url"), [
    ("records.office.example", "pshah", "postgresql://pshah@records.office.example/caseworker"),
    (" records:5433 ", "", "postgresql://records:5433/caseworker"),
    ("records/team two", "", None), ("records/team", "o'neil@x",
                                     "postgresql://o%27neil%40x@records/team"),
    ("[::1]:5432/team", "a", "postgresql://a@[::1]:5432/team"),
    ("service=mopac", "", "postgresql:///?service=mopac"),
    ("service = mopac", "pshah", "postgresql://pshah@/?service=mopac"),
    ("postgresql://records/team?sslmode=require", "pshah",
     "postgresql://pshah@records/team?sslmode=require"),
    ("postgresql+psycopg://records:1/team", "", "postgresql://records:1/team"),
    ("", "", None), ("records:99999", "", None), ("https://records", "", None),
    ("postgresql://pshah:secret@records/team", "", None), ("two words", "", None),
])
def test_a_server_as_typed(typed: str, login: str, url: str | None) -> None:
    if url is None:
        with pytest.raises(Refused) as refused:
            ToServer(typed, login).url()
        assert [each.field for each in refused.value.findings] == ["server"]
        assert "secret" not in str(refused.value)
    else:
        assert ToServer(typed, login).url() == url


def test_the_computers_own_sign_in_admits_no_password() -> None:
    assert ToServer("records", by_computer=True).url() == (
        "postgresql://records/caseworker?require_auth=gss,sspi")
    assert ToServer("service=mopac", by_computer=True).url() == (
        "postgresql:///?service=mopac&require_auth=gss,sspi")


@pytest.mark.parametrize(("given", "typed", "login", "password"), [
    ("postgresql://pshah:s%40crt@records:5/team", "postgresql://records:5/team", "pshah", "s@crt"),
    ("postgresql:///?service=mopac", "postgresql:///?service=mopac", "", ""),
    ("postgresql://records/team", "postgresql://records/team", "", ""),
])
def test_an_address_from_the_command_line(
    given: str, typed: str, login: str, password: str
) -> None:
    way, secret = of_url(given)
    assert (way.server, way.login, secret) == (typed, login, password)
    assert way.url().replace(f"{login}@", "") == typed


def test_a_folder_as_typed(tmp_path: object) -> None:
    assert OwnFolder(f" {tmp_path} ").url().endswith("/caseworker.db")
    for typed in ("", "  ", "records", "./records"):
        with pytest.raises(Refused):
            OwnFolder(typed).url()


def test_the_ways_load_nothing_of_the_database() -> None:
    code = ("import sys, caseworker.way_in, caseworker.config, caseworker.keyring_box;"
            "assert 'sqlalchemy' not in sys.modules and 'keyring' not in sys.modules")
    subprocess.run([sys.executable, "-c", code], check=True)
