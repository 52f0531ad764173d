"""A Ray cluster of two nodes on this machine, by Ray's own test utility."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

NODE = {"num_cpus": 1, "object_store_memory": 100_000_000, "include_dashboard": False}


@contextmanager
def two_nodes() -> Iterator[Any]:
    """The running cluster, of one core a node; this process has not joined it. It ends with the block."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args=dict(NODE))
    try:
        cluster.add_node(num_cpus=1, object_store_memory=NODE["object_store_memory"])
        cluster.wait_for_nodes()
        yield cluster
    finally:
        cluster.shutdown()
