"""Spreadsheets: read (files, workbooks), understood (columns, values), compared with what is known (kinds)."""
