"""What a file holds once it is read: scalars, mappings and lists, each with its place; and the faults found on the way.

Knows nothing of types: `yes`, `9:00` and `03000413000` are the characters that were typed.
"""

from dataclasses import dataclass

from ivr.errors import AuthorError, Fault, Where


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as it was typed. Only where a fault was already told is it empty and not `quoted`."""

    where: Where
    text: str
    quoted: bool = False

    @property
    def faulty(self) -> bool:
        """Whether this only stands in for something that could not be read, and was told as a fault."""
        return not self.text and not self.quoted


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping, in the order it was written. No two keys are the same."""

    where: Where
    items: tuple[tuple[Scalar, "Tree"], ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A list."""

    where: Where
    items: tuple["Tree", ...] = ()


Tree = Scalar | Block | Series


class Faults:
    """The faults found so far, by every part of one reading. What was read is worth nothing until `stop` has passed."""

    def __init__(self) -> None:
        self._found: set[Fault] = set()

    def add(self, where: Where, problem: str, mend: str) -> None:
        """Keep a fault; the same fault twice is one."""
        self._found.add(Fault(where, problem, mend))

    def stop(self) -> None:
        """Raise AuthorError with every fault, if there is one."""
        if self._found:
            raise AuthorError(tuple(self._found))

    def __len__(self) -> int:
        return len(self._found)
