"""How fast: measured within one run, and told as ratios, since machines differ. `make bench` runs it."""
