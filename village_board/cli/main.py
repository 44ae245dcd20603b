"""The program ``village-board``."""

from __future__ import annotations

import logging
import sys
from io import TextIOWrapper
from typing import NoReturn

import click

from village_board.base.errors import BoardError, OutsideError
from village_board.base.message import N_
from village_board.cli.commands import Program
from village_board.cli.complaints import complaint
from village_board.cli.edge import Edge
from village_board.cli.words import Option
from village_board.logs import fault, frames_of, start_log, stop_log
from village_board.settings import FILE

PROGRAM = "village-board"
USAGE = 2
INTERRUPTED = 130


class SystemRefused(OutsideError):
    """The operating system refused something that no part of the program had foreseen."""

    sentence = N_("The system refuses: {why} ({what}). Mend that, then give the command again.")

    def __init__(self, error: OSError) -> None:
        super().__init__(why=error.strerror or type(error).__name__, what=str(error.filename or ""))


class ProgramFault(BoardError):
    """A mistake of the program: where it happened stands in the log."""

    sentence = N_(
        "The program met a fault of its own and stopped ({what}). What was saved before is kept. "
        "Tell whoever looks after the program."
    )

    def __init__(self, error: Exception) -> None:
        super().__init__(what=fault(error))


@click.group(cls=Program, name="village-board", help=N_("The board of a village: for its clerk and its committee."))
@click.version_option(package_name="village-board", message="%(version)s", help=N_("Show the version."), cls=Option)
def program() -> None:
    """The commands stand in `village_board.cli.commands`."""


def run() -> NoReturn:
    """Run the program and exit: 0 done, 1 findings or refused, 2 usage, 3 store, 4 the outside world."""
    edge = Edge(as_json="--json" in sys.argv)
    _speak_utf8(as_json=edge.as_json)
    try:
        code = program.main(prog_name=PROGRAM, obj=edge, standalone_mode=False)
    except click.UsageError as error:
        sys.exit(edge.complain(complaint(edge.t, error), USAGE))
    except click.Abort:
        click.echo(edge.t("Stopped. Nothing more was done."), err=True)
        sys.exit(INTERRUPTED)
    except BoardError as error:
        sys.exit(edge.fail(error))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output left, as `head` does
        sys.exit(0)
    except OSError as error:
        sys.exit(edge.fail(SystemRefused(error)))
    except Exception as error:  # noqa: BLE001 - a traceback may show a PIN or a token to whoever looks on (A22)
        _log(edge, error)
        sys.exit(edge.fail(ProgramFault(error)))
    finally:
        edge.close()
    sys.exit(code if isinstance(code, int) else 0)


def _log(edge: Edge, error: Exception) -> None:
    """Keep where it happened in the log of the home, if there is one."""
    home = edge.folder()
    if (home / FILE).is_file():
        start_log(home, PROGRAM)
        logging.getLogger(PROGRAM).error("%s", frames_of(error))
        stop_log()


def _speak_utf8(*, as_json: bool) -> None:
    """JSON is UTF-8 wherever it goes; a terminal that lacks a character shows a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if as_json and stream is sys.stdout:
                stream.reconfigure(encoding="utf-8")
            else:
                stream.reconfigure(errors="replace")
