"""What must hold of starting programs."""
