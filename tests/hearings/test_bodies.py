"""Who is due by the register, and which body decides: the right one is proposed, a wrong one refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff, a_resolution, convened, keep
from village_board.board import Board
from village_board.hearings.bodies import (
    Asking,
    Matter,
    RequestTooSmall,
    WrongBody,
    check_body,
    check_request,
    delegation_unknown,
    proposed_body,
    right_bodies,
)
from village_board.hearings.bodies_service import (
    DelegationTermWrong,
    DelegationUnfounded,
    GroupMissing,
    NotDelegable,
    entitled,
    households_due,
    record_delegation,
)
from village_board.hearings.delegation import Delegation
from village_board.hearings.entitled import WOMAN, composition_findings, due, households, register_findings
from village_board.hearings.law import Approval, body_rule
from village_board.hearings.model import Body, Category, ResolutionResult
from village_board.people.model import Office, Person, Role
from village_board.people.posts import posts_with

DIRECTOR = Office("村委会主任", Role.COMMITTEE, since=date(2021, 1, 1), until=date(2026, 12, 31))
OFFICIAL = Office("驻村干部", Role.TOWNSHIP)

#: a small village: two groups, three households, a child, an official, a member who moved away
VILLAGE = (
    Person(number="1", name="郑主任", sex="男", group=1, household="01", offices=(DIRECTOR,), party_member=True),
    Person(number="2", name="何代表", sex="女", group=1, household="01", representative=True),
    Person(number="3", name="小郑", sex="男", group=1, household="01", adult=False, party_member=True),
    Person(number="4", name="吴理事", sex="男", group=2, household="02",
           offices=(Office("理事、", Role.COMMITTEE), Office("成员代表", Role.VILLAGER))),
    Person(number="5", name="嫁来的", sex="女", group=2, household="03", collective_member=False),
    Person(number="9", name="镇干部", sex="男", offices=(OFFICIAL,), collective_member=False),
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "group", "numbers"),
    [
        (Body.VILLAGERS_ASSEMBLY, 0, "1 2 4 5"),
        (Body.GROUP_MEETING, 2, "4 5"),
        (Body.REPRESENTATIVE_ASSEMBLY, 0, "1 2"),
        (Body.PARTY_MEETING, 0, "1"),
        (Body.MEMBERS_ASSEMBLY, 0, "1 2 4"),
        (Body.MEMBER_DELEGATES, 0, "4"),
        (Body.COUNCIL, 0, "4"),
    ],
)
def test_p7_who_is_due_follows_from_the_register(body: Body, group: int, numbers: str) -> None:
    """P7: adults only, the right ones for each body; no township official is a villager."""
    # Guard: hearings/entitled.py:due - children stand in the denominator.
    assert [person.number for person in due(VILLAGE, body, TODAY, group)] == numbers.split()


def test_an_office_counts_on_the_day_of_the_meeting() -> None:
    """A director whose term ended is no longer of the representative assembly."""
    later = due(VILLAGE, Body.REPRESENTATIVE_ASSEMBLY, date(2027, 1, 1))
    assert [person.number for person in later] == ["2"]


def test_households_are_those_of_the_village_or_of_the_group() -> None:
    """Every household of villagers counts once, whoever stands for it."""
    assert households(VILLAGE, TODAY) == {"01", "02", "03"}
    assert households(VILLAGE, TODAY, 2) == {"02", "03"}


@given(children=st.integers(0, 30), adults=st.integers(1, 30), body=st.sampled_from(Body))
def test_p7_more_children_change_no_denominator(children: int, adults: int, body: Body) -> None:
    """P7: a village with many children needs as many votes as one without."""
    offices = (DIRECTOR, Office("理事", Role.COMMITTEE), Office("成员代表", Role.VILLAGER))
    grown = [
        Person(number=f"a{n}", name="甲", group=1, party_member=True, representative=True, offices=offices)
        for n in range(adults)
    ]
    small = [replace(grown[0], number=f"c{n}", adult=False) for n in range(children)]
    assert len(due([*small, *grown], body, TODAY, 1)) == adults


def assembly(chosen: int, others: int, women: int) -> list[Person]:
    """Return an assembly of so many representatives, of whom so many are women, and of others."""
    made = [
        Person(number=f"r{n}", name="代表", representative=True, sex=WOMAN if n < women else "男")
        for n in range(chosen)
    ]
    return [*made, *(Person(number=f"o{n}", name="委员") for n in range(others))]


@pytest.mark.parametrize(
    ("chosen", "others", "women", "said"),
    [
        (32, 8, 14, []),
        (31, 9, 14, ["31 of them representatives; 32 are needed"]),
        (32, 8, 13, ["13 of them women representatives; 14 are needed"]),
        (20, 20, 0, ["20 of them representatives; 32 are needed", "0 of them women representatives; 14 are needed"]),
    ],
)
def test_the_composition_of_the_representative_assembly_is_checked(
    chosen: int, others: int, women: int, said: list[str]
) -> None:
    """Four fifths are representatives, a third are women; what is missing is a finding with its numbers."""
    # Guard: hearings/entitled.py:composition_findings - nobody learns that the assembly is wrongly made up.
    found = [str(finding.message) for finding in composition_findings(assembly(chosen, others, women))]
    assert len(found) == len(said)
    assert all(part in text for part, text in zip(said, found, strict=True))


def test_a_register_that_names_nobody_due_is_a_finding() -> None:
    """Delegates nobody ticked, and adults of no household, are told; an empty assembly has no composition."""
    assert len(register_findings([], body_rule(Body.COUNCIL))) == 1
    alone = [Person(number="1", name="独居"), Person(number="2", name="有户", household="01")]
    (finding,) = register_findings(alone, body_rule(Body.VILLAGERS_ASSEMBLY))
    assert "1 of those due have no household in the register, such as 独居" in str(finding.message)
    assert register_findings(alone, body_rule(Body.COUNCIL)) == []
    assert composition_findings([]) == []


def test_a_flag_that_no_post_has_is_a_mistake_of_the_program() -> None:
    """Whoever asks for an unknown flag learns it at once."""
    with pytest.raises(KeyError):
        posts_with("emperor")


def test_entitled_reads_the_board(board: Board, staff: Staff) -> None:
    """By the register on the board; a group's meeting needs a group in which people live."""
    keep(board, *VILLAGE[1:5])
    records = board.records()
    assert len(entitled(records, Body.VILLAGERS_ASSEMBLY, TODAY)) == 3 + 5
    assert [one.number for one in entitled(records, Body.GROUP_MEETING, TODAY, 2)] == ["4", "5"]
    assert (households_due(records, TODAY), households_due(records, TODAY, 2)) == (3, 2)
    for group in (0, 7):
        with pytest.raises(GroupMissing, match="1, 2"):
            entitled(records, Body.GROUP_MEETING, TODAY, group)


