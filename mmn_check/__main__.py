"""`python -m mmn_check`, and what the console script runs."""

from __future__ import annotations

from mmn_check.cli import main

if __name__ == "__main__":
    main()
