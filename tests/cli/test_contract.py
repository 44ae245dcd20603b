"""The contract of the commands (issue 2): names, JSON, exit codes, the day, the language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import CLERK, DIRECTOR, OVERSEER, PINS, Run
from village_board.accounts.registers import Instalment
from village_board.board import PEPPER_FILE, STORE_FILE, Board
from village_board.cli.main import program
from village_board.cli.reading import LISTED
from village_board.hearings.model import Hearing
from village_board.notices.model import Notice
from village_board.notices.service import subscribe
from village_board.people.pin import Pin
from village_board.settings import FILE


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` but locks and the log of the database, which reading may begin."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.endswith(("-wal", "-shm", "lock")))
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


# list, show, search


@pytest.mark.parametrize("kind", LISTED)
def test_list_gives_one_array_of_records_with_id_and_title(at_home: Run, kind: str) -> None:
    """`list KIND --json`: one array and nothing else; each record has id, kind and title."""
    # Guard: cli/reading.py:list_records - outside checks read this.
    said = at_home("list", kind, "--json")
    assert said.code == 0
    assert said.err == ""
    assert isinstance(said.json, list)
    assert said.json
    for record in said.json:
        assert record["id"]
        assert record["title"]
        assert record["kind"]


@pytest.mark.parametrize("kind", LISTED)
def test_show_opens_what_list_names(at_home: Run, kind: str) -> None:
    """`show ID --json`: the very record; without --json, its fields in words."""
    first = at_home("list", kind, "--json").json[0]
    assert at_home("show", first["id"], "--json").json == first
    shown = at_home("show", first["id"])
    assert shown.code == 0
    assert first["title"] in shown.out


def test_money_is_an_integer_of_fen_and_area_of_hundredths(at_home: Run) -> None:
    """In JSON 123,456.78 yuan is 12345678 and 12.34 mu is 1234; in words both have their unit."""
    asset = at_home("list", "assets", "--json").json[0]
    resource = at_home("list", "resources", "--json").json[0]
    assert (asset["original_value"], resource["area"]) == (12_345_678, 1234)
    assert "123,456.78元" in at_home("show", asset["id"]).out
    assert "12.34" in at_home("show", resource["id"]).out


def test_an_instalment_s_due_is_money_and_a_hearing_s_due_is_people(at_home: Run, opened: Board) -> None:
    """One English word, two fields: 8,000.00 yuan here, 20 persons there."""
    (instalment,) = opened.records().all(Instalment)
    shown = at_home("show", instalment.id).out
    assert "8,000.00元" in shown
    assert "应到" not in shown
    hearing = at_home("list", "hearings", "--json").json[0]
    assert "应到: 20" in at_home("show", hearing["id"]).out


def test_show_says_a_status_in_the_words_of_its_own_kind(at_home: Run) -> None:
    """The word published of an item is 已公布, of a hearing 结果已公布: equal values are two words."""
    # Guard: cli/fields.py:_ENUM_WORDS - an item is shown with a hearing's status.
    item = next(i for i in at_home("list", "items", "--json").json if i["status"] == "published")
    shown = at_home("show", item["id"]).out
    assert "已公布" in shown
    assert "结果已公布" not in shown


def test_show_says_a_notice_in_the_reader_s_language(at_home: Run, opened: Board) -> None:
    """A notice is kept without a language; `show` says it in the reader's."""
    announce(at_home)
    (notice,) = opened.records().all(Notice)
    assert "听证公告：新事项" in at_home("show", notice.id).out
    assert "Hearing: 新事项" in at_home("show", notice.id, "--language", "en").out


def test_search_gives_id_kind_and_title_of_public_records(at_home: Run) -> None:
    """`search WORDS --json`; Traditional finds Simplified, initials find the title, a draft is not found."""
    found = at_home("search", "路灯", "--json").json
    assert [(set(hit), hit["kind"], hit["title"]) for hit in found] == [
        ({"id", "kind", "title"}, "hearing", "路灯听证")
    ]
    assert at_home("search", "路燈", "--json").json == found
    assert at_home("search", "ldtz", "--json").json == found
    assert at_home("search", "未签发", "--json").json == []
    assert "没有找到" in at_home("search", "未签发").out


