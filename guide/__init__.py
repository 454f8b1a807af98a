"""Læringssamtaler: YAML content in, a site and printable sheets out. The modules stand in pipeline order in ARCHITECTURE.md."""

VERSION = "0.9.0"
"""The version of the guide, in the foot of every page; `pyproject.toml` has the same."""
