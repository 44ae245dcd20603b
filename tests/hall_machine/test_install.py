"""The files of a hall machine: what they say, and that nothing is written unasked."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from village_board.data_files import launch_path
from village_board.doctor.grid import LANDSCAPE
from village_board.hall_machine import service
from village_board.hall_machine.model import TERMINALS, Placed, Setup
from village_board.hall_machine.rules import NotPlain, plan_of
from village_board.hall_machine.service import NotRoot, NotWritten, Standing, install, shipped, standing

SETUP = Setup("/var/lib/village-board", "/opt/village-board/bin", "village-board", "cage", LANDSCAPE, 1080, 50)
RUN = [sys.executable, "-c", "from village_board.cli.main import run; run()", "hall", "install"]


def files(setup: Setup = SETUP) -> dict[str, str | None]:
    return {str(one.path): one.text for one in plan_of(setup, shipped(), bot=True).files}


@pytest.mark.parametrize("terminal", TERMINALS)
def test_no_place_is_left_open_and_every_shipped_file_is_in_the_table(terminal: str) -> None:
    """A value that nobody filled in would be a unit that systemd refuses."""
    # Guard: village_board/hall_machine/rules.py:_filled
    for path, text in files(replace(SETUP, terminal=terminal)).items():
        assert not re.search(r"@[a-z]+@", path + (text or ""))
        assert path.startswith("/etc/")
    table = launch_path("kiosk", "places.toml").read_text(encoding="utf-8")
    for file in launch_path("kiosk").iterdir():
        assert file.name in {"places.toml", "__init__.py", "__pycache__"} or f'file = "{file.name}"' in table


def test_k12_the_units_restart_whatever_the_exit_code() -> None:
    """K12, F6: Restart=always, without a limit of starts; the kiosk runs supervised, and never as root."""
    # Guard: kiosk/launch/kiosk-cage.service - a crash that ends with 0 stays dark.
    made = files()
    kiosk = made["/etc/systemd/system/village-board-kiosk.service"] or ""
    bot = made["/etc/systemd/system/village-board-bot.service"] or ""
    for unit in (kiosk, bot):
        assert "Restart=always" in unit
        assert "StartLimitIntervalSec=0" in unit
    here = made["/etc/systemd/system/village-board-bot.service.d/here.conf"] or ""
    assert "User=village-board" in kiosk
    assert "User=village-board" in here
    assert "VILLAGE_BOARD_HOME=/var/lib/village-board" in here
    assert "village-kiosk --supervised --home /var/lib/village-board" in kiosk
    assert "UnsetEnvironment=TEXTUAL_ALLOW_SIGNALS" in kiosk
    assert "/usr/bin/cage -d -- " in kiosk  # no -s: no other console
    plain = files(replace(SETUP, terminal="kmscon"))["/etc/systemd/system/village-board-kiosk.service"] or ""
    assert "runuser -u village-board -- /opt/village-board/bin/village-kiosk --supervised" in plain


def test_a31_consoles_kernel_keys_and_sticks_are_shut() -> None:
    """A31: no getty, SysRq=0, no storage over USB, no restart by three keys, no key of the terminal's own."""
    # Guard: kiosk/launch/places.toml - ctrl+alt+F2 shows a login.
    # Guard: kiosk/launch/usb.rules - whatever lies on a stick is read.
    made = files()
    for unit in ("getty@tty1.service", "autovt@.service", "ctrl-alt-del.target"):
        assert made[f"/etc/systemd/system/{unit}"] is None
    assert "kernel.sysrq = 0" in (made["/etc/sysctl.d/60-village-board.conf"] or "")
    sticks = made["/etc/udev/rules.d/60-village-board-usb.rules"] or ""
    assert 'ATTR{bInterfaceClass}=="08", ATTR{authorized}="0"' in sticks
    assert "NAutoVTs=0" in (made["/etc/systemd/logind.conf.d/60-village-board.conf"] or "")
    foot = configparser.ConfigParser(allow_no_value=True, interpolation=None)
    foot.read_string(made["/etc/village-board/foot.ini"] or "")
    assert foot["key-bindings"]["spawn-terminal"] == "none"
    assert foot["key-bindings"]["show-urls-launch"] == "none"
    assert {*foot["key-bindings"].values(), *foot["mouse-bindings"].values()} == {"none"}


def test_k16_the_terminal_s_font_is_worked_out_for_screen_and_distance() -> None:
    """K16: Latin letters first, Han behind; larger for who stands farther away."""
    # Guard: village_board/doctor/grid.py:font_pixels
    near, far = (files(replace(SETUP, distance=cm))["/etc/village-board/foot.ini"] or "" for cm in (50, 100))
    assert "font=DejaVu Sans Mono:pixelsize=35, Noto Sans Mono CJK SC:pixelsize=35" in near
    assert "pixelsize=69," in far


