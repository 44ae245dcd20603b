"""What the board is made of is pinned, and the repository names nobody's machine (A32)."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: put together here, so that this file is no find of its own test
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("mirrors", "aliyun"),
        ("tuna", "tsinghua"),
    )
)
INDEX = re.compile(r"--(?:extra-)?index-url|--trusted-host|PIP_INDEX_URL|UV_INDEX")
PERSONAL = re.compile(r"(?<![\w.])/(?:home|Users)/[a-z][\w-]*/|[A-Z]:\\{1,2}Users\\|(?<![\w.])/root/[\w.]")


def pins() -> dict[str, str]:
    """Return the version of each distribution of the lock."""
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            name, _, version = line.partition("==")
            assert version, f"{line} is not pinned"
            assert canonicalize_name(name) not in found, f"{name} is pinned twice"
            found[canonicalize_name(name)] = version
    return found


def asked_for() -> list[Requirement]:
    """Return what pyproject.toml asks for, its extras and its build included."""
    extras = [line for extra in PROJECT.get("optional-dependencies", {}).values() for line in extra]
    return [Requirement(line) for line in (*PROJECT["dependencies"], *extras)]


def files() -> list[Path]:
    """Return every file of the repository, those included that are not committed yet."""
    if not (ROOT / ".git").exists():
        pytest.skip("no repository: an unpacked archive")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("wanted", asked_for(), ids=str)
def test_a32_every_dependency_is_pinned_to_a_version_that_it_may_have(wanted: Requirement) -> None:
    """A32: pyproject.toml gives the bounds, the lock one version within them."""
    # Guard: .ci/constraints.txt - a release of tonight is what tomorrow's check installs.
    pinned = pins().get(canonicalize_name(wanted.name))
    assert pinned is not None, f"{wanted.name} is not in .ci/constraints.txt"
    assert wanted.specifier.contains(pinned, prereleases=True), (wanted, pinned)


def test_a32_every_dependency_has_an_upper_bound_or_is_data() -> None:
    """A32: a version that breaks its promises is not installed by itself; time zones and stubs are always renewed."""
    open_ended = [str(one) for one in asked_for() if not any(s.operator in ("<", "==", "~=") for s in one.specifier)]
    assert all(re.match(r"(tzdata|types-)", one) for one in open_ended), open_ended


def test_a32_what_the_dependencies_need_is_pinned_too() -> None:
    """A32: down to the last library that is installed with them."""
    # Guard: .ci/constraints.txt - a swapped library of a library has the same rights as ours.
    todo, seen = asked_for(), set[str]()
    while todo:
        one = todo.pop()
        name = canonicalize_name(one.name)
        if name in seen or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        try:
            needs = distribution(one.name).requires or []
        except PackageNotFoundError:
            continue  # of an extra, or of another system
        seen.add(name)
        todo += [Requirement(line) for line in needs if _is_needed(Requirement(line), one.extras)]
    assert seen
    assert seen <= set(pins()), sorted(seen - set(pins()))


def _is_needed(one: Requirement, extras: set[str]) -> bool:
    return one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras))


def test_a32_no_file_names_a_registry_or_somebody_s_machine() -> None:
    """A32: where packages come from is the installer's setting; a path of a developer's machine helps nobody."""
    # Guard: the whole repository - a host that is named here is asked by whoever installs the board.
    here = {str(ROOT) + "/", sys.prefix + "/"} - {"/usr/"}
    finds = []
    for file in files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a compiled catalogue
        found = [word for word in (*REGISTRIES, *here) if word in text]
        found += [match[0] for pattern in (INDEX, PERSONAL) for match in pattern.finditer(text)]
        if found and file != Path(__file__):
            finds.append((str(file.relative_to(ROOT)), found))
    assert not finds
