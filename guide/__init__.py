"""Læringssamtaler: YAML content in, a site and printable sheets out. The modules stand in pipeline order in ARCHITECTURE.md."""
