"""``python -m trainer``, and the command ``trainer``."""

import sys


def main() -> int:
    """Run the program; ctrl+c while it is still being loaded ends it as quietly as later."""
    try:
        from trainer.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
