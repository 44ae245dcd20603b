"""Three assets (三资): funds, assets and resources of the collective, with their contracts."""
