"""Forms while they are filled in: what was typed so far, kept so that it survives a crash (P19)."""