# ---------------------------------------------------------------- the right body

VA, RA, GM = Body.VILLAGERS_ASSEMBLY, Body.REPRESENTATIVE_ASSEMBLY, Body.GROUP_MEETING
MA, MD, CO = Body.MEMBERS_ASSEMBLY, Body.MEMBER_DELEGATES, Body.COUNCIL
YEAR = Delegation(
    number="S-1",
    categories=(Category.PUBLIC_WORKS, Category.LEVY),
    since=date(2026, 1, 1),
    until=date(2026, 12, 31),
    resolution="J-1",
)

RIGHT = [
    (Matter(Category.LOST_WORK_SUBSIDY, TODAY), (VA, RA)),
    (Matter(Category.LOST_WORK_SUBSIDY, TODAY, delegations=(YEAR,)), (VA,)),
    (Matter(Category.PUBLIC_WORKS, TODAY, collective=False, delegations=(YEAR,)), (VA, RA)),
    (Matter(Category.PUBLIC_WORKS, date(2027, 1, 1), collective=False, delegations=(YEAR,)), (VA,)),
    (Matter(Category.PUBLIC_WORKS, TODAY, collective=True), (MA, MD)),
    (Matter(Category.PUBLIC_WORKS, TODAY, group=3, collective=False), (GM, VA, RA)),
    (Matter(Category.VILLAGE_RULES, TODAY), (VA,)),
    (Matter(Category.LEVY, TODAY, delegations=(YEAR,)), (VA, RA)),
    (Matter(Category.COLLECTIVE_INCOME_USE, TODAY), (MA, MD)),
    (Matter(Category.LAND_CONTRACTING, TODAY), (MA,)),
    (Matter(Category.LAND_CONTRACTING, TODAY, outside=True), (MA, VA, RA)),
    (Matter(Category.LAND_ADJUSTMENT, TODAY), (MA, VA, RA)),
    (Matter(Category.HOUSE_SITE, TODAY), (MA,)),
    (Matter(Category.LAND_COMPENSATION, TODAY), (MA,)),
    (Matter(Category.COLLECTIVE_CHARTER, TODAY), (MA,)),
    (Matter(Category.MEMBERSHIP, TODAY), (MA,)),
    (Matter(Category.INCOME_SHARES, TODAY), (MA,)),
    (Matter(Category.MERGER, TODAY), (MA,)),
    (Matter(Category.PROPERTY_DISPOSAL, TODAY, amount=1_999_999, council_ceiling=2_000_000), (MA, MD, CO)),
    (Matter(Category.PROPERTY_DISPOSAL, TODAY, amount=2_000_000, council_ceiling=2_000_000), (MA, MD)),
    (Matter(Category.COLLECTIVE_PROJECT, TODAY, council_ceiling=2_000_000), (MA, MD)),
]


