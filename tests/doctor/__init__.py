"""What must hold of the doctor."""
