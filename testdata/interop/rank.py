"""Totals and ranks units from a folder of score sheets: rank.py openpyxl|pandas FOLDER.

The work of `qeval score -n`, as short as it goes with these libraries: each score is
found by its code and its unit, held against its points and added up.
"""
import glob
import sys
from decimal import Decimal


def rows_by_openpyxl(path):
    import openpyxl
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return [list(row) for row in book["评分表"].iter_rows(values_only=True)]


def rows_by_pandas(path):
    import pandas
    table = pandas.read_excel(path, sheet_name="评分表", header=None, dtype=object)
    return table.where(table.notna(), None).values.tolist()


def main(library, folder):
    rows_of = {"openpyxl": rows_by_openpyxl, "pandas": rows_by_pandas}[library]
    totals = {}
    for path in sorted(glob.glob(folder + "/*.xlsx")):
        rows = rows_of(path)
        head = next(i for i, row in enumerate(rows) if row[0] == "指标编号")
        points_at, note_at = rows[head].index("分值"), rows[head].index("备注")
        for row in rows[head + 1:]:
            if not isinstance(row[points_at], (int, float)):
                continue
            for col in range(points_at + 1, note_at):
                score = Decimal(str(row[col]))
                if not 0 <= score <= Decimal(str(row[points_at])):
                    sys.exit(f"{path}: {row[0]}")
                unit = rows[head][col]
                totals[unit] = totals.get(unit, 0) + score
    ranking = sorted(totals.items(), key=lambda pair: -pair[1])
    print(len(ranking), sum(totals.values()))


main(*sys.argv[1:])
