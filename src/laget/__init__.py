"""Laget: the team around the child, from the first worry to help that works."""
