"""What the law and the municipality say, as pure functions: no Django, no clock, no database."""
