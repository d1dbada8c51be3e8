"""The deeds of the desk, one small class per group; windows and the command line call nothing else."""
