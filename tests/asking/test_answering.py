"""Answers out of the records: their figures, what is missing, what one can do next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.asking.conftest import LET
from tests.asking.phrasings import EVERY, Said
from tests.support.builders import TODAY, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.books_model import Books, BooksMode
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher, VoucherStep
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Contract
from village_board.asking.lexicon import lexicon
from village_board.asking.model import SURFACE, Answer, Kind, Period, Question
from village_board.asking.service import answer, examples, reading_of
from village_board.asking.things import named
from village_board.base.message import Message
from village_board.base.money import Fen
from village_board.board import Board
from village_board.catalogue.model import Entry
from village_board.i18n import LANGUAGES, translator
from village_board.text.clean import is_han


def asked(board: Board, words: str) -> Answer:
    """Return the answer to the likeliest reading of `words`."""
    with board.reading() as records:
        best = reading_of(records, words).best
        assert best is not None
        told = answer(records, best.question)
    assert told is not None
    return told


def text_of(told: Answer, language: str = "zh-Hans") -> str:
    """Return all words of an answer."""
    t = translator(language)
    steps = [t.say(step.label) for step in told.next]
    return "\n".join([t.say(told.sentence), *map(t.say, told.notes), *(t.say(row.line) for row in told.rows), *steps])


def amounts(message: Message) -> Iterator[int]:
    """Yield every amount that a message says."""
    for name, fact in message.facts.items():
        if f"{{{name}}}" not in message.msgid:
            continue
        if isinstance(fact, Fen):
            yield int(fact)
        elif isinstance(fact, Message):
            yield from amounts(fact)


def test_every_question_has_an_answer_with_a_way_on(village: Board) -> None:
    """Whatever is asked of a village with records, there is a sentence, and something to do next, in every language."""
    for said in EVERY:
        _has_a_way_on(village, said)


def _has_a_way_on(village: Board, said: Said) -> None:
    with village.reading() as records:
        best = reading_of(records, said.words).best
        assert best is not None
        told = answer(records, best.question)
    if best.question.kind in SURFACE:
        assert told is None
        return
    if told is None:
        assert best.question.kind is Kind.THING
        return
    assert told.next or told.code
    assert told.period is not None or told.judged_on == TODAY
    for language in LANGUAGES:
        assert "{" not in text_of(told, language)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_figures_equal_the_ledgers(seed: int) -> None:
    """The amounts in the sentences are those of the vouchers, added up apart, for months, quarters and years."""
    # Guard: village_board/asking/money.py:moved - a month too many or too few would differ
    chance, clock = Random(seed), GivenClock(TODAY)
    board = memory_board(clock)
    vouchers: list[Voucher] = []
    for n in range(chance.randint(1, 25)):
        day = date(chance.choice((2025, 2026)), chance.randint(1, 8), chance.randint(1, 28))
        fen = chance.randint(1, 9_999_999)
        lines = (("102", fen, 0), ("511", 0, fen)) if chance.random() < 0.5 else (("541", fen, 0), ("102", 0, fen))
        vouchers.append(a_voucher(str(n), day, *lines, summary="水渠" if n % 3 else "路灯"))
    opening = chance.randint(0, 10**8)
    keep(board, OpeningBalance(account="102", debit=opening))
    keep(board, *vouchers)
    with board.reading() as records:
        known = sorted({one.dated.isoformat()[:7] for one in vouchers})
        for period in (Period(known[0], known[0]), Period.of_year(int(known[-1][:4])), Period(known[0], known[-1])):
            mine = [one for one in vouchers if period.holds(one.dated.isoformat()[:7])]
            out, into = sum(one.money_out for one in mine), sum(one.money_in for one in mine)
            if not mine:
                continue
            for kind, expected in ((Kind.SPENT, [out]), (Kind.EARNED, [into]), (Kind.ACCOUNTS, [into, out])):
                told = answer(records, Question(kind, period))
                assert told is not None
                assert list(amounts(told.sentence)) == expected
            lit = [one for one in mine if one.summary == "路灯" and one.money_out]
            if lit and not period.is_year:
                told = answer(records, Question(Kind.SPENT, period, "路灯"))
                assert told is not None
                assert list(amounts(told.sentence)) == [sum(one.money_out for one in lit)]
                assert len(told.rows) == len(lit)
        last = Period(known[-1], known[-1])
        told = answer(records, Question(Kind.BALANCE, last))
        assert told is not None
        held = opening + sum(one.money_in - one.money_out for one in vouchers)
        assert list(amounts(told.sentence)) == [held]
        assert sum(Ledger(records).balances(last.last_day)[code] for code in ("102",)) == held
    board.close()


def test_the_uses_of_a_year_add_up_to_its_spending(village: Board) -> None:
    """The bars of the picture and the table come to the sum in the sentence, which is the ledger's."""
    told = asked(village, "钱花到哪里去了")
    with village.reading() as records:
        spent = sum(flow[1] for month, flow in Ledger(records).flows().items() if month.startswith("2026"))
    assert sum(sum(amounts(row.line)) for row in told.rows) == spent
    assert next(amounts(told.sentence)) == spent
    yearly = asked(village, "今年花了多少")
    assert yearly.bars is not None
    assert sum(bar.amounts[1] for bar in yearly.bars.bars) == spent == next(amounts(yearly.sentence))


