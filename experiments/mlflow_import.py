#!/usr/bin/env python3
"""Takes runs into MLflow by its own client: one experiment, a run each, params, metrics by step, tags.

    pke export mlflow --to runs.jsonl
    python mlflow_import.py runs.jsonl --to http://127.0.0.1:5000     (or sqlite:///mlflow.db)

A run that is there already, known by the record's origin and the run's id, is left as it is.
"""
import argparse
import json
import re

from mlflow.entities import Metric, Param
from mlflow.tracking import MlflowClient

AT_ONCE = 100  # what a server takes in one batch, of each


def name(text):
    """A key that MLflow takes: letters, digits, and some marks."""
    return re.sub(r"[^\w\-./ :]", "_", text)


def known(client, experiment, tags):
    wanted = "tags.`pke.run` = '%s' and tags.`pke.record` = '%s'"
    return client.search_runs([experiment], wanted % (tags["pke.run"], tags["pke.record"]))


def take(client, experiment, line):
    tags = {name(key): value for key, value in line["tags"].items()}
    if known(client, experiment, tags):
        return False
    run = client.create_run(experiment, start_time=line["started"], tags=tags)
    params = [Param(name(key), value) for key, value in line["params"].items()]
    metrics = [
        Metric(name(m["key"]), float(m["value"]), int(m["timestamp"]), int(m["step"]))
        for m in line["metrics"]
    ]
    for at in range(0, max(len(params), len(metrics)), AT_ONCE):
        end = at + AT_ONCE
        client.log_batch(run.info.run_id, metrics=metrics[at:end], params=params[at:end])
    if line["status"] != "RUNNING":
        client.set_terminated(run.info.run_id, line["status"], line["ended"])
    return True


def main():
    arguments = argparse.ArgumentParser(description="Takes runs into MLflow by its own client.")
    arguments.add_argument("lines", help="what `pke export mlflow` wrote")
    arguments.add_argument("--to", required=True, help="where MLflow keeps its runs")
    options = arguments.parse_args()
    client = MlflowClient(tracking_uri=options.to)
    taken = 0
    with open(options.lines, encoding="utf-8") as lines:
        for text in lines:
            line = json.loads(text)
            found = client.get_experiment_by_name(line["experiment"])
            experiment = found.experiment_id if found else client.create_experiment(line["experiment"])
            taken += take(client, experiment, line)
    print("%d runs taken in" % taken)


if __name__ == "__main__":
    main()
