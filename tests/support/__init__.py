"""What several rooms of tests use."""
