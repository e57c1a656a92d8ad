"""Prints every lead that got its rep as one line of JSON, until Ctrl-C.

python read_assigned.py GROUP [ISOLATION_LEVEL]
"""

import io
import json
import os
import struct
import sys
from functools import cache
from urllib.request import urlopen

import fastavro
from confluent_kafka import Consumer, KafkaException


def main(group, isolation_level="read_committed"):
    consumer = Consumer(
        {
            "bootstrap.servers": os.environ["LEADLINE_KAFKA"],
            "group.id": group,
            "auto.offset.reset": "earliest",
            # Also the default of librdkafka. It stands here because it matters, and other clients differ.
            "isolation.level": isolation_level,
            # What store_offsets() names is committed in the background, and nothing else.
            "enable.auto.offset.store": False,
        }
    )
    consumer.subscribe(["lead.assigned"])
    try:
        while True:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                raise KafkaException(message.error())
            print(json.dumps(decode(message.value())), flush=True)
            # After the work: a crash in between brings some records again and loses none.
            consumer.store_offsets(message)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


def decode(value):
    """Confluent wire format: a zero byte, the id of the writer's schema (4 bytes, big-endian), Avro binary."""
    magic, schema_id = struct.unpack(">bI", value[:5])
    if magic != 0:
        raise ValueError("not in the Confluent wire format")
    return fastavro.schemaless_reader(io.BytesIO(value[5:]), schema_of(schema_id))


@cache
def schema_of(schema_id):
    with urlopen(f"{os.environ['LEADLINE_REGISTRY']}/schemas/ids/{schema_id}") as answer:
        return fastavro.parse_schema(json.loads(json.load(answer)["schema"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
