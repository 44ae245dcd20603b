"""Catalogues of words, for whoever writes the program; nothing of this is installed.

    catalogues.py                      read the sources, renew .po and .mo, list what is missing (exit code 1)
    catalogues.py --prune              the same, and forget translations that nothing uses
    catalogues.py missing              list what has no Simplified Chinese yet, as JSON to fill in
    catalogues.py translate DOMAIN     add translations, JSON on standard input: {"Income": "收入"}

The English message ids stand in the sources, the Simplified Chinese in ``<package>/locale/zh_Hans``; the
Traditional and the ``.mo`` files are made from it and never edited. A message with a context has the key
``context|msgid``; one with a plural has its singular as key. A translation that comes before its source is
kept as an obsolete entry (``#~``) until the source is there. A row of ``data/**/*.toml`` that has ``en`` and
``zh`` brings both with it: its English is a message id of the core like any other.
"""

from __future__ import annotations

import argparse
import ast
import fcntl
import io
import json
import os
import re
import struct
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from opencc import OpenCC

ROOT = Path(__file__).resolve().parents[2]
#: a package is a domain of its own name; the words of the first stand behind those of the others.
DOMAINS = ("village_board", "kiosk", "bot")
PLURAL = {"zh_Hans": "nplurals=1; plural=0;", "zh_Hant": "nplurals=1; plural=0;"}
#: where the glossary wants another word than the conversion gives (Simplified -> Traditional).
TRADITIONAL_WORDS = {
    "脱敏": "去識別化",
    "行政复议": "行政復議",
    "复议": "復議",
    "发布": "發布",
    "冲抵": "沖抵",
    "干部": "幹部",
    "表决": "表決",
}
#: of two Traditional forms the one that people read every day.
TRADITIONAL_FORMS = str.maketrans("爲羣衆喫裏纔", "為群眾吃裡才")

Key = tuple[str, str]  # context or "", msgid


@dataclass(frozen=True, slots=True)
class Source:
    """A message id as it stands in a source file."""

    context: str
    msgid: str
    plural: str
    where: str

    @property
    def key(self) -> Key:
        """What tells it from every other."""
        return self.context, self.msgid


# name of the called function or method -> positions of (context, singular, plural) among its arguments
_CALLS: Mapping[str, tuple[int | None, int, int | None]] = {
    "t": (None, 0, None),
    "_t": (None, 0, None),
    "self": (None, 0, None),  # the translator itself
    "N_": (None, 0, None),
    "say": (None, 0, None),
    "Message": (None, 0, None),
    "n": (None, 0, 1),
    "p": (0, 1, None),
}


def extracted(package: Path) -> dict[Key, Source]:
    """Return the message ids that the sources of `package` hold.

    Raises:
        ValueError: a sentence is put together in the call, so that no catalogue can hold it.
    """
    found: dict[Key, Source] = {}
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                source = _source(node, f"{path.relative_to(package.parent)}:{node.lineno}")
                if source and source.msgid:
                    found.setdefault(source.key, source)
                    if source.plural:
                        found[source.key] = source
    return found


def _source(call: ast.Call, where: str) -> Source | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in _CALLS or (name in ("n", "p") and not isinstance(call.func, ast.Attribute)):
        return None
    context, singular, plural = _CALLS[name]
    if isinstance(call.func, ast.Name) and call.args and isinstance(call.args[0], ast.JoinedStr):
        raise ValueError(f"{where}: an f-string cannot be translated; give its parts as facts")
    texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in call.args]
    needed = [position for position in (context, singular, plural) if position is not None]
    if len(texts) <= max(needed) or any(texts[position] is None for position in needed):
        return None
    return Source(
        (texts[context] or "") if context is not None else "",
        texts[singular] or "",
        (texts[plural] or "") if plural is not None else "",
        where,
    )


