"""village-board books …: reconciling, the village's own accounts, money accounts."""

from __future__ import annotations

import click

from village_board.accounts.books_model import Account, MoneyAccount, MoneyAccountStatus, Reconciliation
from village_board.accounts.words import MONEY_ACCOUNT_STATUS
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen, yuan
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_required
from village_board.cli.books import books
from village_board.cli.columns import table
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import option
from village_board.desk import Desk
from village_board.launch import day_of

FOUND = 1


@books.command("reconcile", help=N_("Compare a month's closing balance with the statement's; without a figure, list."))
@click.argument("month", default="")
@click.argument("account", default="")
@click.argument("theirs", default="")
@option("--as", "who", default="", help=AS_HELP)
@option("--source", default="", help=N_("Whose statement."))
@option("--reason", default="", help=N_("What explains a difference."))
@click.pass_obj
def reconcile(edge: Edge, month: str, account: str, theirs: str, who: str, source: str, reason: str) -> int:
    """Reconcile a money account, or list what was reconciled."""
    from village_board.accounts import reconciliation as service  # noqa: PLC0415

    if not month:
        return _list_reconciled(edge)
    if not who:
        raise click.MissingParameter(param_hint="--as", param_type="option")
    fen, differences = amount_required(theirs), [0]

    def act(desk: Desk) -> Reconciliation:
        made = service.reconcile(desk, month, account, fen, source=source, reason=reason)
        differences.append(made.difference)
        return made

    perform(edge, who, act, _compared)
    return FOUND if differences[-1] else 0


def _compared(made: Reconciliation) -> Message:
    facts = {"ours": Fen(made.ours), "theirs": Fen(made.theirs), "apart": Fen(abs(made.difference))}
    if made.difference:
        return say("our books say {ours}, the statement {theirs}, {apart} apart", **facts)
    return say("our books and the statement say {ours}", **facts)


def _list_reconciled(edge: Edge) -> int:
    from village_board.accounts.reconciliation import reconciliation_findings, unreconciled  # noqa: PLC0415

    with edge.open().reading() as records:
        made = sorted(records.all(Reconciliation), key=lambda one: (one.month, one.account))
        faults, missing = reconciliation_findings(records), unreconciled(records)
    t = edge.t
    if edge.as_json:
        edge.give(
            {
                "reconciled": [document(one) for one in made],
                "not_compared": [{"month": month, "account": account} for month, account in missing],
                "findings": [t.say(fault.message) for fault in faults],
            }
        )
        return FOUND if faults else 0
    rows = [
        (one.month, one.account, yuan(one.ours), yuan(one.theirs), yuan(one.difference), one.reason) for one in made
    ]
    headers = (t("Month"), t("Account"), t("Our books"), t("Statement"), t("Difference"), t("Reason"))
    if rows:
        edge.say("\n".join(table(headers, rows, right=(2, 3, 4))))
    for fault in faults:
        edge.say(t.say(fault.message))
    edge.say(t.n("{n} closed month of an account is not compared yet.",
                 "{n} closed months of accounts are not compared yet.", len(missing)))  # fmt: skip
    return FOUND if faults else 0


@books.command("accounts", help=N_("List the accounts; add one below the chart, or switch one off or on."))
@option("--as", "who", default="", help=AS_HELP)
@option("--add", default="", help=N_("Code of a new account, such as 51307."))
@option("--name", default="", help=N_("Its name."))
@option("--off", default="", help=N_("Code of an account that is not used any more."))
@option("--on", default="", help=N_("Code of an account that is used again."))
@click.pass_obj
def accounts(edge: Edge, who: str, add: str, name: str, off: str, on: str) -> None:
    """List or change the accounts."""
    from village_board.accounts.books import add_account, switch_account  # noqa: PLC0415

    if not (add or off or on):
        _list_accounts(edge)
        return
    if not who:
        raise click.MissingParameter(param_hint="--as", param_type="option")

    def act(desk: Desk) -> Account:
        if add:
            return add_account(desk, add, name)
        return switch_account(desk, off or on, active=not off)

    perform(edge, who, act, lambda account: say("in use") if account.active else say("switched off"))


