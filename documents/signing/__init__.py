"""Signing issued documents (PAdES) and checking signatures; pure functions on bytes, without a database."""
