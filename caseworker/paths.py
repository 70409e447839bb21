"""Where the files that ship with the program are.

The folders keep one shape everywhere, so one function finds them: a source checkout has
``templates/letters``, a wheel ``caseworker/_data/templates/letters``, a PyInstaller build the same.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"

ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

MIGRATIONS = ROOT / "db" / "migrations"
LETTERS = ROOT / "templates" / "letters"
RESOURCES = ROOT / "resources"
FONTS = RESOURCES / "fonts"
ICONS = RESOURCES / "icons"
DEMO = RESOURCES / "demo"
HELP = RESOURCES / "help"
GUIDES = ROOT / "docs" / "guide"
SETTINGS_FILE = "settings.json"  # in the folder of a person's settings
CHANGELOG = ROOT / "CHANGELOG.md"


def missing() -> list[Path]:
    """The shipped folders that are not there (an incomplete install)."""
    return [path for path in (MIGRATIONS, LETTERS, RESOURCES) if not path.is_dir()]
