"""Prints what openpyxl shows of a workbook without calculating it.

usage: python3 show.py FILE

The output is JSON: for each worksheet the values of its cells by their names.
"""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1], data_only=True)
print(json.dumps({
    sheet.title: {
        cell.coordinate: cell.value
        for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    for sheet in book
}))
