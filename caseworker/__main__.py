"""``python -m caseworker``: the same as the ``caseworker`` command."""

import importlib

if __name__ == "__main__":
    # The window stands above this package; only the name of its entry is known here.
    raise SystemExit(importlib.import_module("ui.__main__").main())
