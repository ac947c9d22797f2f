"""The bench stays alive; what it measures is never asserted."""

import subprocess
import sys
from pathlib import Path

import pytest

from casewright.rules import available

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def report(script: str) -> str:
    """Return what a bench prints at its smallest."""
    path = Path(__file__).with_name(script)
    done = subprocess.run(
        [sys.executable, str(path), "--tiny"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout


@pytest.mark.skipif(not available(), reason="durable-rules does not load on this machine")
@needs_proc
def test_the_bench_compares_every_way_and_reports() -> None:
    told = report("rules.py")
    for part in ("30 rules, 60 fields", "ours, shadow on", "plain closures", "the shipped playbook", "memory over"):
        assert part in told


@needs_proc
def test_the_bench_of_documents_compares_every_way_and_reports() -> None:
    told = report("documents.py")
    for part in ("the same words", "bare Jinja render", "naive docxtpl", "x the floor", "MB at most"):
        assert part in told
    assert "OTHER WORDS" not in told


def test_the_bench_of_notices_counts_them_and_tells_each_step() -> None:
    told = report("notices.py")
    for part in ("notices a second", "x the floor", "share of each step", "with three times the phrases"):
        assert part in told


def test_the_bench_of_the_desk_compares_it_with_the_bare_file_work() -> None:
    told = report("desk.py")
    for part in ("cold", "warm", "1.00 x", "ours, 2 workers, once more", "the queue alone", "p50", "p95"):
        assert part in told


@pytest.mark.long
def test_the_bench_of_the_cluster_compares_one_worker_with_two() -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    told = report("cluster.py")
    for part in ("waits", "computes", "2 workers", "ratio"):
        assert part in told
