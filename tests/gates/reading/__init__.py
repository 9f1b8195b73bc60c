"""Reads built documents into plain values for the gates; judges nothing."""
