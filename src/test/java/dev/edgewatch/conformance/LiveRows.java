package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.devices.v1.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that matches, as a program keeps it. */
final class LiveRows implements WatchClient.AllObserver, AutoCloseable {
  private final Scene scene;
  private final Map<String, Device> rows = new TreeMap<>();
  private List<String> pending = new ArrayList<>();
  private final List<List<String>> sets = new ArrayList<>();
  private int resets;
  private String resumeToken = "";
  private String end = "";
  private WatchClient.Watch watch = () -> {};

  LiveRows(Scene scene) {
    this.scene = scene;
  }

  LiveRows watchedBy(WatchClient.Watch opened) {
    watch = opened;
    return this;
  }

  @Override
  public synchronized void reset() {
    resets++;
    rows.clear();
    pending.add("reset");
  }

  @Override
  public synchronized void put(Device device) {
    rows.put(scene.id(device.getName()), device);
    pending.add("put " + scene.id(device.getName()));
  }

  @Override
  public synchronized void removed(String name) {
    rows.remove(scene.id(name));
    pending.add("removed " + scene.id(name));
  }

  @Override
  public synchronized void current(String token) {
    resumeToken = token;
    sets.add(pending);
    pending = new ArrayList<>();
  }

  @Override
  public synchronized void ended(String code) {
    end = code;
  }

  synchronized String end() {
    return end;
  }

  synchronized int resets() {
    return resets;
  }

  synchronized String resumeToken() {
    return resumeToken;
  }

  /** The set that was completed last. */
  synchronized List<String> lastSet() {
    return sets.getLast();
  }

  private synchronized boolean complete() {
    return !sets.isEmpty() && pending.isEmpty();
  }

  private synchronized List<String> ids() {
    return List.copyOf(rows.keySet());
  }

  synchronized Device row(String id) {
    return rows.get(id);
  }

  /** Waits until a set is complete and these are the rows. */
  LiveRows awaitRows(String... ids) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(complete()).as("a complete set; ended: %s", end()).isTrue();
              assertThat(ids()).containsExactly(ids);
            });
    return this;
  }

  @Override
  public void close() {
    watch.close();
  }
}
