"""The log's tree is that of RFC 6962, and an append reads nothing of the past."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.trust.log import (
    Touched,
    canonical,
    commitment,
    entry,
    entry_id,
    frontier_of,
    head_document,
)
from village_board.trust.merkle import EMPTY_ROOT, Frontier, leaf_hash, node_hash

#: The vectors of Certificate Transparency: eight leaves, and the root after each.
CT_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 6962, 2.1 defines it, by recursion over all leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    """RFC 6962: the root of an empty log."""
    assert Frontier().root == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_vectors_of_certificate_transparency_hold() -> None:
    """Any other program of RFC 6962 gets the same roots."""
    # Guard: trust/merkle.py:Frontier.append - printed roots that nobody else can check.
    frontier = Frontier()
    for leaf, root in zip(CT_LEAVES, CT_ROOTS, strict=True):
        frontier = frontier.append(leaf_hash(leaf))
        assert frontier.root.hex() == root


def test_the_frontier_agrees_with_the_definition_for_every_size_to_seventy() -> None:
    """At every size, powers of two and their neighbours too, the root is the defined one."""
    leaves: list[bytes] = []
    frontier = Frontier()
    for n in range(71):
        assert frontier.size == n
        assert frontier.root == naive_root(leaves)
        assert len(frontier.peaks) == n.bit_count()
        leaves.append(f"act {n}".encode())
        frontier = frontier.append(leaf_hash(leaves[-1]))


@given(size=st.integers(1, 40), data=st.data())
def test_one_changed_leaf_changes_the_root(size: int, data: st.DataObject) -> None:
    """A23: nothing in the past can be changed unseen."""
    leaves = [f"act {n}".encode() for n in range(size)]
    changed = data.draw(st.integers(0, size - 1))
    other = [*leaves[:changed], b"another", *leaves[changed + 1 :]]
    assert naive_root(leaves) != naive_root(other)


def test_a_leaf_is_not_taken_for_a_node() -> None:
    """Leaf and node hashes are told apart by their first byte."""
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


@given(size=st.integers(0, 40))
def test_the_head_row_gives_the_frontier_back(size: int) -> None:
    """What an append needs is in one row, as JSON."""
    frontier = Frontier()
    for n in range(size):
        frontier = frontier.append(leaf_hash(bytes([n])))
    document = json.loads(json.dumps(head_document(frontier)))
    assert frontier_of(document) == frontier
    assert document["root"] == frontier.root.hex()
    assert frontier_of(None) == Frontier()


def test_ids_of_entries_sort_as_their_numbers() -> None:
    """Text order is number order."""
    assert sorted(map(entry_id, (100, 2, 10, 1))) == [entry_id(n) for n in (1, 2, 10, 100)]


def test_one_value_has_one_byte_form() -> None:
    """Keys sorted, no spaces, UTF-8: a leaf can be recomputed by anybody."""
    assert canonical({"b": 1, "a": "路灯"}) == '{"a":"路灯","b":1}'.encode()


def test_a_leaf_holds_no_word_that_may_have_to_be_erased() -> None:
    """The leaf binds names and facts by salted commitments, never in clear, so that they can be erased."""
    # Guard: trust/log.py:entry - a villager's name stays in the tree for ever.
    row = Touched("people", "p2345678", 1, {"name": "李阿福"})
    made = entry(0, "2026-09-01T01:00:00+00:00", "p9", "import", "p2345678", [row], {"objector": "李阿福"})
    assert "李阿福" not in json.dumps(made["record"], ensure_ascii=False)
    assert made["leaf"] == leaf_hash(canonical(made["record"])).hex()


def test_the_same_row_has_another_commitment_each_time() -> None:
    """Without the salt nobody can guess the row from its commitment."""
    row = Touched("people", "p2345678", 1, {"name": "李阿福"})
    entries = [entry(0, "", "", "import", "", [row], {}) for _ in range(2)]
    first, second = (made["record"]["rows"][0][3] for made in entries)
    assert first != second
    assert first == commitment(entries[0]["opening"]["salts"][0], row)


@pytest.mark.parametrize("change", [("collection", "items"), ("id", "p2"), ("rev", 2), ("body", {"name": "李阿富"})])
def test_a_commitment_binds_place_revision_and_content(change: tuple[str, object]) -> None:
    """A23: another content, another place or another revision opens no commitment."""
    row = {"collection": "people", "id": "p1", "rev": 1, "body": {"name": "李阿福"}}
    other = {**row, change[0]: change[1]}
    assert commitment("00" * 16, Touched(**row)) != commitment("00" * 16, Touched(**other))  # type: ignore[arg-type]
