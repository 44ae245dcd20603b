"""The shipped data: found in a source tree, whole, and as its source says."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
import yaml

from village_board import data_files
from village_board.catalogue.loading import shipped_entries, shipped_provenance, shipped_version
from village_board.catalogue.model import EntryGroup
from village_board.data_files import DataMissing, data_path
from village_board.people.model import Role

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "domain" / "catalogue.yaml"


def test_the_catalogue_has_35_own_and_68_district_entries() -> None:
    """103 entries with their own codes, each with a name, a basis and somebody responsible."""
    entries = shipped_entries()
    assert Counter(entry.group for entry in entries) == {
        EntryGroup.SELF_GOVERNMENT: 35,
        EntryGroup.DISTRICT: 68,
    }
    assert len({entry.code for entry in entries}) == 103
    assert all(entry.name and entry.name_en and entry.basis and entry.responsible and entry.form for entry in entries)
    assert shipped_version()
    assert "reconstruction" in shipped_provenance()


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared folder is not here")
def test_the_catalogue_says_what_its_source_says() -> None:
    """Nothing was lost or changed on the way from the shared list."""
    items = yaml.safe_load(SHARED.read_text("utf-8"))["items"]
    for item, entry in zip(items, shipped_entries(), strict=True):
        assert (item["id"], item["title"], item["title_en"]) == (entry.code, entry.name, entry.name_en)
        assert (item["frequency"], item["privacy"], item["group"]) == (
            entry.frequency,
            entry.privacy,
            entry.group,
        )
        assert item["basis"].replace("[seed 000]", "") == entry.basis
        assert (item["responsible"], item["form"], item["category"]) == (
            entry.responsible,
            entry.form,
            entry.category,
        )


def test_no_office_is_written_in_two_ways() -> None:
    """Every way to write an office means one post, and every post has a role of the program."""
    posts = tomllib.loads(data_path("posts.toml").read_text("utf-8"))["post"]
    words = [word for post in posts for word in (post["name"], *post["aliases"])]
    assert len(words) == len(set(words))
    assert {post["role"] for post in posts} == {role.value for role in Role}


def test_data_of_a_source_tree_lies_beside_the_package() -> None:
    """In a source tree and an editable install the data is the repository's own folder."""
    if not (ROOT / "village_board" / "_data").exists():
        assert data_path("catalogue.toml") == ROOT / "data" / "catalogue.toml"


def test_data_of_an_installed_package_lies_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel's own data wins over a folder that happens to be called data beside the package."""
    # Guard: data_files.py:_PLACES - the other order would read a stranger's site-packages/data
    for place, words in (("_data", "mine"), ("data", "strange")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "posts.toml").write_text(words)
    monkeypatch.setattr(data_files, "_PLACES", (tmp_path / "_data", tmp_path / "data"))
    assert data_path("posts.toml").read_text() == "mine"


def test_missing_data_is_one_sentence() -> None:
    """A broken installation says which file is missing and what to do."""
    with pytest.raises(DataMissing) as caught:
        data_path("no", "such.toml")
    assert "data/no/such.toml" in str(caught.value)
