"""A signal to stop is answered at once; the first asks for a quiet end, a second Ctrl-C does not wait."""

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from casewright.cli.interrupt import stop_on_signals


def comes(true: Callable[[], bool]) -> bool:
    """Wait for what another thread is to bring about."""
    for _ in range(600):
        if true():
            return True
        time.sleep(0.05)
    return False


def test_the_first_signal_is_answered_in_words_and_once(capfd: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []
    with stop_on_signals("stopping after this case") as stop:
        stop.on_stop = lambda: asked.append("wake")
        for times in (1, 2):
            os.kill(os.getpid(), signal.SIGTERM)
            assert comes(lambda times=times: len(asked) == times)  # type: ignore[misc]
    assert capfd.readouterr().err == "stopping after this case\n"
    assert (stop.event.is_set(), stop.interrupted) == (True, False)


def test_a_signal_that_comes_while_the_work_holds_the_locks_to_wait_on_is_answered_all_the_same() -> None:
    wake = threading.Event()
    with stop_on_signals() as stop:
        stop.on_stop = wake.set
        with stop.event._cond, wake._cond:  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGTERM)
            assert not stop.event._flag  # type: ignore[attr-defined]
        assert stop.event.wait(30)
        assert wake.wait(30)


def test_a_second_ctrl_c_does_not_wait() -> None:
    with stop_on_signals() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.interrupted
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
