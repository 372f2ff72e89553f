"""``python -m dashboard``: the same as ``globo``."""

from dashboard.cli import main

if __name__ == "__main__":
    main()
