"""Runs the program again and again, each time in a fork of a process that has loaded all of it: a run costs
hundredths of a second. Started by `tests.crash.calls`, with the shim loaded; reads jobs as lines of JSON."""

import ctypes
import importlib
import json
import os
import pkgutil
import shutil
import sys
import traceback
from pathlib import Path
from typing import Any

NOT_HERE = ("trainer.tui", "trainer.__main__")


def load() -> None:
    """Import the program, but for its screens."""
    import trainer

    for module in pkgutil.walk_packages(trainer.__path__, "trainer."):
        if not module.name.startswith(NOT_HERE):
            importlib.import_module(module.name)
    vars(shutil)["_USE_CP_SENDFILE"] = False  # what it copies is seen as writes


def run(job: dict[str, Any], shim: Any) -> int:
    """Run the program once, with the streams, the environment and the fault of the job."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        handle = os.open(job[name], os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    os.environ.update(job["env"])
    os.chdir(job["folder"])
    if job["record"]:
        shim.shim_record(job["record"].encode())
    shim.shim_root(job["folder"].encode())
    shim.shim_fail(*job["fault"])
    status = 99
    try:
        from trainer.cli.main import main

        status = main(job["words"])
    except SystemExit as error:
        status = int(error.code or 0)
    except BaseException:  # what the program let through is what is looked for
        traceback.print_exc()
    counted = [shim.shim_count(), shim.shim_failed().decode(errors="replace")]
    shim.shim_fail(0, 0, 0, 0)
    sys.stdout.flush()
    sys.stderr.flush()
    Path(job["result"]).write_text(json.dumps(counted))
    return status


def main() -> None:
    """Do jobs until there are no more."""
    load()
    shim = ctypes.CDLL(os.environ["LD_PRELOAD"])
    shim.shim_fail.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_int]
    shim.shim_count.restype = ctypes.c_long
    shim.shim_failed.restype = ctypes.c_char_p
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                os._exit(run(json.loads(line), shim))
            finally:
                os._exit(98)
        _, ended = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(ended), flush=True)


if __name__ == "__main__":
    main()
