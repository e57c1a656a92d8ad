"""Writes test/fixtures: data, and how well LightGBM and scikit-learn do on it with the trainer's settings.

python -m venv /tmp/fixtures && /tmp/fixtures/bin/pip install -r libs/models/tools/requirements.txt
/tmp/fixtures/bin/python libs/models/tools/fixtures.py
"""

import json
from importlib.metadata import version
from pathlib import Path

import lightgbm
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss, roc_auc_score

SEED = 20261126
TRAIN, TEST = 4000, 4000
ROUNDS = 120
FOLDER = Path(__file__).parent.parent / "test" / "fixtures"


def numbers(rng):
    """Five numbers with bends and interactions; a quarter is won."""
    x = rng.integers(0, 100, (TRAIN + TEST, 5))
    u = x / 50 - 1
    logit = -1.2 + u[:, 0] + 1.2 * u[:, 1] * u[:, 2] - 0.8 * (u[:, 3] > 0.3) * (u[:, 0] < 0.2)
    return x, [1, 1, 1, 1, 1], logit


def categories(rng):
    """Two categories of unequal levels that depend on each other, and two numbers; a seventh is won."""
    share = 1 / np.arange(1, 13)
    first = rng.choice(12, TRAIN + TEST, p=share / share.sum())
    second = rng.integers(0, 4, TRAIN + TEST)
    x = np.column_stack([first, second, rng.integers(0, 200, (TRAIN + TEST, 2))])
    level = rng.normal(0, 0.7, 12)[first] + rng.normal(0, 0.6, (12, 4))[first, second]
    logit = -2.2 + level + 0.8 * np.sin(x[:, 2] / 30) + 0.6 * (x[:, 3] > 120) * (second == 1)
    return x, [12, 4, 1, 1], logit


def expanded(x, levels):
    """A column for each level of a category (1 of it, 0 of others); numbers as they are."""
    columns = [x[:, [i]] if n == 1 else np.eye(n, dtype=int)[x[:, i]] for i, n in enumerate(levels)]
    return np.hstack(columns).astype(np.float32)


def judged(y, p):
    return {"auc": round(roc_auc_score(y, p), 6), "logLoss": round(log_loss(y, p), 6)}


def fixture(name, make, rng):
    x, levels, logit = make(rng)
    y = (rng.random(TRAIN + TEST) < 1 / (1 + np.exp(-logit))).astype(int)
    features = expanded(x, levels)
    lgb = lightgbm.train(
        {
            "objective": "binary", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 60, "lambda_l2": 5,
            "deterministic": True, "num_threads": 1, "seed": SEED, "verbose": -1, "enable_bundle": False,
        },
        lightgbm.Dataset(features[:TRAIN], y[:TRAIN]),
        ROUNDS,
    )  # fmt: skip
    skl = HistGradientBoostingClassifier(
        learning_rate=0.05, max_leaf_nodes=15, min_samples_leaf=60, l2_regularization=5, max_iter=ROUNDS,
        early_stopping=False, random_state=SEED,
    ).fit(features[:TRAIN], y[:TRAIN])  # fmt: skip
    expected = {
        "lightgbm": judged(y[TRAIN:], lgb.predict(features[TRAIN:])),
        "scikit-learn": judged(y[TRAIN:], skl.predict_proba(features[TRAIN:])[:, 1]),
        "truth": judged(y[TRAIN:], 1 / (1 + np.exp(-logit[TRAIN:]))),
    }
    lines = (",".join(map(str, row)) for row in np.column_stack([x, y]))
    (FOLDER / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return {"name": name, "levels": levels, "train": TRAIN, "rounds": ROUNDS, "expected": expected}


def main():
    rng = np.random.default_rng(SEED)
    fixtures = [fixture(make.__name__, make, rng) for make in (numbers, categories)]
    versions = {name: version(name) for name in ("lightgbm", "numpy", "scikit-learn")}
    text = json.dumps({"seed": SEED, "versions": versions, "fixtures": fixtures}, indent=2)
    (FOLDER / "expected.json").write_text(text + "\n")
    print(text)


main()
