"""YAML that is read the same by every reader: whatever one of them could guess about is put in quotes.

Knows plain lists, mappings, text and numbers. Needs no library: `ivr.reading.parse` reads it back as it was given.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Writable: TypeAlias = "str | int | Sequence[Writable] | Mapping[str, Writable]"

_GUESSED = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.,'()/+-]*(?: [A-Za-z0-9_.,'()/+-]+)*")
_IN_A_ROW = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.-]+)*")
_WIDEST_ROW = 100


def dump(value: Writable) -> str:
    """YAML for a value, a newline at its end. A bool is `yes` or `no`, an int its digits, text plain only where nobody guesses."""
    return "\n".join(_lines(value)) + "\n"


def _lines(value: Writable) -> Iterator[str]:
    match value:
        case str() | int():
            yield _scalar(value)
        case Mapping() if value:
            for key, below in value.items():
                yield from _entry(f"{_scalar(key)}:", below)
        case Mapping():
            yield "{}"
        case Sequence() if row := _row(value):
            yield row
        case Sequence():
            for item in value:
                first, *rest = _lines(item)
                yield f"- {first}"
                yield from (f"  {line}" for line in rest)


def _entry(key: str, value: Writable) -> Iterator[str]:
    if isinstance(value, Mapping) and (row := _short_mapping(value)):
        yield f"{key} {row}"
        return
    first, *rest = _lines(value)
    if not rest and not first.startswith("- ") and not (isinstance(value, Mapping) and value):
        yield f"{key} {first}"
        return
    yield key
    yield from (f"  {line}" for line in (first, *rest))


def _short_mapping(value: Mapping[str, Writable]) -> str | None:
    if not value or not all(isinstance(below, str | int) for below in value.values()):
        return None
    pairs = (f"{_scalar(key, _IN_A_ROW)}: {_scalar(below, _IN_A_ROW)}" for key, below in value.items() if isinstance(below, str | int))
    row = f"{{{', '.join(pairs)}}}"
    return row if len(row) <= _WIDEST_ROW else None


def _row(values: Sequence[Writable]) -> str | None:
    if not all(isinstance(value, str | int) for value in values):
        return None
    row = f"[{', '.join(_scalar(value, _IN_A_ROW) for value in values if isinstance(value, str | int))}]"
    return row if len(row) <= _WIDEST_ROW or not values else None


def _scalar(value: str | int, plain: re.Pattern[str] = _PLAIN) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    safe = plain.fullmatch(value) and value.lower() not in _GUESSED
    return value if safe else json.dumps(value, ensure_ascii=False)
