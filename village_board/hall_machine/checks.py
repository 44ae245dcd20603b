"""What a hall machine must have beside what every machine must. Pure: from what was seen to what it means."""

from __future__ import annotations

from village_board.base.message import say
from village_board.doctor.grid import LEAST_ANGLE, Screen, font_pixels, font_points, seen_angle
from village_board.doctor.model import Check, State, fine
from village_board.hall_machine.seen import HallSeen

#: the newest foot that was looked at, and that knows no finger
FOOT_WITHOUT_TOUCH = (1, 13, 1)
#: groups whose members get at disks, at other users, or at the machine itself
MIGHTY = frozenset({"sudo", "wheel", "adm", "disk", "docker", "lxd", "shadow"})
UNITS = ("village-board-kiosk.service", "village-board-nightly.timer")
BOT = "village-board-bot.service"


def hall_checks(seen: HallSeen, screen: Screen, pixels: int, distance: int, *, bot: bool) -> list[Check]:
    """Return what is asked of a machine in the hall.

    Args:
        seen: what was seen of it.
        screen: its screen.
        pixels: how many pixels that has from top to bottom.
        distance: centimetres between a reader and it.
        bot: whether the village uses a bot.
    """
    return [
        letters(seen, screen, pixels, distance),
        stack(seen),
        touch(seen),
        consoles(seen),
        sysrq(seen),
        usb(seen),
        user(seen),
        services(seen, bot=bot),
        in_step(seen),
    ]


def letters(seen: HallSeen, screen: Screen, pixels: int, distance: int) -> Check:
    """Check that a capital is seen under 0.7 degrees by who stands at `distance` (K16)."""
    font = font_pixels(screen, pixels, distance)
    mend = say(
        "From {distance} cm the font must have {font} pixels (or {points} points): village-board hall install",
        distance=distance,
        font=font,
        points=font_points(distance),
    )
    # A terminal that fills the screen and does not tell its cells has as many pixels a line as fit.
    line = seen.cell[1] if seen.cell else (pixels // seen.lines if seen.lines else None)
    if line is None:
        message = say("How large the cells of the terminal are is not known.")
        return Check("letters", State.UNKNOWN, message, mend)
    angle = seen_angle(screen, pixels, line, distance)
    message = say(
        "A line has {line} pixels: a letter is seen under {angle} degrees from {distance} cm; {least} are needed.",
        line=line,
        angle=f"{angle:.2f}",
        distance=distance,
        least=f"{LEAST_ANGLE:g}",
    )
    return fine("letters", message) if angle >= LEAST_ANGLE else Check("letters", State.BAD, message, mend)


def stack(seen: HallSeen) -> Check:
    """Check that the programs are there that show the kiosk without a desktop."""
    if {"cage", "foot"} <= seen.programs:
        if "Xwayland" in seen.programs:
            return fine("stack", say("cage and foot are there."))
        message = say("cage ends at once where Xwayland is missing.")
        return Check("stack", State.BAD, message, say("Install it: sudo apt install xwayland"))
    if "kmscon" in seen.programs:
        return fine("stack", say("kmscon is there: keys only, neither touch nor mouse."))
    message = say("Nothing here shows the kiosk without a desktop.")
    return Check("stack", State.BAD, message, say("Install it: sudo apt install cage foot xwayland kbd"))


def touch(seen: HallSeen) -> Check:
    """Check that what the screen knows of fingers reaches the kiosk."""
    if seen.touch is None:
        message = say("Whether there is a touch screen could not be asked.")
        return Check("touch", State.UNKNOWN, message, say("Tap a tile. The number keys do the same."))
    if not seen.touch:
        return fine("touch", say("There is no touch screen; mouse and number keys do all."))
    named = tuple(seen.touch)
    if seen.foot is not None and seen.foot <= FOOT_WITHOUT_TOUCH:
        message = say("{names}: this foot passes no touches on.", names=named)
        mend = say("Set the screen to act as a mouse, take a newer foot, or use xterm: see docs/hall.md")
        return Check("touch", State.WARNING, message, mend)
    message = say("{names}: whether taps arrive can only be tried.", names=named)
    return Check("touch", State.UNKNOWN, message, say("Tap a tile. The number keys do the same."))


def consoles(seen: HallSeen) -> Check:
    """Check that no key shows a login or turns the machine off (A31)."""
    if not seen.open_consoles:
        return fine("consoles", say("No console with a login is open, and no key restarts the machine."))
    message = say("Keys of a visitor reach: {names}", names=", ".join(seen.open_consoles))
    return Check("consoles", State.WARNING, message, say("Shut them: sudo village-board hall install"))


def sysrq(seen: HallSeen) -> Check:
    """Check that the kernel takes no orders from the keyboard (A31)."""
    if seen.sysrq is None:
        message = say("Whether the SysRq keys are on could not be asked.")
        return Check("sysrq", State.UNKNOWN, message, say("Look: sysctl kernel.sysrq (it must say 0)"))
    if seen.sysrq == 0:
        return fine("sysrq", say("The SysRq keys are off."))
    message = say("The SysRq keys are on ({value}): they can kill programs or restart.", value=str(seen.sysrq))
    return Check("sysrq", State.WARNING, message, say("Switch them off: sudo village-board hall install"))


def usb(seen: HallSeen) -> Check:
    """Check that a stick that is plugged in is ignored (A31)."""
    if seen.usb_shut:
        return fine("usb", say("Sticks that are plugged in are ignored."))
    message = say("A stick that is plugged in is read.")
    return Check(
        "usb", State.WARNING, message, say("Ignore sticks, or lock the sockets: sudo village-board hall install")
    )


def user(seen: HallSeen) -> Check:
    """Check that the kiosk's user has no right over the machine."""
    mighty = sorted(MIGHTY & seen.groups)
    if seen.user == "root":
        message = say("This is root; the kiosk must run as a user without rights, and cage refuses root.")
        return Check("user", State.WARNING, message, say("Give the command as the kiosk's user: sudo -u village-board"))
    if mighty:
        message = say("The user {user} is in groups with rights: {groups}", user=seen.user, groups=", ".join(mighty))
        return Check("user", State.WARNING, message, say("Use a user of its own: sudo village-board hall install"))
    return fine("user", say("The user {user} has no rights over the machine.", user=seen.user))


def services(seen: HallSeen, *, bot: bool) -> Check:
    """Check that systemd starts kiosk, bot and the works of the night."""
    lacking = [unit for unit in (*UNITS, *([BOT] if bot else [])) if unit not in seen.services]
    if not lacking:
        return fine("services", say("The units of kiosk, bot and night are there."))
    message = say("Not set up: {names}", names=", ".join(lacking))
    return Check("services", State.WARNING, message, say("Write them: sudo village-board hall install"))


def in_step(seen: HallSeen) -> Check:
    """Check that the clock follows a time server."""
    if seen.in_step:
        return fine("time-server", say("The clock follows a time server."))
    mend = say("Switch it on: sudo timedatectl set-ntp true. Without a network, compare it every month.")
    if seen.in_step is None:
        return Check("time-server", State.UNKNOWN, say("Whether the clock follows a time server is not known."), mend)
    return Check("time-server", State.WARNING, say("The clock follows no time server."), mend)
