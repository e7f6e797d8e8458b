"""Processes that draw certificates and may be killed: why they are our own, docs/decisions/drawing-in-processes.md says."""
