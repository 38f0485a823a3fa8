"""What can go wrong, by whose fault it is.

Knows where a fault stands and how to mend it, and nothing of what was being done. An error of the author or the operator
carries every fault that was found, so that one reading mends them all.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file an author writes. Lines and columns count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, where it stands, and what to write instead."""

    where: Where
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem} {self.mend}".strip()


class HelplineError(Exception):
    """The root of every error of ours."""


class AuthorError(HelplineError):
    """The menus, as written, cannot be spoken. Mended by whoever edits them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class OperatorError(HelplineError):
    """A setting, a file or a database is not as the server needs it. Mended by whoever runs it."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class OurError(HelplineError):
    """A promise of our own code was broken. Mended by whoever looks after the code."""
