"""The source itself, read as a tree: what the house tests look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file. `name` is its dotted name: `ivr.menu.hours`."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    @property
    def is_test(self) -> bool:
        return self.path.name.startswith("test_")

    @property
    def imports(self) -> Iterator[str]:
        """Every module and every name it imports, inside functions too: `from os import environ` is `os` and `os.environ`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    @property
    def packages(self) -> set[str]:
        """The first word of each import: whose it is."""
        return {name.partition(".")[0] for name in self.imports}

    @property
    def dotted(self) -> Iterator[str]:
        """Every dotted name it uses: `datetime.now`, `os.environ.get`."""
        return (ast.unparse(node) for node in ast.walk(self.tree) if isinstance(node, ast.Attribute))

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def within(self, *rooms: str) -> bool:
        """Whether it is one of these modules, or inside one of these packages."""
        return any(self.name == room or self.name.startswith(f"{room}.") for room in rooms)


@lru_cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file beneath these folders of the project."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    assert paths, f"there is no Python in {folders}"
    return tuple(Module(path, text := path.read_text("utf-8"), ast.parse(text)) for path in paths)
