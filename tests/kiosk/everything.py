"""What the core can do and what the desk reaches of it, read from the code and from nothing else."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kiosk.desk.rooms import ROOMS
from tests.support import garbage

ROOT = Path(__file__).parents[2]
#: what other programs do: commands, the making of the demo.
_ELSEWHERE = ("village_board.cli", "village_board.demo")
#: by which a clerk gets to anything: the app, the sign-in, the home, and what a room shows.
_ENTRANCES = ("first_screen", "record_screen")
_FIRST = ("kiosk.desk.app.DeskApp", "kiosk.desk.home.HomeScreen", "kiosk.desk.find.find_screen",
          "kiosk.desk.todo.sources.SOURCES")  # fmt: skip


@dataclass
class Code:
    """Every definition of the core and of the kiosk by its full name, with the names that it uses."""

    nodes: dict[str, ast.stmt] = field(default_factory=dict)
    module_of: dict[str, str] = field(default_factory=dict)
    imported: dict[str, dict[str, str]] = field(default_factory=dict)
    acting: set[str] = field(default_factory=set)  # definitions in which the word "require" stands
    _uses: dict[str, frozenset[str]] = field(default_factory=dict)
    _requires: dict[str, frozenset[str]] = field(default_factory=dict)

    def resolved(self, name: str) -> str:
        """Return where `name` is really defined: names are handed on from module to module."""
        seen = set()
        while name not in self.nodes and name not in seen:
            seen.add(name)
            module, _, last = name.rpartition(".")
            name = self.imported.get(module, {}).get(last, name)
        return name

    def uses(self, name: str) -> frozenset[str]:
        """Return the definitions that this one names."""
        if name not in self._uses:
            self._uses[name] = frozenset(self._named(self.nodes[name], self.module_of[name])) - {name}
        return self._uses[name]

    def _named(self, node: ast.AST, module: str) -> Iterator[str]:
        imported = self.imported[module]
        for one in ast.walk(node):
            if isinstance(one, ast.Name):
                full = self.resolved(imported.get(one.id, f"{module}.{one.id}"))
                if full in self.nodes:
                    yield full
            elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in imported:
                full = self.resolved(f"{imported[one.value.id]}.{one.attr}")
                if full in self.nodes:
                    yield full

    def reached(self, roots: Iterable[str]) -> set[str]:
        """Return everything that `roots` come to, themselves among it."""
        found = {one for one in roots if one in self.nodes}
        left = list(found)
        while left:
            new = self.uses(left.pop()) - found
            found |= new
            left += new
        return found

    def requires(self, name: str) -> frozenset[str]:
        """Return the acts that this definition itself requires; one behind a table or a function counts by those."""
        if name not in self._requires:
            self._requires[name] = frozenset(self._required(name)) if name in self.acting else frozenset()
        return self._requires[name]

    def _required(self, name: str) -> Iterator[str]:
        for one in ast.walk(self.nodes[name]):
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr == "require":
                for given in one.args:
                    yield from acts_in(given)
                    for behind in self._named(given, self.module_of[name]):
                        if behind != "village_board.people.acts.Act":
                            yield from acts_in(self.nodes[behind])


def acts_in(node: ast.AST) -> Iterator[str]:
    """Yield the names of the acts that stand in `node`."""
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "Act":
            yield one.attr


@cache
def code() -> Code:
    """Read the code, once."""
    found = Code()
    gc.collect()
    garbage.wait()  # nothing of a tree is garbage, and looking for some takes as long as reading
    try:
        for package in ("village_board", "kiosk/desk"):
            for path in (ROOT / package).rglob("*.py"):
                parts = path.relative_to(ROOT).with_suffix("").parts
                module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
                if not module.startswith(_ELSEWHERE):
                    _read(found, module, path)
    finally:
        garbage.look()  # and never at the trees, which stay: a second each time
    return found


def _read(found: Code, module: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(text), text.splitlines()
    imported = found.imported[module] = {}
    for node in _statements(tree.body):
        if isinstance(node, ast.ImportFrom) and node.module:
            imported |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    for node in tree.body:
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [one.id for one in targets if isinstance(one, ast.Name)]
        acts = any(".require(" in line for line in lines[node.lineno - 1 : node.end_lineno])
        for name in names:
            found.nodes[f"{module}.{name}"] = node
            found.module_of[f"{module}.{name}"] = module
            if acts:
                found.acting.add(f"{module}.{name}")


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements with those inside them; what stands in expressions is not gone through."""
    for one in body:
        yield one
        for inner in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(one, inner, ()))
        for handler in getattr(one, "handlers", ()):
            yield from _statements(handler.body)


@cache
def at_the_desk() -> set[str]:
    """Return everything to which a clerk gets by the screens of the desk."""
    rooms = [f"{room.module}.{name}" for room in ROOMS for name in _ENTRANCES]
    return code().reached([*_FIRST, *rooms])


@cache
def verbs() -> dict[str, frozenset[str]]:
    """Return the public functions of the core that do an act, with the acts: they require one, or hand a desk on."""
    read, found = code(), dict[str, frozenset[str]]()
    for name, node in read.nodes.items():
        module, _, last = name.rpartition(".")
        if not isinstance(node, ast.FunctionDef) or last.startswith("_") or not module.startswith("village_board."):
            continue
        if own := read.requires(name):
            found[name] = own
        elif _takes_a_desk(node):
            behind = frozenset(act for one in read.reached([name]) for act in read.requires(one))
            if behind:
                found[name] = behind
    return found


def _takes_a_desk(node: ast.FunctionDef) -> bool:
    first = node.args.args[0].annotation if node.args.args else None
    return isinstance(first, ast.Name) and first.id == "Desk"
