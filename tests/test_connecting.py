"""A server is reached protected, within a bounded time, or there are words that say why not."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from caseworker import connecting, database
from caseworker.connecting import NOT_TRUSTED, WRONG_PASSWORD, protected
from caseworker.database import Unavailable, check_server, let_in, open_engine
from tests.support import tls

PG = ("PGHOST", "PGHOSTADDR", "PGSSLMODE", "PGSSLROOTCERT", "PGSERVICE", "PGSERVICEFILE",
      "PGCHANNELBINDING", "PGCONNECT_TIMEOUT", "PGPASSWORD", "PGPORT", "PGUSER")


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of libpq but those of the test."""
    for name in PG:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(connecting, "_libpq_folder", lambda: tmp_path / "none")


def _asked(url: str) -> dict[str, str]:
    return {key: str(value) for key, value in protected(make_url(url)).query.items()}


@pytest.mark.parametrize("host", [
    "", "localhost", "127.0.0.1", "127.8.8.8", "[::1]"])
def test_on_this_computer_nothing_is_asked_for(host: str) -> None:
    assert _asked(f"postgresql://ada:x@{host}/records").keys() == {"connect_timeout"}


@pytest.mark.parametrize("host", [
    "records.office.test", "10.0.0.4", "[2001:db8::1]", "localhost.x"])
def test_elsewhere_the_certificate_must_fit_the_name(host: str) -> None:
    asked = _asked(f"postgresql://ada:x@{host}/records")
    assert asked["sslmode"] == "verify-full" and asked["channel_binding"] == "require"
    assert asked["sslrootcert"]
    without = _asked(f"postgresql://{host}/records")  # the computer's own sign-in has no channel
    assert without["sslmode"] == "verify-full" and "channel_binding" not in without


def test_one_host_elsewhere_among_several_is_enough() -> None:
    assert _asked("postgresql:///r?host=localhost,records.office.test")["sslmode"] == "verify-full"


def test_what_the_user_says_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = _asked("postgresql://ada:x@records.office.test/r?sslmode=prefer&connect_timeout=3")
    assert said == {"sslmode": "prefer", "connect_timeout": "3"}
    file = tmp_path / "services"
    file.write_text("# ours\n[plain]\nhost=records.office.test\nsslmode=disable\n"
                    "[silent]\nhost=records.office.test\n[here]\nhost=localhost\n")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    assert "sslmode" not in _asked("postgresql:///?service=plain")
    assert _asked("postgresql:///?service=silent")["sslmode"] == "verify-full"
    assert "sslmode" not in _asked("postgresql:///?service=here")
    monkeypatch.setenv("PGSSLMODE", "verify-ca")
    assert "sslmode" not in _asked("postgresql://records.office.test/r")
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "none"))
    assert connecting.service("plain") == {}


def test_a_list_of_certificates_of_ones_own_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / ".postgresql" / "root.crt"
    own.parent.mkdir()
    own.write_text("")
    monkeypatch.setattr(connecting, "_libpq_folder", lambda: tmp_path)
    assert _asked("postgresql://records.office.test/r")["sslrootcert"] == str(own)
    monkeypatch.setenv("PGSSLROOTCERT", "system")
    assert "sslrootcert" not in _asked("postgresql://records.office.test/r")


