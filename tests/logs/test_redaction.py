"""What no log may hold does not get through, wherever it stands in a line (A22, A30)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.redaction import redacted

TOKENS = st.from_regex(r"[0-9]{8,10}:[A-Za-z0-9_-]{35}", fullmatch=True)
AROUND = st.text(st.characters(blacklist_categories=("Cs", "Nd", "Nl", "No")), max_size=20)


@given(token=TOKENS, before=AROUND, after=AROUND, colon=st.sampled_from([":", "%3A", "%3a"]))
def test_a30_no_token_gets_through(token: str, before: str, after: str, colon: str) -> None:
    """A30: neither bare, nor in an address, nor escaped in one, whatever stands around it."""
    # Guard: redaction.py:_TOKEN - a library's line with the address gives the bot away.
    written = token.replace(":", colon)
    said = redacted(f"{before}{written}{after}")
    assert token.partition(":")[2] not in said
    assert written not in said


@given(secret=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=4, max_size=30), around=AROUND)
def test_a30_a_secret_that_is_known_is_taken_out_literally(secret: str, around: str) -> None:
    """A30: whatever its shape."""
    # Guard: redaction.py:redacted - a token of a new shape would be logged.
    said = redacted(f"{around} {secret} {around}", [secret])
    assert secret not in said.replace("<token>", "") or secret in f"{around}  {around}"


@pytest.mark.parametrize(
    "line",
    [
        "PIN: 314159",
        "pin=314159",
        "wrong PIN 314159",
        "{'pin': '314159', 'who': 'x'}",
        'pin = "314159"',
        "PIN of 张三: 314159",
        "PIN is 314159",
        "密码：314159",
        "password: 314159abc",
        "PIN 31-4159",
    ],
)
def test_a22_a_pin_that_is_named_is_taken_out(line: str) -> None:
    """A22: it has no shape of its own, so the word before it tells."""
    # Guard: redaction.py:_NAMED - whoever reads the log signs as the director.
    said = redacted(line)
    assert "314159" not in said
    assert "4159" not in said
    assert "<hidden>" in said


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "110105 19491231 002X",
        "13800138000",
        "138 0013 8000",
        "+86 138-0013-8000",
        "６２２２０２１２３４５６７８９０１２８",
        "-1001234567890",
        "5123456789",
    ],
)
def test_p15_numbers_of_people_and_chats_are_taken_out(number: str) -> None:
    """Identity numbers, mobiles, cards and chats, also in groups and full-width digits."""
    # Guard: redaction.py:_LONG_NUMBER, _without_personal - the log says who has written to the bot.
    said = redacted(f"refused for {number}: Forbidden")
    assert "<number>" in said
    assert sum(char.isdigit() for char in said) <= 2


@pytest.mark.parametrize("line", ["chat 1001 blocked us", "chat_id=1001", "chat id: -1001", "user 777"])
def test_p15_a_short_chat_is_known_by_its_word(line: str) -> None:
    """A chat's number that is short does not get through either."""
    assert "1001" not in redacted(line)
    assert "777" not in redacted(line)


def test_a30_the_password_of_a_database_is_taken_out() -> None:
    """postgresql://user:password@server keeps its server only."""
    # Guard: redaction.py:_URL_PASSWORD
    said = redacted("cannot reach postgresql://board:geheim@db.example:5432/village")
    assert "geheim" not in said
    assert "db.example:5432/village" in said


@pytest.mark.parametrize(
    "line",
    [
        "OSError at home.py:120 in show",
        "notice n2c3d4f5: Forbidden",
        "online since 2026-09-30T09:15:00+08:00",
        "backup board-2026-09-30.zip written, 12345 bytes, code 404",
        "File sender.py, line 98, in send",
    ],
)
def test_what_helps_to_mend_a_fault_stays(line: str) -> None:
    """Places, types, ids of records, days and codes are no secrets."""
    # Guard: redaction.py:_LONG_NUMBER - a log of nothing but <number> helps nobody.
    assert redacted(line) == line