@pytest.mark.parametrize(("matter", "right"), RIGHT)
def test_the_right_bodies_are_named_and_every_other_refused(matter: Matter, right: tuple[Body, ...]) -> None:
    """Facts 1.1 to 1.4: what belongs to whom; whatever is not right is refused with all that are."""
    # Guard: hearings/bodies.py:right_bodies - the charter goes to delegates.
    assert right_bodies(matter) == right
    for body in Body:
        if body in right:
            check_body(body, matter)
        else:
            with pytest.raises(WrongBody, match="Right would be: "):
                check_body(body, matter)


REASONS = [
    (RA, Matter(Category.VILLAGE_RULES, TODAY), "cannot delegate this"),
    (RA, Matter(Category.PUBLIC_WORKS, date(2027, 1, 1), delegations=(YEAR,)), "ended on 2026-12-31"),
    (
        RA,
        Matter(Category.LOST_WORK_SUBSIDY, TODAY, delegations=(YEAR,)),
        "did not delegate such matters for 2026-09-01",
    ),
    (RA, Matter(Category.PROPERTY_DISPOSAL, TODAY), "a matter of the collective"),
    (RA, Matter(Category.PUBLIC_WORKS, TODAY, collective=True), "a matter of the collective"),
    (VA, Matter(Category.HOUSE_SITE, TODAY), "a matter of the collective"),
    (MD, Matter(Category.HOUSE_SITE, TODAY), "closes this matter to delegates"),
    (MA, Matter(Category.VILLAGE_RULES, TODAY), "of all villagers and not of the collective"),
    (Body.PARTY_MEETING, Matter(Category.PUBLIC_WORKS, TODAY), "reviews"),
    (GM, Matter(Category.MERGER, TODAY), "never the matter of one group"),
    (GM, Matter(Category.PUBLIC_WORKS, TODAY), "name the group"),
    (CO, Matter(Category.MEMBERSHIP, TODAY), "carries out what the members decide"),
    (CO, Matter(Category.COLLECTIVE_PROJECT, TODAY, council_ceiling=2_000_000), "say the amount"),
    (CO, Matter(Category.COLLECTIVE_PROJECT, TODAY, amount=2_000_001, council_ceiling=2_000_000), "this is 2000001"),
]


@pytest.mark.parametrize(("body", "matter", "reason"), REASONS)
def test_a_wrong_body_is_refused_with_its_reason(body: Body, matter: Matter, reason: str) -> None:
    """The refusal says why this body cannot decide, with the day or the amount."""
    # Guard: hearings/bodies.py:_why_not - a clerk is told no and not why.
    with pytest.raises(WrongBody, match=reason):
        check_body(body, matter)


@given(category=st.sampled_from(Category), collective=st.sampled_from([None, True, False]), outside=st.booleans(),
       group=st.integers(0, 2), amount=st.none() | st.integers(0, 10**7), known=st.booleans())  # fmt: skip
def test_there_is_always_a_right_body_and_it_is_proposed(
    category: Category, collective: bool | None, outside: bool, group: int, amount: int | None, known: bool
) -> None:
    """Whatever the matter, somebody decides it, and the proposed body is never refused; the Party meeting never is."""
    matter = Matter(category, TODAY, amount, collective, outside, group, (YEAR,) if known else (), 2_000_000)
    proposal = proposed_body(matter)
    check_body(proposal.body, matter)
    assert {proposal.body, *proposal.others} == set(right_bodies(matter))
    assert proposal.reasons
    assert Body.PARTY_MEETING not in right_bodies(matter)


