"""Feeds the readers bytes that atheris makes up, guided by what code they reach: `make fuzz` (or FUZZ_SECONDS=60).

Ends with an error where a reader raises, takes longer than ten seconds, or gives a text that cannot be stored.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import warnings
from pathlib import Path

SECONDS = int(os.environ.get("FUZZ_SECONDS", "600"))
LONGEST = 8192  # bytes of an input
UNDATED = b'<html><body><p class="date">am 12. brumaire 20</p><p>The ferry was late again.</p></body></html>'
FOLDER = Path(".hypothesis") / "readers"  # where inputs that reached new code are kept for the next time


def main() -> None:
    """Runs for FUZZ_SECONDS; libFuzzer tells how far it came."""
    import atheris

    with atheris.instrument_imports(include=["attribution.reading"]):
        from attribution.reading import Options, Place, Problem, Raw, raws_of, read_raw
    from tests.reading.packing import COMPRESSED, MANY, ONE, STORIES

    names = [f"a{kind}{compression}" for kind in [*MANY, *ONE, ".pdf"] for compression in COMPRESSED]

    def one_input(data: bytes) -> None:
        """The first byte chooses the name of the file, the others are in it."""
        if not data:
            return
        name = names[data[0] % len(names)]
        for raw in raws_of(io.BytesIO(data[1:]), Place(name, name), Options()):
            result = read_raw(raw) if isinstance(raw, Raw) else raw
            if isinstance(result, Problem):
                str(result).encode()
            else:
                assert "\0" not in result.article.text
                result.article.text.encode()

    logging.disable()
    warnings.simplefilter("ignore")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind, made in (MANY | ONE).items():
        for compression, packed in COMPRESSED.items():
            name = f"a{kind}{compression}"
            (FOLDER / name).write_bytes(bytes([names.index(name)]) + packed(made(STORIES[:2])))
    # Libraries load their tables when the first page without a date asks for them, which is no input's fault.
    one_input(bytes([names.index("a.html")]) + UNDATED)
    told = [f"-max_total_time={SECONDS}", f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *told, f"-artifact_prefix={FOLDER}/crash-", str(FOLDER)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
