"""320 households in 12 groups, and those in office. Names are composed by chance; nobody is meant."""

# ruff: noqa: PLR2004 - how likely a family is of a kind is said where it is drawn

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from .content import chance, content
from .sheets import Sheet

HOUSEHOLDS = 320
PEOPLE = 1050  # with the township's official, who lives elsewhere
REPRESENTATIVES = 42
PARTY_MEMBERS = 52
_SIZES = (1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6)
_OLDEST, _YOUNGEST = 1, 6

SECRETARY = "村党支部书记、理事长"
DIRECTOR = "村委会主任、理事"
DEPUTY = "村委会副主任、理事"
MEMBER = "村委会委员"
OVERSIGHT_CHAIR = "村务监督委员会主任"
OVERSIGHT_MEMBER = "村务监督委员会委员"
COUNCIL_MEMBER = "理事"
CLERK = "文书"
GROUP_LEADER = "村民小组长"
OFFICIAL = "驻村干部"


@dataclass
class Villager:
    """One row of the people table; `generation` (elder, parent, child) is only used while the village is made."""

    number: str
    name: str
    sex: str
    group: int
    household: str
    generation: str
    head: bool = False
    adult: bool = True
    party: bool = False
    representative: bool = False
    member: bool = True
    post: str = ""
    relatives: list[str] = field(default_factory=list)


@dataclass
class People:
    """Everybody, and who holds what."""

    everyone: list[Villager]

    def holding(self, post: str) -> list[Villager]:
        """Return those who hold `post`."""
        return [person for person in self.everyone if person.post == post]

    def the(self, post: str) -> Villager:
        """Return the one who holds `post`."""
        (person,) = self.holding(post)
        return person

    @property
    def representatives(self) -> list[Villager]:
        """The 42 of the representative assembly, those of the committee among them."""
        return [person for person in self.everyone if person.representative]

    @property
    def adult_members(self) -> int:
        """Members of the collective with full capacity."""
        return sum(person.adult and person.member for person in self.everyone)

    @property
    def adults(self) -> int:
        """Villagers of 18 and over."""
        return sum(person.adult and person.group > 0 for person in self.everyone)

    @property
    def members(self) -> int:
        """Members of the collective."""
        return sum(person.member for person in self.everyone)

    def group_name(self, group: int) -> str:
        """Return the name of a group."""
        return str(content("names")["groups"][group - 1])


class _Names:
    """Composes names: of a surname by frequency, and a given name by sex and age."""

    def __init__(self, dice: random.Random) -> None:
        names = content("names")
        self._dice = dice
        self._surnames = [surname for surname, weight in names["surnames"] for _ in range(weight)]
        self._given = names["given"]
        self._avoid = set(names["avoid"])
        self.rare = list(names["rare"]["given"])

    def surname(self, other_than: str = "") -> str:
        while (surname := self._dice.choice(self._surnames)) == other_than:
            continue
        return str(surname)

    def full(self, surname: str, generation: str, sex: str) -> str:
        kind = {"男": ("man", "boy"), "女": ("woman", "girl")}[sex][generation == "child"]
        signs = self._given[kind]
        while True:
            first, second = self._dice.choice(signs["first"]), self._dice.choice(signs["second"])
            given = second if self._dice.random() < 0.12 and generation == "child" else first + second
            name = surname + given
            if name not in self._avoid and first != second:
                return str(name)


def make_people() -> People:
    """Return the village's people; the same ones on every day."""
    dice = chance("people")
    names = _Names(dice)
    everyone: list[Villager] = []
    for (group, household), size in zip(_households(), _sizes(dice), strict=True):
        everyone += _family(group, household, size, names, dice)
    _rare_names(everyone, names, dice)
    people = People(everyone)
    _offices(people, dice)
    everyone.append(_official(names))
    return people


