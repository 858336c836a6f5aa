"""A forecast on the workers of a real scheduler: the same to the last byte, and plain words where there is none."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

import pytest

from tests.without_django.stock_world import flat, numbers, plan, rates_of, same, stock_of
from wraparound.capabilities.pipelines.commands.cluster import AHEAD, NoCluster, on_cluster
from wraparound.capabilities.pipelines.commands.processors import on_processors
from wraparound.methods.stockflow.simulation import flow_of, flows_of, parts_of, simulate, together
from wraparound.methods.stockflow.stock import NotAStock

PATIENCE = 120.0
"""Seconds after which a process that should have started is given up; on an idle machine it takes three."""


TIDY = {"DASK_DISTRIBUTED__SCHEDULER__ACTIVE_MEMORY_MANAGER__INTERVAL": "50ms"}
"""A scheduler keeps what it holds more often than is needed in one place only; it looks for such things all the time
here, and each two seconds otherwise, so that a worker that dies takes with it all that it alone had."""


@dataclass(frozen=True)
class Cluster:
    """A scheduler and its workers, each a process of its own on this machine."""

    address: str
    scheduler: subprocess.Popen
    workers: list[subprocess.Popen]


@contextmanager
def started(name, *words):
    """A process of the cluster, ended afterwards whatever happened."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{name}", "--host", "127.0.0.1", "--no-dashboard", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | TIDY)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def running(folder, workers=2):
    written = folder / "scheduler.json"
    with ExitStack() as processes:
        scheduler = processes.enter_context(started("scheduler", "--port", "0", "--scheduler-file", str(written)))
        ends = time.monotonic() + PATIENCE
        while not (written.exists() and written.read_text().endswith("}")):
            assert scheduler.poll() is None
            assert time.monotonic() < ends
            time.sleep(0.05)
        address = json.loads(written.read_text())["address"]
        one = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
        several = [processes.enter_context(started("worker", address, *one)) for _ in range(workers)]
        if workers:
            _wait_for(address, workers)
        yield Cluster(address, scheduler, several)


def _wait_for(address, workers):
    from distributed import Client

    with Client(address, timeout=PATIENCE, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=PATIENCE)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with running(tmp_path_factory.mktemp("cluster")) as one:
        yield one


def asked():
    """Twenty parts of a small region in which all that can happen does."""
    stock = stock_of(30, months=numbers(range(30)) * 2.0)
    return stock, rates_of(0.03, 0.2), plan(24, 10_000, windows=((0, 12), (6, 12)))


def test_two_workers_say_the_same_to_the_last_byte(cluster):
    stock, rates, what = asked()
    alone = simulate(stock, rates, what)
    with on_cluster(cluster.address) as through:
        assert same(alone, simulate(stock, rates, what, through))
        # Once more, with another stock and other rates: what was sent before is not what is asked now.
        other = stock_of(12), rates_of(0.1, 0.1), what
        assert same(simulate(*other), simulate(*other, through))


def test_two_processes_of_this_machine_say_the_same_to_the_last_byte():
    stock, rates, what = asked()
    with on_processors(2) as through:
        assert same(simulate(stock, rates, what), simulate(stock, rates, what, through))


def test_parts_are_sent_as_they_are_needed_and_whoever_stops_has_what_came_until_then(cluster):
    stock, rates, what = asked()
    parts, taken = parts_of(stock, rates, what), []
    with on_cluster(cluster.address) as through:
        flows = through(flow_of, (taken.append(part) or part for part in parts))
        first = [next(flows), next(flows)]
        assert len(taken) <= 2 * AHEAD + len(first)
        flows.close()
        # What was under way is let go; whoever asks next is answered.
        assert same(together(first), together(list(flows_of(parts[:2], through))))
    assert len(parts) == 20


def test_what_a_worker_refuses_is_said_as_if_it_had_been_asked_here(cluster):
    stock, rates, what = asked()
    part = parts_of(stock, rates, what)[0]
    with on_cluster(cluster.address) as through, pytest.raises(NotAStock, match="same roles"):
        list(through(refusing, [part]))


def refusing(part):
    return simulate(part.stock, replace(part.rates, filling=flat(0.1, roles=2)), part.plan)


def test_a_worker_that_dies_changes_nothing_and_a_scheduler_that_dies_is_said(tmp_path):
    stock, rates, what = asked()
    parts = parts_of(stock, rates, what)
    with running(tmp_path) as cluster:
        with on_cluster(cluster.address) as through:
            flows = flows_of(parts, through)
            came = [next(flows)]
            time.sleep(0.5)
            cluster.workers[0].kill()
            assert same(simulate(stock, rates, what), together([*came, *flows]))
        with pytest.raises(NoCluster, match="went away"):
            go_on_while_the_scheduler_dies(cluster, parts)


def go_on_while_the_scheduler_dies(cluster, parts):
    with on_cluster(cluster.address, within=5) as through:
        for _ in flows_of(parts, through):
            cluster.scheduler.kill()


def test_a_scheduler_without_workers_is_said(tmp_path):
    with (
        running(tmp_path, workers=0) as cluster,
        pytest.raises(NoCluster, match="has no workers"),
        on_cluster(cluster.address, within=0.5),
    ):
        pass


def test_where_nobody_answers_or_the_address_is_none_it_is_said():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(NoCluster, match="No scheduler answered"), on_cluster(address, within=0.5):
            pass
    for wrong in ("nowhere", "http://127.0.0.1:8786"):
        with pytest.raises(NoCluster, match="write it like"), on_cluster(wrong):
            pass


def test_without_the_library_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match="install the extra “cluster”"), on_cluster("tcp://127.0.0.1:8786"):
        pass
