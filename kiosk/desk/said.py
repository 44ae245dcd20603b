"""What the core says with a command of the terminal, as it is said at the desk, where nobody types commands.

Each row stands under the core's own sentence; a test finds the sentences that have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from village_board.base.message import N_, Message

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator

AT_THE_DESK: dict[str, str] = {
    # money
    "The village has no account {code} of its own. See: village-board books accounts": N_(
        "The village has no account {code} of its own. See how the books are kept."
    ),
    "The township keeps these books, and the board shows a copy: correct it by importing again. Where the village "
    "decided to keep its own: village-board books mode own_books": N_(
        "The books are a copy of the township's: take the township's table in again. "
        "Whose books they are is settled under Books and accounts."
    ),
    "Line {n}: there is no account {account}. Use one of 'village-board books accounts', or add it there first.": N_(
        "Line {n}: there is no account {account}. Add it under Books and accounts first."
    ),
    "{number} has no {missing}, so no payment plan can be made. Add it with 'village-board contract amend'.": N_(
        "{number} has no {missing}, so no payment plan can be made. Amend the contract first."
    ),
    "Voucher {number} pays {amount}, tier {tier}: it needs the number of a passed resolution. Reverse it and post it "
    "with --resolution, or with --emergency and the reason.": N_(
        "Voucher {number} pays {amount}, tier {tier}: it needs the number of a passed resolution. Take it back, and "
        "post it with that number, or with why it could not wait."
    ),
    "The books changed since {title} was prepared. {what} Prepare it again (--again).": N_(
        "The books changed since {title} was prepared. {what} Prepare it again."
    ),
    "{title} was published on {day}. Say what is corrected and why (--what, --why): both are public.": N_(
        "{title} was published on {day}. Say what is corrected and why."
    ),
    "{title} is being prepared already ({state}). Finish that one, or prepare it anew with --again.": N_(
        "{title} is being prepared already ({state}). Finish that one, or prepare it anew."
    ),
    # applications, enquiries, services
    "There is no application {number}. See: village-board application list": N_("There is no application {number}."),
    "There is no challenge {number}. See: village-board application report YEAR": N_("There is no challenge {number}."),
    "There is no service case {number}. See: village-board service list": N_("There is no service case {number}."),
    "There is no enquiry {number}. See: village-board enquiry list": N_("There is no enquiry {number}."),
    "Slip {slip} is not published: {places}. Give --question or --answer without it.": N_(
        "Slip {slip} is not published: {places}. Write question or answer without it."
    ),
    # files
    "The file of {title} ({id}) was changed after it was kept, so it is not shown. Tell the oversight committee "
    "({file}), then: village-board attach check --mend": N_(
        "The file of {title} ({id}) was changed after it was kept, so it is not shown. Tell the oversight committee "
        "({file}), then whoever looks after this machine."
    ),
    "The file of {title} ({id}) is missing ({file}). Bring it back: village-board attach check --mend": N_(
        "The file of {title} ({id}) is missing ({file}). Tell whoever looks after this machine."
    ),
    "{title} stays in the office: {place}: {reason} {count} places in all. Give a masked copy (attach mask {id}), or "
    "say with --reason why it may be public all the same.": N_(
        "{title} stays in the office: {place}: {reason} {count} places in all. "
        "Give a masked copy, or write why it may be public all the same."
    ),
    "{id} is no file of signed minutes of '{title}'. Give it with: village-board attach add --kind signed_minutes": N_(
        "{id} is no file of signed minutes of '{title}'. Give it under that kind."
    ),
    "{title} ({kind}) carries names, signatures or numbers and stays in the hall. Give a masked copy (attach mask "
    "{id}), then pass that.": N_(
        "{title} ({kind}) carries names, signatures or numbers and stays in the hall. Give a masked copy first."
    ),
    # tables
    "The month {month} is closed, and the board has no voucher {number} there. Correct the date, or import with "
    "--as-found.": N_(
        "The month {month} is closed, and the board has no voucher {number} there. Correct the date, or take it in as "
        "it is."
    ),
    "The headers fit several kinds of tables: {names}. Say with --kind which it is.": N_(
        "The headers fit several kinds of tables: {names}. Go back, and choose what it holds."
    ),
    "This looks like {kind}, but these columns are missing: {columns}. Add them, or say with --kind what it is.": N_(
        "This looks like {kind}, but these columns are missing: {columns}. Add them, or go back and choose what it "
        "holds."
    ),
    "These columns are missing for {kind}: {columns}. 'village-board template {name}' writes a table with them.": N_(
        "These columns are missing for {kind}: {columns}. Add them to the table."
    ),
    "No known headers stand in the first rows. Say with --kind what the table is, or copy it into a table that "
    "'village-board template' writes.": N_(
        "No known headers stand in the first rows. Write them above the columns, or go back and choose what it holds."
    ),
    "No row has the headers of {kind}. 'village-board template {name}' writes a table with them.": N_(
        "No row has the headers of {kind}. Write them above the columns."
    ),
    # records and the board
    "There is no {kind} {id}. Look it up with 'village-board search'.": N_("There is no {kind} {id}. Find it with F4."),
    "The board in {home} is damaged; shown is its backup of {when}, to be read only. Nothing was saved. Mend it: "
    "village-board restore --replace-damaged": N_(
        "The board in {home} is damaged; shown is its backup of {when}. Nothing was saved. Tell whoever looks after "
        "this machine."
    ),
    "{path} is damaged ({detail}). Stop all programs, then bring back a backup: village-board restore "
    "--replace-damaged FILE": N_("{path} is damaged ({detail}). Tell whoever looks after this machine."),
    "There is no board at {path}. Check the folder, or make a board with 'village-board init'.": N_(
        "There is no board at {path}. Tell whoever looks after this machine."
    ),
    "No days off are known for {year}. Load its notice: village-board calendar load FILE": N_(
        "No days off are known for {year}. Take in its notice under The year at a glance."
    ),
    # items
    "{name} holds no table: no row has two cells. Where nothing happened, draft a nil return (--nil).": N_(
        "{name} holds no table: no row has two cells."
    ),
    "An item needs a number, a name, and a content; where nothing happened, say so with --nil.": N_(
        "An item needs a number, a name, and a content; where nothing happened, say that instead."
    ),
    "{person} may not {step}: that is for {posts}. The village names others with 'village-board item signers'.": N_(
        "{person} may not {step}: that is for {posts}. Others are named under People."
    ),
    "The text is empty. To have the text of the program again, use --default.": N_(
        "The text is empty. Leave the field empty to have the text of the program again."
    ),
    # hearings and cases
    "{title}: '{event}' cannot be done now: {why}. Nothing was changed. (Guard: {guard})": N_(
        "{title}: '{event}' cannot be done now: {why}. Nothing was changed."
    ),
    "'{matter}' belongs to no case. Register the matter first: village-board case register": N_(
        "'{matter}' belongs to no case. Register the matter first."
    ),
    "There is no case {number}. See: village-board list cases": N_("There is no case {number}."),
    "{bidder} is near to {cadre}, who is in office: write who stood aside (--recusal).": N_(
        "{bidder} is near to {cadre}, who is in office: write who stood aside."
    ),
    "{title}: say first in which way it is chosen (execution start --way).": N_(
        "{title}: say first in which way it is chosen."
    ),
    "There is no questioning {number}. See: village-board questioning list": N_("There is no questioning {number}."),
    "'{who}' is no person or household of this levy. Look the number up: village-board list people": N_(
        "'{who}' is no person or household of this levy. Look the number up under People."
    ),
    "{days} days a worker with {before} levied before this year is {total}; the province's ceiling is {ceiling}. Ask "
    "for less, or enter the province's figure: village-board limit set levy.labour_ceiling": N_(
        "{days} days a worker with {before} levied before this year is {total}; the ceiling is {ceiling}."
    ),
    "{money} a head with {before} levied before this year is {total}; the province's ceiling is {ceiling}. Ask for "
    "less, or enter the province's figure: village-board limit set levy.money_ceiling": N_(
        "{money} a head with {before} levied before this year is {total}; the ceiling is {ceiling}."
    ),
    "Say who it is: a number of 'village-board list people', or a name with the group.": N_(
        "Say who it is: from the register with F4, or a name with the group."
    ),
    "{person} was marked as present before. Take that back first: village-board roll back": N_(
        "{person} was marked as present before. Take that back first."
    ),
    "The result of item {item} is recorded: a change of its roll is a correction. Say why: --why": N_(
        "The result of item {item} is recorded. Say why the roll is corrected."
    ),
    "{person} left before item {item}. Take that back first: village-board roll back": N_(
        "{person} left before item {item}. Take that back first."
    ),
    "{person} is not among the {due} who were due. Look the list up: village-board roll show": N_(
        "{person} is not among the {due} who were due."
    ),
    "{resolution} has a roll already. Go on with it: village-board roll show": N_(
        "{resolution} has a roll already. Go on with it."
    ),
    "{resolution} has no roll. Begin one: village-board roll set": N_("{resolution} has no roll. Begin it first."),
    # people, chats, channels
    "Nobody is registered as '{who}'. Give a number of 'village-board list people'.": N_(
        "Nobody is registered as '{who}'. Give a number or a name of the register."
    ),
    "{person} has no PIN yet. Set one first: village-board pin {number}": N_(
        "{person} has no PIN yet. Whoever looks after this machine sets the first one."
    ),
    "There is no bound chat {id}, or it was ended. See: village-board binding list": N_(
        "There is no bound chat {id}, or it was ended."
    ),
    "Sending to robots, mail and text messages needs one more part: pip install 'village-board[channels]'": N_(
        "Sending to robots, mail and text messages needs one more part. Tell whoever looks after this machine."
    ),
    "Post {id} is not for the loudspeaker. See which ones are: village-board notice loudspeaker": N_(
        "Post {id} is not for the loudspeaker."
    ),
    "There is no event '{event}'. Did you mean '{near}'? See: village-board notice route list": N_(
        "There is no event '{event}'."
    ),
    # limits and what is watched
    "There is no limit '{key}'. Did you mean '{near}'? See: village-board limit list": N_("There is no limit '{key}'."),
    "There is no check '{check}'. Did you mean '{near}'? See: village-board point checks": N_(
        "There is no check '{check}'. Did you mean '{near}'?"
    ),
    "There is no monitoring point '{code}'. Did you mean '{near}'? See: village-board point list": N_(
        "There is no monitoring point '{code}'."
    ),
    "Monitoring point '{code}' cannot warn from {yellow} and report from {red} days: it warns first, and only points "
    "that count days have such numbers. Others follow their limits: village-board limit set": N_(
        "It cannot warn from {yellow} and report from {red} days: it warns first."
    ),
    # reports
    "Numbers typed in the text are not counted by the program: {numbers}, the first in line {line}. "
    "Write the name of a figure instead; or give --sure where you counted them yourself.": N_(
        "Numbers typed in the text are not counted by the program: {numbers}, the first in line {line}. "
        "Write the name of a figure instead; or choose Yes where you counted them yourself."
    ),
    # paper
    "No Chinese font is installed here, so no page or picture is made. Install fonts-noto-cjk, or: pip install "
    "'village-board[fonts]'.": N_(
        "No Chinese font is installed here, so no page is made. Tell whoever looks after this machine."
    ),
    "Paper needs one more package here: pip install 'village-board[paper]'.": N_(
        "This machine cannot print: the package 'paper' of the program is missing."
    ),
}


def title_of(records: Records, id: str, t: Translator) -> str:  # noqa: A002 - the field's own name
    """Return what a record is called, in the reader's words where it is called by a message, as alarms are.

    What carries a notice, a door list or a post, is called as the notice is.
    """
    record = records.lookup(id)
    told = getattr(record, "notice", "")
    if told:
        record = records.lookup(told)
    message = getattr(record, "message", None)
    return t.say(message) if isinstance(message, Message) else record.title
