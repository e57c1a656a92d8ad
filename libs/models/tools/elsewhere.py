"""Writes test/fixtures/elsewhere: a model that is not ours, for what docs/releases.md promises of such models.

A neural network of scikit-learn, written as ONNX by the onnx package, with the draft of its card and what it says of
some leads. `encode` is the feature contract once more, in another language: the tests hold both to the same numbers.

python -m venv /tmp/elsewhere && /tmp/elsewhere/bin/pip install -r libs/models/tools/requirements.txt
/tmp/elsewhere/bin/python libs/models/tools/elsewhere.py
"""

import json
from importlib.metadata import version
from math import log
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from sklearn.neural_network import MLPClassifier

SEED = 20261126
DEALS, HELD_OUT = 3000, 600
FOLDER = Path(__file__).parent.parent / "test" / "fixtures" / "elsewhere"
START, DAY = 1_767_225_600_000, 86_400_000

VOCABULARY = {
    "source": ["partner", "phone", "web-form"],
    "country": ["DE", "FR"],
    "industry": ["retail", "software"],
    "seniority": ["c-level", "manager"],
    "department": [],
    "product": ["gateway", "meter"],
    "dealType": ["new"],
    "emailKind": ["business", "free"],
    "phoneKind": [],
}


def scaled(value, centre, scale):
    return (log(value + 1) - log(centre)) / scale


def encode(lead):
    """The columns of a lead: of each category one per known value and one for any other, then the numbers."""
    row = []
    for field, known in VOCABULARY.items():
        value = lead[field]
        row += [float(value == one) for one in known] + [float(value not in known)]
    employees = 0.0 if lead["employees"] is None else scaled(lead["employees"], 200, 3)
    row += [employees, employees**2, float(lead["employees"] is None)]
    row += [0.0 if lead["amount"] is None else scaled(lead["amount"], 2000, 3), float(lead["amount"] is None)]
    return row + [lead["quality"]["completeness"], lead["quality"]["validity"]]


def drawn(rng):
    def one(*values):
        return values[rng.integers(len(values))]

    return {
        "source": one("partner", "phone", "web-form", "fair"),
        "country": one("DE", "FR", "IT", None),
        "industry": one("retail", "software", "energy", None),
        "employees": None if rng.random() < 0.2 else int(rng.integers(1, 3000)),
        "seniority": one("c-level", "manager", None),
        "department": one("it", None),
        "product": one("gateway", "meter"),
        "dealType": "new",
        "amount": None if rng.random() < 0.5 else int(rng.integers(100, 20000)),
        "emailKind": one("business", "free"),
        "phoneKind": "none",
        "quality": {"completeness": float(one(0.5, 0.75, 1.0)), "validity": 1.0},
    }


def truth(lead):
    logit = -1.2 + 1.1 * (lead["source"] == "partner") + 0.8 * (lead["seniority"] == "c-level")
    return logit + 0.9 * (lead["industry"] == "software") * (lead["product"] == "gateway")


def tensor(name, values):
    return numpy_helper.from_array(np.asarray(values, dtype=np.float32), name)


def network(fitted, columns):
    """features [N,F] -> leadLogit [N,1]: the network without its last sigmoid."""
    first, second = fitted.coefs_
    nodes = [
        helper.make_node("Gemm", ["features", "w1", "b1"], ["hidden"]),
        helper.make_node("Relu", ["hidden"], ["active"]),
        helper.make_node("Gemm", ["active", "w2", "b2"], ["leadLogit"]),
    ]
    weights = [tensor("w1", first), tensor("b1", fitted.intercepts_[0])]
    weights += [tensor("w2", second), tensor("b2", fitted.intercepts_[1])]
    takes = helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", columns])
    gives = helper.make_tensor_value_info("leadLogit", TensorProto.FLOAT, ["N", 1])
    graph = helper.make_graph(nodes, "elsewhere", [takes], [gives], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def logits(fitted, features):
    hidden = np.maximum(features @ fitted.coefs_[0] + fitted.intercepts_[0], 0)
    return (hidden @ fitted.coefs_[1] + fitted.intercepts_[1])[:, 0]


def losses(logit, won):
    return np.logaddexp(0, np.where(won, -logit, logit))


def rounded(value):
    return round(float(value), 6)


def interval(values):
    mean, half = values.mean(), 1.96 * values.std(ddof=1) / np.sqrt(len(values))
    return {"value": rounded(mean), "low": rounded(mean - half), "high": rounded(mean + half)}


rng = np.random.default_rng(SEED)
leads = [drawn(rng) for _ in range(DEALS)]
won = np.array([rng.random() < 1 / (1 + np.exp(-truth(lead))) for lead in leads])
features = np.array([encode(lead) for lead in leads], dtype=np.float32)
early, late = slice(0, DEALS - HELD_OUT), slice(DEALS - HELD_OUT, DEALS)
fitted = MLPClassifier([8], alpha=1, random_state=SEED, max_iter=2000).fit(features[early], won[early])
rate = won[early].mean()
own, base = losses(logits(fitted, features[late]), won[late]), losses(np.full(HELD_OUT, log(rate / (1 - rate))), won[late])

FOLDER.mkdir(parents=True, exist_ok=True)
onnx.save(network(fitted, features.shape[1]), str(FOLDER / "network.onnx"))
card = {
    "trainedWith": f"scikit-learn {version('scikit-learn')}, a network of 8 hidden units",
    "vocabulary": VOCABULARY,
    "values": {"overall": 1000, "products": {"gateway": 1400}, "amountRatio": 0.9},
    "window": {"from": START, "to": START + DEALS * DAY // 20},
    "metrics": {
        "trainedOn": DEALS - HELD_OUT,
        "heldOut": HELD_OUT,
        "baseRate": rounded(rate),
        "logLoss": {"model": rounded(own.mean()), "baseRate": rounded(base.mean())},
        "gain": {"model": interval(base - own)},
    },
}
(FOLDER / "draft.json").write_text(json.dumps(card, indent=2) + "\n")
some = [{"lead": lead, "leadLogit": rounded(logits(fitted, features[[index]])[0])} for index, lead in enumerate(leads[:40])]
(FOLDER / "expected.json").write_text(json.dumps(some, indent=1) + "\n")
