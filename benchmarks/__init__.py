"""Measurements, each a command with `--help`; `make bench` runs the first three.

- `python -m benchmarks.speed`: words per second, beside spaCy's small English pipeline
- `python -m benchmarks.growth`: whether time grows as the text does
- `python -m benchmarks.memory`: the most memory that extracting files takes
- `python -m benchmarks.publishers`: what a publisher that the weights have never seen costs
- `python -m benchmarks.million`: a large database of invented news (`benchmarks.invented`), to measure pages on
- `python -m benchmarks.pages`: how long each page takes on it, beside those of plain Datasette
"""
