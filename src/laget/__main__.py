"""`python -m laget`, which is what the launcher becomes."""

import sys

from laget.ops.cli import main

sys.exit(main())
