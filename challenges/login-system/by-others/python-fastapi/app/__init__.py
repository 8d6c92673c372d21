"""The shop's login service."""
