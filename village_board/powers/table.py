"""The list of minor powers, read from ``data/powers``: every problem of every file is told at once."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.limits.table import shipped_limits
from village_board.powers.kinds import KINDS
from village_board.powers.model import OFF, Aspect, Flow, Link, Power, Sort, Step

FOLDER, FLOWS = "powers", "flows"
_POWER = frozenset({"zh", "en", "aspect", "flow", "basis", "cases", "called"})
_FLOW = frozenset({"zh", "en", "step", "at"})
_STEP_NEEDED = ("key", "zh", "en", "who")
_STEP = frozenset({*_STEP_NEEDED, "within", "papers", "back", "when"})
_LINK = frozenset({"kind", "field", "values", "words"})


class PowersUnreadable(StoreError):
    """Files of minor powers that belong to the program are wrong; every problem stands on a line of its own."""

    sentence = N_("The list of minor powers cannot be read. Mend these lines, or install it again:\n{problems}")

    def __init__(self, problems: Collection[str]) -> None:
        super().__init__(problems="\n".join(problems))


@cache
def shipped_powers() -> Mapping[str, Power]:
    """Return the powers by code, in the order of the list.

    Raises:
        PowersUnreadable: with file, key and nearest known name of every problem.
    """
    return read_powers(data_path(FOLDER), shipped_limits())


def read_powers(folder: Path, limits: Collection[str]) -> dict[str, Power]:
    """Return the powers of all files of `folder` by code; `limits` are the keys that a step may name.

    Raises:
        PowersUnreadable: a row is wrong, or a code stands twice.
    """
    problems: list[str] = []
    file = folder / f"{FLOWS}.toml"
    flows: dict[str, Flow] = {}
    for key, row in _rows(file, problems):
        found = list(_flow_problems(row, limits))
        problems += [f"{file}, {key}: {what}" for what in found]
        if not found:
            flows[key] = _flow(key, row)
    powers: dict[str, Power] = {}
    for sort in Sort:
        file = folder / f"{sort.value}.toml"
        for code, row in _rows(file, problems):
            found = [*_power_problems(row, flows)]
            if code in powers:
                found.append("stands twice")
            problems += [f"{file}, {code}: {what}" for what in found]
            if not found:
                powers[code] = _power(code, sort, row, flows)
    known = [FLOWS, *(sort.value for sort in Sort)]
    problems += [
        f"{other}, -: unknown file '{other.stem}'{_near(other.stem, known)}"
        for other in sorted(folder.glob("*.toml"))
        if other.stem not in known
    ]
    if problems:
        raise PowersUnreadable(problems)
    return powers


def _rows(file: Path, problems: list[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        read = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{file}, -: {error}")
        return
    for key, row in read.items():
        if isinstance(row, Mapping):
            yield key, row
        else:
            problems.append(f"{file}, {key}: is no table")


def _flow_problems(row: Mapping[str, Any], limits: Collection[str]) -> Iterator[str]:
    yield from _names(row, _FLOW, ("zh", "en", "step"))
    steps = [step for step in row.get("step", ()) if isinstance(step, Mapping)]
    if not steps:
        yield "has no 'step'"
    keys = [str(step.get("key", "?")) for step in steps]
    yield from (f"step '{key}' stands twice" for key in dict.fromkeys(keys) if keys.count(key) > 1)
    for key, step in zip(keys, steps, strict=True):
        for what in _names(step, _STEP, _STEP_NEEDED):
            yield f"step '{key}': {what}"
        if (within := step.get("within", "")) and within not in limits:
            yield f"step '{key}': unknown limit '{within}'{_near(within, limits)}"
        if (back := step.get("back", "")) and back not in keys:
            yield f"step '{key}': unknown step '{back}'{_near(back, keys)}"
        if bool(step.get("back")) != bool(step.get("when")):
            yield f"step '{key}': 'back' and 'when' stand together or not at all"
        texts = (step.get("who"), step.get("when", {"zh": "", "en": ""}), *step.get("papers", ()))
        if not all(isinstance(text, Mapping) and {"zh", "en"} == set(text) for text in texts):
            yield f"step '{key}': 'who', 'when' and each of 'papers' have 'zh' and 'en' and nothing else"
    for kind, states in row.get("at", {}).items():
        yield from _at_problems(kind, states, keys)


def _at_problems(kind: str, states: Mapping[str, str], keys: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with where the records of one kind stand: each of their states has a step."""
    if kind not in KINDS:
        yield f"at: unknown kind '{kind}'{_near(kind, KINDS)}"
        return
    known = KINDS[kind].states()
    for state, key in states.items():
        if state not in known:
            yield f"at.{kind}: unknown state '{state}'{_near(state, known)}"
        if key != OFF and key not in keys:
            yield f"at.{kind}, {state}: unknown step '{key}'{_near(key, keys)}"
    yield from (f"at.{kind}: state '{state}' has no step" for state in known if state not in states)


