"""``python -m trainer``, and the command ``trainer``."""

import gc
import sys


def main() -> int:
    """Run the program; a signal while it is still being loaded ends it as quietly as later, and one while the
    interpreter ends changes nothing of what was told."""
    gc.disable()  # while it is loaded: what is made by then stays anyway
    try:
        from trainer.signals import ending

        with ending(at_last=True):
            from trainer.cli.main import main as run

            return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
