"""Measurements of speed and weight; they print what was measured and judge nothing."""
