"""Decision hearings and resolutions. A hearing collects opinions; only a resolution decides."""