def _power_problems(row: Mapping[str, Any], flows: Mapping[str, Flow]) -> Iterator[str]:
    yield from _names(row, _POWER, tuple(sorted(_POWER)))
    for name, known in (("aspect", list(Aspect)), ("flow", list(flows))):
        if name in row and row[name] not in known:
            yield f"unknown {name} '{row[name]}'{_near(row[name], known)}"
    flow = flows.get(str(row.get("flow")))
    for link in row.get("cases", ()):
        yield from _link_problems(link, flow)


def _link_problems(link: Mapping[str, Any], flow: Flow | None) -> Iterator[str]:
    kind = str(link.get("kind", "?"))
    for what in _names(link, _LINK, ("kind", "field")):
        yield f"cases: {what}"
    if kind not in KINDS:
        yield f"cases: unknown kind '{kind}'{_near(kind, KINDS)}"
        return
    linked, field = KINDS[kind], str(link.get("field", "?"))
    if field not in linked.names:
        yield f"cases, {kind}: unknown field '{field}'{_near(field, linked.names)}"
    elif (enum := linked.enum_of(field)) is not None:
        known = [one.value for one in enum]
        wrong = [value for value in link.get("values", ()) if value not in known]
        yield from (f"cases, {kind}: unknown {field} '{value}'{_near(value, known)}" for value in wrong)
    if not link.get("values") and not link.get("words"):
        yield f"cases, {kind}: has neither 'values' nor 'words'"
    if flow is not None and kind not in flow.at:
        yield f"cases, {kind}: the flow '{flow.key}' does not say where one stands ('at.{kind}')"


def _names(row: Mapping[str, Any], known: Collection[str], needed: Collection[str]) -> Iterator[str]:
    yield from (f"unknown name '{name}'{_near(name, known)}" for name in row if name not in known)
    yield from (f"'{name}' is missing" for name in needed if name not in row)


def _near(name: object, known: Collection[str]) -> str:
    near = get_close_matches(str(name), [str(one) for one in known], 1)
    return f", meant '{near[0]}'?" if near else ""


def _flow(key: str, row: Mapping[str, Any]) -> Flow:
    return Flow(key, row["en"], tuple(map(_step, row["step"])), row.get("at", {}))


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        row["key"],
        row["en"],
        row["who"]["en"],
        row.get("within", ""),
        tuple(paper["en"] for paper in row.get("papers", ())),
        row.get("back", ""),
        row.get("when", {"en": ""})["en"],
    )


def _power(code: str, sort: Sort, row: Mapping[str, Any], flows: Mapping[str, Flow]) -> Power:
    links = tuple(
        Link(link["kind"], link["field"], tuple(link.get("values", ())), tuple(link.get("words", ())))
        for link in row["cases"]
    )
    return Power(
        code=code,
        sort=sort,
        aspect=Aspect(row["aspect"]),
        name=row["en"],
        zh=row["zh"],
        basis=row["basis"],
        flow=flows[row["flow"]],
        cases=links,
        called=tuple(row["called"]),
    )
