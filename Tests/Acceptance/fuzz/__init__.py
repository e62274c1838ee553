"""A long, deterministic fuzz run of value placement against real readers."""
