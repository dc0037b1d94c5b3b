import sys

from laget.ops.cli import main

sys.exit(main())
