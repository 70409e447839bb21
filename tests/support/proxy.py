"""A cable between the program and a server, which a test can pull at the moment that it chooses."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from threading import Event, Lock, Thread

from sqlalchemy import URL

COMMIT = b"COMMIT"  # as it goes over the wire, in a message of the simple protocol
LARGEST = 65_536


class Cable:
    """Carries every byte both ways, on loopback, until it is told otherwise.

    ``cut_at_commit`` pulls it once: when the next COMMIT has been written by the program and has
    not reached the server, or (``reached``) when the server has answered it and the answer has
    not come back. It stays out until :meth:`plug_in`.
    """

    def __init__(self, server: URL) -> None:
        self._to = (server.host or "127.0.0.1", server.port or 5432)
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock, self._armed, self._reached = Lock(), False, False
        self.was_cut = Event()
        self._door: socket.socket | None = None
        self._threads: list[Thread] = []
        self.port = 0
        self.plug_in()
        self.url = server.set(host="127.0.0.1", port=self.port)

    def plug_in(self) -> None:
        """Carry again, at the same place as before."""
        door = socket.create_server(("127.0.0.1", self.port))
        self.port = door.getsockname()[1]
        self._door = door
        self._begin(self._let_in, door)

    def pull(self) -> None:
        """End every connection, and let in no new one."""
        with self._lock:
            door, self._door, pairs, self._pairs = self._door, None, self._pairs, []
        if door is not None:
            with contextlib.suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits in accept()
            door.close()
        for each in (end for pair in pairs for end in pair):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self.was_cut.set()

    def close(self) -> None:
        """Pull it for good, and wait for the threads."""
        self.pull()
        for thread in self._threads:
            thread.join(5)

    def cut_at_commit(self, *, reached: bool) -> None:
        """Pull it in the middle of the next save."""
        self._armed, self._reached = True, reached

    def _begin(self, work: Callable[..., None], *given: object) -> Thread:
        thread = Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _let_in(self, door: socket.socket) -> None:
        while True:
            try:
                near, _ = door.accept()
            except OSError:
                return
            self._begin(self._join_up, near)

    def _join_up(self, near: socket.socket) -> None:
        """Carry both ways between one connection of the program and the server, to its end."""
        with near, socket.create_connection(self._to) as far:
            answering = Event()  # the next answer is that to a COMMIT
            with self._lock:
                self._pairs.append((near, far))
            back = self._begin(self._carry, far, near, lambda _: answering.is_set())
            self._carry(near, far, lambda sent: self._asks(sent, answering))
            back.join()

    def _asks(self, sent: bytes, answering: Event) -> bool:
        """Whether the cable is to be pulled before these bytes of the program are carried."""
        if not self._armed or COMMIT not in sent:
            return False
        self._armed = False
        if self._reached:
            answering.set()
        return not self._reached

    def _carry(
        self, source: socket.socket, to: socket.socket, cut: Callable[[bytes], bool]
    ) -> None:
        with contextlib.suppress(OSError):
            while sent := source.recv(LARGEST):
                if cut(sent):
                    self.pull()
                    break
                to.sendall(sent)
        for end in (source, to):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