def labels() -> dict[str, tuple[str, str]]:
    """Return the labels of the data: English -> (Simplified, where).

    Raises:
        ValueError: two rows give one English two Chinese wordings.
    """
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((ROOT / "data").rglob("*.toml")):
        where = str(path.relative_to(ROOT))
        for english, chinese in _labelled(tomllib.loads(path.read_text(encoding="utf-8"))):
            before = found.setdefault(english, (chinese, where))
            if before[0] != chinese:
                raise ValueError(f"{where}: '{english}' is '{chinese}' here and '{before[0]}' in {before[1]}")
    return found


def _labelled(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("en"), str) and isinstance(node.get("zh"), str):
            yield node["en"], node["zh"]
        if isinstance(node.get("source_zh"), str):
            yield node["source"], node["source_zh"]
        for value in node.values():
            yield from _labelled(value)
    elif isinstance(node, list):
        for value in node:
            yield from _labelled(value)


def sources() -> dict[str, dict[Key, Source]]:
    """Return what each domain must hold itself: the core's words are not asked for twice."""
    core = extracted(ROOT / DOMAINS[0])
    for english, (_, where) in labels().items():
        core.setdefault(("", english), Source("", english, "", where))
    own = {DOMAINS[0]: core}
    for domain in DOMAINS[1:]:
        own[domain] = {key: s for key, s in extracted(ROOT / domain).items() if key not in core}
    return own


def po_path(domain: str, language: str) -> Path:
    """Return where the words of `domain` in `language` (``zh_Hans``) are edited or, for zh_Hant, written."""
    return ROOT / domain / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def read(domain: str, language: str = "zh_Hans") -> Catalog:
    """Return the catalogue as it stands in its file; an empty one where there is none."""
    path = po_path(domain, language)
    if not path.exists():
        return Catalog(locale=language)
    return read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def known(catalog: Catalog) -> dict[Key, str]:
    """Return every translation that `catalog` holds, also of what no source says any more."""
    every = [*catalog.obsolete.values(), *(message for message in catalog if message.id)]
    return {_key(m): _string(m) for m in every if _string(m) and not m.fuzzy}


def _key(message: Message) -> Key:
    return message.context or "", message.id[0] if isinstance(message.id, tuple) else str(message.id)


def _string(message: Message) -> str:
    return message.string[0] if isinstance(message.string, (tuple, list)) else str(message.string)


def merged(own: Mapping[Key, Source], words: Mapping[Key, str], old: Mapping[Key, str]) -> Catalog:
    """Return the Simplified catalogue: what the sources say with `words`, and `old` as obsolete entries."""
    catalog = Catalog(locale="zh_Hans")
    for key, source in own.items():
        string = words.get(key, "")
        if source.plural:
            catalog.add((source.msgid, source.plural), (string,), context=source.context or None)
        else:
            catalog.add(source.msgid, string, context=source.context or None)
    for key, string in old.items():
        if key not in own:
            catalog.obsolete[f"{key[0]}|{key[1]}"] = Message(key[1], string, context=key[0] or None)
    return catalog


def traditional_catalogue(simplified: Catalog) -> Catalog:
    """Return the Traditional catalogue that is made from the Simplified one."""
    catalog = Catalog(locale="zh_Hant")
    for message in simplified:
        if message.id:
            string = traditional(_string(message))
            catalog.add(message.id, (string,) if isinstance(message.id, tuple) else string, context=message.context)
    return catalog


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(words: str) -> str:
    """Return our own words in Traditional characters. Never for names, places or anything a person wrote."""
    parts = re.split("(" + "|".join(map(re.escape, TRADITIONAL_WORDS)) + ")", words)
    made = "".join(TRADITIONAL_WORDS.get(part) or _converter().convert(part) for part in parts)
    return made.translate(TRADITIONAL_FORMS)


