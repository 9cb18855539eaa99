"""Fetching pages over http and https: politely, within bounds, and from nowhere private.

One `fetcher.Fetcher` serves one run: it keeps connections open, remembers what each host's robots.txt says, and
when a host may be asked again. Nothing is imported here: most commands fetch nothing, and httpx takes time.
"""
