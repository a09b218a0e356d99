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
    finally:
        # Python notes an interrupt that leaves a text run by `exec`, as dataclasses have some, and ends by
        # the signal then, whoever caught it; the next such text makes it forget.
        exec("")  # noqa: S102


if __name__ == "__main__":
    sys.exit(main())