def po_text(catalog: Catalog, language: str) -> bytes:
    """Return the file of `catalog`: sorted, without dates, line numbers or names of programs."""
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURAL[language]}\\n"\n\n'
    )
    body = io.BytesIO()
    write_po(body, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    return head.encode() + body.getvalue().strip() + b"\n"


def mo_bytes(catalog: Catalog, language: str) -> bytes:
    """Return the compiled catalogue: the same words give the same bytes."""
    head = f"Language: {language}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURAL[language]}\n"
    pairs = {b"": head.encode()}
    for message in catalog:
        if message.id and _string(message) and not message.fuzzy:
            ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
            key = (f"{message.context}\x04" if message.context else "") + "\0".join(map(str, ids))
            pairs[key.encode()] = _string(message).encode()
    keys = sorted(pairs)
    texts = [*keys, *(pairs[key] for key in keys)]
    start = 28 + 8 * len(texts)
    table, blob = [], b""
    for text in texts:
        table.append(struct.pack("<II", len(text), start + len(blob)))
        blob += text + b"\0"
    numbers = struct.pack("<IIIIIII", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return numbers + b"".join(table) + blob


def missing(own: Mapping[Key, Source], catalog: Catalog) -> list[Source]:
    """Return what has no Simplified Chinese yet."""
    words = known(catalog)
    return [source for key, source in own.items() if key not in words]


def renew(added: Mapping[str, Mapping[Key, str]], *, prune: bool) -> dict[str, list[Source]]:
    """Write every catalogue anew from the sources; return what is missing, by domain."""
    every = sources()
    old = {domain: known(read(domain)) for domain in DOMAINS}
    anywhere = {key: string for words in old.values() for key, string in words.items()}
    in_data = {("", english): chinese for english, (chinese, _) in labels().items()}
    gaps = {}
    for domain in DOMAINS:
        own = {**old[domain], **added.get(domain, {}), **(in_data if domain == DOMAINS[0] else {})}
        # A sentence that moved to another package keeps its words.
        catalog = merged(every[domain], {**anywhere, **own}, {} if prune else own)
        _write(po_path(domain, "zh_Hans"), po_text(catalog, "zh_Hans"))
        for language, made in (("zh_Hans", catalog), ("zh_Hant", traditional_catalogue(catalog))):
            if language != "zh_Hans":
                _write(po_path(domain, language), po_text(made, language))
            _write(po_path(domain, language).with_suffix(".mo"), mo_bytes(made, language))
        gaps[domain] = missing(every[domain], catalog)
    return gaps


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_bytes(content)
    beside.replace(path)


def key_text(key: Key) -> str:
    """Return `key` as the command writes and reads it."""
    return "|".join(filter(None, key))


def _pairs(text: str) -> Iterator[tuple[Key, str]]:
    for name, string in json.loads(text).items():
        context, bar, msgid = name.partition("|")
        yield ((context, msgid) if bar else ("", name)), string


def main(argv: list[str]) -> int:
    """Run the command; 1 where a translation is missing."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("act", nargs="?", choices=["renew", "translate", "missing"], default="renew")
    parser.add_argument("domain", nargs="?", choices=DOMAINS)
    parser.add_argument("--prune", action="store_true", help="forget translations that nothing uses")
    args = parser.parse_args(argv)
    if args.act == "missing":
        gaps = {domain: missing(own, read(domain)) for domain, own in sources().items()}
        keys = {domain: {key_text(source.key): "" for source in gap} for domain, gap in gaps.items()}
        sys.stdout.write(json.dumps(keys, ensure_ascii=False, indent=1) + "\n")
        return int(any(gaps.values()))
    if args.act == "translate" and not args.domain:
        parser.error("translate needs a domain")
    added = {args.domain: dict(_pairs(sys.stdin.read()))} if args.act == "translate" else {}
    lock = os.open(ROOT / DOMAINS[0] / "locale", os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    gaps = renew(added, prune=args.prune)
    for domain, gap in gaps.items():
        for source in gap:
            sys.stderr.write(f"no translation: {domain}: {source.where}: {key_text(source.key)}\n")
    return int(any(gaps.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
