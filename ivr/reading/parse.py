"""From bytes to a tree, by the YAML parser's events: the only door to the yaml library.

Knows what YAML allows and we refuse: whatever is guessed, hidden or repeated. Does not resolve types, tags or aliases, so a
file can neither run code nor grow in memory. Where the parser itself gives up, what was found before is still told.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from ivr.errors import Where
from ivr.reading.fields import Fields
from ivr.reading.text import decoded, unseen
from ivr.reading.tree import Block, Faults, Scalar, Series, Tree

LARGEST_BYTES = 512 * 1024
DEEPEST = 12

_PARSER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_MENDS = (
    (
        "mapping values",
        "Put the words in plain quotes, for a colon and a space start a new value; where one should start, check the spaces before it.",
    ),
    ("cannot start any token", "Put the words in quotes: this character has a meaning of its own in YAML."),
    ("end of stream", "Close the quotes that open here."),
    ("expected", "Line it up with its neighbours: check the spaces at the start, and the quotes and brackets just above."),
)
_LOOK = "Check the quotes, the colons and the spaces here and on the line above."


def read(file: str, data: bytes, faults: Faults) -> Tree | None:
    """The tree of one file, or None where it holds none that can be used. `file` names it in the faults."""
    if len(data) > LARGEST_BYTES:
        faults.add(Where(file), f"The file is larger than {LARGEST_BYTES // 1024} kilobytes.", "Split it into smaller files.")
        return None
    before = len(faults)
    text = decoded(file, data, faults)
    if text is None:
        return None
    clean = len(faults) == before
    try:
        return _Reading(file, yaml.parse(text, Loader=_PARSER), faults).document()
    except _TooDeepError as error:
        faults.add(error.where, f"Lists and mappings stand more than {DEEPEST} deep here.", "Write it flatter.")
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        if clean:  # else it may only be the space that took the place of a tab
            _tell(file, error, faults)
    return None


def read_mapping(file: str, data: bytes, faults: Faults) -> Fields | None:
    """The fields of a file that is one mapping, or None where it cannot be read as one."""
    match read(file, data, faults):
        case Block() as block:
            return Fields(block, faults, "The file")
        case Scalar() | Series() as other:
            faults.add(other.where, "The file does not hold keys with values.", "Write `key: value` lines at its left edge.")
            return None
        case None:
            return None


def read_list(file: str, data: bytes, faults: Faults) -> tuple[Tree, ...]:
    """The items of a file that is one list; none where it cannot be read as one."""
    match read(file, data, faults):
        case Series(_, items):
            return items
        case Scalar() | Block() as other:
            faults.add(other.where, "The file does not hold a list.", "Begin each item with `- ` at its left edge.")
            return ()
        case None:
            return ()


class _TooDeepError(Exception):
    def __init__(self, where: Where) -> None:
        self.where = where


class _Reading:
    def __init__(self, file: str, events: Iterator[Any], faults: Faults) -> None:
        self._file, self._events, self._faults = file, events, faults

    def document(self) -> Tree | None:
        next(self._events)  # the start of the stream
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            self._faults.add(Where(self._file), "The file is empty.", "Write its keys, or delete it.")
            return None
        if start.version or start.tags:
            self._faults.add(self._at(start), "A line that begins with % is not read here.", "Delete it.")
        tree = self._tree(next(self._events), "---", 0)
        next(self._events)  # the end of the document
        if not isinstance(again := next(self._events), yaml.StreamEndEvent):
            self._faults.add(self._at(again), "A second document starts here.", "Delete the `---`, or move the rest to its own file.")
        return tree

    def _tree(self, event: Any, after: str, depth: int) -> Tree:
        where = self._at(event)
        if depth > DEEPEST:
            raise _TooDeepError(where)
        if isinstance(event, yaml.AliasEvent):
            return self._stand_in(where, f"`*{event.anchor}` repeats what is written elsewhere.", "Write it out.")
        if event.anchor is not None:
            self._faults.add(where, f"`&{event.anchor}` names this to be repeated.", "Delete it, and write out each repeat.")
        if event.tag is not None:
            self._faults.add(where, "A tag (a word that begins with !) is not read here.", "Delete it, or put the words in quotes.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._block(where, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return Series(where, tuple(self._items(depth)))
        return self._scalar(event, where, after)

    def _scalar(self, event: Any, where: Where, after: str) -> Scalar:
        quoted = event.style is not None and event.style != ""
        if not event.value and not quoted:
            return self._stand_in(where, f"Nothing is written after `{after}`.", "Write its value, or leave the whole line out.")
        if found := unseen(event.value):
            return self._stand_in(where, f"{found} is written here as an escape.", "Delete it.")
        return Scalar(where, event.value, quoted)

    def _items(self, depth: int) -> Iterator[Tree]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._tree(event, "-", depth + 1)

    def _block(self, where: Where, depth: int) -> Block:
        found: dict[str, tuple[Scalar, Tree]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            value = self._tree(next(self._events), f"{key.text}:", depth + 1)
            if first := found.get(key.text):
                problem = f"`{key.text}` is written twice; the first is on line {first[0].where.line}."
                self._faults.add(key.where, problem, "Keep one of them.")
            elif key.text:
                found[key.text] = (key, value)
        return Block(where, tuple(found.values()))

    def _key(self, event: Any, depth: int) -> Scalar:
        key = self._tree(event, "?", depth + 1)
        if not isinstance(key, Scalar):
            return self._stand_in(key.where, "A list or a mapping stands where a key belongs.", "Write one word before the colon.")
        if key.text == "<<" and not key.quoted:
            return self._stand_in(key.where, "`<<` takes in what is written elsewhere.", "Write it out.")
        if key.quoted and not key.text.strip():
            return self._stand_in(key.where, "A key is empty.", "Write one word before the colon.")
        return key

    def _stand_in(self, where: Where, problem: str, mend: str) -> Scalar:
        self._faults.add(where, problem, mend)
        return Scalar(where, "")

    def _at(self, event: Any) -> Where:
        return Where(self._file, event.start_mark.line + 1, event.start_mark.column + 1)


def _tell(file: str, error: Exception, faults: Faults) -> None:
    problem, mark = "not a character there is", None
    if isinstance(error, yaml.MarkedYAMLError):
        problem = error.problem or ""
        opened = "end of stream" in problem and error.context_mark
        mark = opened or error.problem_mark
    where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
    mend = next((mend for part, mend in _MENDS if part in problem), _LOOK)
    faults.add(where, f"This is not YAML ({problem}).", mend)
