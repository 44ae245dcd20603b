"""Limits: numbers of law and custom as data with their source, which a village changes by audited documents."""
