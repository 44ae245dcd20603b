"""What the collections of the log are called; who only reads records needs no more of it."""

LOG = "log"
HEAD = "log_head"
HEAD_ID = "head"