@pytest.mark.parametrize(
    "wrong", [{"home": "/var/my board"}, {"home": "relative"}, {"programs": "/x;y"}, {"user": "a b"}, {"home": "/x%n"}]
)
def test_a_value_that_systemd_would_misread_is_refused(wrong: dict[str, str]) -> None:
    """A blank or a percent sign in a unit is another command."""
    # Guard: village_board/hall_machine/rules.py:values_of
    with pytest.raises(NotPlain):
        plan_of(replace(SETUP, **wrong), shipped(), bot=True)  # type: ignore[arg-type]


def test_what_is_written_stands_so_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    """A second time nothing is written; a file that was changed by hand is kept beside."""
    # Guard: village_board/hall_machine/service.py:_put
    plan = plan_of(SETUP, shipped(), bot=True)
    assert install(plan, tmp_path) == list(plan.files)
    assert install(plan, tmp_path) == []
    assert all(standing(one, tmp_path) is Standing.SAME for one in plan.files)
    place = tmp_path / "etc/village-board/foot.ini"
    place.write_text("mine", encoding="utf-8")
    assert [str(one.path) for one in install(plan, tmp_path)] == ["/etc/village-board/foot.ini"]
    assert place.with_name("foot.ini.before-village-board").read_text(encoding="utf-8") == "mine"
    assert str((tmp_path / "etc/systemd/system/autovt@.service").readlink()) == "/dev/null"


def test_a_system_that_refuses_is_one_sentence(tmp_path: Path) -> None:
    """A read-only system, a file in place of a folder."""
    (tmp_path / "etc").write_text("", encoding="utf-8")
    with pytest.raises(NotWritten):
        install(plan_of(SETUP, shipped(), bot=True), tmp_path)


def test_only_root_writes_into_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is written."""
    # Guard: village_board/hall_machine/service.py:install

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(service.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(service, "_put", never)
    with pytest.raises(NotRoot):
        install(plan_of(SETUP, shipped(), bot=True))


def test_the_dry_run_prints_all_and_writes_nothing(tmp_path: Path) -> None:
    """village-board hall install --dry-run: files, links, commands; then the same with --into, written."""
    # Guard: village_board/cli/hall.py:install
    done = subprocess.run(
        [*RUN, "--dry-run", "--into", str(tmp_path), "--json"], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    assert {one["path"] for one in told["files"]} == set(files())
    assert {one["standing"] for one in told["files"]} == {"missing"}
    assert any("enable village-board-kiosk.service" in command for command in told["commands"])
    assert list(tmp_path.iterdir()) == []
    done = subprocess.run([*RUN, "--dry-run", "--language", "en"], capture_output=True, text=True, check=True)
    assert "== /etc/village-board/foot.ini" in done.stdout
    done = subprocess.run(
        [*RUN, "--into", str(tmp_path), "--distance", "9"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.outside
def test_systemd_and_foot_accept_what_we_ship(tmp_path: Path) -> None:
    """systemd-analyze verify finds nothing but programs that are not on this machine; foot reads its file."""
    for terminal in TERMINALS:
        root = tmp_path / terminal
        programs = root / "bin"
        programs.mkdir(parents=True)
        for name in ("village-kiosk", "village-bot", "village-board"):
            (programs / name).write_text("#!/bin/sh\n", encoding="utf-8")
            (programs / name).chmod(0o755)
        plan = plan_of(replace(SETUP, terminal=terminal, programs=str(programs)), shipped(), bot=True)
        install(plan, root)
        shipped_here = (root / "etc/systemd/system").glob("village-board-*")
        units = sorted(str(one) for one in shipped_here if one.is_file())  # a drop-in is read with its unit
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
        )
        complaints = [line for line in done.stderr.splitlines() if not line.endswith("No such file or directory")]
        assert complaints == []
    foot = shutil.which("foot")
    assert foot is not None
    done = subprocess.run(
        [foot, "--check-config", "-c", str(tmp_path / "cage/etc/village-board/foot.ini")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANG": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    assert "err:" not in done.stderr
    assert "warn:" not in done.stderr


def test_a_link_that_is_a_file_now_is_another(tmp_path: Path) -> None:
    """Somebody put the login back."""
    one = Placed(plan_of(SETUP, shipped(), bot=True).files[-1].path, None)
    place = tmp_path / one.path.relative_to("/")
    assert standing(one, tmp_path) is Standing.MISSING
    place.parent.mkdir(parents=True)
    place.write_text("", encoding="utf-8")
    assert standing(one, tmp_path) is Standing.OTHER
