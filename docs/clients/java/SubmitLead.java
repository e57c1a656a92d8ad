import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Submits a lead, and ends when all in-sync replicas have it.
 *
 * <p>{@code java -cp 'jars/*' SubmitLead.java WORKSPACE IDEMPOTENCY_KEY EMAIL}
 */
public class SubmitLead {
  public static void main(String[] args) throws Exception {
    if (args.length != 3) throw new IllegalArgumentException("Name a workspace, an idempotency key and an e-mail.");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    // The subject is the record's full name. The schema is there: a client never registers one.
    var latest = get("/subjects/leadline.LeadSubmitted/versions/latest");
    var schema = new Schema.Parser().parse(latest.get("schema").asText());
    var value = encode(latest.get("id").asInt(), lead(schema, args[0], args[1], args[2]));

    // Java's producer waits for all in-sync replicas by default, and writes nothing twice when it tries again.
    Map<String, Object> settings = Map.of("bootstrap.servers", setting("LEADLINE_KAFKA"));
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("lead.submitted", args[1], value)).get();
    }
  }

  private static JsonNode get(String path) throws IOException {
    try (var answer = URI.create(setting("LEADLINE_REGISTRY") + path).toURL().openStream()) {
      return new ObjectMapper().readTree(answer);
    }
  }

  /** Fields that are not set get the defaults of the schema. */
  private static GenericRecord lead(Schema schema, String workspace, String idempotencyKey, String email) {
    var contact = schema.getField("contact").schema();
    return new GenericRecordBuilder(schema)
        .set("source", "java-example")
        .set("workspace", workspace)
        .set("idempotencyKey", idempotencyKey)
        .set("occurredAt", System.currentTimeMillis())
        .set("contact", new GenericRecordBuilder(contact).set("email", email).build())
        .build();
  }

  /** Confluent wire format: a zero byte, the schema's id (4 bytes, big-endian), Avro binary. */
  private static byte[] encode(int schemaId, GenericRecord record) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static String setting(String name) {
    return Objects.requireNonNull(System.getenv(name), name + " is not set in the environment.");
  }
}
