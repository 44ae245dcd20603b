"""The words for what is looked at on a hall machine."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.hall_machine.service import Standing

NAME: dict[str, str] = {
    "letters": N_("Height of letters"),
    "stack": N_("What shows the kiosk"),
    "touch": N_("Touch"),
    "consoles": N_("Consoles"),
    "sysrq": N_("Keys of the kernel"),
    "usb": N_("Sticks"),
    "user": N_("User's rights"),
    "services": N_("Services"),
    "time-server": N_("Time server"),
}

STANDING: dict[Standing, str] = {
    Standing.SAME: N_("stands so already"),
    Standing.OTHER: N_("is another now; it will be kept beside"),
    Standing.MISSING: N_("is not there yet"),
}