def _list_accounts(edge: Edge) -> None:
    from village_board.accounts.books import own_accounts  # noqa: PLC0415
    from village_board.accounts.chart import chart  # noqa: PLC0415

    with edge.open().reading() as records:
        own = own_accounts(records)
    rows = [(one.code, one.name, one.name_en, True) for one in chart()]
    rows += [("  " * (len(code) // 2 - 1) + code, one.name, "", one.active) for code, one in own.items()]
    rows.sort(key=lambda row: row[0].strip())
    if edge.as_json:
        edge.give([{"code": code.strip(), "name": name, "active": active} for code, name, _, active in rows])
        return
    t = edge.t
    english = t.language == "en"
    shown = [
        (code, (name_en if english and name_en else name), "" if active else t("switched off"))
        for code, name, name_en, active in rows
    ]
    edge.say("\n".join(table((t("Code"), t("Name"), t("Status")), shown)))


@books.command("bank", help=N_("Register a money account, or change it; without a code, list them."))
@click.argument("account", default="")
@option("--as", "who", default="", help=AS_HELP)
@option("--bank", default="", help=N_("The bank."))
@option("--holder", default="", help=N_("In whose name."))
@option("--last-digits", default="", help=N_("The last 4 digits of its number; never more."))
@option("--purpose", default="", help=N_("What it is for."))
@option("--opened-on", default="", help=N_("Day on which it was opened."))
@option("--closed-on", default="", help=N_("Day on which it was closed."))
@click.pass_obj
def bank(edge: Edge, /, account: str, who: str, **given: str) -> None:
    """Register a money account."""
    from village_board.accounts.reconciliation import register_money_account  # noqa: PLC0415

    if not account:
        _list_banks(edge)
        return
    if not who:
        raise click.MissingParameter(param_hint="--as", param_type="option")
    closed_on = day_of(given["closed_on"]) if given["closed_on"] else None
    made = MoneyAccount(
        account=account,
        bank=given["bank"],
        holder=given["holder"],
        last_digits=given["last_digits"],
        purpose=given["purpose"],
        opened_on=day_of(given["opened_on"]) if given["opened_on"] else None,
        status=MoneyAccountStatus.CLOSED if closed_on else MoneyAccountStatus.OPEN,
        closed_on=closed_on,
    )
    perform(edge, who, lambda desk: register_money_account(desk, made), _status)


def _status(account: MoneyAccount) -> Message:
    return Message(MONEY_ACCOUNT_STATUS[account.status])


def _list_banks(edge: Edge) -> None:
    from village_board.accounts.ledger import Ledger  # noqa: PLC0415
    from village_board.accounts.money import money_accounts  # noqa: PLC0415

    with edge.open().reading() as records:
        known = {one.account: one for one in records.all(MoneyAccount)}
        held, ledger = money_accounts(records), Ledger(records)
        names = {code: ledger.name(code) for code in held.keys() | known.keys()}
    if edge.as_json:
        edge.give(
            [
                {"account": code, "name": names[code], "balance": held.get(code, 0),
                 **({"register": document(known[code])} if code in known else {})}
                for code in sorted(names)
            ]
        )  # fmt: skip
        return
    t = edge.t
    rows = [
        (
            code, names[code], one.bank if one else "", one.last_digits if one else "", one.purpose if one else "",
            t.say(_status(one)) if one else t("not registered"), yuan(held.get(code, 0)),
        )
        for code in sorted(names)
        for one in (known.get(code),)
    ]  # fmt: skip
    headers = (t("Code"), t("Account"), t("Bank"), t("Last digits"), t("Purpose"), t("Status"), t("Balance"))
    edge.say("\n".join(table(headers, rows, right=(6,))))


COMMANDS = (books,)
