"""Taking in a generated ledger of a million rows, beside others that read the same file."""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Measured, measured, table

ROWS = 1_000_000
SEED = 20_260_401
DEPARTMENTS = ("Adult care", "Children and families", "Highways", "Libraries", "Public health")
DICTIONARY = """\
name: ledger
title: Generated ledger
created: "2026-04-01"
contributors:
  - {{title: Sampleshire County Council, role: publisher}}
licenses:
  - {{name: generated, title: Generated for a benchmark}}
sources:
  - {{title: Generated ledger}}
tracepaper: {{received: "2026-04-01", classification: public}}
resources:
  - name: ledger
    title: Payments
    path: ledger.csv
    format: csv
    hash: "sha256:{digest}"
    schema:
      primaryKey: [transaction]
      fields:
        - {{name: transaction, title: Transaction number, type: integer, constraints: {{required: true}}}}
        - {{name: paid, title: Payment date, type: date, constraints: {{required: true}}}}
        - {{name: department, title: Department, type: string, constraints: {{required: true}}}}
        - {{name: supplier, title: Supplier, type: string, constraints: {{required: true}}}}
        - {{name: amount, title: Net amount, type: number, constraints: {{required: true}}, tracepaper: {{unit: GBP}}}}
"""
# Each reads the same file and adds up the same column; what they check on the way differs, and the table says so.
READERS = {
    "tracepaper ingest (grammar, keys, dates, record)": (
        "from pathlib import Path; from tracepaper.sources import ingest; ingest.ingest(Path.cwd(), 'ledger')"
    ),
    "DuckDB, all text (no checks)": (
        "import duckdb; duckdb.sql(\"create table t as select * from read_csv('data/raw/ledger/ledger.csv',"
        ' all_varchar=true)")'
    ),
    "pandas read_csv, types inferred (no checks)": (
        "import pandas; pandas.read_csv('data/raw/ledger/ledger.csv', thousands=',')"
    ),
    "frictionless validate (types, keys)": (
        "from frictionless import Resource, Schema, validate, fields as f;"
        " validate(Resource(path='data/raw/ledger/ledger.csv',"
        " schema=Schema(fields=[f.StringField(name='Transaction number'), f.DateField(name='Payment date',"
        " format='%d/%m/%Y'), f.StringField(name='Department'), f.StringField(name='Supplier'),"
        " f.NumberField(name='Net amount', group_char=',')], primary_key=['Transaction number'])))"
    ),
}


def report() -> str:
    """Seconds, rows a second, peak memory, and the time as a multiple of DuckDB's."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "data" / "raw" / "ledger", rows=ROWS)
        results = {name: measured([sys.executable, "-c", code], cwd=root) for name, code in READERS.items()}
    base = next(m for name, m in results.items() if name.startswith("DuckDB"))
    rows = [_row(name, m, base) for name, m in results.items()]
    return table((f"{ROWS:,} rows read by", "seconds", "rows a second", "peak MB", "time of DuckDB's"), rows)


def write(folder: Path, *, rows: int) -> None:
    """Write a ledger with its data dictionary; the same seed gives the same bytes."""
    folder.mkdir(parents=True)
    chance = random.Random(SEED)
    with (folder / "ledger.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("Transaction number,Payment date,Department,Supplier,Net amount\n")
        for number in range(rows):
            day, month = chance.randint(1, 28), chance.randint(1, 12)
            pence = chance.randint(-50_000, 5_000_000)
            amount = f'"{pence / 100:,.2f}"' if abs(pence) >= 100_000 else f"{pence / 100:.2f}"
            supplier = f"Supplier {chance.randint(1, 4000)}"
            department = chance.choice(DEPARTMENTS)
            file.write(f"{5_100_000_000 + number},{day:02d}/{month:02d}/2025,{department},{supplier},{amount}\n")
    with (folder / "ledger.csv").open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    (folder / "datapackage.yaml").write_text(DICTIONARY.format(digest=digest), "utf-8")


def _row(name: str, m: Measured, base: Measured) -> tuple[str, ...]:
    per_second = f"{ROWS / m.seconds:,.0f}"
    return name, f"{m.seconds:.1f}", per_second, f"{m.peak_mb:,.0f}", f"{m.seconds / base.seconds:.1f}"
