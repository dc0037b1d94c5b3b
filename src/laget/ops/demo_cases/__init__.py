"""The invented life of the demo: children's stories, and how far each has come."""
