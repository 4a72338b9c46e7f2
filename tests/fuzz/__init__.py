"""Fuzzing: what each part that reads strangers' input must hold for any bytes. `python -m tests.fuzz --help` runs it."""
