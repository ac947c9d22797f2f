"""casewright worker."""

import asyncio
import os

import click

from casewright.cli.shared import shared_options, this_run
from casewright.desk import cluster_address, need_distributed
from casewright.model.errors import EXIT_INTERRUPTED, EXIT_OK


@click.command("worker", help="让这台机器替集群干活。Lend this machine to a cluster.")
@click.option("--cluster", required=True, metavar="tcp://HOST:PORT", help="调度的地址。Where the scheduler is.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="并行进程数，默认每核一个。Processes; one a core.")
@click.option(
    "--memory",
    type=click.IntRange(0),
    metavar="MB",
    help="每进程内存上限。Memory.  [desk.toml: worker_memory_mb]",
)
@click.option("--host", metavar="ADDRESS", help="本机供调度连接的地址。The address of this machine to be reached at.")
@shared_options
def command(cluster: str, workers: int | None, memory: int | None, host: str | None) -> int:
    """Lend this machine to a cluster, until Ctrl-C; the desk is the shared folder, wherever it is mounted here."""
    shared = this_run()
    address = cluster_address(cluster)
    layout, settings = shared.open_desk()
    need_distributed()
    from casewright.desk.cluster_host import WorkerOptions, run_worker, until_stopped
    from casewright.desk.crew import Bounds
    from casewright.desk.travel import Atlas

    most = settings.worker_memory_mb if memory is None else memory
    bounds = Bounds(settings.job_seconds, settings.worker_tasks, most)
    options = WorkerOptions(address, workers or os.cpu_count() or 1, host)
    atlas = Atlas(layout, shared.engine)
    interrupted = asyncio.run(until_stopped(lambda stop: run_worker(options, atlas, bounds, shared.tell, stop)))
    return EXIT_INTERRUPTED if interrupted else EXIT_OK
