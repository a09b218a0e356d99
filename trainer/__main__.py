"""``python -m trainer``, and the command ``trainer``."""

import gc
import sys


def main() -> int:
    """Run the program; ctrl+c while it is still being loaded ends it as quietly as later."""
    gc.disable()  # while it is loaded: what is made by then stays anyway
    try:
        from trainer.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
