"""What the operating system does for the program. Only this module asks which system it is."""

from __future__ import annotations

import ctypes
import getpass
import io
import os
import sys
from pathlib import Path

import platformdirs

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000

if sys.platform == "win32":
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
    try:
        return bool(ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)
    except (OSError, AttributeError):
        return False


def account() -> str:
    """The name of the operating system account: on SQLite, who acts."""
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
    return Path(platformdirs.user_data_dir("Caseworker", appauthor=False))


def fold_back_output() -> None:
    """Let the console show every sign, whatever its code page: an unknown one as "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
