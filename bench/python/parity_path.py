"""Lets the scripts here import the modules of parity/; import it before them."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "parity"))
