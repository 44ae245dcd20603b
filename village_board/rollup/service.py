"""One village's year, counted by the village's own services."""

from __future__ import annotations

from datetime import date

from tinydb import where

from village_board.applications.reporting import counts_of, report_of
from village_board.desk import Records
from village_board.disclosure.due import due_items
from village_board.disclosure.model import PUBLIC as PUBLIC_ITEMS
from village_board.disclosure.model import Item
from village_board.enquiries.measures import counted
from village_board.enquiries.model import Enquiry
from village_board.hearings.statistics import Figures
from village_board.hearings.statistics_service import statistics_of
from village_board.rollup.model import Duties, YearOfVillage
from village_board.supervision.model import Alarm, AlarmState


def year_of(records: Records, village: str, name: str, year: int) -> YearOfVillage:
    """Return one village's `year` as its own surfaces count it; call it inside `Board.reading`."""
    sittings = dict(statistics_of(records).groups).get(str(year), Figures())
    enquiries = counted((one for one in records.all(Enquiry) if one.submitted_on.year == year), records.today)
    counts, report = counts_of(records, year), report_of(records, year)
    return YearOfVillage(
        village,
        name,
        year,
        sittings,
        enquiries,
        dict(counts.by_way),
        counts.table,
        dict(report.four),
        _duties(records, year),
        report.imbalances,
    )


def _duties(records: Records, year: int) -> Duties:
    first, last = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    published = (where("published_on") >= first) & (where("published_on") <= last)
    states = [state.value for state in PUBLIC_ITEMS]
    late = due_items(records)
    standing = records.find(Alarm, where("standing") == 1)
    red = sum(one.is_red for one in standing)
    raised = (where("raised_on") >= first) & (where("raised_on") <= last)
    return Duties(
        published=records.count(Item, published & where("status").one_of(states)),
        late=len(late),
        late_explained=sum(one.gap is not None for one in late),
        yellow=len(standing) - red,
        red=red,
        raised=records.count(Alarm, raised & (where("state") != AlarmState.LAPSED.value)),
    )
