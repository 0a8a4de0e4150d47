"""What can be wrong in a file of values, and a list of it that does not grow with the file."""

from dataclasses import dataclass, field

from themes.models.imports import LISTED


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the line (in JSON, the number of the value), the column, and what to do."""

    line: int
    column: str
    code: str
    message: str
    found: str = ""


class Unreadable(Exception):
    """The file cannot be read from here on, so nothing of it can be taken."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


@dataclass(slots=True)
class Problems:
    """The first problems of a file, and how many there are in all."""

    listed: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, problem: Problem) -> None:
        """Count it, and keep it while there is room."""
        self.count += 1
        if len(self.listed) < LISTED:
            self.listed.append(problem)
