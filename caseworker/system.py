"""What the operating system does for the program. Only this module asks which system it is."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _JOB_EXTENDED_LIMITS = 9
    _LIMIT_ACTIVE_PROCESS = 0x08
    _LIMIT_PROCESS_MEMORY = 0x100

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def _limit(memory_bytes: int, cpu_seconds: int) -> bool:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        limits = _ExtendedLimits()
        # One process: what reads a stranger's file may start no other program.
        limits.BasicLimitInformation.LimitFlags = _LIMIT_PROCESS_MEMORY | _LIMIT_ACTIVE_PROCESS
        limits.BasicLimitInformation.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = memory_bytes
        told = job and kernel.SetInformationJobObject(
            job, _JOB_EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        # The handle is kept open on purpose: the limits last as long as the process.
        return bool(told and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))

    def _extend(cpu_seconds: int) -> None:
        """Windows has no processor limit here: the clock of the calling process ends the work."""

else:
    import resource

    def _lower(which: int, soft: int, for_good: bool = True) -> bool:
        try:
            hard = resource.getrlimit(which)[1]
            if hard != resource.RLIM_INFINITY:
                soft = min(soft, hard)
            resource.setrlimit(which, (soft, soft if for_good else hard))
        except (OSError, ValueError):
            return False
        return True

    def _limit(memory_bytes: int, cpu_seconds: int) -> bool:
        _lower(resource.RLIMIT_CORE, 0)  # a crash must not leave a person's letter on the disk
        _lower(resource.RLIMIT_FSIZE, 0)  # nor may any file be written
        _lower(resource.RLIMIT_NOFILE, 64)
        _extend(cpu_seconds)
        # macOS takes RLIMIT_AS and does not keep to it: there only the clock ends the work.
        return _lower(resource.RLIMIT_AS, memory_bytes)

    def _extend(cpu_seconds: int) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        soon = int(used.ru_utime + used.ru_stime) + cpu_seconds + 1
        _lower(resource.RLIMIT_CPU, soon, for_good=False)  # each piece of work gets more


def limit_this_process(memory_bytes: int, cpu_seconds: int) -> bool:
    """Bind this process: memory in bytes, processor time in seconds from now, no files written.

    Linux: address space, processor time, no written files, no core file, 64 open files.
    macOS: the same, but the system does not hold to the memory limit.
    Windows: a Job Object with a memory limit and no child processes; no processor limit.
    Returns whether the system took the memory limit. It can't be undone: call it in a child.
    """
    try:
        return _limit(memory_bytes, cpu_seconds)
    except (OSError, AttributeError):
        return False


def extend_processor_time(cpu_seconds: int) -> None:
    """Give this limited process ``cpu_seconds`` more from now, for its next piece of work."""
    _extend(cpu_seconds)


def cut_off_network() -> bool:
    """Put this process in a network of its own with nothing in it, where Linux lets us.

    Returns whether it was done; elsewhere the caller forbids sockets in Python. Call it before
    the process has a second thread.
    """
    if sys.platform != "linux":
        return False
    import ctypes  # here, as what else the first picture need not wait for
    try:
        return bool(ctypes.CDLL(None).unshare(0x50000000) == 0)  # CLONE_NEWUSER, NEWNET
    except (OSError, AttributeError):
        return False


def account() -> str:
    """The name of the operating system account: on SQLite, who acts."""
    import getpass
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this account, as in some containers
        return "me"


def has_display() -> bool:
    """Whether a window can be shown: Windows and macOS always, others with a display server."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def data_folder() -> Path:
    """Where the records of one person on this computer live, unless told otherwise."""
    import platformdirs
    return Path(platformdirs.user_data_dir("Caseworker", appauthor=False))


def config_folder() -> Path:
    """Where the settings of this person on this computer are."""
    if sys.platform in ("win32", "darwin"):
        import platformdirs
        return Path(platformdirs.user_config_dir("Caseworker", appauthor=False))
    # As platformdirs has it too, which takes as long to load as the first page to read.
    return Path(os.environ.get("XDG_CONFIG_HOME", "").strip() or Path.home() / ".config",
                "Caseworker")


