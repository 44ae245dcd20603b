"""Double taps, idleness, and what is typed, by a given clock."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Paste, Resize
from textual.messages import InBandWindowResize

from kiosk.debounce import Debounce
from kiosk.idle import Idle, Presence
from kiosk.terminal import PACE, HallDecoder, Sieve


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_k5_taps_within_half_a_second_are_one() -> None:
    """K5: three fast taps at one place act once; a tap elsewhere is another."""
    # Guard: kiosk/debounce.py:tap - the second tap of a trembling finger opens what the first one brought.
    clock = Seconds()
    debounce = Debounce(clock)
    assert debounce.tap((40, 10))
    clock.now += 0.2
    assert not debounce.tap((41, 10))
    assert debounce.tap((5, 20))
    clock.now += 0.5
    assert debounce.tap((5, 20))


def test_k5_what_was_typed_while_an_act_took_long_is_its_echo() -> None:
    """K5, K10: an act may take longer than half a second; keys that waited behind it count with it."""
    # Guard: kiosk/debounce.py:Debounce.over - each waiting key begins the act anew, and the one behind them all waits.
    now = [100.0]
    debounce = Debounce(lambda: now[0])
    assert debounce.key("/")
    now[0] += 2
    debounce.over()
    assert not debounce.key("/")
    now[0] += 0.5
    assert debounce.key("/")


def test_k5_a_held_key_is_one_act() -> None:
    """K5: a key that repeats acts once; another key at once is another act."""
    # Guard: kiosk/debounce.py:key - a finger that rests on a key leafs to the end of the list.
    clock = Seconds()
    debounce = Debounce(clock)
    assert [debounce.key("1"), debounce.key("1"), debounce.key("2")] == [True, False, True]
    clock.now += 0.6
    assert debounce.key("2")


def test_k8_the_visitor_is_asked_after_60_seconds_and_gone_after_80() -> None:
    """K8: asked at 60 s, 20 s to answer; a touch counts from anew, as often as one likes."""
    # Guard: kiosk/idle.py:presence - the next visitor would find the last one's page.
    clock = Seconds()
    idle = Idle(clock)
    for _ in range(12):
        clock.now += 59.9
        assert idle.presence() is Presence.HERE
        clock.now += 0.1
        assert (idle.presence(), idle.seconds_left()) == (Presence.ASKED, 20)
        idle.touch()
    clock.now += 79.9
    assert (idle.presence(), idle.seconds_left()) == (Presence.ASKED, 1)
    clock.now += 0.1
    assert idle.presence() is Presence.GONE


KEYS = (
    "1",
    "村",
    "\x1b",
    "\x1b[A",
    "\x1bOP",
    "\x1b[15~",
    "\x1b[1;5C",
    "\x1b[<0;12;7M",
    "\x1b[<0;12;7m",
    "\x1b[[A",
    "\x03",
    "\x1ba",
)


@pytest.mark.parametrize("typed", KEYS)
def test_what_keys_and_mouse_send_passes_whole_or_in_pieces(typed: str) -> None:
    """A key means the same whether its bytes come together or one by one."""
    assert Sieve(Seconds()).sift(typed) == typed
    sieve = Sieve(Seconds())
    assert "".join(sieve.sift(char) for char in typed) == typed


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("\x1b[99999999999999999999~", "\x1b[99999~"),  # overflowed Textual
        ("\x1b[200~never ended", "never ended"),  # a paste without an end made it deaf
        ("\x1b[48;0;0;0;0t1", "1"),  # a false size
        ("\x1b[48;99999;99999;1;1t1", "1"),
        ("\x1b[?2048;1$y1", "1"),  # a false mode
        ("\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1", ";1;1"),  # longer than any key: its rest is text
    ],
)  # fmt: skip
def test_k10_what_no_key_sends_is_taken_out(typed: str, left: str) -> None:
    """K10: sequences that end or deafen Textual never reach it."""
    # Guard: kiosk/terminal.py:Sieve - any keyboard with a programmed key ends the kiosk.
    assert Sieve(Seconds()).sift(typed) == left


def test_k10_a_flood_is_cut_to_what_hands_can_type() -> None:
    """K10: 200 kB at once do not block the screen; a second later typing goes on."""
    # Guard: kiosk/terminal.py:Sieve._paced - a scanner that runs wild holds the screen for minutes.
    clock = Seconds()
    sieve = Sieve(clock)
    assert len(sieve.sift("x" * 200_000)) == PACE
    assert sieve.sift("y") == ""
    clock.now += 1
    assert sieve.sift("z") == "z"


def test_k10_bytes_that_are_no_utf8_are_dropped() -> None:
    """K10: a GBK scanner does not end the program."""
    # Guard: kiosk/terminal.py:HallDecoder - Textual's own decoder raises.
    decoder = HallDecoder()
    assert (
        decoder.decode(b"\xff1")
        + decoder.decode("村".encode("gb18030") + b"2")
        + decoder.decode(b"\xe6\x9d")
        + decoder.decode(b"\x91")
        == "12村"
    )


_PIECES = st.lists(
    st.text(st.sampled_from("\x1b[0123456789;<>?$Oty~MmABu村 x"), max_size=12)
    | st.sampled_from(["\x1b", "[", "[5t", "[200~", "[201~", "[?2048;1$y", "[48;3;3;9;9t", "[" + "1" * 40]),
    max_size=12,
)


@given(_PIECES)
@example(["\x1b", "[5t", "[200~never ended"])
@example(["\x1b", "[" + "1" * 40, "[?2048;1$y"])
def test_k10_nothing_unwanted_is_put_together(pieces: list[str]) -> None:
    """K10: however it is cut, what passes is keys and taps to Textual, and a key after it is heard."""
    # Guard: kiosk/terminal.py:Sieve.sift - after a lone Escape, a paste or a false size came through without its own.
    sieve = Sieve(Seconds())
    parser = XTermParser()
    passed = [event for piece in pieces if (rest := sieve.sift(piece)) for event in parser.feed(rest)]
    assert not [event for event in passed if isinstance(event, Resize | Paste | InBandWindowResize)]
    assert "z" in [getattr(event, "key", "") for event in parser.feed("z" * 99)]
