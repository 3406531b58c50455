"""Work on a Dask cluster: what `workers` does on the cores of one machine, on those of many.

A task goes to its worker whole and the answer comes back, so that no disk is shared. Workers have one task each, and
one that dies costs the task that it had in hand: Dask gives that to another, and gives up one with which too many
have died (`distributed.scheduler.allowed-failures` of the scheduler, by default the fourth).
"""

import asyncio
import logging
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from extract.workers import attempt
from ontology.errors import StakegraphError

if TYPE_CHECKING:
    from distributed import Client, Future

LOOK = 1.0  # seconds between two looks at how many workers there are
PATIENCE = 60.0  # seconds without any worker, after which the rest is given up
Task = TypeVar("Task")
Answer = TypeVar("Answer")


@contextmanager
def connected(address: str) -> "Iterator[Client]":
    """Have a connection to the scheduler at an address; when it ends, what nobody works on yet is cancelled.

    Certificates for a tls:// address, and how long an answer is waited for, are settings of Dask's own.

    Raises:
        StakegraphError: Dask is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - few need it
    except ImportError:
        raise StakegraphError(
            "a cluster is asked through Dask, which is not installed: pip install 'stakegraph[cluster]'"
        ) from None
    with silence():
        try:
            # What a client cannot begin it cannot end either, so that it is tried before.
            asyncio.run(asyncio.wait_for(reach(address), PATIENCE))
            client = Client(address, set_as_default=False)
        except Exception as error:  # of an address too, which may be anything
            why = str(error) or "what does is none"
            raise StakegraphError(f"no Dask scheduler answers at {address!r}: {why}") from error
        try:
            yield client
        finally:
            with suppress(TimeoutError):
                client.close(timeout=PATIENCE)


@contextmanager
def silence() -> Iterator[None]:
    """Keep what Dask logs and warns of to itself; what matters is told in a line."""
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


async def reach(address: str) -> None:
    """Return where something answers at an address.

    Raises:
        OSError: nothing does.
        ValueError: it is no address.
    """
    from distributed.comm import connect  # noqa: PLC0415
    from distributed.security import Security  # noqa: PLC0415

    comm = await connect(address, **Security().get_connection_args("client"))
    await comm.close()


def worked(
    work: Callable[[Task], Answer], tasks: Iterable[Task], client: "Client"
) -> Iterator[tuple[Task, Answer | StakegraphError]]:
    """Yield each task with what came of it, as they are done; no more are taken than there are workers.

    Args:
        work: a function of a module, which workers import.
        tasks: what it is called with, one after the other.
        client: the connection to the cluster.

    Raises:
        StakegraphError: the cluster is gone, has no workers, or cannot do such work; the message says what to do.
    """
    tasks = iter(tasks)
    crew = Crew(client)
    done: SimpleQueue[Future] = SimpleQueue()
    given: dict[Future, Task] = {}
    while True:
        while len(given) < crew.size() and (task := next(tasks, None)) is not None:
            future = client.submit(attempted, work, task, pure=False)
            given[future] = task
            future.add_done_callback(done.put)
        if not given:
            return
        try:
            future = done.get(timeout=LOOK)
            answer: Answer | StakegraphError = outcome(future, client)
        except Empty:
            continue
        except TimeoutError:  # its worker died when it was done: it is done again
            future.add_done_callback(done.put)
            continue
        yield given.pop(future), answer


class Crew:
    """The workers of a cluster, counted now and then."""

    def __init__(self, client: "Client") -> None:
        self.client = client
        self.count = 0
        self.looked = -LOOK
        self.seen = time.monotonic()

    def size(self) -> int:
        """Return how many there are, but at least one, since some clusters get workers where there is work.

        Raises:
            StakegraphError: there have been none for some time, or the scheduler does not answer.
        """
        now = time.monotonic()
        if now - self.looked >= LOOK:
            try:
                self.count = len(self.client.nthreads())
            except Exception as error:
                raise gone() from error
            self.looked = now
        if self.count:
            self.seen = now
        elif now - self.seen > PATIENCE:
            raise StakegraphError(
                f"no worker has been at {place(self.client)} for {PATIENCE:.0f} s; start some"
                f" (dask worker {place(self.client)} --nthreads 1), and run this again to go on"
            )
        return max(1, self.count)


def attempted(work: Callable[[Task], Answer], task: Task) -> Answer | StakegraphError:
    """Do a task on a worker.

    Raises:
        StakegraphError: it would do several at once, which what reads reports is not made for.
    """
    from distributed import get_worker  # noqa: PLC0415

    worker = get_worker()
    if worker.state.nthreads > 1:
        raise StakegraphError(
            f"the worker {worker.address} has {worker.state.nthreads} threads and may have one:"
            " start it with --nthreads 1, and --nworkers for as many as there are cores"
        )
    return attempt(work, task)


def outcome(future: "Future", client: "Client") -> Any:
    """Return what came of a task.

    Raises:
        StakegraphError: the cluster is gone, or cannot do such work at all.
        TimeoutError: the answer does not come.
    """
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415

    try:
        return future.result(timeout=PATIENCE)
    except KilledWorker as error:
        return StakegraphError(f"{error.allowed_failures + 1} workers that read it died, one after the other")
    except (StakegraphError, TimeoutError):
        raise
    except CancelledError as error:
        raise gone() from error
    except Exception as error:
        why, *_ = str(error).split(". ")
        raise StakegraphError(
            f"the cluster at {place(client)} cannot do this ({type(error).__name__}: {why});"
            " its scheduler and workers need the same stakegraph as this command, and the same Dask"
        ) from error


def gone() -> StakegraphError:
    """Return what to say where the scheduler does not answer any more."""
    return StakegraphError("the Dask scheduler is gone; run this again when it is back, and it goes on")


def place(client: "Client") -> str:
    """Return the address of a client's scheduler."""
    return str(client.scheduler.address)
