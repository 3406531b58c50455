"""Work in processes of its own, as many at once as asked for; one that dies costs the task that it had in hand.

What has died is told by its pipe. That holds both ways: when this process is killed, its workers end with the task
that they have.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from ontology.errors import StakegraphError

SPAWN = multiprocessing.get_context("spawn")  # alike on every system, and without the memory of whoever asks
LIFE = 500  # tasks of a process, since what spaCy remembers of each word grows
Task = TypeVar("Task")
Answer = TypeVar("Answer")


def worked(
    work: Callable[[Task], Answer], tasks: Iterable[Task], processes: int
) -> Iterator[tuple[Task, Answer | StakegraphError]]:
    """Yield each task with what came of it, as they are done; no more are taken than there are processes.

    Args:
        work: a function of a module, which a new process imports.
        tasks: what it is called with, one after the other.
        processes: how many work at once.
    """
    tasks = iter(tasks)
    idle: list[Worker[Task, Answer]] = []
    busy: dict[Worker[Task, Answer], Task] = {}
    try:
        while True:
            while len(busy) < processes and (task := next(tasks, None)) is not None:
                worker = idle.pop() if idle else Worker(work)
                worker.give(task)
                busy[worker] = task
            if not busy:
                return
            ready = wait([worker.end for worker in busy])
            for worker in [worker for worker in busy if worker.end in ready]:
                task = busy.pop(worker)
                answer = worker.answer()
                if answer is None:
                    code = worker.stop()
                    answer = StakegraphError(f"the process that read it broke off (exit code {code})")
                elif worker.given == LIFE:
                    worker.stop()
                else:
                    idle.append(worker)
                yield task, answer
    finally:
        for worker in (*idle, *busy):
            worker.stop()


class Worker(Generic[Task, Answer]):
    """A process that does one task after the other, seen from the one that gives them.

    Attributes:
        given: how many tasks it was given.
    """

    def __init__(self, work: Callable[[Task], Answer]) -> None:
        self.given = 0
        self.end, theirs = SPAWN.Pipe()
        self.process = SPAWN.Process(target=serve, args=(theirs, work), daemon=True)
        with uninterrupted():
            self.process.start()
        theirs.close()

    def give(self, task: Task) -> None:
        """Give the process a task; whether it was alive to take it, `answer` tells."""
        self.given += 1
        with suppress(OSError):
            self.end.send(task)

    def answer(self) -> Answer | StakegraphError | None:
        """Return what came of the task, None where the process has died."""
        try:
            found: Answer | StakegraphError = self.end.recv()
        except (EOFError, OSError):
            return None
        return found

    def stop(self) -> int | None:
        """End the process, and return its exit code."""
        self.end.close()
        if self.process.is_alive():
            self.process.terminate()
        self.process.join()
        return self.process.exitcode


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C, which reaches every process of a terminal, from those that are begun meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    resource_tracker.ensure_running()  # its beginning would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(end: Connection, work: Callable[[Task], Answer]) -> None:
    """Do the tasks that come through a pipe until it is closed."""
    with suppress(EOFError, OSError):
        while True:
            end.send(attempt(work, end.recv()))


def attempt(work: Callable[[Task], Answer], task: Task) -> Answer | StakegraphError:
    """Do a task, and return what came of it, or why nothing did."""
    try:
        return work(task)
    except StakegraphError as error:
        return error
    except Exception as error:  # of one report: the others must not suffer
        return StakegraphError(f"unexpected {type(error).__name__}: {error}; please report it")
