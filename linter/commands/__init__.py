"""One module a command of `carelint`, with its options. `check` is in `linter/run/`."""
