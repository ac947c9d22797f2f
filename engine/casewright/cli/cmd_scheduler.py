"""casewright scheduler."""

import asyncio

import click

from casewright.cli.shared import shared_options, this_run
from casewright.desk import cluster_address, need_distributed
from casewright.model.errors import EXIT_INTERRUPTED, EXIT_OK


@click.command("scheduler", help="启动多机调度，把案件分给各台 worker。Pass cases on from the desk to its workers.")
@click.option(
    "--listen", required=True, metavar="tcp://HOST:PORT",
    help="只在这个地址上监听，例如 tcp://10.0.0.5:8786。The only address to listen at.",
)  # fmt: skip
@shared_options
def command(listen: str) -> int:
    """Pass cases on from the desk to its workers, until Ctrl-C; it computes nothing and keeps nothing."""
    shared = this_run()
    address = cluster_address(listen)
    need_distributed()
    from casewright.desk.cluster_host import run_scheduler, until_stopped

    interrupted = asyncio.run(until_stopped(lambda stop: run_scheduler(address, shared.tell, stop)))
    return EXIT_INTERRUPTED if interrupted else EXIT_OK
