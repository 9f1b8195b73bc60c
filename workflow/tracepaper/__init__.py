"""Committee papers whose every printed figure can be traced to a source cell."""
