"""What must hold of the logs."""
