"""The words of the proofreader: what each kind is called, and its reasons. Sources: facts 10 and 11, issue 6.6."""

from __future__ import annotations

from collections.abc import Mapping

from village_board.base.message import N_
from village_board.proofreading.model import Certainty, Kind

KIND_WORDS: Mapping[Kind, str] = {
    Kind.CONTRADICTION: N_("contradiction"),
    Kind.PERCENTAGE: N_("percentage"),
    Kind.DATE: N_("impossible date"),
    Kind.GARBLED: N_("garbled text"),
    Kind.EMPTY_TABLE: N_("empty table"),
    Kind.WORDING: N_("wording"),
    Kind.STALE_CONTACT: N_("contact not checked"),
}

CERTAINTY_WORDS: Mapping[Certainty, str] = {
    Certainty.CERTAIN: N_("certain"),
    Certainty.INFERRED: N_("inferred"),
}

PARTS_DO_NOT_ADD_UP = N_("The parts give {sum}, the whole says {whole}. Count again.")
PART_ABOVE_WHOLE = N_("The part, {part}, is more than the whole, {whole}. Count again.")
REST_IS_WRONG = N_("{whole} less {less} leaves {sum}, not {rest}. Count again.")
VOTES_ABOVE_VOTERS = N_("{sum} votes stand against {whole} present. Count again.")
MORE_CAME_THAN_CALLED = N_("{part} came, and only {whole} were to come. Count again.")
NAMED_TWICE = N_("Here it is {here}, before it was {before} ({place}). Make them the same, or say why they differ.")
TITLE_OF_A_LATER_YEAR = N_("The number is of {number}, the title of {title}. Look the number up.")
COLUMN_DOES_NOT_ADD_UP = N_("The rows give {sum}, the total says {whole}. Count again.")
ROW_DOES_NOT_ADD_UP = N_("The columns give {sum}, the total says {whole}. Count again.")

CHANGE_IS_WRONG = N_("From {before} to {now} is {right}%, not {said}%. Work it out again.")
CHANGE_IS_IMPOSSIBLE = N_("No whole number changes to {now} by {said}%. Work it out again.")
DIRECTION_IS_WRONG = N_("From {before} to {now} is the other direction. Look at the words again.")
SHARE_IS_WRONG = N_("{part} of {whole} is {right}%, not {said}%. Work it out again.")
RATE_ABOVE_ALL = N_("A rate of {said}% is more than all. Work it out again.")
SHARES_DO_NOT_ADD_UP = N_("The shares give {sum}%, not 100%. Work them out again.")

NO_SUCH_DAY = N_("There is no such day. Look it up in the calendar.")
ENDS_BEFORE_IT_BEGINS = N_("The end lies before the beginning. Look at both again.")
ANOTHER_WEEKDAY = N_("That day is a {weekday}. Look it up in the calendar.")
NUMBER_OF_A_LATER_YEAR = N_("The number is of {number}, the paper of {own}. Look the number up.")

NOTE_LEFT = N_("A reading in Latin letters was left behind a character. Take it out.")
CUT_CHARACTERS = N_("Characters were cut into halves. Put the right ones in.")
DIGIT_LOST = N_("A number of the list was lost. It follows from its neighbours.")
LEFT_BEHIND = N_("Signs were left behind that say nothing. Look at the original.")
QUOTE_ALONE = N_("A closing quotation mark has no opening one. Look at the original.")
BRACKETS_CHANGED = N_("The brackets of a number of a paper became other signs. Put them right.")
PAGE_MARK = N_("The mark of a page stands in the text. Take it out.")
PAGE_FURNITURE = N_("This belongs to the page of a website, not to the paper. Take it out.")
WORDS_TAKEN_OUT = N_("A word seems to be missing from a fixed name. Look at the original.")

TABLE_IS_EMPTY = N_("The table has lost its words and numbers. Take it from the original.")
FORM_IS_EMPTY = N_("The table is empty. By its shape it is the form of {year}; its labels can be put back.")

FOREIGN_WORD = N_("So it is written in Taiwan. Here one writes {word}.")
PERHAPS_FOREIGN_WORD = N_("This may be a word of Taiwan for {word}. Decide by the sense.")

NEVER_CHECKED = N_("Nobody ever checked this contact. Call there, then note the day.")
CHECKED_LONG_AGO = N_("It was checked {days} days ago; {limit} are allowed. Call there, then note the day.")

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
