"""The second screen: three lines and nothing else."""
