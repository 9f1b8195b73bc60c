"""Papers: calculate the figures, compose the text, render it, deliver it."""
