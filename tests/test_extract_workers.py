"""Work in processes of its own: what one does or suffers is no other's."""

import os
from collections.abc import Iterator

import pytest

from extract.workers import worked
from ontology.errors import StakegraphError


def halved(number: int) -> int:
    """Half of an even number; 13 kills the process."""
    if number == 13:
        os._exit(3)
    if number % 2:
        raise StakegraphError("odd")
    return number // 2 if number else 1 // number


def whose(_task: int) -> int:
    """The process that does a task."""
    return os.getpid()


@pytest.mark.parametrize("processes", [1, 2])
def test_a_process_that_dies_costs_the_task_that_it_had(processes: int) -> None:
    done = dict(worked(halved, [2, 13, 3, 4, 0, 6], processes))
    assert [done[number] for number in (2, 4, 6)] == [1, 2, 3]
    assert "exit code 3" in str(done[13])
    assert str(done[3]) == "odd"
    assert str(done[0]).startswith("unexpected ZeroDivisionError")


def test_no_more_tasks_are_taken_than_there_are_processes() -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for number in range(0, 20, 2):
            taken.append(number)
            yield number + 2

    for number, _ in enumerate(worked(halved, tasks(), 2), start=1):
        assert len(taken) <= number + 2


def test_a_process_does_so_many_tasks_and_another_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.workers.LIFE", 2)
    first, second, third, fourth, fifth = (process for _, process in worked(whose, range(5), 1))
    assert first == second != third == fourth != fifth
