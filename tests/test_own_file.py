"""SQLite is for one person on one computer: the lock, the folder, the modes, in words."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from caseworker import own_file, system
from caseworker.actions.office_work import AddColleague
from caseworker.database import Unavailable
from caseworker.office import Refused
from caseworker.opening import open_office
from caseworker.own_file import AlreadyOpen, why_away
from caseworker.rules.lifecycle import Role

HOLDS = """
import sys, os, time
from pathlib import Path
from caseworker import own_file
own_file.hold(Path(sys.argv[1]))
if "fork" in sys.argv and os.fork() == 0:
    print("held", os.getpid(), flush=True)  # said by the child, once fork() is over for it too
    time.sleep(30)
    os._exit(0)
if "fork" not in sys.argv:
    print("held", -1, flush=True)
sys.stdin.read()
"""
BO = AddColleague(login="bo", colleague_name="Bo", roles=(Role.AUDITOR,))


def url_of(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def holder(file: Path, *more: str) -> tuple[subprocess.Popen[bytes], int]:
    """Another program that has the file, and the id of its child."""
    made = subprocess.Popen([sys.executable, "-c", HOLDS, str(file), *more],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert made.stdout is not None
    held, child = made.stdout.readline().split()
    assert held == b"held"
    return made, int(child)


def ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def test_a_second_copy_is_refused_and_a_crash_leaves_no_lock(tmp_path: Path) -> None:
    file = tmp_path / "caseworker.db"
    other, _ = holder(file)
    try:
        with pytest.raises(AlreadyOpen, match="already open in another copy"):
            open_office(url_of(file))
    finally:
        ended(other)  # kill: nothing is tidied up
    open_office(url_of(file)).close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_child_that_outlives_a_crash_does_not_keep_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "caseworker.db"
    parent, child = holder(file, "fork")
    try:
        parent.kill()
        parent.wait()
        open_office(url_of(file)).close()
    finally:
        os.kill(child, signal.SIGKILL)
        parent.communicate()


def test_a_second_office_in_the_same_program_is_refused_too(tmp_path: Path) -> None:
    first = open_office(url_of(tmp_path / "caseworker.db"))
    with pytest.raises(AlreadyOpen):
        open_office(url_of(tmp_path / "caseworker.db"))
    first.working_as(first.actor).close()  # whoever is at the desk, closing lets go
    open_office(url_of(tmp_path / "caseworker.db")).close()


def test_a_second_copy_can_look_and_can_change_nothing(tmp_path: Path) -> None:
    url = url_of(tmp_path / "caseworker.db")
    first = open_office(url)
    looking = open_office(url, read_only=True)
    assert looking.roles == first.roles and looking.read_only
    with pytest.raises(Refused, match="read-only"):
        looking.do(BO)
    with pytest.raises(Refused, match="read-only"):
        looking.working_as(looking.actor).do(BO)
    with pytest.raises(Exception, match="readonly"), looking.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE staff SET name = 'x'")  # the file itself refuses too
    first.do(BO)
    assert looking.working_as("bo").name == "Bo"
    looking.close()
    first.close()


def test_looking_at_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no records there yet"):
        open_office(url_of(tmp_path / "caseworker.db"), read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_looking_never_migrates(tmp_path: Path) -> None:
    import sqlite3

    file = tmp_path / "caseworker.db"
    open_office(url_of(file)).close()
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = 'r0001'")
    connection.commit()
    connection.close()
    with pytest.raises(Unavailable, match="brought up to this version"):
        open_office(url_of(file), read_only=True)


@pytest.mark.parametrize(("error", "words"), [
    (PermissionError(errno.EACCES, "no"), "cannot be written to. Choose another or ask IT"),
    (OSError(errno.EROFS, "no"), "cannot be written to. Choose another or ask IT"),
    (OSError(errno.ENOSPC, "no"), "disk is full"),
])
def test_a_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def refuse(_lock: object) -> bool:
        raise error

    monkeypatch.setattr(system.FileLock, "take", refuse)
    with pytest.raises(Unavailable, match=words):
        open_office(url_of(tmp_path / "caseworker.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_the_file_and_what_lies_beside_it_are_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        office = open_office(url_of(tmp_path / "caseworker.db"))
        office.do(BO)
        modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
        office.close()
    finally:
        os.umask(before)
    assert {"caseworker.db", "caseworker.db-wal", "caseworker.db.lock"} <= set(modes)
    assert set(modes.values()) == {0o600}, modes


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_folder_that_we_make_is_private_and_another_keeps_its_rights(tmp_path: Path) -> None:
    from caseworker import cli

    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    for folder in (ours, theirs):
        cli.database_url(cli.arguments(["--data", str(folder)]))
    assert (ours.stat().st_mode & 0o777, theirs.stat().st_mode & 0o777) == (0o700, 0o755)


@pytest.mark.parametrize("kind", ["remote", "nfs4", "nfs", "cifs", "smb2", "smb3", "fuse.sshfs",
                                  "fuse.rclone", "fuse.unheard-of", "smbfs", "afpfs", "webdav"])
def test_a_network_is_refused_and_the_way_out_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(system, "file_system_of", lambda _path: kind)
    with pytest.raises(Unavailable, match=r"on a network or is synced.*folder on this computer, "
                                          r"or share through a server"):
        open_office(url_of(tmp_path / "caseworker.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["", "local", "ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs",
                                  "fuseblk", "fuse.gocryptfs", "apfs", "hfs", "NTFS"])
def test_a_disk_of_this_computer_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(system, "file_system_of", lambda _path: kind)
    assert why_away(tmp_path) == ""


@pytest.mark.parametrize("name", [
    "OneDrive", "OneDrive - Mayor's Office", "Dropbox", "Dropbox (Work)", "Google Drive",
    "GoogleDrive-a@b.example", "iCloud Drive", "iCloudDrive", "Nextcloud",
    "Library/Mobile Documents", "Library/CloudStorage",
])
def test_a_synced_folder_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "Cases" / "2026"
    folder.mkdir(parents=True)
    assert why_away(folder) == own_file.AWAY


@pytest.mark.parametrize("name", ["Dropboxes", "Drive", "Records of OneDrive", "Google"])
def test_an_innocent_name_is_not_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert why_away(tmp_path / name) == ""


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_a_synced_folder_is_known_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "cloud" / "cases").mkdir(parents=True)
    assert why_away(tmp_path / "cloud" / "cases") == ""
    monkeypatch.setenv(name, str(tmp_path / "cloud"))
    assert why_away(tmp_path / "cloud" / "cases") == own_file.AWAY
    assert why_away(tmp_path) == ""


def test_a_synced_folder_is_known_by_the_settings_and_marks_of_its_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, marked = tmp_path / "box", tmp_path / "marked"
    for folder in (tmp_path / "appdata" / "Dropbox", box, marked / "in"):
        folder.mkdir(parents=True)
    told = tmp_path / "appdata" / "Dropbox" / "info.json"
    told.write_text(f'{{"personal": {{"path": "{box.as_posix()}"}}}}', encoding="utf-8")
    monkeypatch.setenv("APPDATA", str(tmp_path / "appdata"))
    assert why_away(box) == own_file.AWAY
    told.write_text("not what it was", encoding="utf-8")
    assert why_away(box) == ""
    (marked / ".stfolder").mkdir()
    assert why_away(marked / "in") == own_file.AWAY


MOUNTINFO = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /home/ada rw shared:2 - nfs4 server:/home rw
31 30 0:41 / /home/ada/local\040disk rw shared:3 - fuseblk /dev/sdb1 rw
32 22 0:42 / /mnt rw shared:4 - ext4 /dev/sdc rw
33 22 0:43 / /mnt rw shared:5 - fuse.sshfs ada@far: rw
"""


@pytest.mark.parametrize(("path", "kind"), [
    ("/var/lib", "ext4"), ("/home/ada/cases", "nfs4"), ("/home/adam", "ext4"),
    ("/home/ada/local disk/x", "fuseblk"), ("/mnt/x", "fuse.sshfs"),
])
def test_the_mount_that_holds_a_folder(path: str, kind: str) -> None:
    assert system._mounted_at(Path(path), MOUNTINFO) == kind


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_the_system_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert system.file_system_of(tmp_path) != ""
    told = tmp_path / "mountinfo"
    told.write_text("1 0 0:1 / / rw - cifs //server/share rw\n", encoding="utf-8")
    monkeypatch.setattr(system, "MOUNTS", told)
    assert why_away(tmp_path) == own_file.AWAY


@pytest.mark.sealed_too
def test_the_office_says_where_the_boundary_is(
    database_url: str, request: pytest.FixtureRequest
) -> None:
    office = open_office(database_url)
    assert office.boundary == {
        "sqlite": own_file.BOUNDARY, "sqlcipher": own_file.BOUNDARY_SEALED, "postgresql": "",
    }[request.node.callspec.params["database_url"]]
    office.close()
