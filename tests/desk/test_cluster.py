"""More than one machine: a scheduler and two workers that see one desk, and each of them killed in the middle."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from desks import lay_trays

from casewright import __version__
from casewright.desk import Layout, open_desk
from casewright.desk.bench import Task
from casewright.desk.joining import alike
from casewright.desk.scan import look_at
from casewright.desk.travel import Atlas
from casewright.desk.withdrawal import Withdrawal
from casewright.desk.work import Taken
from casewright.model import DeskError

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

FAKE = Path(__file__).parent / "fake_house.py"
#: The same command of an installation that is older.
OLDER = f"""
import runpy
from casewright.desk import travel
travel.__version__ = "0.0.9"
runpy.run_path({str(FAKE)!r}, run_name="__main__")
"""


class Cluster:
    """One desk, and processes that stand for the machines around it; a worker sees the desk at a path of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.started: list[subprocess.Popen[str]] = []
        lay_trays(root)
        self.elsewhere = root.with_name("mounted elsewhere")
        self.elsewhere.symlink_to(root)
        self.hosts = ("", "")
        self.listen_at("127.0.0.1")

    def listen_at(self, host: str) -> None:
        with socket.socket() as free:
            free.bind((host, 0))
            self.address = f"tcp://{host}:{free.getsockname()[1]}"

    def drop(self, count: int, told: str = "ok") -> list[str]:
        names = [f"CW-{number:04}" for number in range(count)]
        for name in names:
            (self.root / "inbox" / name).mkdir()
            (self.root / "inbox" / name / "case.txt").write_text(told)
        return names

    def start(
        self, *arguments: str, desk: Path | None = None, program: tuple[str, ...] = (str(FAKE),), host: str = ""
    ) -> subprocess.Popen[str]:
        there = ("ip", "netns", "exec", host) if host else ()
        process = subprocess.Popen(
            [*there, sys.executable, *program, "--lang", "en", "--desk", str(desk or self.root), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self.started.append(process)
        return process

    def scheduler(self) -> subprocess.Popen[str]:
        process = self.start("scheduler", "--listen", self.address)
        assert "The scheduler is at" in heard(process), process.communicate()
        return process

    def worker(
        self, *, desk: Path | None = None, program: tuple[str, ...] = (str(FAKE),), host: str = ""
    ) -> subprocess.Popen[str]:
        arguments = ("worker", "--cluster", self.address, "--workers", "1")
        return self.start(*arguments, desk=desk or self.elsewhere, program=program, host=host)

    def joined(self, *workers: subprocess.Popen[str]) -> None:
        for worker in workers:
            while "Joined" not in (line := heard(worker)):
                assert line, "the worker ended"

    def run(self, *options: str) -> subprocess.Popen[str]:
        return self.start("run", "--quiet", "0", "--cluster", self.address, *options)

    def packages(self) -> list[str]:
        out = self.root / "outbox"
        return sorted(path.parent.relative_to(out).as_posix() for path in out.glob("[!.]*/*/manifest.json"))

    def wait_for(self, count: int) -> None:
        self.until(lambda: len(self.packages()) >= count, seconds=60 + count)

    def until(self, happened: Callable[[], bool], *, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < end, "it did not happen"
            time.sleep(0.05)

    def stop_all(self) -> None:
        for process in self.started:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGKILL)
            process.communicate(timeout=30)


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "desk")
    yield cluster
    cluster.stop_all()


def test_each_case_stands_once_though_a_worker_the_scheduler_and_the_desk_are_killed(cluster: Cluster) -> None:
    names = each_case_once(cluster, 60)
    assert cluster.packages() == [f"{name}/v1" for name in names]


@pytest.mark.long
def test_a_thousand_cases_stand_once_each_though_everything_is_killed(cluster: Cluster) -> None:
    names = each_case_once(cluster, 1000)
    assert cluster.packages() == [f"{name}/v1" for name in names]


@pytest.fixture
def two_hosts(cluster: Cluster) -> Iterator[Cluster]:
    """A cluster whose two workers have networks of their own, each with one cable to the scheduler's machine."""
    made: list[str] = []
    try:
        for number, letter in enumerate("ab", 1):
            name, cable = f"cw{os.getpid()}{letter}", f"cw{os.getpid()}{letter}"
            ip("netns", "add", name)
            made.append(name)
            ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("address", "add", f"10.213.{number}.1/24", "dev", cable)
            ip("link", "set", cable, "up")
            inside = ("-n", name)
            ip(*inside, "address", "add", f"10.213.{number}.2/24", "dev", "eth0")
            for device in ("lo", "eth0"):
                ip(*inside, "link", "set", device, "up")
            ip(*inside, "route", "add", "default", "via", f"10.213.{number}.1")
        cluster.hosts = (made[0], made[1])
        cluster.listen_at("10.213.1.1")
        yield cluster
    finally:
        cluster.stop_all()
        for name in made:
            subprocess.run(["ip", "netns", "delete", name], check=False)


def ip(*arguments: str) -> None:
    try:
        done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no command ip here, so no network namespace can be made")
    if done.returncode:
        pytest.skip(f"ip {' '.join(arguments)} is refused here: {done.stderr.strip()}")


@pytest.mark.long
def test_a_thousand_cases_stand_once_each_on_hosts_with_networks_of_their_own(two_hosts: Cluster) -> None:
    names = each_case_once(two_hosts, 1000)
    assert two_hosts.packages() == [f"{name}/v1" for name in names]


@pytest.mark.long
def test_a_host_whose_cable_is_pulled_is_done_without_and_comes_back(two_hosts: Cluster) -> None:
    names = two_hosts.drop(300, "slow")
    two_hosts.scheduler()
    workers = [two_hosts.worker(host=host) for host in two_hosts.hosts]
    two_hosts.joined(*workers)
    desk = two_hosts.run()
    two_hosts.wait_for(30)
    ip("link", "set", two_hosts.hosts[1], "down")
    _, err = desk.communicate(timeout=600)
    assert desk.returncode == 0, err
    assert two_hosts.packages() == [f"{name}/v1" for name in names]
    ip("link", "set", two_hosts.hosts[1], "up")
    two_hosts.joined(workers[1])
    (two_hosts.root / "inbox" / "CW-0000" / "case.txt").write_text("ok, the next version")
    _, err = two_hosts.run().communicate(timeout=120)
    assert two_hosts.packages() == sorted([*(f"{name}/v1" for name in names), "CW-0000/v2"])
    assert list((two_hosts.root / "outbox" / ".staging").iterdir()) == []


def each_case_once(cluster: Cluster, count: int) -> list[str]:
    """Kill a worker, the scheduler and the desk over so many cases; return their names."""
    names = cluster.drop(count, "slow")
    scheduler = cluster.scheduler()
    here, there = cluster.hosts
    first, second = cluster.worker(host=here), cluster.worker(desk=cluster.root, host=there)
    cluster.joined(first, second)
    desk = cluster.run()
    cluster.wait_for(count // 10)
    first.send_signal(signal.SIGKILL)
    cluster.wait_for(count // 4)
    scheduler.send_signal(signal.SIGKILL)
    scheduler.wait(timeout=30)
    cluster.scheduler()
    cluster.joined(second)
    cluster.wait_for(count // 2)
    desk.send_signal(signal.SIGKILL)
    desk.wait(timeout=30)
    assert len(cluster.packages()) < count
    again = cluster.run()
    _, err = again.communicate(timeout=60 + count)
    assert again.returncode == 0, err
    assert cluster.packages() == [f"{name}/v1" for name in names]
    assert [path for path in (cluster.root / "outbox").glob("[!.]*/*") if not (path / "manifest.json").is_file()] == []
    assert list((cluster.root / "outbox" / ".staging").iterdir()) == []
    assert list((cluster.root / ".casewright" / "work").iterdir()) == []
    base = sqlite3.connect(cluster.root / ".casewright" / "ledger.sqlite3")
    assert base.execute("select state, count(*) from drops group by state").fetchall() == [("delivered", count)]
    base.close()
    return names


def test_what_hangs_or_kills_its_process_is_named_and_the_worker_goes_on(cluster: Cluster) -> None:
    (cluster.root / "desk.toml").write_text("job_seconds = 4\n")
    names = cluster.drop(4)
    for name, told in zip(names, ("ok", "kill worker", "hang", "return"), strict=True):
        (cluster.root / "inbox" / name / "case.txt").write_text(told)
    desk, worker = cluster.run(), cluster.worker()
    assert "does not answer" in heard(worker)
    cluster.scheduler()
    out, err = desk.communicate(timeout=120)
    assert desk.returncode == 5
    lines = {line.split()[0]: line for line in out.splitlines()}
    assert sorted(lines) == names
    assert lines["CW-0000"].split()[1:3] == ["v1", "READY"]
    assert "FAILED" in lines["CW-0001"]
    assert "TimeLimitError" in lines["CW-0002"]
    assert lines["CW-0003"].split()[2] == "RETURNED"
    assert "casewright scheduler" in err
    assert worker.poll() is None
    assert list((cluster.root / "outbox" / ".staging").iterdir()) == []
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0


def test_a_drop_changed_while_another_machine_works_on_it_is_delivered_once_as_it_is_now(cluster: Cluster) -> None:
    cluster.drop(1, "held old words")
    cluster.scheduler()
    cluster.joined(cluster.worker())
    desk = cluster.run("--until-idle")
    cluster.until((cluster.root / "HELD").exists)
    (cluster.root / "inbox" / "CW-0000" / "case.txt").write_text("new words")
    (cluster.root / "GO").touch()
    out, err = desk.communicate(timeout=120)
    assert desk.returncode == 0, err
    assert out.split()[:3] == ["CW-0000", "v1", "READY"]
    assert cluster.packages() == ["CW-0000/v1"]
    (made,) = (cluster.root / "outbox" / "CW-0000" / "v1").glob("POA_*")
    assert made.read_text(encoding="utf-8").endswith("new words")
    assert list((cluster.root / "outbox" / ".staging").iterdir()) == []


def test_a_share_that_shows_other_times_on_a_worker_makes_no_drop_look_changed(tmp_path: Path) -> None:
    (tmp_path / "CW-1").mkdir()
    (tmp_path / "CW-1" / "case.txt").write_text("as it lay")
    seen = look_at(tmp_path / "CW-1")
    assert seen is not None
    elsewhere = Taken(tmp_path / "CW-1", "with other times", seen.plain)
    here = elsewhere.seen_from_here()
    assert here is not None
    assert not here.overtaken
    (tmp_path / "CW-1" / "case.txt").write_text("changed since")
    assert here.overtaken
    assert elsewhere.seen_from_here() == elsewhere
    assert elsewhere.overtaken
    assert Taken(tmp_path / "CW-1", "of a run before").seen_from_here() is None


def test_a_worker_that_sees_another_desk_is_refused_and_the_others_do_its_cases(cluster: Cluster) -> None:
    other = Cluster(cluster.root.parent / "another machine" / "desk")
    (other.root / ".casewright").mkdir()
    (other.root / ".casewright" / "desk.id").write_text("0" * 32, encoding="ascii")
    names = cluster.drop(3)
    cluster.scheduler()
    blind = cluster.worker(desk=other.root)
    cluster.joined(blind)
    desk = cluster.run()
    _, err = blind.communicate(timeout=60)
    assert blind.returncode == 6
    assert f"{other.root} is not the desk that sends the cases" in err
    assert "--desk" in err
    assert desk.poll() is None, "the desk waits for a worker that sees it"
    cluster.joined(cluster.worker())
    _, err = desk.communicate(timeout=120)
    assert desk.returncode == 0, err
    assert cluster.packages() == [f"{name}/v1" for name in names]


def test_the_desk_names_the_machine_that_does_not_see_it_and_hands_its_case_to_another(tmp_path: Path) -> None:
    from casewright.desk import cluster

    atlas = Atlas(lay(tmp_path, "outbox"), frozenset())
    bench = cluster.ClusterBench("tcp://127.0.0.1:1", atlas)
    task = Task(("make", "k"), print, ())
    answers = SimpleNamespace(result=lambda **_: atlas.pack(cluster.NotDone("pc-7")), release=lambda: None)
    bench._sent["k"] = sent = cluster._Sent(task, answers)
    bench._link, bench._threads = object(), 1
    assert bench._result("k", sent) is None
    assert list(bench._waiting) == [task]
    assert bench.trouble is not None
    assert bench.trouble.text.en == "The machine pc-7 does not see this desk; others do its cases."
    assert "pc-7" in bench.trouble.text.zh


def test_a_worker_of_another_version_is_refused_with_both_named_and_does_nothing(cluster: Cluster) -> None:
    cluster.scheduler()
    older = cluster.worker(program=("-c", OLDER))
    _, err = older.communicate(timeout=60)
    assert older.returncode == 6
    assert f"casewright 0.0.9 on this machine, casewright {__version__} at {cluster.address}" in err
    assert "requirements.lock" in err


def test_an_address_that_is_none_is_refused_with_the_way_out(cluster: Cluster) -> None:
    desk = cluster.start("run", "--cluster", "10.0.0.5")
    assert "tcp://10.0.0.5:8786" in desk.communicate(timeout=60)[1]
    assert desk.returncode == 6


def test_another_version_is_refused_with_both_named(cluster: Cluster) -> None:
    with pytest.raises(DeskError, match=r"casewright 1 on this machine, casewright 2 at tcp://a:1") as caught:
        alike({"casewright": "1", "python": "3.11"}, {"casewright": "2", "python": "3.11"}, "tcp://a:1")
    assert "requirements.lock" in caught.value.fix.zh


def test_a_watch_over_a_cluster_does_not_keep_each_case_that_it_ever_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casewright.desk import cluster

    monkeypatch.setattr(cluster, "_MOST_TURNS", 3)
    bench = cluster.ClusterBench("tcp://127.0.0.1:1", Atlas(lay(tmp_path, "outbox"), frozenset()))
    for number in range(20):
        for turn in (1, 2):
            task = Task(("make", str(number)), print, (), Withdrawal(tmp_path / "word"))
            assert bench._key(task).endswith(f"make-{number}-{turn}")
    assert len(bench._turns) == 3


def test_paths_travel_by_tray(tmp_path: Path) -> None:
    house = frozenset({"the house"})
    here, there = (Atlas(lay(tmp_path / name, outbox), house) for name, outbox in (("a", "b"), ("c", "out")))
    told = {
        "shelf": here.layout.state / "x",
        "case": [here.layout.outbox / "CW-1", Path("sheet.xlsx")],
        "engine": house,
    }
    assert there.unpack(here.pack(told)) == {
        "shelf": there.layout.state / "x", "case": [there.layout.outbox / "CW-1", Path("sheet.xlsx")], "engine": house,
    }  # fmt: skip


def lay(root: Path, outbox: str) -> Layout:
    lay_trays(root, outbox=outbox, rules=None)
    (root / "desk.toml").write_text(f"outbox = '{outbox}'\n")
    return open_desk(root)[0]
