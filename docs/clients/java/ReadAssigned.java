import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints every lead that got its rep as one line of JSON, until Ctrl-C.
 *
 * <p>{@code java -cp 'jars/*' ReadAssigned.java GROUP [ISOLATION_LEVEL]}
 */
public class ReadAssigned {
  private static final Map<Integer, GenericDatumReader<GenericRecord>> READERS = new HashMap<>();

  public static void main(String[] args) {
    if (args.length == 0) throw new IllegalArgumentException("Name a consumer group.");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", setting("LEADLINE_KAFKA"),
        "group.id", args[0],
        "auto.offset.reset", "earliest",
        "enable.auto.commit", false,
        // Java's own default, read_uncommitted, also delivers what a transaction has taken back.
        "isolation.level", args.length > 1 ? args[1] : "read_committed");
    var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), (topic, bytes) -> decode(bytes));
    closeAtCtrlC(consumer);
    try (consumer) {
      consumer.subscribe(List.of("lead.assigned"));
      while (true) {
        for (var message : consumer.poll(Duration.ofSeconds(1))) System.out.println(message.value());
        // After the work: a crash in between brings some records again and loses none.
        consumer.commitSync();
      }
    } catch (WakeupException ctrlC) {
      // The consumer is closed, and its partitions go to another member of the group at once.
    }
  }

  /** Confluent wire format: a zero byte, the id of the writer's schema (4 bytes, big-endian), Avro binary. */
  private static GenericRecord decode(byte[] bytes) {
    var head = ByteBuffer.wrap(bytes);
    if (head.get() != 0) throw new SerializationException("not in the Confluent wire format");
    var reader = READERS.computeIfAbsent(head.getInt(), id -> new GenericDatumReader<>(schemaOf(id)));
    try {
      return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, head.position(), head.remaining(), null));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Schema schemaOf(int id) {
    var url = URI.create(setting("LEADLINE_REGISTRY") + "/schemas/ids/" + id);
    try (var answer = url.toURL().openStream()) {
      return new Schema.Parser().parse(new ObjectMapper().readTree(answer).get("schema").asText());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String setting(String name) {
    return Objects.requireNonNull(System.getenv(name), name + " is not set in the environment.");
  }

  private static void closeAtCtrlC(KafkaConsumer<?, ?> consumer) {
    var reading = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      consumer.wakeup();
      try {
        reading.join();
      } catch (InterruptedException ignored) {
        Thread.currentThread().interrupt();
      }
    }));
  }
}
