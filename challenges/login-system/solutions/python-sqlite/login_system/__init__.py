"""Accounts, log-ins and password resets for a small shop."""
