"""An archive of any size, linted into tables. Needs the extra `corpus`; imported by `carelint corpus` only."""
