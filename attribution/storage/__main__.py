"""`python -m attribution.storage > db/schema.sql` writes the schema as SQL, to read."""

import sys

from attribution.storage.migrations import schema_text

sys.stdout.write(schema_text())
