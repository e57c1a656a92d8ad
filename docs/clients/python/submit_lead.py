"""Submits a lead, and ends when all in-sync replicas have it.

python submit_lead.py WORKSPACE IDEMPOTENCY_KEY EMAIL
"""

import io
import json
import os
import struct
import sys
import time
from urllib.request import urlopen

import fastavro
from confluent_kafka import KafkaException, Producer


def main(workspace, idempotency_key, email):
    lead = {
        "source": "python-example",
        "workspace": workspace,
        "idempotencyKey": idempotency_key,
        "occurredAt": int(time.time() * 1000),
        "contact": {"email": email},
    }
    producer = Producer(
        {
            "bootstrap.servers": os.environ["LEADLINE_KAFKA"],
            # Waits for all in-sync replicas, and writes nothing twice when it tries again.
            "enable.idempotence": True,
            # As Java and Leadline do; by librdkafka's default the same key would lie on another partition.
            "partitioner": "murmur2_random",
        }
    )
    producer.produce("lead.submitted", key=idempotency_key, value=encode(lead), on_delivery=acknowledged)
    producer.flush()


def encode(lead):
    """Confluent wire format: a zero byte, the schema's id (4 bytes, big-endian), Avro binary."""
    # The subject is the record's full name. The schema is there: a client never registers one.
    with urlopen(f"{os.environ['LEADLINE_REGISTRY']}/subjects/leadline.LeadSubmitted/versions/latest") as answer:
        latest = json.load(answer)
    out = io.BytesIO(struct.pack(">bI", 0, latest["id"]))
    out.seek(0, io.SEEK_END)
    schema = fastavro.parse_schema(json.loads(latest["schema"]))
    # Fields that are not set get the schema's defaults; a misspelt field is an error.
    fastavro.schemaless_writer(out, schema, lead, strict_allow_default=True)
    return out.getvalue()


def acknowledged(error, _message):
    if error is not None:
        raise KafkaException(error)


if __name__ == "__main__":
    main(*sys.argv[1:])
