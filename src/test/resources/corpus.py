"""Runs verify.py on many cases in one process: a line of JSON arguments in, a line of JSON out."""
import contextlib
import importlib.util
import io
import json
import sys
import time

spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)
for line in sys.stdin:
    said, began = io.StringIO(), time.monotonic()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = verify.main(json.loads(line))
        except SystemExit as ended:
            code = ended.code
    seconds = time.monotonic() - began
    print(json.dumps({"exit": code, "said": said.getvalue(), "seconds": seconds}), flush=True)
