"""A mapping, taken apart key by key: each value of its kind, every fault told, the reading never stopped.

Knows which keys were asked for, so that at the end any other is told as unknown. Where a key is missing or wrong its kind's
stand-in is returned: whoever holds the faults must call `Faults.stop` before anything that was read is used.
"""

from enum import Enum
from types import TracebackType
from typing import Final, TypeVar, overload

from ivr.errors import Where
from ivr.reading.kinds import Kind, nearest, taken
from ivr.reading.tree import Block, Faults, Scalar, Series, Tree

T = TypeVar("T")
D = TypeVar("D")


class _Needed(Enum):
    NEEDED = 0


_NEEDED: Final = _Needed.NEEDED


class Fields:
    """One mapping. `name` begins its faults ("The file"); as a context manager it tells unknown keys on the way out."""

    def __init__(self, block: Block, faults: Faults, name: str = "This", where: Where | None = None) -> None:
        self.where = where or block.where
        self.faults = faults
        self._name = name
        self._values = {key.text: (key, value) for key, value in block.items}
        self._asked: dict[str, None] = {}

    def __enter__(self) -> "Fields":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self.done()

    def __contains__(self, key: str) -> bool:
        self._asked[key] = None
        return key in self._values

    def where_of(self, key: str) -> Where:
        """Where the value of a key stands; the mapping itself where there is none."""
        return self._values[key][1].where if key in self._values else self.where

    def fault(self, key: str, problem: str, mend: str) -> None:
        """Tell a fault in the value of a key."""
        self.faults.add(self.where_of(key), problem, mend)

    @overload
    def take(self, key: str, kind: Kind[T]) -> T: ...
    @overload
    def take(self, key: str, kind: Kind[T], default: D) -> T | D: ...
    def take(self, key: str, kind: Kind[T], default: D | _Needed = _NEEDED) -> T | D:
        """The value of a key. Where the key is absent: `default`, or a fault when none is given."""
        if key in self:
            return taken(self._values[key][1], kind, self.faults, f"`{key}`")
        if default is not _NEEDED:
            return default
        self._missing(key, kind.what)
        return kind.stand_in

    def many(self, key: str, kind: Kind[T]) -> tuple[T, ...]:
        """The values of a list, those that can be read; none where the key is absent."""
        values = (taken(item, kind, self.faults, f"An item of `{key}`") for item in self.items(key))
        return tuple(value for value in values if value != kind.stand_in)

    def each(self, key: str, kind: Kind[T]) -> dict[str, T]:
        """The values of a mapping whose keys are free; none where the key is absent."""
        return self.part(key).every(kind) if key in self else {}

    def every(self, kind: Kind[T]) -> dict[str, T]:
        """The values of all keys of this mapping."""
        return {key.text: self.take(key.text, kind) for key in self.names()}

    def value(self, key: str) -> Tree | None:
        """What stands at a key, as it was read."""
        return self._values[key][1] if key in self else None

    def names(self) -> tuple[Scalar, ...]:
        """Every key in its order; all of them count as asked for."""
        self._asked |= dict.fromkeys(self._values)
        return tuple(key for key, _ in self._values.values())

    def items(self, key: str) -> tuple[Tree, ...]:
        """The items of a list, as they were read; none where the key is absent."""
        match self.value(key):
            case Series(_, items):
                return items
            case None:
                return ()
            case Scalar() | Block() as other:
                self._not(key, other, "a list", "a list: `[one, another]`, or a line with `- ` for each")
                return ()

    def part(self, key: str) -> "Fields":
        """The mapping at a key. Where there is none, a fault is told here, and what is taken from it tells no more."""
        match self.value(key):
            case Block() as block:
                return Fields(block, self.faults, f"`{key}`", self._values[key][0].where)
            case None:
                self._missing(key, "its keys below it")
            case Scalar() | Series() as other:
                self._not(key, other, "a mapping", "its keys below it, each with a colon and a value")
        return Fields(Block(self.where), Faults(), f"`{key}`")

    def parts(self, key: str) -> tuple["Fields", ...]:
        """The mappings in a list; none where the key is absent. An item that is not a mapping is a fault."""
        blocks = []
        for item in self.items(key):
            if isinstance(item, Block):
                blocks.append(Fields(item, self.faults, f"An item of `{key}`"))
            else:
                self._not(key, item, "a list of mappings", "keys and values after each `- `")
        return tuple(blocks)

    def done(self) -> None:
        """Tell every key that was not asked for."""
        for key, (scalar, _) in self._values.items():
            if key not in self._asked:
                mend = nearest(key, self._asked) or f" These are known: {', '.join(self._asked)}."
                self.faults.add(scalar.where, f"`{key}` is not a key that is known here.", mend.strip())

    def _missing(self, key: str, what: str) -> None:
        self.faults.add(self.where, f"{self._name} has no `{key}`.", f"Write `{key}:` with {what}.")

    def _not(self, key: str, found: Tree, what: str, mend: str) -> None:
        if not (isinstance(found, Scalar) and found.faulty):
            self.faults.add(found.where, f"`{key}` does not hold {what}.", f"Write {mend}.")
