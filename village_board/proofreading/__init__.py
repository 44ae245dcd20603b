"""Proofreading by machine: what in a paper contradicts itself or was damaged. It warns, and never blocks.

One entry point: `village_board.proofreading.rules.findings(document) -> tuple[Remark, ...]`. The document is that of
the privacy gate (`village_board.privacy.document`). What was damaged is mended first, in a reading of its own
(`reading`, `garbled`), so that the arithmetic sees the sentence and not the damage; nothing is ever changed in the
paper itself. Then come sums (`sums`, `table_sums`), quantities named twice (`repeated`), percentages, days, numbers of
papers, empty tables and wording. The room is pure: no store, no clock; time is linear in the length of the document.
"""
