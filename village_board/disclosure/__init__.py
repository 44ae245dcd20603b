"""Disclosure items (公开事项): what was published, when, in which version, and what is missing and why."""
