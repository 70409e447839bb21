"""The operating system's keyring: where a password or a key is kept, if the user asks for it.

Windows has its Credential Manager, macOS its Keychain, a Linux desktop its Secret Service or
KWallet. What is kept there belongs to the OS account and is not in any file of ours. The system
may ask the user to unlock it, so call these off the window's thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Caseworker"
NONE_HERE = "This computer has no keyring that Caseworker can use, so nothing can be remembered."
REFUSED = "This computer's keyring did not take it. It may be locked. Nothing was remembered."

# "fail" and "null" keep nothing. keyrings.alt writes files that anybody can decode.
_NOT_ONES = ("keyring.backends.fail.", "keyring.backends.null.", "keyrings.alt.")


class NotRemembered(Exception):
    """The keyring is missing, locked or refuses; words for the user."""


def why_not() -> str:
    """Words why nothing can be remembered on this computer; "" when it can."""
    return "" if _backend() is not None else NONE_HERE


def get(name: str) -> str | None:
    """What was put under this name; None when nothing was, or the keyring does not say."""
    found = _backend()
    if found is None:
        return None
    try:
        return found.get_password(SERVICE, name)
    except Exception:  # locked, or its service went away: each system has errors of its own
        return None


def put(name: str, secret: str) -> None:
    """Keep a secret under a name, in place of the one before. Raises NotRemembered."""
    found = _backend()
    if found is None:
        raise NotRemembered(NONE_HERE)
    try:
        found.set_password(SERVICE, name, secret)
    except Exception:
        raise NotRemembered(REFUSED) from None  # the system's words could hold what was kept


def forget(name: str) -> None:
    """Take away what is kept under this name, if anything is. Raises NotRemembered."""
    found = _backend()
    if found is None:
        return
    from keyring.errors import PasswordDeleteError

    try:
        found.delete_password(SERVICE, name)
    except PasswordDeleteError:  # there was none
        return
    except Exception:
        raise NotRemembered(REFUSED) from None


def _backend() -> KeyringBackend | None:
    """The keyring that the library found on this computer; None when it is not a real one."""
    import keyring  # loaded late: it looks for every kind of keyring there is

    found = keyring.get_keyring()
    chained = list(getattr(found, "backends", ()))
    first = chained[0] if chained else found
    where = f"{type(first).__module__}."
    return None if where.startswith(_NOT_ONES) else found