def test_what_is_missing_has_somebody_who_owes_it(village: Board) -> None:
    """A month without accounts: what there is, who publishes it, since when it is due; never "0"."""
    # Guard: village_board/asking/wording.py:owed - the answer would end at "there are none"
    text = text_of(asked(village, "五月花了多少"))
    assert "这里没有2026年5月的账" in text
    assert "2026年3月到2026年8月" in text
    assert "村集体经济组织应在2026年6月" in text
    assert "0.00" not in text
    text = text_of(asked(village, "上半年花了多少"))
    assert "2026年1月、2026年2月、2026年4月、2026年5月" in text


def test_without_any_record_nothing_is_said_to_be_nought(board: Board) -> None:
    """On an empty board every question has an answer that says so, without an amount of nothing."""
    with board.reading() as records:
        for kind in Kind:
            for thing in ("", "鱼塘"):
                told = answer(records, Question(kind, None, thing))
                if told is None:
                    assert kind in SURFACE or kind is Kind.THING
                    continue
                assert "0.00" not in text_of(told)
                assert told.next


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_wrong_character_in_a_name_still_finds_it(village: Board, data: st.DataObject) -> None:
    """A name of three characters and more, any of them wrong, still names its contract."""
    # Guard: village_board/asking/things.py:_with_a_slip - nothing would be found
    name = data.draw(st.sampled_from(sorted(LET)))
    at = data.draw(st.integers(0, len(name) - 1))
    wrong = data.draw(st.sampled_from("森琴梅碧翠宏爵婷哲焦枫澜")).replace(name[at], "妮")
    said = name[:at] + wrong + name[at + 1 :]
    with village.reading() as records:
        assert name in [one.name for one in named(records, said, Contract)]
    assert any(is_han(char) for char in said)


@pytest.mark.parametrize(
    ("words", "party"),
    [("渔塘谁包的", "李阿福"), ("荷花糖包给谁了", "钱木朋"), ("北山竹琳谁承包的", "周木炳"),
     ("犁园谁包的", "栖禾家庭农场"), ("店面三号谁租的", "费启朋"), ("who has the bamboo grove", "周木炳")],
)  # fmt: skip
def test_who_has_rented_it(village: Board, words: str, party: str) -> None:
    """By its name, by what villagers call it, and with a wrong character."""
    assert party in text_of(asked(village, words))


def test_rents_say_who_owes_how_much_for_how_long(village: Board) -> None:
    """房租交了没有: the contract that is late, its amount and days; one that is paid is said to be."""
    text = text_of(asked(village, "房租交了没有"))
    assert "欠8,000.00元" in text
    assert "92天" in text
    assert "都交清了" in text_of(asked(village, "荷花塘租金交了没有"))


def test_what_stands_empty(village: Board) -> None:
    """哪些房子空着: what is idle, and nothing else."""
    told = asked(village, "哪些房子空着")
    assert [row.title for row in told.rows] == ["老小学校舍"]


