"""What must hold of setting up the machine in the hall."""
