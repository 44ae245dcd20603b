"""The privacy gate: what a paper shows of persons that must not be published, and the masks for it (facts 6.2, 6.3).

One entry point: `village_board.privacy.gate.gate(document, policy) -> tuple[Hit, ...]`. It is called before review and
again over everything that is public already, attachments included. A `Document` is made of texts and tables
(`village_board.privacy.document`); each `Hit` names its place, what may be shown of it, the mask that is proposed, and
whether it stops publication (`BLOCK`) or is only told (`WARN`). `masked(document, hits)` gives the paper with the masks
in place, in which the gate finds nothing more but marks of secrecy and warnings that a person must judge.
`village_board.privacy.versions.unmask_risk(old, new)` finds rows that two masked versions of one list give away
together.

How it works: the document becomes one plain text, character by character (`flat`, `village_board.text.plain`), so that
full-width, Traditional and hidden writing look alike; numbers are sought by their form and checks
(`village_board.text.numbers`), words beside persons by one combined pattern (`matters`, `sites`), and the values of
tables by the headers of their columns (`columns`, `lists`). The room is pure: no store, no clock, no file.
"""
