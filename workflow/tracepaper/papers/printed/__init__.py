"""Read a delivered paper back: the figures, the words and the evidence that a reader holds."""
