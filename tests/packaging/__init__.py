"""What is installed: the wheel, the pins, the start."""
