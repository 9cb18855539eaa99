"""Fits the weight tables of a language from gold files (`make fit`)."""
