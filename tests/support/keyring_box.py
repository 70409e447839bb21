"""A keyring in memory, in place of the computer's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class InMemory(KeyringBackend):
    """Keeps (service, name) to secret in ``kept``; ``locked`` makes it refuse."""

    priority = 1  # type: ignore[assignment]  # the library's own type is a property

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        """As the library wants it."""
        self._ask()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """As the library wants it."""
        self._ask()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """As the library wants it."""
        self._ask()
        if (service, username) not in self.kept:
            raise PasswordDeleteError("there is none")
        del self.kept[service, username]

    def _ask(self) -> None:
        if self.locked:
            raise KeyringLocked("it is locked")


@contextmanager
def in_place(backend: KeyringBackend) -> Iterator[None]:
    """Let the program find this keyring, then the computer's own again."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)
