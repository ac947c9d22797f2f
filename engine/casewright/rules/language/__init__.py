"""What a cell may say: S-FEEL simple unary tests with a few added words, read into a small tree and printed back.

Parse and print are inverse; what does not read is named by its position in the cell, with the way out. Types come from
the facts dictionary (``vocabulary``), never from how Excel happens to format a cell.
"""
