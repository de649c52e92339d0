package dev.edgewatch.conformance;

import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.conformance.WatchClient.AllQuery;
import dev.edgewatch.conformance.WatchClient.PageQuery;
import dev.edgewatch.conformance.WatchClient.Start;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The devices of one scenario, found by a label of their own, and watches of them. */
final class Scene {
  private final String word;
  private final Caller writer;
  private final WatchClient client;

  Scene(String word, Caller writer, WatchClient client) {
    this.word = word;
    this.writer = writer;
    this.client = client;
  }

  String name(String id) {
    return TestRegion.PARENT + "/devices/" + word + "-" + id;
  }

  /** The end of an id, which scenarios speak of. */
  String id(String name) {
    return name.substring(name("").length());
  }

  String filter() {
    return "metadata.labels.scene = \"" + word + "\"";
  }

  Device device(String id, String displayName) {
    Device.Builder device = Device.newBuilder().setName(name(id)).setDisplayName(displayName);
    device.getMetadataBuilder().putLabels("scene", word);
    return device.build();
  }

  /**
   * Devices whose display names are their ids. A name that has just been deleted is free again only
   * when what depended on it is settled.
   */
  void create(String... ids) {
    for (String id : ids) {
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptionsMatching(Scene::isUnsettled)
          .until(
              () -> writer.create(TestRegion.DEVICE, TestRegion.PARENT, device(id, id)),
              created -> true);
    }
  }

  private static boolean isUnsettled(Throwable refused) {
    return Status.fromThrowable(refused).getCode() == Status.Code.UNAVAILABLE;
  }

  void rename(String id, String displayName) {
    writer.update(TestRegion.DEVICE, device(id, displayName), "display_name");
  }

  void describe(String id, String description) {
    writer.update(
        TestRegion.DEVICE,
        device(id, id).toBuilder().setDescription(description).build(),
        "description");
  }

  /** Takes a device out of the scene, so that it does not match any more. */
  void dismiss(String id) {
    writer.update(
        TestRegion.DEVICE, Device.newBuilder().setName(name(id)).build(), "metadata.labels.scene");
  }

  void delete(String id) {
    writer.delete(TestRegion.DEVICE, name(id));
  }

  /** A page in the order of display names. */
  LivePage page(int size) {
    return page("", size, 0);
  }

  LivePage page(String token, int size, int chunk, String... paths) {
    return page(
        new PageQuery(
            TestRegion.PARENT, filter(), "display_name", token, size, chunk, List.of(paths)));
  }

  LivePage page(PageQuery query) {
    LivePage page = new LivePage(this);
    return page.watchedBy(client.page(query, page));
  }

  LiveRows all() {
    return all(0, new Start.Snapshot());
  }

  LiveRows all(int chunk, Start start) {
    return all(filter(), chunk, start);
  }

  LiveRows all(String filter, int chunk, Start start) {
    LiveRows rows = new LiveRows(this);
    return rows.watchedBy(client.all(new AllQuery(TestRegion.PARENT, filter, chunk, start), rows));
  }

  WatchClient.Watch one(String id, WatchClient.OneObserver observer) {
    return client.one(name(id), observer);
  }

  /** What a watch of one device that ends at once ends with. */
  String refusalOfOne(String id) throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    LiveOne heard =
        new LiveOne() {
          @Override
          public void ended(String code) {
            end.complete(code);
          }
        };
    try (var _ = one(id, heard)) {
      return end.get(10, TimeUnit.SECONDS);
    }
  }
}