def fold_back_output() -> None:
    """Let the console show every sign, whatever its code page: an unknown one as "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


class FileLock:
    """A lock on a file that ends with the process, however it ends: a crash leaves none behind.

    ``take()`` makes the file when it is not there. The file itself stays, empty, and means nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether this process has the lock now. Raises OSError when the file can't be made."""
        if self._descriptor is not None:
            return True
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(descriptor):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        _held.add(self)
        return True

    def let_go(self) -> None:
        """Give the lock up; nothing happens when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)  # the system drops the lock with its last descriptor
            self._descriptor = None
            _held.discard(self)


_held: set[FileLock] = set()


def _forget_locks() -> None:
    """A forked child has a copy of each descriptor: kept open, it would outlive its parent."""
    for lock in list(_held):
        lock.let_go()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        # flock, not lockf: a record lock is lost when the process closes any copy of the file.
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    os.register_at_fork(after_in_child=_forget_locks)


def make_private(path: Path) -> None:
    """Let only this account read and write a file, or enter a folder, where modes exist.

    Windows has none: there the folder of a person's data is theirs alone already.
    """
    with contextlib.suppress(OSError):  # a file system without modes, or another's folder
        path.chmod(0o700 if path.is_dir() else 0o600)


def file_system_of(path: Path) -> str:
    """The kind of file system that holds this folder: "ext4", "nfs4", "remote"; "" if not known.

    Windows tells only "remote" (a share, or a drive letter that stands for one) or "local".
    """
    try:
        return _file_system(Path(os.path.realpath(path)))
    except (OSError, AttributeError, ValueError):
        return ""


MOUNTS = Path("/proc/self/mountinfo")

if sys.platform == "win32":
    _DRIVE_REMOTE = 4

    def _file_system(path: Path) -> str:
        drive = path.drive
        if drive.startswith("\\\\") and not (drive[:4] == "\\\\?\\" and drive[5:6] == ":"):
            return "remote"
        kind = ctypes.WinDLL("kernel32").GetDriveTypeW(drive[-2:] + "\\")
        return "remote" if kind == _DRIVE_REMOTE else "local"

elif sys.platform == "darwin":
    import ctypes

    class _StatFs(ctypes.Structure):
        _fields_ = (
            ("sizes", ctypes.c_uint32 * 2), ("counts", ctypes.c_uint64 * 5),
            ("ids", ctypes.c_int32 * 2), ("owner", ctypes.c_uint32), ("type", ctypes.c_uint32),
            ("flags", ctypes.c_uint32), ("subtype", ctypes.c_uint32),
            ("name", ctypes.c_char * 16), ("on", ctypes.c_char * 1024),
            ("source", ctypes.c_char * 1024), ("reserved", ctypes.c_uint32 * 8),
        )

    _MNT_LOCAL = 0x1000

    def _file_system(path: Path) -> str:
        library, told = ctypes.CDLL(None), _StatFs()
        # On Intel the plain name is an older call with another shape.
        statfs = getattr(library, "statfs$INODE64", None) or library.statfs
        if statfs(os.fsencode(path), ctypes.byref(told)) != 0:
            return ""
        return str(told.name.decode()) if told.flags & _MNT_LOCAL else "remote"

else:

    def _file_system(path: Path) -> str:
        return _mounted_at(path, MOUNTS.read_text(encoding="utf-8", errors="replace"))


def _mounted_at(path: Path, mounts: str) -> str:
    """The type of the mount that holds ``path``, from the text of /proc/self/mountinfo.

    It is asked rather than statfs, whose one number for all of FUSE can't tell sshfs, which is a
    network, from NTFS on a disk.
    """
    found, longest = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)),
                            before.split(" ")[4]))
        if path.is_relative_to(point) and len(point.parts) >= longest:  # the last mount is on top
            found, longest = after.split(" ")[0], len(point.parts)
    return found


def sync_roots() -> list[Path]:
    """The folders that OneDrive and Dropbox say they keep in step with their servers."""
    import json
    found = [Path(os.environ[name]) for name in
             ("OneDrive", "OneDriveCommercial", "OneDriveConsumer") if os.environ.get(name)]
    homes = [Path(os.environ[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA")
             if os.environ.get(name)]
    for told in (*(home / "info.json" for home in homes), Path.home() / ".dropbox" / "info.json"):
        with contextlib.suppress(OSError, ValueError, AttributeError, TypeError, KeyError):
            accounts = json.loads(told.read_text(encoding="utf-8"))
            found += [Path(account["path"]) for account in accounts.values()]
    return found


def is_full(error: OSError) -> bool:
    """Whether there was no room: on the disk, in the quota, or for so large a file."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