def _households() -> list[tuple[int, str]]:
    groups = len(content("names")["groups"])
    counts = [HOUSEHOLDS // groups + (place < HOUSEHOLDS % groups) for place in range(groups)]
    return [(group, f"{group:02d}{n:03d}") for group, count in enumerate(counts, 1) for n in range(1, count + 1)]


def _sizes(dice: random.Random) -> list[int]:
    sizes = [dice.choice(_SIZES) for _ in range(HOUSEHOLDS)]
    while (wrong := sum(sizes) - (PEOPLE - 1)) != 0:
        place = dice.randrange(HOUSEHOLDS)
        size = sizes[place] - (1 if wrong > 0 else -1)
        if _OLDEST <= size <= _YOUNGEST:
            sizes[place] = size
    return sizes


def _family(group: int, household: str, size: int, names: _Names, dice: random.Random) -> list[Villager]:
    surname = names.surname()
    parent = "elder" if size <= 2 and dice.random() < 0.6 else "parent"
    man, woman = (surname, parent, "男"), (names.surname(other_than=surname), parent, "女")
    rows = [man if dice.random() < 0.7 else woman] if size == 1 else [man, woman]
    if size >= 4 and dice.random() < 0.7:
        rows.append((names.surname(other_than=surname), "elder", "女"))
    if size >= 5:
        rows.append((surname, "elder", "男"))
    while len(rows) < size:
        rows.append((surname, "child", dice.choice("男女")))
    grown = dice.random() < 0.45
    return [
        Villager(
            number=f"{household}-{place}",
            name=names.full(family, generation, sex),
            sex=sex,
            group=group,
            household=household,
            generation=generation,
            head=place == 1,
            adult=generation != "child" or (grown and dice.random() < 0.8),
            member=dice.random() < 0.97,
        )
        for place, (family, generation, sex) in enumerate(rows, 1)
    ]


def _rare_names(everyone: list[Villager], names: _Names, dice: random.Random) -> None:
    for person, given in zip(dice.sample(everyone, len(names.rare)), names.rare, strict=True):
        length = 2 if person.name[:2] in ("欧阳", "尉迟") else 1
        person.name = person.name[:length] + given


def _offices(people: People, dice: random.Random) -> None:
    """Give the posts: four fifths of the assembly are chosen by the groups, more than a third are women."""
    called = Counter(person.name for person in people.everyone)
    fit = [p for p in people.everyone if p.generation == "parent" and called[p.name] == 1 and len(p.name) == 3]
    dice.shuffle(fit)
    taken: set[str] = set()

    def take(sex: str, group: int = 0) -> Villager:
        person = next(p for p in fit if p.sex == sex and p.household not in taken and group in (0, p.group))
        taken.add(person.household)
        person.member = True
        return person

    for post, sex in (
        (SECRETARY, "男"), (OVERSIGHT_CHAIR, "男"), (OVERSIGHT_MEMBER, "女"), (OVERSIGHT_MEMBER, "男"),
        (CLERK, "女"), (COUNCIL_MEMBER, "男"), (COUNCIL_MEMBER, "女"),
    ):  # fmt: skip
        take(sex).post = post
    groups = range(1, len(content("names")["groups"]) + 1)
    for group in groups:
        for sex in ("女", "男", "男", "女")[: 4 if group % 2 else 3]:
            take(sex, group).representative = True
        leader = "女" if group % 4 == 0 else "男"
        next(p for p in people.representatives if p.group == group and p.sex == leader).post = GROUP_LEADER
    free = [p for p in people.representatives if not p.post]
    women, men = [p for p in free if p.sex == "女"], [p for p in free if p.sex == "男"]
    posts = ((men, DIRECTOR), (women, DEPUTY), (women, MEMBER), (men, MEMBER), (women, MEMBER))
    for place, (those, post) in enumerate(posts):
        those[place].post = post
    _party(people, dice)
    _relatives(people)


def _party(people: People, dice: random.Random) -> None:
    for post in (SECRETARY, DIRECTOR, DEPUTY, OVERSIGHT_CHAIR):
        people.the(post).party = True
    adults = [person for person in people.everyone if person.adult and not person.party]
    for person in dice.sample(adults, PARTY_MEMBERS - 4):
        person.party = True


def _relatives(people: People) -> None:
    """Note the near relatives of those in office: the family, and for the deputy a brother's household."""
    for person in people.everyone:
        if person.post and person.post != GROUP_LEADER:
            person.relatives = [p.number for p in people.everyone if p.household == person.household and p != person]
    deputy, brother = people.the(DEPUTY), deputys_brother(people)
    deputy.relatives.append(brother.number)
    brother.relatives.append(deputy.number)


def deputys_brother(people: People) -> Villager:
    """Return the deputy director's brother, who leases a pond: he has her surname and another household."""
    deputy = people.the(DEPUTY)
    return next(
        p
        for p in people.everyone
        if p.head and p.sex == "男" and p.name[0] == deputy.name[0] and p.household != deputy.household and not p.post
    )


def _official(names: _Names) -> Villager:
    surname = names.surname()
    name = names.full(surname, "parent", "男")
    return Villager("镇-1", name, "男", 0, "", "parent", member=False, post=OFFICIAL)


def people_sheet(people: People) -> Sheet:
    """Return the people table, with a title above its header."""
    village = content("names")["village"]
    header = (
        "编号", "姓名", "性别", "村民小组", "户号", "是否户主", "是否成年", "是否党员", "是否村民代表", "是否集体成员",
        "职务", "近亲属",
    )  # fmt: skip
    rows = [
        (
            p.number, p.name, p.sex, p.group or None, p.household, _yes(p.head), _yes(p.adult), _yes(p.party),
            _yes(p.representative), _yes(p.member), p.post, "、".join(p.relatives),
        )
        for p in people.everyone
    ]  # fmt: skip
    return Sheet("花名册", (f"{village}花名册（演示，人物均为虚构）",), (header,), rows)


def _yes(value: bool) -> str:  # noqa: FBT001
    return "是" if value else "否"
