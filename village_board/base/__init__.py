"""What every other part stands on: it imports the standard library and nothing else."""
