"""Evidence at work: trace a figure, verify a paper, reconcile claims, and what an auditor takes away."""
