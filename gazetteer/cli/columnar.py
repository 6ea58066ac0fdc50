"""Parquet tables, read and extended batch by batch with pyarrow, which is an extra."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from gazetteer.cli.arguments import UsageError
from gazetteer.cli.sheet_writing import Answered, added_names
from gazetteer.cli.sheets import Record, Sheet
from gazetteer.cli.streams import BadInput

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH_ROWS = 4_096


def parquet_sheet(path: str, binary: BinaryIO) -> Sheet:
    """Its rows as records, numbered from 1; standard input is read whole, because the format begins at its end."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise BadInput("Parquet needs pyarrow; install it with: pip install 'allonym[parquet]'") from None
    try:
        file = ParquetFile(binary if binary.seekable() else io.BytesIO(binary.read()))
    except ArrowException as error:
        raise BadInput(f"{path} is not Parquet: {error}") from None
    return Sheet("parquet", tuple(file.schema_arrow.names), _records(file), source=file)


def _records(file: ParquetFile) -> Iterator[Record]:
    line = 0
    for batch in file.iter_batches(batch_size=_BATCH_ROWS):
        for row in batch.to_pylist():
            line += 1
            # NaN is how pandas writes a missing number, and JSON cannot.
            yield Record(line, {key: None if value != value else value for key, value in row.items()}, "", "")


def write_parquet(sheet: Sheet, beside: Path, answers: Answered) -> None:
    """The table with its columns as they were and those of the answers, which come in the order of the rows."""
    if sheet.source is None:
        raise UsageError("Parquet comes out only when Parquet goes in", "match")
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = sheet.source.schema_arrow
    types = pyarrow.string(), pyarrow.string(), pyarrow.float64(), pyarrow.string()
    for name, kind in zip(added_names(schema.names), types, strict=True):
        schema = schema.append(pyarrow.field(name, kind))
    with ParquetWriter(beside, schema) as writer:
        for batch in sheet.source.iter_batches(batch_size=_BATCH_ROWS):
            rows = [cells for _, cells in islice(answers, batch.num_rows)]
            columns = [pyarrow.array(column, kind) for column, kind in zip(zip(*rows, strict=True), types, strict=True)]
            writer.write_batch(pyarrow.RecordBatch.from_arrays([*batch.columns, *columns], schema=schema))
