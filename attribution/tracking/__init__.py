"""Across articles: values in, decisions with their evidence out; `storage` fetches the ones and keeps the others."""
