package dev.edgewatch.bench;

import dev.edgewatch.client.ResourceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The watches of the workload: one site each in turn, or all of the same site. */
final class Watchers implements AutoCloseable {
  private final ResourceClient devices;
  private final BenchFleet fleet;
  private final Probes probes;
  private final boolean equal;
  private final AtomicLong deltas = new AtomicLong();
  private final List<BenchWatch> open = new ArrayList<>();

  Watchers(ResourceClient devices, BenchFleet fleet, Probes probes, boolean equal) {
    this.devices = devices;
    this.fleet = fleet;
    this.probes = probes;
    this.equal = equal;
  }

  int site(int watch) {
    return equal ? 0 : watch % fleet.sites();
  }

  /** Opens watches one after the other; how long each took until its first full page. */
  Distribution open(int count, String order) {
    Distribution opening = new Distribution(count);
    for (int i = 0; i < count; i++) {
      BenchWatch watch = new BenchWatch(devices, site(open.size()), order, probes, deltas);
      open.add(watch);
      opening.record(watch.opened());
    }
    return opening;
  }

  /** Sets of changes that have arrived so far. */
  long deltas() {
    return deltas.get();
  }

  int count() {
    return open.size();
  }

  /**
   * Share of the probes among these stamps that were seen by every watch of their site; below 1
   * means that changes were conflated.
   */
  double coverage(int first, int last) {
    int[] watching = new int[fleet.sites()];
    open.forEach(watch -> watching[watch.site()]++);
    long expected = 0;
    long seen = 0;
    for (int stamp = first; stamp <= last; stamp++) {
      if (Probes.isProbe(stamp)) {
        expected += watching[fleet.site(fleet.device(stamp))];
        seen += probes.timesSeen(stamp);
      }
    }
    return expected == 0 ? 1 : (double) seen / expected;
  }

  /** How many pages are, position by position, what they must be. */
  int verify() {
    List<List<String>> oracles = new ArrayList<>();
    for (int site = 0; site < fleet.sites(); site++) {
      oracles.add(fleet.oracle(site, BenchWatch.SIZE));
    }
    return (int)
        open.stream().filter(watch -> watch.names().equals(oracles.get(watch.site()))).count();
  }

  @Override
  public void close() {
    open.forEach(BenchWatch::close);
    open.clear();
  }
}