def test_p14_relief_names_nobody(village: Board) -> None:
    """P14: who asks who receives relief gets rates and totals, and is told where his own amount is told."""
    # Guard: village_board/asking/services.py:subsidy - a list of names would be searched for
    text = text_of(asked(village, "谁吃低保"))
    assert "您本人领多少" in text
    text = text_of(asked(village, "种粮补贴发了多少"))
    assert "每亩80.00元" in text
    assert "10,000.00元" in text


def test_guides_deadlines_and_offices(village: Board) -> None:
    """What to bring, until when, whom to call."""
    text = text_of(asked(village, "吃低保怎么办"))
    assert "一楼窗口" in text
    assert "户口簿" in text
    assert "2026年12月20日" in text_of(asked(village, "医保什么时候交"))
    assert "0512-0100400" in text_of(asked(village, "停电了找谁"))


def test_meetings_and_matters(village: Board) -> None:
    """The next meeting with its day; of a matter that was named, its own meeting or how far it is."""
    assert "2026年9月13日" in text_of(asked(village, "下次什么时候开会"))
    assert "村道硬化" in text_of(asked(village, "修路的会什么时候开"))
    assert "村道硬化" in text_of(asked(village, "修路的事到哪一步了"))


def test_the_examples_have_answers_here_and_now(village: Board) -> None:
    """What is offered where nothing was found opens something on this very board."""
    with village.reading() as records:
        offered = examples(records)
        assert len(offered) == 3
        for step in offered:
            if step.question is None:
                assert records.lookup(step.id).public
            elif step.question.kind not in SURFACE:
                told = answer(records, step.question)
                assert told is not None
                assert told.found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(thing=st.text(max_size=30), kind=st.sampled_from(sorted(Kind)), year=st.integers(1, 9998))
def test_no_question_raises(village: Board, thing: str, kind: Kind, year: int) -> None:
    """Any words for a thing and any year have an answer."""
    with village.reading() as records:
        told = answer(records, Question(kind, Period.of_year(year), thing))
        assert told is None or told.sentence


def test_asking_reads_no_collection_whole(village: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thing is found through the word index: of large collections nothing is read from end to end."""
    # Guard: village_board/asking/things.py:_holding - 100,000 documents would be read for one question
    read: list[type] = []
    with village.reading() as records:
        whole = type(records).all
        monkeypatch.setattr(type(records), "all", lambda self, cls: (read.append(cls), whole(self, cls))[1])
        for words in ("鱼塘谁包的", "渔唐谁包的", "修路的事到哪一步了", "三月花了多少", "三月路灯花了多少", "飞机场"):
            best = reading_of(records, words).best
            assert best is not None
            answer(records, best.question)
    # The catalogue has about a hundred entries, openings and accounts are as many as the chart has.
    small = {
        "catalogue",
        "opening_balances",
        "accounts",
        "books",
        "gaps",
        "calendar_years",
        "limit_changes",
        Entry.KIND.collection,
    }
    assert {cls.KIND.collection for cls in read} <= small


def test_entries_that_are_not_shown_yet_are_said_to_be_counted(village: Board) -> None:
    """In the village's own books a month says how many of its entries nobody sees before they are stamped."""
    # Guard: village_board/asking/money.py:_gaps - the table would not add up to the sentence, and nobody said why
    waiting = a_voucher(
        "9", date(2026, 3, 20), ("541", 700, 0), ("102", 0, 700), summary="井盖", step=VoucherStep.POSTED
    )
    keep(village, waiting)
    assert "暂不显示" not in text_of(asked(village, "三月花了多少"))
    keep(village, Books(mode=BooksMode.OWN_BOOKS))
    text = text_of(asked(village, "三月花了多少"))
    assert "其中1张凭证监委会还没盖章，暂不显示" in text
    assert "1,241.56元" in text
    assert "井盖" not in text_of(asked(village, "三月井盖花了多少")).replace("“井盖”", "")


def test_amounts_are_written_in_full(village: Board) -> None:
    """No amount is shortened or rounded on its way into the words."""
    assert re.search(r"2026年3月花了1,234\.56元", text_of(asked(village, "三月花了多少")))
    assert lexicon().kinds[Kind.SPENT].takes == {"time", "thing"}