def test_search_of_several_words_needs_all_of_them(at_home: Run) -> None:
    """Given as one argument or as several, it is the same search."""
    assert at_home("search", "东塘", "合同", "--json").json == at_home("search", "东塘 合同", "--json").json != []
    assert at_home("search", "东塘", "路灯", "--json").json == []


# init


def test_init_makes_a_board_and_says_where(program: Run, tmp_path: Path) -> None:
    """`init --name`: the home stands; a second init changes nothing and exits with 3."""
    home = tmp_path / "new"
    said = program("init", "--home", home, "--name", "新村", "--township", "新镇")
    assert said.code == 0
    assert "新村" in said.out
    assert str(home) in said.out
    before = everything(home)
    again = program("init", "--home", home, "--name", "别村")
    assert again.code == 3
    assert str(home) in again.err
    assert everything(home) == before


def test_init_with_json(program: Run, tmp_path: Path) -> None:
    """One value: home, village, name."""
    made = program("--home", tmp_path / "new", "init", "--name", "新村", "--json").json
    assert made["name"] == "新村"
    assert Path(made["home"]) == tmp_path / "new"
    assert made["village"]


# Options before and after, the day, the language


def test_home_and_today_stand_before_or_after_the_command(program: Run, home: Path) -> None:
    """Both orders are understood, also with a command of a command."""
    first = program("--home", home, "--today", "2026-09-02", "list", "people", "--json")
    second = program("list", "people", "--home", home, "--today", "2026-09-02", "--json")
    assert first.json == second.json
    third = program("notice", "--home", home, "counts", "--json")
    assert third.json == program("notice", "counts", "--json", "--home", home).json


