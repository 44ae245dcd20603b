"""The figures of the house: ours, peer, ratio, bar. Run ``python -m tests.bench [NAME...]``."""
