"""Quorum and majority of every body at the boundary of every fraction, and every step of the reckoning shown."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.support.builders import a_resolution
from village_board.hearings.law import Approval, BodyRule, Unit, body_rule, category_rule
from village_board.hearings.model import Body, Category, ResolutionResult
from village_board.hearings.recount import Recount, public_counts, recount
from village_board.hearings.rules import Counts, HouseholdsMissing, HouseholdsWrong, outcome

PASSED, REJECTED, NO_QUORUM = ResolutionResult.PASSED, ResolutionResult.REJECTED, ResolutionResult.NO_QUORUM
HALF, THIRDS = Fraction(1, 2), Fraction(2, 3)

# body -> share of the persons due, whether it itself is enough; share of households or None;
# share that must agree, whether it itself is enough, of those due or present (facts 1.2, 1.3)
LAW = {
    Body.VILLAGERS_ASSEMBLY: (HALF, False, THIRDS, HALF, False, "present"),
    Body.REPRESENTATIVE_ASSEMBLY: (THIRDS, True, None, HALF, False, "present"),
    Body.GROUP_MEETING: (THIRDS, True, THIRDS, HALF, False, "present"),
    Body.PARTY_MEETING: (THIRDS, True, None, HALF, False, "due"),
    Body.MEMBERS_ASSEMBLY: (THIRDS, True, None, THIRDS, True, "due"),
    Body.MEMBER_DELEGATES: (THIRDS, True, None, THIRDS, True, "due"),
    Body.COUNCIL: (THIRDS, True, None, HALF, False, "due"),
}


def enough(part: int, whole: int, share: Fraction, *, itself: bool) -> bool:
    """Judge a share with fractions: `itself` tells whether the share itself is enough (以上) or not (过半数)."""
    return whole > 0 and (Fraction(part, whole) >= share if itself else Fraction(part, whole) > share)


def naive(body: Body, counts: Counts, *, two_thirds_of_all: bool = False) -> ResolutionResult:
    """Judge a vote by the table above, with fractions."""
    persons, itself, households, agree, agree_itself, of = LAW[body]
    came = enough(counts.present, counts.due, persons, itself=itself) or (
        households is not None and enough(counts.households_present, counts.households_due, households, itself=True)
    )
    if not came:
        return NO_QUORUM
    if two_thirds_of_all:
        agree, agree_itself, of = THIRDS, True, "due"
    whole = counts.due if of == "due" else counts.present
    return PASSED if enough(counts.in_favour, whole, agree, itself=agree_itself) else REJECTED


def around(whole: int, share: Fraction) -> set[int]:
    """Return the whole numbers one below, at and one above a share of `whole`, as far as they can be."""
    at = int(whole * share)
    return {number for number in (at - 1, at, at + 1, at + 2) if 0 <= number <= whole}


@pytest.mark.parametrize("body", list(Body))
def test_every_fraction_at_its_boundary(body: Body) -> None:
    """For 1 to 300 people, one below, at and one above each share of the law: the same as with fractions."""
    # Guard: hearings/rules.py:outcome - one person too few decides, or one too many is asked for.
    rule, outside = body_rule(body), body_rule(body, outside_collective=True)
    for due in range(1, 301):
        for present in around(due, HALF) | around(due, THIRDS) | {due}:
            for in_favour in around(present, HALF) | (around(due, HALF) | around(due, THIRDS)):
                if in_favour <= present:
                    counts = Counts(due, present, in_favour)
                    assert outcome(counts, rule) is naive(body, counts)
                    assert outcome(counts, outside) is naive(body, counts, two_thirds_of_all=True)


@pytest.mark.parametrize("body", [Body.VILLAGERS_ASSEMBLY, Body.GROUP_MEETING])
def test_either_way_to_the_quorum_is_enough(body: Body) -> None:
    """Persons and households have each their own denominator, and one of the two is enough (facts 1.2)."""
    # Guard: hearings/rules.py:quorum_met - a meeting of two thirds of the households is turned away.
    rule = body_rule(body)
    for households in range(1, 301):
        for represented in around(households, THIRDS):
            counts = Counts(800, min(represented, 300), represented, 0, 0, households, represented)
            assert outcome(counts, rule) is naive(body, counts)


@pytest.mark.parametrize("body", [Body.VILLAGERS_ASSEMBLY, Body.REPRESENTATIVE_ASSEMBLY])
def test_a_levy_is_decided_by_more_than_half_of_the_households_represented(body: Body) -> None:
    """One household, one vote; representatives must stand for two thirds of the households (facts 1.4)."""
    # Guard: data/law/bodies.toml:guard.levy - a levy is passed by heads, or by few households.
    rule = body_rule(body, category=Category.LEVY)
    for households in range(1, 301):
        for represented in around(households, THIRDS) | {households}:
            for in_favour in around(represented, HALF):
                counts = Counts(800, 10, in_favour, 0, 0, households, represented, by_household=True)
                came = enough(represented, households, THIRDS, itself=True)
                passed = enough(in_favour, represented, HALF, itself=False)
                assert outcome(counts, rule) is (NO_QUORUM if not came else PASSED if passed else REJECTED)


def test_a_levy_without_households_is_refused() -> None:
    """A vote by household cannot be reckoned from heads; nor can more households vote than are represented."""
    # Guard: hearings/rules.py:outcome - a levy passes by counting heads.
    rule = body_rule(Body.REPRESENTATIVE_ASSEMBLY, category=Category.LEVY)
    with pytest.raises(HouseholdsMissing):
        outcome(Counts(42, 40, 40), rule)
    with pytest.raises(HouseholdsWrong, match="200 of 320 were represented, and 201 for"):
        outcome(Counts(42, 40, 201, 0, 0, 320, 200, by_household=True), rule)
    with pytest.raises(HouseholdsWrong):
        outcome(Counts(42, 40, 1, 0, 0, 320, 321), body_rule(Body.VILLAGERS_ASSEMBLY))


def sentences(found: Recount) -> list[tuple[str, bool | None]]:
    """Return the steps in English."""
    return [(str(line.message), line.met) for line in found.lines]


def test_the_recount_shows_every_step_with_its_numbers() -> None:
    """Due, needed, present, met; of whom the majority is, needed, in favour, met; the result."""
    # Guard: hearings/recount.py:recount - a villager cannot check the reckoning.
    found = recount(Body.REPRESENTATIVE_ASSEMBLY, Counts(42, 30, 16, 12, 1), body_rule(Body.REPRESENTATIVE_ASSEMBLY))
    assert found.result is PASSED
    assert sentences(found) == [
        ("Villagers' representative assembly decides.", None),
        ("42 people were due.", None),
        ("At least 2/3 of 42 people must come: 28. 30 came.", True),
        ("16 for, 12 against, 1 abstained; 1 there cast no vote.", None),
        ("More than 1/2 of the 30 who came must agree: 16. 16 agreed.", True),
        ("Result: passed.", None),
    ]


def test_the_recount_of_a_meeting_without_quorum_names_both_ways() -> None:
    """Neither way is reached: both are shown with their numbers, and no vote."""
    found = recount(Body.VILLAGERS_ASSEMBLY, Counts(800, 400, 0, 0, 0, 320, 213), body_rule(Body.VILLAGERS_ASSEMBLY))
    assert sentences(found)[1:] == [
        ("800 people were due.", None),
        ("There are 320 households.", None),
        ("More than 1/2 of 800 people must come: 401. 400 came.", False),
        ("At least 2/3 of 320 households must be represented: 214. 213 were.", False),
        ("One of these ways is enough.", False),
        ("Result: no quorum.", None),
    ]


def test_adjusting_contracted_land_waits_for_township_and_county() -> None:
    """Two thirds of all, then both approvals as steps that are seen (Law on Land Contracting; P27)."""
    # Guard: data/law/bodies.toml:guard.land_adjustment - land is adjusted without the county.
    rule = body_rule(Body.REPRESENTATIVE_ASSEMBLY, category=Category.LAND_ADJUSTMENT)
    assert outcome(Counts(42, 42, 27, 15), rule) is REJECTED
    found = recount(Body.REPRESENTATIVE_ASSEMBLY, Counts(42, 42, 28, 14), rule)
    assert found.approvals == (Approval.TOWNSHIP, Approval.COUNTY)
    assert [text for text, _ in sentences(found)][-2:] == [
        "It holds only after this approval: township.",
        "It holds only after this approval: county.",
    ]
    assert recount(Body.REPRESENTATIVE_ASSEMBLY, Counts(42, 42, 27, 15), rule).approvals == ()


def test_land_to_an_outsider_waits_for_the_township() -> None:
    """Whatever the body: the township's approval comes after the vote (P27); a house site needs it too."""
    for body in Body:
        assert body_rule(body, outside_collective=True).approvals == (Approval.TOWNSHIP,)
    assert body_rule(Body.MEMBERS_ASSEMBLY, category=Category.HOUSE_SITE).approvals == (Approval.TOWNSHIP,)
    assert body_rule(Body.MEMBERS_ASSEMBLY).approvals == ()


