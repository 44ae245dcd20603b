"""village-board execution …: choose who does it, follow the work, accept it, publish what it cost."""

from __future__ import annotations

from datetime import date

import click

from village_board.accounts.contract_rules import near_cadres
from village_board.attachments.reading import all_attachments
from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_required
from village_board.cli.edge import Edge
from village_board.cli.execution_shown import execution_document, execution_lines
from village_board.cli.words import Group, option
from village_board.hearings.carrying_out import (
    accept_work,
    archive_execution,
    count_voucher,
    mend_defect,
    publish_result,
    record_defect,
    report_progress,
    vary,
)
from village_board.hearings.cases import StepFacts
from village_board.hearings.contracting import add_contract
from village_board.hearings.execution import Call, Choice, Execution, Offer, Purchase, Way
from village_board.hearings.execution_words import EXECUTION_STATE
from village_board.hearings.executions import NoSuchExecution, carried, case_behind
from village_board.hearings.model import Body, Variation
from village_board.hearings.selecting import (
    Selection,
    add_offer,
    answer_choice,
    choose_offer,
    object_to_choice,
    open_execution,
    refuse_offer,
)
from village_board.launch import day_of
from village_board.people.model import Person
from village_board.text.clean import clean

NUMBER_HELP = N_("Number of the case or of the resolution.")
ON_HELP = N_("On which day; today where it is not given.")
SIGNER_HELP = N_("Who signed the acceptance sheet; several times for several people.")


def _status(execution: Execution) -> Message:
    return Message(EXECUTION_STATE[execution.state])


def _day(edge: Edge, text: str) -> date:
    return day_of(text) if text else edge.open().records().today


def _on(text: str) -> date | None:
    return day_of(text) if text else None


@click.group("execution", cls=Group, help=N_("Carry decisions out: offers, contract, progress, acceptance, result."))
def execution() -> None:
    """Collect the commands."""


