"""How a template becomes a document: marks compiled once per version, values cleaned, parts checked, zip written."""