@pytest.mark.parametrize("body", list(Body))
def test_every_rule_names_its_source(body: Body) -> None:
    """Law and thresholds are data with their source; so are the categories."""
    assert body_rule(body).source
    assert all(category_rule(category).source for category in Category)


def test_who_may_ask_for_a_meeting() -> None:
    """A tenth of the villagers or a third of the representatives; a fifth for the representative assembly."""
    assembly = body_rule(Body.VILLAGERS_ASSEMBLY).requests
    assert [(one.share.needed(300), one.of) for one in assembly] == [(30, "villagers"), (100, "representatives")]
    (representatives,) = body_rule(Body.REPRESENTATIVE_ASSEMBLY).requests
    assert (representatives.share.needed(42), representatives.of) == (9, "representatives")


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((42, 30, 28, 1, 1), (28, 1, 1)),
        ((42, 30, 30, 0, 0), (30, 0, 0)),
        ((42, 30, 29, 1, 0), None),  # all but one
        ((42, 30, 0, 29, 1), None),
        ((3, 3, 1, 2, 0), None),  # a meeting of three
        ((5, 4, 2, 2, 0), (2, 2, 0)),
    ],
)
def test_p10_no_public_count_names_one_person(
    counts: tuple[int, int, int, int, int], shown: tuple[int, int, int] | None
) -> None:
    """P10: public are the counts of the whole; for and against only where they do not point at one person."""
    # Guard: hearings/recount.py:public_counts - the village learns who the one was that voted against.
    due, present, in_favour, against, abstained = counts
    resolution = a_resolution(
        due=due, present=present, in_favour=in_favour, against=against, abstained=abstained, result=PASSED
    )
    public = public_counts(resolution, split_least_present=4)
    assert public.split == shown
    assert (public.due, public.present, public.present_needed) == (due, present, -(-2 * due // 3))
    assert public.in_favour_needed == present // 2 + 1


def test_p10_public_counts_of_a_levy_are_households() -> None:
    """P10: of a levy the public sees households, and of a meeting without quorum no votes."""
    levy = a_resolution(
        category=Category.LEVY, due=42, present=40, households_due=320, households_present=300,
        in_favour=200, against=60, abstained=40, result=PASSED,
    )  # fmt: skip
    public = public_counts(levy, split_least_present=4)
    assert (public.due, public.present, public.present_needed, public.in_favour_needed) == (320, 300, 214, 151)
    missed = a_resolution(due=42, present=20, result=NO_QUORUM)
    assert public_counts(missed, split_least_present=4).split is None


def test_a_body_without_a_levy_is_counted_in_persons() -> None:
    """Only a levy is voted on by household."""
    rules: list[BodyRule] = [body_rule(body, category=category) for body in Body for category in Category]
    by_household = [category for body in Body for category in Category
                    if body_rule(body, category=category).votes is Unit.HOUSEHOLDS]  # fmt: skip
    assert set(by_household) == {Category.LEVY}
    assert len(rules) == len(Body) * len(Category)
