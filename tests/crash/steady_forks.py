"""Loaded by the fork server that all commands under trial share: one of them killed as it asks does not end it.

Python's own ends with an EOFError where whoever asked it for a process is gone before the request is whole. A desk has
a fork server of its own, which nobody misses when that desk is dead.
"""

import errno
import socket
from multiprocessing import reduction

_received = reduction.recvfds


def _received_or_gone(sock: socket.socket, size: int) -> list[int]:
    try:
        return _received(sock, size)
    except EOFError as error:
        raise OSError(errno.ECONNABORTED, "whoever asked is gone") from error


reduction.recvfds = _received_or_gone
