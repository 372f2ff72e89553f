"""Addresses that the world fetches: files of figures, and the server's health."""

from flask import Flask

from data_access.store.store import Store


def register(server: Flask, store: Store) -> None:
    """Add the downloads and the health answers to ``server``."""
