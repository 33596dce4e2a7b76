"""Reads what `pke export` wrote with the tools it was written for: DuckDB, pandas, MLflow, model-signing.

    read_back.py FOLDER IMPORTER    FOLDER as OtherToolsTest fills it, IMPORTER our mlflow_import.py
"""
import json
import math
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import duckdb
import mlflow
import model_signing
import pandas

folder, importer = Path(sys.argv[1]), sys.argv[2]


def events():
    lines = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]
    rows = duckdb.execute(
        "SELECT position, stream, version, event_id, type, epoch_ms(\"at\"), data, hash FROM '%s'"
        " ORDER BY position"
        % (folder / "events.parquet")
    ).fetchall()
    assert len(rows) == len(lines) > 50, (len(rows), len(lines))
    for row, line in zip(rows, lines):
        assert row[:5] == (
            int(line["sequence"]),
            line["subject"],
            line["streamversion"],
            line["id"],
            line["type"][len("dev.pke."):],
        ), (row, line)
        at = datetime.fromisoformat(line["time"].replace("Z", "+00:00"))
        assert row[5] == round(at.timestamp() * 1000), (row[5], line["time"])
        assert json.loads(row[6]) == line["data"]
        assert row[7] == line["chainhash"]


def tables():
    for name in ("metrics", "steps", "answers", "changes"):
        ours = pandas.read_parquet(folder / (name + ".parquet"))
        csv = pandas.read_csv(folder / (name + ".csv"), keep_default_na=False, dtype=str)
        assert len(ours) == len(csv) > 0, name
        csv.columns = [column.replace(" ", "_") for column in csv.columns]
        assert list(ours.columns) == list(csv.columns), name
        for column in ours.columns:
            if ours[column].dtype.kind in "if":
                theirs = csv[column].astype(float)
                equal = (ours[column] == theirs) | (ours[column].isna() & theirs.isna())
                assert equal.all(), (name, column)
            else:
                assert (ours[column] == csv[column].str.removeprefix("'")).all(), (name, column)
        assert ours["position"].dtype == "int64", name
    found = duckdb.execute(
        "SELECT round(value, 9), count, \"of\" FROM '%s' WHERE metric = 'asr' AND category = ''"
        " ORDER BY phase" % (folder / "metrics.parquet")
    ).fetchall()
    assert len(found) >= 2 and all(0 <= v <= 1 and c <= of for v, c, of in found), found


def runs():
    to = "sqlite:///%s" % (folder / "mlflow.db")
    for expected in ("1 runs taken in", "0 runs taken in"):  # the second time it is there already
        said = subprocess.run(
            [sys.executable, importer, str(folder / "mlflow.jsonl"), "--to", to],
            stdout=subprocess.PIPE,
            check=True,
        ).stdout.decode()
        assert expected in said, said
    client = mlflow.MlflowClient(tracking_uri=to)
    experiment = client.get_experiment_by_name("pke")
    (run,) = client.search_runs([experiment.experiment_id])
    line = json.loads((folder / "mlflow.jsonl").read_text())
    assert run.info.status == "FINISHED" and run.info.start_time == line["started"]
    assert run.data.tags["pke.run"] == line["run"] and run.data.tags["pke.tag.kept"]
    assert run.data.params["plan.model.folder"].endswith("tiny"), run.data.params
    assert len(run.data.params) == len(line["params"]) and len(line["params"]) > 20
    for key in {m["key"] for m in line["metrics"]}:
        told = [m for m in line["metrics"] if m["key"] == key]
        kept = client.get_metric_history(run.info.run_id, key)
        pairs = sorted((m.step, m.timestamp, m.value) for m in kept)
        wanted = sorted((m["step"], m["timestamp"], float(m["value"])) for m in told)
        assert len(pairs) == len(wanted), key
        for (s, t, a), (u, v, b) in zip(pairs, wanted):
            assert (s, t) == (u, v) and (a == b or math.isnan(a) and math.isnan(b)), key
    assert len([m for m in line["metrics"] if m["key"].startswith("loss/")]) > 2


def holds(key):
    config = model_signing.verifying.Config().use_elliptic_key_verifier(public_key=key)
    try:
        config.verify(folder / "edited", folder / "edited" / "model.sig")
        return True
    except ValueError:
        return False


def signature():
    assert holds(folder / "key.pub")
    assert not holds(folder / "other.pub"), "another's key"
    card = folder / "edited" / "README.md"
    before = card.read_bytes()
    card.write_bytes(before + b" ")
    assert not holds(folder / "key.pub"), "a byte more"
    card.write_bytes(before)
    more = folder / "edited" / "more.txt"
    more.write_text("unsigned")
    assert not holds(folder / "key.pub"), "a file more"
    more.unlink()
    assert holds(folder / "key.pub")


for each in (events, tables, runs, signature):
    each()
tools = ["duckdb", "pandas", "mlflow-skinny", "model-signing"]
print("read back by " + ", ".join("%s %s" % (tool, version(tool)) for tool in tools))
