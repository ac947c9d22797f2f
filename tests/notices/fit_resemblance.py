"""Fit what notices resemble, and write the table that the engine reads.

``uv run --with scikit-learn python tests/notices/fit_resemblance.py`` learns from the tuned corpus (never from what is
held out) and from the phrases of the list ``cues``, each a text of its code. Frauds are left out: they look like what
they pretend to be; so is what an expert leaves open. Features seen once, and all but the weightiest of each code, are
left out too.
"""

import argparse
import re
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from casewright.notices.resemblance import OPENING, features

HERE = Path(__file__).parent
CUES = HERE.parents[1] / "rulebooks" / "text" / "notices" / "cues.yaml"
TABLE = HERE.parents[1] / "engine" / "casewright" / "notices" / "resemblance.tsv"
KEPT = 2000
HEAD = """# What notices resemble: fitted by tests/notices/fit_resemblance.py, not written by hand.
# First line the codes, second their biases; then a feature, its rarity and code number:weight, all in thousandths.
"""


def of_notices(skip: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the opening of each labelled notice with its codes."""
    scoring = import_module("score")
    shelf = scoring.shelf()
    paths = [path for path in sorted((HERE / "corpus").rglob("*.yaml")) if path.parent.name != "held_out"]
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            for case in () if path.name in skip else scoring.cases([path]):
                want = case["want"]
                if not (want.get("phishing") or want.get("unsure")):
                    reading, _, _ = scoring.reading_of(case, shelf, Path(folder))
                    yield reading.text[:OPENING], [code for code in want.get("types") or [want.get("type")] if code]


def of_cues() -> Iterator[tuple[str, list[str]]]:
    """Yield the phrases of each row of the cues with its code; of a choice of words the first."""
    for row in yaml.safe_load(CUES.read_text(encoding="utf-8"))["rows"]:
        phrase = re.sub(r"\{([^/}]*)/[^}]*\}", r"\1", row["phrase"]).replace("...", " ").replace("*", "")
        yield phrase.replace("|", ". ")[:OPENING], [row["code"]]


def fitted(told: list[tuple[str, list[str]]]) -> Iterator[str]:
    """Yield the lines of the table."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.preprocessing import MultiLabelBinarizer
    from sklearn.svm import LinearSVC

    words: Any = TfidfVectorizer(analyzer=lambda text: list(features(text)), sublinear_tf=True, min_df=2)
    labels: Any = MultiLabelBinarizer()
    matrix = words.fit_transform([text for text, _ in told])
    model = OneVsRestClassifier(LinearSVC(class_weight="balanced", random_state=0))
    model.fit(matrix, labels.fit_transform([codes for _, codes in told]))
    weights = np.vstack([each.coef_[0] for each in model.estimators_])
    for row in weights:
        row[np.argsort(-np.abs(row))[KEPT:]] = 0
    thousandths = np.round(weights * 1000).astype(int)
    yield "\t".join(labels.classes_)
    yield "\t".join(str(round(float(each.intercept_[0]) * 1000)) for each in model.estimators_)
    for column, word in enumerate(words.get_feature_names_out()):
        used = np.nonzero(thousandths[:, column])[0]
        if len(used):
            rare = str(round(float(words.idf_[column]) * 1000))
            yield "\t".join([word, rare, *(f"{code}:{thousandths[code, column]}" for code in used)])


def main() -> None:
    """Fit and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--skip", nargs="*", default=[], help="files of the corpus to leave out, to measure on them")
    asked.add_argument("--out", type=Path, default=TABLE)
    told = asked.parse_args()
    lines = fitted([*of_notices(frozenset(told.skip)), *of_cues()])
    told.out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
