"""The demonstration: a scripted half year on fictional lists."""
