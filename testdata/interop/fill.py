"""Fills blank score sheets in with openpyxl.

usage: fill.py SCORES.csv REASONS.csv FROM TO

Reads each .xlsx in the folder FROM and saves it, filled in, to the folder TO.
"""

import csv
import pathlib
import sys

import openpyxl


def read_scores(path):
    """The scores by code, then by unit, numbers as numbers."""
    with open(path, encoding="utf-8", newline="") as file:
        return {row.pop("指标编号"): {unit: typed(text) for unit, text in row.items()}
                for row in csv.DictReader(file)}


def typed(text):
    return text if text in ("是", "否") else float(text)


def read_reasons(path):
    """The rows of reasons, each by heading."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_header(book, heading):
    """The header row with a code and this heading, as a person finds it."""
    for sheet in book:
        for row in sheet.iter_rows():
            columns = {cell.value: cell.column for cell in row if cell.value is not None}
            if "指标编号" in columns and heading in columns:
                return sheet, row[0].row, columns
    raise ValueError("no header row")


def fill(book, scores, reasons):
    sheet, header, columns = find_header(book, "分值")
    codes = set()
    for row in range(header + 1, sheet.max_row + 1):
        code = sheet.cell(row, columns["指标编号"]).value
        codes.add(code)
        for unit, score in scores.get(code, {}).items():
            sheet.cell(row, columns[unit]).value = score
    sheet, row, columns = find_header(book, "被考核单位")
    for reason in reasons:
        if reason["指标编号"] in codes:
            row += 1
            for heading, text in reason.items():
                sheet.cell(row, columns[heading]).value = text


def main(scores, reasons, source, target):
    scores, reasons = read_scores(scores), read_reasons(reasons)
    for path in pathlib.Path(source).glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        fill(book, scores, reasons)
        book.save(pathlib.Path(target) / path.name)


main(*sys.argv[1:])