def test_the_representative_assembly_is_proposed_under_its_delegation() -> None:
    """Where the villagers' assembly delegated the matter, the smaller body is proposed, and until when is said."""
    proposal = proposed_body(Matter(Category.LEVY, TODAY, delegations=(YEAR,)))
    assert (proposal.body, proposal.others, proposal.approvals) == (RA, (VA,), (Approval.TOWNSHIP,))
    assert str(proposal.reasons[0]).endswith("until 2026-12-31.")


def test_a_board_that_knows_of_no_delegation_says_so() -> None:
    """A village may hold its delegation on paper: nothing is refused before one is entered, but it is told."""
    matter = Matter(Category.PUBLIC_WORKS, TODAY)
    assert delegation_unknown(RA, matter) is not None
    assert delegation_unknown(VA, matter) is None
    assert delegation_unknown(RA, replace(matter, delegations=(YEAR,))) is None


@pytest.mark.parametrize(
    ("body", "villagers", "representatives", "needed"),
    [
        (VA, 88, 0, ""),
        (VA, 87, 0, "88 villagers or 14 representatives"),
        (VA, 0, 14, ""),
        (VA, 0, 13, "88 villagers or 14 representatives"),
        (RA, 0, 9, ""),
        (RA, 879, 8, "9 representatives"),
        (GM, 293, 0, ""),
        (GM, 292, 42, "293 villagers"),
        (CO, 0, 0, ""),
    ],
)
def test_who_may_ask_for_a_meeting_at_the_boundary(
    body: Body, villagers: int, representatives: int, needed: str
) -> None:
    """A tenth of the villagers or a third of the representatives; a fifth of them for their own assembly."""
    # Guard: hearings/bodies.py:check_request - a meeting is asked for by too few, or refused to enough.
    asking = Asking(villagers, 879, representatives, 42)
    if not needed:
        check_request(body, asking)
        return
    with pytest.raises(RequestTooSmall, match=f"needed: {needed}"):
        check_request(body, asking)


# ---------------------------------------------------------------- delegations and convening


def delegated(board: Board, staff: Staff, **values: object) -> Delegation:
    """Enter the delegation of the year, with other values."""
    with board.desk(staff.clerk) as desk:
        return record_delegation(desk, replace(YEAR, **values))


def test_a_delegation_states_matter_and_term_and_rests_on_the_assembly(board: Board, staff: Staff) -> None:
    """Without matters, with a term turned round, of what cannot be delegated, or on a wrong resolution: refused."""
    # Guard: hearings/bodies_service.py:record_delegation - a delegation of everything for ever.
    resolution = a_resolution(number="J-1", body=VA, result=ResolutionResult.PASSED)
    keep(board, resolution, a_resolution(number="J-2", body=RA, result=ResolutionResult.PASSED))
    keep(board, a_resolution(number="J-3", body=VA, result=ResolutionResult.REJECTED))
    with pytest.raises(DelegationTermWrong, match="0 matters"):
        delegated(board, staff, categories=())
    with pytest.raises(DelegationTermWrong, match="from 2026-01-01 to 2025-12-31"):
        delegated(board, staff, until=date(2025, 12, 31))
    for category in (Category.VILLAGE_RULES, Category.MERGER):
        with pytest.raises(NotDelegable):
            delegated(board, staff, categories=(category,))
    for number in ("J-2", "J-3", "J-9"):
        with pytest.raises(DelegationUnfounded, match=number):
            delegated(board, staff, resolution=number)
    kept = delegated(board, staff)
    assert board.records().get(Delegation, kept.id) == kept


def test_a_meeting_of_a_wrong_body_is_not_convened(board: Board, staff: Staff) -> None:
    """`convene_meeting` refuses it, and takes the right one; after a delegation only what it covers."""
    # Guard: hearings/resolutions.py:convene_meeting - the wrong body is called together.
    with pytest.raises(WrongBody, match="Members' assembly"):
        convened(board, staff, category=Category.HOUSE_SITE)
    convened(board, staff, number="a", category=Category.HOUSE_SITE, body=MA)
    convened(board, staff, number="b", category=Category.LOST_WORK_SUBSIDY)
    keep(board, a_resolution(number="J-1", body=VA, result=ResolutionResult.PASSED))
    delegated(board, staff)
    convened(board, staff, number="c", category=Category.PUBLIC_WORKS)
    with pytest.raises(WrongBody, match="did not delegate"):
        convened(board, staff, number="d", category=Category.LOST_WORK_SUBSIDY)
