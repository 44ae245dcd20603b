"""The wheel carries everything that the programs read: data, words, styles."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as an installer does."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, ROOT],
        check=True,
        timeout=240,
    )
    return next(out.glob("*.whl"))


@pytest.mark.long
def test_the_wheel_holds_data_words_and_styles_and_no_tests(wheel: Path) -> None:
    """Every data file of the source tree is in the wheel, with the compiled words of all packages."""
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {path.relative_to(ROOT / "data") for path in (ROOT / "data").rglob("*") if path.is_file()}
    shipped = {path for path in data if "__pycache__" not in path.parts}
    assert shipped, "the source tree has data"
    assert {f"village_board/_data/{path}" for path in shipped} <= names
    for package in ("village_board", "kiosk", "bot"):
        for language in ("zh_Hans", "zh_Hant"):
            assert f"{package}/locale/{language}/LC_MESSAGES/{package}.mo" in names
    templates = {path.relative_to(ROOT) for path in (ROOT / "village_board/paper/templates").glob("*.typ")}
    assert templates
    assert {str(path) for path in templates} <= names
    assert not any(name.startswith("tests/") for name in names)


@pytest.mark.long
def test_an_installed_wheel_makes_the_demo_village_without_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    """What is installed from the wheel alone makes the demo village and lists its hearings."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    site = home / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    zipfile.ZipFile(wheel).extractall(site)
    # The libraries come from where the tests run; the project itself only from the wheel.
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(site), sysconfig.get_paths()["purelib"])),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    program = "import sys; sys.argv = ['village-board', '--demo', 'list', 'hearings', '--json']; "
    program += "import village_board; assert 'venv' in village_board.__file__, village_board.__file__; "
    program += "from village_board.cli.main import run; run()"
    done = subprocess.run(
        [home / "bin" / "python", "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"title"' in done.stdout