@pytest.fixture
def by_name(tls_server: tls.Protected, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server's address by its name, without a password."""
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    monkeypatch.setenv("PGSSLROOTCERT", str(tls_server.authority))
    return f"postgresql://postgres@{tls.HOST}:{tls_server.port}/postgres"


def _reach(url: str, password: str = "") -> dict[str, str]:
    """Connect, under TLS; what libpq went by."""
    engine = open_engine(url, password=password)
    check_server(engine)
    with engine.connect() as connection:
        raw: psycopg.Connection[object] = connection.connection.driver_connection
        assert raw is not None
        assert raw.pgconn.ssl_in_use
        used = raw.info.get_parameters()
    engine.dispose()
    return used


def _refused(url: str, password: str = "") -> Unavailable:
    engine = open_engine(url, password=password)
    with pytest.raises(Unavailable) as told:
        check_server(engine)
    engine.dispose()
    return told.value


def test_a_trusted_server_is_reached_under_tls(tls_server: tls.Protected, by_name: str) -> None:
    secret = make_url(tls_server.url).password or ""
    used = _reach(by_name, secret)
    assert used["sslmode"] == "verify-full" and used["channel_binding"] == "require"


def test_a_server_signed_by_a_stranger_is_not_trusted(
    tls_server: tls.Protected, by_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSSLROOTCERT", str(tls_server.stranger))
    told = _refused(by_name, "x")
    assert (str(told), told.about) == (NOT_TRUSTED, "server")


def test_a_certificate_for_another_name_is_not_trusted(by_name: str) -> None:
    told = _refused(by_name.replace(tls.HOST, "other.office.test"), "x")
    assert "made out to another name" in str(told)


def test_a_missing_list_of_certificates_is_said(
    by_name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PGSSLROOTCERT", str(tmp_path / "none.crt"))
    assert "no list of the certificates" in str(_refused(by_name, "x"))


def test_a_wrong_password_and_a_wrong_name_are_told_alike(by_name: str) -> None:
    wrong = [_refused(by_name, "x"), _refused(by_name.replace("postgres@", "nobody@"), "x")]
    assert {(str(each), each.about) for each in wrong} == {(WRONG_PASSWORD, "password")}


def test_no_password_at_all_is_told(by_name: str) -> None:
    assert str(_refused(by_name)) == "Enter the password."


def test_the_computers_own_sign_in_sends_no_password(by_name: str) -> None:
    told = _refused(f"{by_name}?require_auth=gss,sspi")
    assert told.about == "windows" and "does not take the computer's own sign-in" in str(told)


def test_without_a_ticket_the_way_on_is_said(tls_server: tls.Protected, by_name: str) -> None:
    told = _refused(by_name.replace("postgres@", f"{tls.GSS_LOGIN}@") + "?require_auth=gss,sspi")
    assert told.about == "windows" and "not signed in to the office's network" in str(told)


def test_a_server_without_tls_gets_nothing(
    postgres_server: str, monkeypatch: pytest.MonkeyPatch, tls_server: tls.Protected
) -> None:
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    monkeypatch.setenv("PGSSLROOTCERT", str(tls_server.authority))
    port = make_url(postgres_server).port
    told = _refused(f"postgresql://postgres@{tls.HOST}:{port}/postgres", "x")
    assert "no protected connection" in str(told)


def test_a_service_file_is_enough(
    tls_server: tls.Protected, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "services"
    file.write_text(f"[mopac]\nhost={tls.HOST}\nhostaddr=127.0.0.1\nport={tls_server.port}\n"
                    f"dbname=postgres\nuser=postgres\nsslrootcert={tls_server.authority}\n")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    secret = make_url(tls_server.url).password or ""
    assert _reach("postgresql:///?service=mopac", secret)["sslmode"] == "verify-full"
    assert "no service of that name" in str(_refused("postgresql:///?service=other"))


def test_a_database_that_is_not_there_and_a_name_that_nobody_has(tls_server: tls.Protected) -> None:
    gone = tls_server.url.rpartition("/")[0] + "/none"
    assert "no database of that name" in str(_refused(gone))
    assert "no server of that name" in str(_refused("postgresql://nowhere.invalid/records", "x"))


def test_what_is_no_database_server_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        def answer() -> None:
            taken, _ = other.accept()
            taken.recv(64)
            taken.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            taken.close()

        threading.Thread(target=answer, daemon=True).start()
        address = f"postgresql://ada@127.0.0.1:{other.getsockname()[1]}/records"
        assert "not PostgreSQL" in str(_refused(address, "x"))


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        told = _refused(f"postgresql://ada@127.0.0.1:{port}/records?connect_timeout=1", "x")
    assert "does not answer" in str(told)


def test_a_server_that_is_too_old_is_told(
    postgres_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "OLDEST_POSTGRESQL", 99)
    told = _refused(postgres_server)
    assert str(told) == "The server is too old. It must be PostgreSQL 99 or later."


def test_a_password_is_checked_afresh(tls_server: tls.Protected) -> None:
    engine = open_engine(tls_server.url)
    let_in(engine, make_url(tls_server.url).password or "")
    with pytest.raises(Unavailable, match="Name or password is wrong"):
        let_in(engine, "x")
    engine.dispose()
