"""A process of our own that answers orders, one at a time: started when first needed, replaced after a while.

Whoever asks gets an answer, or is told that the time ran out or that the process ended; it is then put away, and the
next order gets a new one. Both sides are here, so that they say orders and answers alike.
"""

import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, Protocol

#: Seconds without work after which the process gives its memory back.
_IDLE = 60.0


class Saying(Protocol):
    """How orders and answers are written; reading raises EOFError where nothing more comes."""

    def write(self, told: object, stream: IO[bytes]) -> None:
        """Write one."""

    def read(self, stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever the other side wrote
        """Read one."""


@dataclass(frozen=True, slots=True)
class Pickled:
    """Nouns as they are."""

    def write(self, told: object, stream: IO[bytes]) -> None:
        """Write one and see that it leaves."""
        pickle.dump(told, stream)
        stream.flush()

    def read(self, stream: IO[bytes]) -> Any:  # noqa: ANN401
        """Read one."""
        try:
            return pickle.load(stream)  # noqa: S301 - written by our own process
        except (ValueError, pickle.UnpicklingError) as error:
            raise EOFError from error


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One line of JSON each."""

    def write(self, told: object, stream: IO[bytes]) -> None:
        """Write one and see that it leaves."""
        stream.write(json.dumps(told).encode("utf-8") + b"\n")
        stream.flush()

    def read(self, stream: IO[bytes]) -> Any:  # noqa: ANN401
        """Read one."""
        line = stream.readline()
        if not line.strip():
            raise EOFError
        return json.loads(line)


class SlowError(Exception):
    """No answer came in time."""


class EndedError(Exception):
    """The process ended over an order; ``code`` is its exit code, minus the signal where one ended it."""

    def __init__(self, code: int | None) -> None:
        super().__init__(str(code))
        self.code = code


class Helper:
    """The side that asks. ``module`` is what the process runs; it may take ``loading`` seconds more for the first."""

    def __init__(self, module: str, saying: Saying, *, loading: float, recycled: int) -> None:
        self._module, self._saying, self._loading, self._recycled = module, saying, loading, recycled
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[Callable[[], object]] = queue.Queue()
        self._done = 0
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Return the number of the process, None where none runs."""
        return self._process.pid if self._process else None

    def ask(self, order: object, *, seconds: float) -> Any:  # noqa: ANN401
        """Return the answer to an order.

        Raises SlowError, EndedError, and OSError where no process can be started.
        """
        with self._lock:
            if self._done >= self._recycled or (self._process is not None and self._process.poll() is not None):
                self.close()
            fresh = self._process is None
            process = self._process or self._start()
            self._done += 1
            try:
                if process.stdin is not None:
                    self._saying.write(order, process.stdin)
            except OSError:
                raise EndedError(self._put_away()) from None
            try:
                return self._answers.get(timeout=seconds + (self._loading if fresh else 0))()
            except queue.Empty:
                self.close()
                raise SlowError from None
            except EOFError:
                raise EndedError(self._put_away()) from None

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)

    def _put_away(self) -> int | None:
        """Put an ended process away, and return how it ended."""
        code = self._process.wait() if self._process else None
        self.close()
        return code

    def _start(self) -> "subprocess.Popen[bytes]":
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        process = subprocess.Popen(  # noqa: S603 - this interpreter with a module of our own
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, **threads}, start_new_session=True,
        )  # fmt: skip
        self._process, self._answers, self._done = process, queue.Queue(), 0
        threading.Thread(target=self._listen, args=(process, self._answers), daemon=True).start()
        return process

    def _listen(self, process: "subprocess.Popen[bytes]", answers: "queue.Queue[Callable[[], object]]") -> None:
        """Hand on the answers of a process; asked for behind the last one, it raises EOFError."""
        try:
            while process.stdout is not None:
                answer = self._saying.read(process.stdout)
                answers.put(lambda answer=answer: answer)  # type: ignore[misc]
        except (EOFError, OSError, ValueError):
            answers.put(_no_more)


def _no_more() -> object:
    raise EOFError


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not yet written goes with the process


def orders(saying: Saying) -> Iterator[tuple[Any, Callable[[object], None]]]:
    """Yield orders on the side that answers, each with what takes its answer, until nobody asks any more.

    What libraries print goes to standard error: it must not stand between the answers.
    """
    answers: BinaryIO = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        watch = threading.Timer(_IDLE, os._exit, (0,))
        watch.daemon = True
        watch.start()
        try:
            order = saying.read(sys.stdin.buffer)
        except EOFError:
            return
        finally:
            watch.cancel()
        yield order, lambda answer: saying.write(answer, answers)
