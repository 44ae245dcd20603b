"""The list of minor powers on paper: for each power its flow chart, and how many cases stand where (facts 7.3)."""

from __future__ import annotations

from collections.abc import Sequence

from village_board.catalogue.words import law_of
from village_board.desk import Records
from village_board.paper.notice_sheet import Around
from village_board.paper.page_model import Block, Chart, Facts, Format, Printout, Table
from village_board.powers.model import Power, Sort
from village_board.powers.service import chart_of, ran_through
from village_board.powers.words import ASPECT, SORT


def powers_page(records: Records, around: Around, powers: Sequence[Power], paper: Format = Format.A4) -> Printout:
    """Return the list and the charts of `powers`; of one alone only its chart."""
    t = around.t
    blocks: list[Block] = list(_list(around, powers)) if len(powers) > 1 else []
    for power in powers:
        boxes = chart_of(records, ran_through(records, power), t.say)
        rows = tuple(
            (box.lines[0], "\n".join(box.lines[1:]), f"● {box.here}" if box.here else "", box.back) for box in boxes
        )
        heading = f"{power.code} {t(power.name)}" if len(powers) > 1 else t(power.flow.name)
        blocks += [Chart(heading, rows), Facts(((t("By what rule"), law_of(power.basis)),))]
    (only, *more) = powers
    title = (
        t("{village}: list of minor powers", village=around.settings.name) if more else f"{only.code} {t(only.name)}"
    )
    under = t("As of {day}. A time is the limit that holds in this village on that day.", day=records.today)
    foot = around.marked(around.settings.name)
    return Printout(title, tuple(blocks), t.language, around.pages, format=paper, under=under, foot=foot)


def _list(around: Around, powers: Sequence[Power]) -> Sequence[Block]:
    t, heads = around.t, (around.t("No."), around.t("Power"), around.t("Kind"), around.t("Steps"))
    return [
        Table(heads, rows, t(SORT[sort]), right=(3,))
        for sort in Sort
        if (
            rows := tuple(
                (one.code, t(one.name), t(ASPECT[one.aspect]), str(len(one.flow.steps)))
                for one in powers
                if one.sort is sort
            )
        )
    ]
