"""Writers of public standards: what the board publishes, for programs that are not its own."""
