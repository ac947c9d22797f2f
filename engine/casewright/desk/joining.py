"""What can be said about a cluster without the library that runs it: is it there, is the address one."""

import re
from importlib.util import find_spec

from casewright.desk.bench import Door
from casewright.desk.engine import Engine
from casewright.desk.layout import Layout
from casewright.model import Bilingual, DeskError

_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[\w.-]+):([0-9]{1,5})")


def need_distributed() -> None:
    """Raise DeskError where the extra ``cluster`` is not installed."""
    if find_spec("distributed") is None:
        raise DeskError(
            Bilingual("没有安装多机所需的 Dask distributed。", "Dask distributed, which clusters need, is missing."),
            Bilingual(
                "在每台机器上安装：uv sync --extra cluster，或 pip install -e '.[cluster]'。",
                "Install it on every machine: uv sync --extra cluster, or pip install -e '.[cluster]'.",
            ),
        )


def cluster_address(text: str) -> str:
    """Return an address such as ``tcp://10.0.0.5:8786``; raise DeskError where it is none."""
    found = _ADDRESS.fullmatch(text.strip())
    if found is None or int(found[3]) > 65535:
        raise DeskError(
            Bilingual(f"{text} 不是集群地址。", f"{text} is no address of a cluster."),
            Bilingual(
                "写成 tcp://主机:端口，例如 tcp://10.0.0.5:8786。", "Write tcp://host:port: tcp://10.0.0.5:8786."
            ),
        )
    return text.strip()


def cluster_bench(address: str, layout: Layout, engine: Engine, *, patience: float | None) -> Door:
    """Return the bench of the cluster at an address; see :class:`casewright.desk.cluster.ClusterBench`.

    Raises DeskError where the address is none, or the library that clusters need is missing.
    """
    address = cluster_address(address)
    need_distributed()
    from casewright.desk.cluster import ClusterBench
    from casewright.desk.travel import Atlas

    return ClusterBench(address, Atlas(layout, engine), patience=patience)


def alike(ours: dict[str, str], theirs: dict[str, str], address: str) -> None:
    """Raise DeskError where two machines do not run the same versions."""
    for name in sorted(ours):
        if ours[name] != theirs.get(name):
            here, there = f"{name} {ours[name]}", f"{name} {theirs.get(name, '?')}"
            raise DeskError(
                Bilingual(
                    f"版本不一致：本机是 {here}，{address} 是 {there}。",
                    f"Versions differ: {here} on this machine, {there} at {address}.",
                ),
                Bilingual(
                    "各台机器装同一版本的 Casewright、Python 和 distributed（同一份 requirements.lock），再启动。",
                    "Install the same Casewright, Python and distributed everywhere (from one requirements.lock), then "
                    "start again.",
                ),
            )
