"""The machine in the hall: what `village-board hall install` writes, and where (places.toml)."""