@execution.command("start", help=N_("Open the execution of a decision in effect, and say how it is given."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option(
    "--way", type=click.Choice(["", *(w.value for w in Way)]), default="", help=N_("How whoever does it is chosen.")
)
@option("--way-reason", default="", help=N_("Why in this way; public."))
@option("--purchase", type=click.Choice(["", *(p.value for p in Purchase)]), default="", help=N_("What is bought."))
@option("--call", "call_words", default="", help=N_("What the call for offers says."))
@option("--called-on", default="", help=N_("Day of the call; today where it is not given."))
@option("--closes-on", default="", help=N_("Last day for offers."))
@option("--place", default="", help=N_("Where the call was posted, or which trading centre."))
@option("--platform-number", default="", help=N_("Number at the trading centre."))
@option("--no-contract", default="", help=N_("Why no contract is needed, where money moves; public."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def start(
    edge: Edge,
    number: str,
    who: str,
    way: str,
    way_reason: str,
    purchase: str,
    call_words: str,
    called_on: str,
    closes_on: str,
    place: str,
    platform_number: str,
    no_contract: str,
    on: str,
) -> None:
    """Open an execution."""
    call = Call(_day(edge, called_on), call_words, _on(closes_on), place, platform_number) if call_words else None
    selection = Selection(Purchase(purchase) if purchase else None, Way(way) if way else None, way_reason, call)
    facts = StepFacts(done_on=_on(on), reason=no_contract)
    perform(edge, who, lambda desk: open_execution(desk, number, selection, facts), _status)


@execution.command("bid", help=N_("Write down an offer, or with --refuse that it is not valid."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--bidder", default="", help=N_("Who offers."))
@option("--amount", default="", help=N_("Amount in yuan."))
@option("--words", default="", help=N_("What was offered beside the price; public."))
@option("--invalid", default="", help=N_("Why the offer is not valid; public."))
@option("--refuse", type=click.IntRange(1), default=None, help=N_("Number of an offer that is not valid."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def bid(
    edge: Edge, number: str, who: str, bidder: str, amount: str, words: str, invalid: str, refuse: int | None, on: str
) -> None:
    """Write down an offer."""
    if refuse is not None:
        perform(edge, who, lambda desk: refuse_offer(desk, number, refuse, invalid), _status)
        return
    offer = Offer(0, bidder, amount_required(amount), _day(edge, on), words, why_invalid=invalid)
    perform(edge, who, lambda desk: add_offer(desk, number, offer), _status)


@execution.command("choose", help=N_("Choose an offer and say why this one."))
@click.argument("number")
@click.argument("offer", type=click.IntRange(1))
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", default="", help=N_("Why this one; needed where it is not the lowest."))
@option("--few", default="", help=N_("Why it goes on with fewer offers than the way asks for."))
@option("--recusal", default="", help=N_("Who stood aside; not public."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def choose(edge: Edge, number: str, offer: int, who: str, reason: str, few: str, recusal: str, on: str) -> None:
    """Choose an offer."""
    choice = Choice(offer, _day(edge, on), reason, few=few, recusal=recusal)
    perform(edge, who, lambda desk: choose_offer(desk, number, choice), _status)


@execution.command("object", help=N_("Write down an objection to the choice while it is shown."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--words", required=True, help=N_("The objection."))
@option("--named", default="", help=N_("Who objects; not public."))
@click.pass_obj
def object_(edge: Edge, number: str, who: str, words: str, named: str) -> None:
    """Object to the choice."""
    perform(edge, who, lambda desk: object_to_choice(desk, number, words, named), _status)


@execution.command("answer", help=N_("Answer an objection to the choice; --upheld takes the choice back."))
@click.argument("number")
@click.argument("objection", type=click.IntRange(1))
@option("--as", "who", required=True, help=AS_HELP)
@option("--words", required=True, help=N_("The answer; public."))
@option("--upheld", is_flag=True, help=N_("The objection is right."))
@click.pass_obj
def answer(edge: Edge, number: str, objection: int, who: str, words: str, *, upheld: bool) -> None:
    """Answer an objection to the choice."""
    perform(edge, who, lambda desk: answer_choice(desk, number, objection, words, upheld=upheld), _status)


@execution.command("contract", help=N_("Add a registered contract; with the first one, work begins."))
@click.argument("number")
@click.argument("contract")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", default="", help=N_("Why its price differs from the offer; public."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def contract(edge: Edge, number: str, contract: str, who: str, reason: str, on: str) -> None:
    """Add a contract."""
    facts = StepFacts(done_on=_on(on), reason=reason)
    perform(edge, who, lambda desk: add_contract(desk, number, contract, facts), _status)


@execution.command("progress", help=N_("Say how far the work is; at least once a quarter."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--words", required=True, help=N_("What was done; public."))
@option("--percent", type=click.IntRange(0, 100), default=None, help=N_("How much is done, in percent."))
@option("--reason", default="", help=N_("Why it is less than before; public."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def progress(edge: Edge, number: str, who: str, words: str, percent: int | None, reason: str, on: str) -> None:
    """Report progress."""
    facts = StepFacts(done_on=_on(on), words=words, percent=percent, reason=reason)
    perform(edge, who, lambda desk: report_progress(desk, number, facts), _status)


@execution.command("paid", help=N_("Count a voucher that names neither a resolution nor a contract."))
@click.argument("number")
@click.argument("voucher")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def paid(edge: Edge, number: str, voucher: str, who: str) -> None:
    """Count a voucher."""
    perform(edge, who, lambda desk: count_voucher(desk, number, voucher), _status)


@execution.command("vary", help=N_("Add an approved change of the amount."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--amount", required=True, help=N_("More (or, with a minus, less) in yuan."))
@option("--reason", required=True, help=N_("Why."))
@option("--approved-by", required=True, help=N_("Which body approved it."))
@option("--body", type=click.Choice(["", *(b.value for b in Body)]), default="",
        help=N_("The body that approved it, where the change needs the one that decided."))  # fmt: skip
@option("--decision", default="", help=N_("Its resolution, or where its minutes lie."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def vary_(
    edge: Edge, number: str, who: str, amount: str, reason: str, approved_by: str, body: str, decision: str, on: str
) -> None:
    """Approve a change."""
    by = Body(body) if body else None
    variation = Variation(_day(edge, on), amount_required(amount), reason, approved_by, by, decision)
    perform(edge, who, lambda desk: vary(desk, number, variation), _status)


@execution.command("accept", help=N_("Accept the work, with the sheet that both committees signed."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--signer", "signers", multiple=True, required=True, help=SIGNER_HELP)
@option("--sheet", default="", help=N_("Attachment with the acceptance sheet, or where the paper lies."))
@option("--words", default="", help=N_("What was found; public."))
@option("--guarantee-until", default="", help=N_("Last day of the guarantee."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def accept(
    edge: Edge, number: str, who: str, signers: tuple[str, ...], sheet: str, words: str, guarantee_until: str, on: str
) -> None:
    """Accept the work."""
    facts = StepFacts(done_on=_on(on), signers=signers, minutes=sheet, words=words)
    until = _on(guarantee_until)
    perform(edge, who, lambda desk: accept_work(desk, number, facts, until), _status)


@execution.command("publish", help=N_("Publish the result and the final cost."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--final-cost", required=True, help=N_("Final cost in yuan."))
@option("--reason", default="", help=N_("Why it cost more than was decided; public."))
@option("--words", default="", help=N_("What it came to; public."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def publish(edge: Edge, number: str, who: str, final_cost: str, reason: str, words: str, on: str) -> None:
    """Publish the result."""
    facts = StepFacts(done_on=_on(on), reason=reason, words=words)
    cost = amount_required(final_cost)
    perform(edge, who, lambda desk: publish_result(desk, number, cost, facts), _status)


@execution.command("archive", help=N_("Close the file of a result that was shown long enough."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def archive(edge: Edge, number: str, who: str, on: str) -> None:
    """Archive an execution."""
    perform(edge, who, lambda desk: archive_execution(desk, number, StepFacts(done_on=_on(on))), _status)


@execution.command("defect", help=N_("Write down a defect of accepted work, or with --mended how it was mended."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--words", required=True, help=N_("What is wrong, or how it was mended; public."))
@option("--mended", type=click.IntRange(1), default=None, help=N_("Number of the defect that was mended."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def defect(edge: Edge, number: str, who: str, words: str, mended: int | None, on: str) -> None:
    """Write down a defect."""
    day = _day(edge, on)
    if mended is not None:
        perform(edge, who, lambda desk: mend_defect(desk, number, mended, day, words), _status)
        return
    perform(edge, who, lambda desk: record_defect(desk, number, day, words), _status)


@execution.command(
    "show", help=N_("Show how a decision is carried out: offers, contract, money, progress, what is late.")
)
@click.argument("number")
@click.pass_obj
def show(edge: Edge, number: str) -> None:
    """Show an execution."""
    with edge.open().reading() as records:
        shown = carried(records, case_behind(records, clean(number)))
        if shown is None:
            raise NoSuchExecution(number)
        found = shown.execution
        near = near_cadres(records.all(Person), found.opened_on) if found.offers else {}
        files = len(all_attachments(records, found.id)) if found.id else 0
    if edge.as_json:
        edge.give(execution_document(shown, near, files))
        return
    for line in execution_lines(edge, shown, near, files):
        edge.say(line)


COMMANDS = (execution,)