def test_without_home_the_variable_then_the_user_s_own_folder(
    program: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VILLAGE_BOARD_HOME, else the data folder of the user; --home wins."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    missing = program("list", "people")
    assert missing.code == 3
    assert str(tmp_path / "data" / "village-board") in missing.err
    monkeypatch.setenv("VILLAGE_BOARD_HOME", str(home))
    assert program("list", "people", "--json").code == 0
    assert program("list", "people", "--home", tmp_path / "none").code == 3


def announce(run: Run, *more: object) -> object:
    """Announce a hearing for 20 September as the director."""
    words = ("--case", "C-9", "--number", "T-9", "--when", "2026-09-20 14:30", "--place", "会议室")
    return run("hearing", "announce", *words, "--json", *more, who=DIRECTOR)


def test_the_day_is_the_option_s_then_the_variable_s(at_home: Run, opened: Board) -> None:
    """--today and VILLAGE_BOARD_TODAY set the day on which the program judges; the option wins."""
    # Guard: cli/edge.py:Edge.clock - a notice is judged by the machine's own day.
    assert announce(at_home, "--today", "2026-09-14").code == 1  # type: ignore[attr-defined]
    assert opened.records().count(Hearing) == 1
    made = announce(at_home).json  # type: ignore[attr-defined]
    assert made["notice_on"] == "2026-09-01"
    assert made["held_at"] == "2026-09-20T06:30:00.000000Z"


@pytest.mark.parametrize("day", ["2026-02-30", "morgen", "30.9.2026", "", " ", "0001-01-01", "9999-12-31", "2026-9-1"])
def test_a_day_that_is_none_is_told_and_nothing_is_done(at_home: Run, day: str) -> None:
    """Usage: exit code 2, with the right way to write it."""
    said = at_home("list", "people", "--today", day or "?", "--json")
    assert said.code == 2
    assert "2026-09-30" in said.err
    assert set(said.json) == {"error"}


@pytest.mark.parametrize("lang", ["en_US.UTF-8", "C", "zh_TW.UTF-8", ""])
def test_simplified_chinese_is_the_default_whatever_lang_says(home: Path, lang: str) -> None:
    """A process of its own, with LANG, LANGUAGE and LC_ALL of another language."""
    # Guard: cli/edge.py:Edge.t - the clerk's machine speaks English after an update.
    env = {**os.environ, "LANG": lang, "LC_ALL": lang, "LANGUAGE": "en", "PYTHONUTF8": "1"}
    env.pop("VILLAGE_BOARD_LANGUAGE", None)
    words = [
        sys.executable,
        "-c",
        "from village_board.cli.main import run; run()",
        "--home",
        str(home),
        "show",
        "h2222222",
    ]
    said = subprocess.run(words, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert said.returncode == 1
    assert said.stdout == ""
    assert "没有编号为 h2222222 的听证" in said.stderr


@pytest.mark.parametrize(
    ("language", "word"), [("en", "There is no hearing"), ("zh-Hant", "沒有編號為"), ("zh-Hans", "没有编号为")]
)
def test_a_language_is_chosen_by_option_or_variable(
    at_home: Run, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    """--language and VILLAGE_BOARD_LANGUAGE."""
    assert word in at_home("show", "h2222222", "--language", language).err
    monkeypatch.setenv("VILLAGE_BOARD_LANGUAGE", language)
    assert word in at_home("show", "h2222222").err


def test_a_terminal_without_chinese_gets_marks_and_json_gets_utf8(home: Path) -> None:
    """A stream in Latin-1 is no reason to fail; --json is UTF-8 wherever it goes."""
    # Guard: cli/main.py:_speak_utf8 - a traceback in place of the list.
    env = {**os.environ, "PYTHONIOENCODING": "latin-1:strict"}
    start = [
        sys.executable,
        "-c",
        "from village_board.cli.main import run; run()",
        "--home",
        str(home),
        "list",
        "people",
    ]
    plain = subprocess.run(start, env=env, capture_output=True, check=False)
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert b"1001" in plain.stdout
    assert b"?" in plain.stdout
    told = subprocess.run([*start, "--json"], env=env, capture_output=True, check=False)
    assert "郑立新" in [person["title"] for person in json.loads(told.stdout.decode("utf-8"))]


# PINs and acts


def test_an_act_takes_the_pin_from_standard_input_and_says_what_stands(at_home: Run, opened: Board) -> None:
    """The clerk records, another member confirms with their own PIN; both with one JSON value."""
    (hearing,) = opened.records().all(Hearing)
    counted = ("--held-on", "2026-09-01", "--due", 20, "--present", 18, "--for", 15, "--against", 2, "--abstain", 1)
    recorded = at_home("hearing", "record", hearing.id, *counted, "--conclusion", "passed", "--json", who=CLERK)
    assert recorded.code == 0
    assert recorded.json["status"] == "recorded"
    same = at_home("hearing", "confirm", hearing.id, "--json", who=CLERK)
    assert same.code == 1
    confirmed = at_home("hearing", "confirm", hearing.id, who=OVERSEER)
    assert confirmed.code == 0
    assert hearing.id in confirmed.out
    assert opened.records().get(Hearing, hearing.id).status.value == "published"


def test_a_wrong_pin_is_refused_without_being_shown(at_home: Run, opened: Board) -> None:
    """A22: exit code 1, the tries that are left, and not the digits."""
    (hearing,) = opened.records().all(Hearing)
    said = at_home("hearing", "cancel", hearing.id, "--reason", "试", "--json", who=DIRECTOR, stdin="9876\n")
    assert said.code == 1
    assert "9876" not in said.out + said.err
    assert "4" in said.json["error"]
    assert opened.records().get(Hearing, hearing.id) == hearing


def test_no_pin_at_all_is_usage(at_home: Run, opened: Board) -> None:
    """Standard input is empty: exit code 2, and nothing is done."""
    (hearing,) = opened.records().all(Hearing)
    said = at_home("hearing", "cancel", hearing.id, "--reason", "试", "--as", DIRECTOR)
    assert said.code == 2
    assert opened.records().get(Hearing, hearing.id) == hearing


def test_a22_no_command_takes_a_pin_as_an_argument() -> None:
    """A22: a PIN never stands in argv, where every process of the machine reads it."""
    options = {name for command in every_command(program) for p in command.params for name in p.opts}
    assert not {"--pin", "--password", "--secret-word"} & options


def test_setting_a_pin_asks_twice_and_changing_it_asks_for_the_old_one(at_home: Run, opened: Board) -> None:
    """Three lines of standard input: old, new, new again; two where there is none yet."""
    assert at_home("pin", "1005", stdin="2468\n2468\n").code == 0
    assert at_home("pin", "1005", stdin="1357\n1357\n").code == 1
    assert at_home("pin", "1005", stdin="2468\n1357\n1357\n").code == 0
    differ = at_home("pin", "1005", stdin="1357\n2468\n2469\n")
    assert differ.code == 2
    assert "2468" not in differ.err
    assert opened.sign_in("1005", "1357").name == "李阿福"


def test_a_binding_code_is_issued_with_the_pin_of_the_office(at_home: Run) -> None:
    """`bind PERSON --as CLERK --json`: code, link, seconds."""
    made = at_home("bind", DIRECTOR, "--json", who=CLERK).json
    assert (len(made["code"]), made["seconds"], made["link"]) == (8, 120, "")
    assert at_home("bind", "1005", who=CLERK).code == 1


READS = (("list", "people"), ("search", "路灯"), ("notice", "counts"), ("notice", "unknown"))


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_reading_never_prompts(at_home: Run, words: tuple[str, ...]) -> None:
    """Standard input is empty, and each answers with one JSON value."""
    said = at_home(*words, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.json is not None


# What goes wrong


@pytest.mark.parametrize("record_id", ["h2222222", "", "?", "../../etc/passwd", "' OR 1=1 --", "路灯", "\x1b[2J"])
def test_an_unknown_id_is_a_sentence(program: Run, home: Path, record_id: str) -> None:
    """Exit code 1; the id is told back without what a terminal obeys."""
    said = program("--home", home, "show", "--json", "--", record_id)
    assert said.code == 1
    assert set(said.json) == {"error"}
    assert "\x1b" not in said.err


def test_a22_hashes_chats_and_codes_are_not_shown(at_home: Run, opened: Board) -> None:
    """A22: whoever knows the id of a PIN's hash, a code or a subscriber is told that there is no such record."""
    # Guard: cli/reading.py:SHOWN - `show` prints the hash of a member's PIN.

    with opened.desk() as desk:
        hidden = [subscribe(desk, 4711, "en").id, next(desk.all(Pin)).id]
    for record_id in hidden:
        said = at_home("show", record_id, "--json")
        assert said.code == 1
        assert "argon2" not in said.out + said.err
        assert "4711" not in said.out + said.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("nope",), 2),
        (("list",), 2),
        (("list", "pins"), 2),
        (("list", "people", "--nope"), 2),
        (("list", "people", "more"), 2),
        (("show",), 2),
        (("search",), 2),
        (("search", "x", "--limit", "0"), 2),
        (("search", "x", "--limit", "many"), 2),
        (("hearing",), 2),
        (("hearing", "nope"), 2),
        (("hearing", "record", "h2222222", "--as", "1001"), 2),
        (("hearing", "announce", "--as"), 2),
        (("--language", "xx", "list", "people"), 2),
        (
            (
                "resolution",
                "vary",
                "d2222222",
                "--as",
                "1001",
                "--amount",
                "viel",
                "--reason",
                "x",
                "--approved-by",
                "x",
                "--on",
                "2026-09-01",
            ),
            2,
        ),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else None,
)
def test_what_cannot_be_understood_is_told_in_chinese(at_home: Run, words: tuple[str, ...], code: int) -> None:
    """Exit code 2 and one sentence of Chinese, without click's English."""
    # Guard: cli/complaints.py:complaint - the clerk reads "No such option".
    said = at_home(*words)
    assert said.code == code
    assert said.out == ""
    assert any("\u4e00" <= char <= "\u9fff" for char in said.err)
    for english in ("Error", "No such", "Missing", "Invalid", "Usage", "not a valid", "requires", "Try"):
        assert english not in said.err


def test_with_json_a_usage_error_is_one_json_value_too(at_home: Run) -> None:
    """Outside checks read standard output whatever happens."""
    said = at_home("list", "pins", "--json")
    assert said.code == 2
    assert set(said.json) == {"error"}


@pytest.mark.parametrize("amount", ["NaN", "1e999999", "Infinity", "1.234", "十万", "99999999999999999999", "--5"])
def test_a_hostile_amount_is_usage(at_home: Run, amount: str) -> None:
    """No overflow and no rounding reaches the books; exit code 2."""
    words = ("--number", "C-8", "--matter", "事", "--proposer", "村民", f"--amount={amount}")
    said = at_home("case", "register", *words, who=DIRECTOR)
    assert said.code == 2
    assert "98000" in said.err


@pytest.mark.parametrize(
    "when", ["2026-09-31 15:00", "0001-01-01 00:00", "9999-12-31T23:59:59-12:00", "morgen", "15:00"]
)
def test_a_hostile_time_is_usage(at_home: Run, when: str) -> None:
    """The ends of the calendar break no arithmetic."""
    words = ("--case", "C-9", "--number", "T-9", "--when", when, "--place", "会议室")
    assert at_home("hearing", "announce", *words, who=DIRECTOR).code == 2


def test_a4_hostile_words_are_cleaned_on_the_way_in(at_home: Run) -> None:
    """A4, A5: neither the store nor the answer holds an escape sequence or a bidi mark."""
    words = ("--number", "C-8", "--matter", "路\x1b]0;x\x07灯\u202e", "--proposer", "村\x9b民")
    said = at_home("case", "register", *words, "--json", who=DIRECTOR)
    assert said.json["matter"] == "路]0;x灯"
    assert said.json["proposer"] == "村民"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda home: (home / STORE_FILE).write_bytes(b""), 3),
        (lambda home: (home / STORE_FILE).write_bytes(b"another program's" * 50), 3),
        (lambda home: (home / STORE_FILE).unlink(), 3),
        (lambda home: (home / FILE).unlink(), 3),
        (lambda home: (home / FILE).write_bytes(b"\xff"), 2),
        (lambda home: (home / FILE).write_text("villag = 1", encoding="utf-8"), 2),
    ],
    ids=["empty store", "foreign store", "no store", "no settings", "no text", "wrong key"],
)
def test_a_home_that_cannot_be_used_is_one_sentence(at_home: Run, home: Path, spoil: object, code: int) -> None:
    """Exit code 3 for the store, 2 for the settings; everything stays as it was."""
    spoil(home)  # type: ignore[operator]
    before = everything(home)
    said = at_home("list", "people", "--json")
    assert said.code == code
    assert set(said.json) == {"error"}
    assert len(said.err.strip().splitlines()) == 1
    assert everything(home) == before


