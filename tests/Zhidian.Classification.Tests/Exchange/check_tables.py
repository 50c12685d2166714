"""Reads published tables with tools not ours and prints what is in them as JSON. Run by the tests.

usage: check_tables.py xlsx FILE           {sheet: [[cell, ...], ...]}
       check_tables.py schema SCHEMA FILE  validates JSON against a JSON schema; ends with 1 when it does not hold
"""
import json
import sys


def xlsx(path):
    import openpyxl

    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    sys.exit(f"{sheet.title} {cell.coordinate} is a formula")
    print(
        json.dumps(
            {
                sheet.title: [
                    ["" if c is None else c.date().isoformat() if hasattr(c, "date") else str(c) for c in row]
                    for row in sheet.iter_rows(values_only=True)
                ]
                for sheet in book
            }
        )
    )


def schema(rules, path):
    import jsonschema

    with open(rules, encoding="utf-8") as a, open(path, encoding="utf-8") as b:
        errors = list(jsonschema.Draft202012Validator(json.load(a)).iter_errors(json.load(b)))
    for error in errors[:10]:
        print(f"{list(error.path)}: {error.message[:200]}", file=sys.stderr)
    return 1 if errors else 0


sys.exit({"xlsx": xlsx, "schema": schema}[sys.argv[1]](*sys.argv[2:]))
