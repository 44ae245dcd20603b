"""The import of 10,000 voucher rows, commit included, against openpyxl reading the same file."""

from __future__ import annotations

import random
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import load_workbook

from tests.bench.pairs import PAIRS, Row, alternate
from village_board.base.clock import DayClock
from village_board.board import Board, found_board
from village_board.interchange.importing import import_files
from village_board.interchange.kinds import kinds

_ROWS = 10_000
_TODAY = date(2026, 11, 22)
# The columns of the table that `village-board template vouchers` writes.
_HEADERS = [column.header for column in kinds()["vouchers"].canonical]
_WHAT = ("收", "付", "补付", "退", "预付")
_OF = (
    "鱼塘承包金", "道路硬化工程款", "办公用品", "水费", "电费", "误工补贴", "老人慰问金", "垃圾清运费", "河道保洁费",
    "路灯维修费", "校舍租金", "苗木款", "会议误餐费", "打印复印费", "防汛物资款", "水渠清淤款",
)  # fmt: skip
_NAMES = [a + b for a in "张王李赵陈刘杨黄周吴" for b in ("建国", "秀英", "伟", "芳", "志强", "桂兰")]


def rows() -> Iterator[Row]:
    """Take the figure of the importer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "凭证.xlsx"
        write_workbook(path, _ROWS)
        boards = [_board(folder / f"board{turn}") for turn in range(PAIRS + 1)]
        fresh = iter(boards)
        timing = alternate(lambda: _import(next(fresh), path), lambda: _read(path))
        for board in boards:
            board.close()
        yield timing.row("import of 10,000 voucher rows, commit included, against openpyxl reading them", 1.5)


def _board(home: Path) -> Board:
    return found_board(home, name="清溪村", township="清溪镇", clock=DayClock(_TODAY))


def _import(board: Board, path: Path) -> None:
    with board.desk() as desk:
        report = import_files(desk, [path])
    assert (report.inserted, report.findings) == (_ROWS // 2, ())


def _read(path: Path) -> None:
    book = load_workbook(path, read_only=True, data_only=True)
    assert sum(1 for _ in book.active.iter_rows(values_only=True)) == _ROWS + 1
    book.close()


def voucher_rows(vouchers: int) -> Iterator[Sequence[object]]:
    """Yield the lines of so many vouchers of two lines, over three years."""
    dice = random.Random(11)
    for serial in range(vouchers):
        dated = date(2023 + serial // 2000, 1, 1) + timedelta(days=serial % 2000 * 365 // 2000)
        names = dice.sample(_NAMES, 4)
        summary = f"{dice.choice(_WHAT)}{dated.month}月{names[0]}{dice.choice(_OF)}"
        head = (f"记-{serial:05d}", dated, "基本户", summary)
        receipt = f"{dice.randrange(10**8):08d}"
        contract = f"HT-{dated.year}-{dice.randrange(40):03d}" if dice.random() < 0.1 else None
        tail = (*names, 1, "√", "收据", receipt, dice.randrange(1, 5), None, "否", contract, None, None)
        amount = dice.randrange(1_000, 9_000_000) / 100
        yield (*head, 102, "银行存款", amount, None, *tail)
        yield (*head, 50101, "发包收入", None, amount, *tail)


def write_workbook(path: Path, count: int) -> None:
    """Write the vouchers as spreadsheet programs do, with texts that the cells share."""
    strings: dict[str, int] = {}
    lines = []
    for number, row in enumerate((_HEADERS, *voucher_rows(count // 2)), start=1):
        cells = "".join(_cell(f"{chr(65 + at)}{number}", value, strings) for at, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships {package}><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="凭证" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {package}>"
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f"<styleSheet {main}><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst {main} uniqueCount="{len(strings)}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><dimension ref="A1:V{count + 1}"/><sheetData>'
        f"{''.join(lines)}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, head + content)


def _cell(reference: str, value: object, strings: dict[str, int]) -> str:
    match value:
        case None:
            return f'<c r="{reference}"/>'
        case str():
            return f'<c r="{reference}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        case date():
            return f'<c r="{reference}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        case _:
            return f'<c r="{reference}"><v>{value}</v></c>'
