"""The demo village (P31): invented, made from its clerks' files, the same for all three programs."""

from __future__ import annotations

from village_board.demo.making import DEMO_PIN, build_demo, ensure_demo, make_demo
from village_board.launch import demo_home

__all__ = ["DEMO_PIN", "build_demo", "demo_home", "ensure_demo", "make_demo"]
