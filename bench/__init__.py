"""Benches: each compares the desk's way with the bare thing in the same run; ratios are kept in ``results.json``."""
