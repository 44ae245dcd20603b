"""Names of parts and grades, and the sentence that stands above every score."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.evaluation.model import Part
from village_board.evaluation.rating import Grade

PART = {
    Part.DILIGENCE: N_("diligence"),
    Part.INTEGRITY: N_("integrity"),
    Part.PERFORMANCE: N_("performance"),
}
GRADE = {Grade.GOOD: N_("satisfied"), Grade.FAIR: N_("partly satisfied"), Grade.POOR: N_("not satisfied")}
AID = N_("This score is an aid. It is not the appraisal by law: that is the assembly's alone.")
DISCLOSES = N_("how the village discloses")
FAILS_MEAN = N_("{person} ({post}) was not competent {n} times in a row. The office ends by law. Source: {source}")
