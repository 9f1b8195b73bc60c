"""Editions: builds of a paper that were published, and how one comes after another."""
