package dev.edgewatch.bench;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.logging.v1.CreateLogsRequest;
import dev.edgewatch.api.logging.v1.CreateLogsResponse;
import dev.edgewatch.api.logging.v1.LabelDescriptor;
import dev.edgewatch.api.logging.v1.ListLogsRequest;
import dev.edgewatch.api.logging.v1.ListLogsResponse;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.api.logging.v1.LogDescriptor;
import dev.edgewatch.api.logging.v1.TimeInterval;
import dev.edgewatch.client.CustomCalls;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many entries a second a region takes by CreateLogs, each call on disk before its answer, and
 * how long a page of one device's entries takes among all of them.
 */
final class LogIntake {
  private static final String PROJECT = "projects/bench";
  private static final String DESCRIPTOR = PROJECT + "/logDescriptors/bench/line";
  private static final String LINE =
      "pump 3 of the cold store: 4.2 degrees, door closed, all well ";
  private static final int READS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final MethodDescriptor<CreateLogsRequest, CreateLogsResponse> CREATE =
      CustomCalls.method(
          "ntt.logging.v1.LogService/CreateLogs",
          MethodType.UNARY,
          CreateLogsRequest.getDefaultInstance(),
          CreateLogsResponse.getDefaultInstance());
  private static final MethodDescriptor<ListLogsRequest, ListLogsResponse> LIST =
      CustomCalls.method(
          "ntt.logging.v1.LogService/ListLogs",
          MethodType.UNARY,
          ListLogsRequest.getDefaultInstance(),
          ListLogsResponse.getDefaultInstance());

  private final BenchEnvironment environment;
  private final CustomCalls logging;
  private final int entries;
  private final int devices;

  private LogIntake(BenchEnvironment environment, int entries, int devices) {
    this.environment = environment;
    this.logging = environment.logging();
    this.entries = entries;
    this.devices = devices;
  }

  static void main(String... arguments) throws Exception {
    Options options = new Options(List.of(arguments));
    try (BenchEnvironment environment = BenchEnvironment.start(options)) {
      LogIntake intake =
          new LogIntake(
              environment, options.number("entries", 100), options.number("devices", 1_000));
      intake.run(options.number("callers", 16), Duration.ofSeconds(options.number("seconds", 20)));
    }
  }

  private void run(int callers, Duration time) throws InterruptedException {
    environment
        .resources("logging.edgelq.com/LogDescriptor")
        .create(
            PROJECT,
            LogDescriptor.newBuilder()
                .setName(DESCRIPTOR)
                .addLabels(LabelDescriptor.newBuilder().setKey("device"))
                .build());
    append(callers, Duration.ofSeconds(5), new Distribution(1));
    Distribution calls = new Distribution(1_000_000);
    long begin = System.nanoTime();
    long taken = append(callers, time, calls);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Distribution pages = new Distribution(READS);
    for (int i = 0; i < READS; i++) {
      long asked = System.nanoTime();
      read();
      pages.record(System.nanoTime() - asked);
    }
    new Figures()
        .put("callers", callers)
        .put("entries_of_a_call", entries)
        .put("devices", devices)
        .put("entries_per_second", taken / seconds, 0)
        .put("call", calls)
        .put("page_of_one_device", pages)
        .putLoad("load")
        .print();
  }

  private long append(int callers, Duration time, Distribution calls) throws InterruptedException {
    AtomicLong taken = new AtomicLong();
    long end = System.nanoTime() + time.toNanos();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      all.add(
          Thread.startVirtualThread(
              () -> {
                while (System.nanoTime() < end) {
                  long begin = System.nanoTime();
                  taken.addAndGet(append());
                  calls.record(System.nanoTime() - begin);
                }
              }));
    }
    for (Thread caller : all) {
      caller.join();
    }
    return taken.get();
  }

  private int append() {
    CreateLogsRequest.Builder request = CreateLogsRequest.newBuilder().setParent(PROJECT);
    String device = "device-" + ThreadLocalRandom.current().nextInt(devices);
    for (int i = 0; i < entries; i++) {
      request.addLogs(
          Log.newBuilder()
              .setService("bench.example")
              .setLogDescriptor(DESCRIPTOR)
              .putLabels("device", device)
              .setStringPayload(LINE + i));
    }
    CreateLogsResponse answer = logging.ask(CREATE, request.build(), PATIENCE);
    if (answer.getFailedLogsCount() > 0) {
      throw new IllegalStateException(answer.getFailedLogs(0).getStatus().getMessage());
    }
    return answer.getLogNamesCount();
  }

  private void read() {
    int device = ThreadLocalRandom.current().nextInt(devices);
    logging.ask(
        LIST,
        ListLogsRequest.newBuilder()
            .addParents(PROJECT)
            .setFilter("labels.device = \"device-" + device + "\"")
            .setInterval(
                TimeInterval.newBuilder().setStartTime(Timestamp.newBuilder().setSeconds(1)))
            .build(),
        PATIENCE);
  }
}