def test_a_home_that_cannot_be_written_is_one_sentence(program: Run, tmp_path: Path) -> None:
    """A file stands where the folder should be: exit code 3."""
    (tmp_path / "file").write_text("keep", encoding="utf-8")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        said = program("init", "--home", home, "--json")
        assert said.code == 3
        assert str(home) in said.json["error"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize("spoil", [lambda file: file.chmod(0o644), lambda file: file.unlink()], ids=["open", "gone"])
def test_a30_an_exposed_or_lost_pepper_is_one_sentence(at_home: Run, home: Path, spoil: object) -> None:
    """A30: no act without it; where it is gone reading goes on, where others can read it nothing starts."""
    spoil(home / PEPPER_FILE)  # type: ignore[operator]
    said = announce(at_home)
    assert said.code == 3  # type: ignore[attr-defined]
    assert at_home("list", "people", "--json").code == (3 if (home / PEPPER_FILE).exists() else 0)


def test_an_error_of_the_system_is_a_sentence(at_home: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no part had foreseen leaves with exit code 4 and the system's own words."""

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/somewhere")

    monkeypatch.setattr("village_board.cli.edge.open_board", fails)
    said = at_home("list", "people")
    assert said.code == 4
    assert "/somewhere" in said.err


def test_a_reader_that_leaves_is_no_error(home: Path) -> None:
    """`village-board list people | head -1` ends quietly."""
    start = f"{sys.executable} -c 'from village_board.cli.main import run; run()' --home {home} list people"
    said = subprocess.run(f"{start} | head -c 1 >/dev/null", shell=True, capture_output=True, text=True, check=False)
    assert said.stderr == ""


def every_command(group: object) -> list:
    """Return all commands below `group`."""
    found = []
    for command in group.commands.values():  # type: ignore[attr-defined]
        found.append(command)
        if isinstance(command, click.Group):
            found += every_command(command)
    return found


def test_every_act_of_a_person_asks_who_acts() -> None:
    """Recording, confirming, signing and publishing take --as; reading, init and import do not; show can."""
    for room in ("hearing", "resolution", "item", "contract"):
        for command in program.commands[room].commands.values():  # type: ignore[attr-defined]
            if command.name in ("arrears", "ending", "unmatched", "diff", "access", "expire", "clarify"):
                continue  # they read
            assert "--as" in {name for p in command.params for name in p.opts}, (room, command.name)
    for name in ("init", "import", "template", "list", "search"):
        assert "--as" not in {opt for p in program.commands[name].params for opt in p.opts}, name


def test_the_pins_of_these_tests_are_four_persons() -> None:
    """Nobody signs with another's."""
    assert len(set(PINS.values())) == len(PINS)
