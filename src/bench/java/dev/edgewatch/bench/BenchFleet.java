package dev.edgewatch.bench;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.View;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.UpdateRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of the workload: devices of some sites with a score, and what the benchmark knows they
 * hold.
 */
final class BenchFleet {
  static final String PARENT = "projects/bench/regions/us-west2";
  static final String ORDER = "metadata.annotations.score desc";

  private static final int CREATED_AT_ONCE = 128;
  private static final FieldMask SCORED =
      FieldMask.newBuilder()
          .addPaths("metadata.annotations.score")
          .addPaths("metadata.annotations.stamp")
          .build();

  private final ResourceClient devices;
  private final String[] scores;
  private final int sites;

  /** The order in which devices are updated. */
  private final List<Integer> turns;

  BenchFleet(ResourceClient devices, int rows, int sites) {
    this.devices = devices;
    this.scores = new String[rows];
    this.sites = sites;
    this.turns = IntStream.range(0, rows).boxed().collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(turns, new Random(rows));
  }

  static String filter(int site) {
    return "metadata.labels.site = \"s" + site + "\"";
  }

  int rows() {
    return scores.length;
  }

  int sites() {
    return sites;
  }

  int site(int device) {
    return device % sites;
  }

  /** Which device an update is of. */
  int device(int stamp) {
    return turns.get(stamp % turns.size());
  }

  private static String id(int device) {
    return "d%06d".formatted(device);
  }

  static String score(long value) {
    return "%012d".formatted(value);
  }

  void create() throws InterruptedException {
    Semaphore slots = new Semaphore(CREATED_AT_ONCE);
    try (ExecutorService creators = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < scores.length; i++) {
        int device = i;
        scores[device] = score((device * 7919L) % 1_000_000);
        slots.acquire();
        creators.execute(
            () -> {
              var request =
                  new CreateRequest(
                      PARENT, created(device).toByteString(), new ResponseMask.Nothing());
              require(devices.create(request));
              slots.release();
            });
      }
    }
  }

  private Device created(int device) {
    return Device.newBuilder()
        .setName(PARENT + "/devices/" + id(device))
        .setDisplayName("Bench device " + device)
        .setDescription("One of the rows that the live page watch benchmark moves up and down")
        .setMetadata(
            Meta.newBuilder()
                .putLabels("site", "s" + site(device))
                .putLabels("tier", device % 3 == 0 ? "staging" : "production")
                .putAnnotations("score", scores[device])
                .putAnnotations("stamp", "0"))
        .build();
  }

  /** Sets score and stamp of one device; returns when the region has acknowledged it. */
  void update(int device, String score, long stamp) {
    Device changed =
        Device.newBuilder()
            .setName(PARENT + "/devices/" + id(device))
            .setMetadata(
                Meta.newBuilder()
                    .putAnnotations("score", score)
                    .putAnnotations("stamp", Long.toString(stamp)))
            .build();
    require(
        devices.update(
            new UpdateRequest(
                changed.toByteString(),
                SCORED,
                Optional.empty(),
                false,
                new ResponseMask.Nothing())));
    scores[device] = score;
  }

  /** Size of a device as the region stores it. */
  long encodedBytes() {
    return devices.get(PARENT + "/devices/" + id(0)).encoded().size();
  }

  /** Asks for a page of a site once. */
  void list(int site, String order, int size) {
    devices.list(
        new ListRequest(
            PARENT,
            size,
            "",
            order,
            filter(site),
            FieldMask.getDefaultInstance(),
            View.NAME,
            false));
  }

  /** What a page of a site must show. */
  List<String> oracle(int site, int size) {
    Comparator<Integer> byScore = Comparator.comparing(device -> scores[device]);
    return IntStream.range(0, scores.length)
        .filter(device -> site(device) == site)
        .boxed()
        .sorted(byScore.thenComparing(BenchFleet::id).reversed())
        .limit(size)
        .map(device -> PARENT + "/devices/" + id(device))
        .toList();
  }

  private static void require(WriteResult result) {
    switch (result) {
      case WriteResult.Done _ -> {
        // acknowledged
      }
      case WriteResult.Refused(_, var refusal) -> throw refusal.exception();
      case WriteResult.Unknown(_, var message) -> throw new IllegalStateException(message);
    }
  }
}
