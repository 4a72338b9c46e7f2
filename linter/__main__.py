"""`python -m linter`: the command line."""

import sys

from linter.cli import main

sys.exit(main())
