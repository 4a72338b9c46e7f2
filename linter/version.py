"""The version, said once; and where the repository is, from which hooks and builds fetch carelint."""

VERSION = "0.1.0"
REPOSITORY = "https://git.example.org/carelint"
