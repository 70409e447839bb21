"""The ``caseworker`` command: the window, the demo, the walkthrough; other commands need none."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker import system

if TYPE_CHECKING:
    import argparse

    from caseworker.way_in import Way

NO_DISPLAY = "There is no display here, so no window can be shown."


def main(given: Sequence[str] | None = None) -> int:
    """Do what the arguments ask; returns the exit code."""
    try:
        code = _main(given)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our words has had enough, as ``| head`` does
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  kept to the end
        return 0
    return code


def _main(given: Sequence[str] | None) -> int:
    if getattr(sys, "frozen", False):
        import multiprocessing  # takes long to load, and only a packaged build needs it here

        multiprocessing.freeze_support()  # a packaged build starts its reading process this way
    if not (sys.argv[1:] if given is None else given) and system.has_display():
        return window(None)  # as by its icon: nothing of the command line is loaded
    from caseworker import cli

    arguments = cli.arguments(given)
    if arguments.command == "walkthrough":
        return walkthrough(arguments.out, arguments.files)
    if arguments.command not in (None, "demo"):
        return cli.run(arguments)
    if not system.has_display():
        return without_display(arguments)
    way, password = way_of(arguments)
    return window(way, password, read_only=arguments.read_only)


def window(way: Way | None, password: str = "", *, read_only: bool = False) -> int:
    """The window itself, if this build of Qt can be trusted."""
    gc.disable()  # until ui.rubbish collects: there is nothing to be found while all is loaded
    from ui import qt_build

    if problem := qt_build.why_not():
        print(problem, file=sys.stderr)
        return 1
    from ui import first_look

    look = first_look.kept(system.config_folder()) if way is None and not read_only else None
    if look is not None and not look.wait_for(_load):
        return 0  # closed before there was more to see
    from ui import application

    return application.run(way, password, read_only=read_only, look=look)


def _load() -> None:
    from ui import application  # noqa: F401


def way_of(arguments: argparse.Namespace) -> tuple[Way | None, str]:
    """The way to the records that the arguments name, or None; and the password in an address."""
    from caseworker.way_in import Demo, OwnFolder, of_url

    if arguments.command == "demo":
        return Demo(arguments.login), ""
    if arguments.data:
        return OwnFolder(str(arguments.data.expanduser().absolute())), ""
    if not arguments.database:
        return None, ""
    return of_url(arguments.database)


def without_display(arguments: argparse.Namespace) -> int:
    """Say so; for the demo, do the same job without a window."""
    from caseworker import cli

    cli.say(NO_DISPLAY)
    if arguments.command != "demo":
        cli.say("On a machine with a display this opens the window. "
                "Here, try: caseworker walkthrough --out DIR")
        return 1
    out = Path.cwd() / "caseworker-walkthrough"
    cli.say(f"The demo does the same job without one. Its papers go to {out}")
    return walkthrough(out, [])


def walkthrough(out: Path, files: Sequence[Path]) -> int:
    """One review from the envelope to the bundle, with pictures where Qt can paint."""
    from caseworker import cli
    from caseworker.office import Refused, Unavailable
    from caseworker.walkthrough import walk_through

    try:
        from ui.pictures import take
    except ImportError as missing:
        cli.say(f"Pictures are left out: Qt cannot start here ({missing}).", to=sys.stderr)
        take = None  # type: ignore[assignment]  # no pictures
    try:
        walk_through(out, files, cli.say, take)
    except Refused as refused:
        for finding in refused.findings:
            cli.say(f"{finding.title}: {finding.reason}", to=sys.stderr)
        return 1
    except (OSError, Unavailable) as problem:
        cli.say(f"The walkthrough stopped: {problem}", to=sys.stderr)
        return 1
    cli.say(f"Done. The papers are in {out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
