"""From bytes to text: UTF-8, without a mark at its start, without a character that an author cannot see.

Knows characters and lines, nothing of YAML. A character that is refused becomes a space, so that the rest can still be read.
"""

import codecs
import unicodedata

from ivr.errors import Where
from ivr.reading.tree import Faults

_UNSEEN = ("C", "Z")  # Unicode's categories of controls, marks of direction, unassigned characters, and spaces of every kind
_SPELT = {"\t": "A tab", "\N{NO-BREAK SPACE}": "A space that does not break"}


def decoded(file: str, data: bytes, faults: Faults) -> str | None:
    """The text of a file, its lines ended by a newline alone; None where it is not UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        faults.add(Where(file, 1, 1), "The file starts with a byte order mark.", "Save it as UTF-8 without one.")
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.add(_where(file, data[: error.start].decode("utf-8")), "The file is not UTF-8 from here on.", "Save it as UTF-8.")
        return None
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(_seen(file, number, line, faults) for number, line in enumerate(lines, 1))


def unseen(text: str) -> str | None:
    """The first character that an author cannot see in `text`, named; None where all can be seen. Newlines may stand."""
    return next((_name(character) for character in text if _is_unseen(character)), None)


def _seen(file: str, number: int, line: str, faults: Faults) -> str:
    if line.isascii() and line.isprintable():
        return line
    for column, character in enumerate(line, 1):
        if _is_unseen(character):
            faults.add(Where(file, number, column), f"{_name(character)} stands here.", "Write ordinary spaces, or delete it.")
            break
    return "".join(" " if _is_unseen(character) else character for character in line)


def _is_unseen(character: str) -> bool:
    return character not in " \n" and unicodedata.category(character).startswith(_UNSEEN)


def _name(character: str) -> str:
    return _SPELT.get(character, f"The unseen character U+{ord(character):04X}")


def _where(file: str, before: str) -> Where:
    return Where(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
