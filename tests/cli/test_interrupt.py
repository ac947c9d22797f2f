"""A signal to stop is answered at once; the first asks for a quiet end, a second Ctrl-C does not wait."""

import os
import signal

import pytest

from casewright.cli.interrupt import stop_on_signals


def test_the_first_signal_is_answered_in_words_and_once(capfd: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []
    with stop_on_signals("stopping after this case") as stop:
        stop.on_stop = lambda: asked.append("wake")
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTERM)
    assert capfd.readouterr().err == "stopping after this case\n"
    assert (stop.event.is_set(), stop.interrupted, asked) == (True, False, ["wake", "wake"])


def test_a_second_ctrl_c_does_not_wait() -> None:
    with stop_on_signals() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.interrupted
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
