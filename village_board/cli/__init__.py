"""``village-board``: the commands of clerk and committee."""
