package dev.edgewatch.conformance;

import dev.edgewatch.api.devices.v1.Device;
import java.time.Instant;
import java.util.List;

/**
 * A client under test, connected to one region: how it opens the three kinds of watches on devices.
 * What an observer is told is what the client has understood, put together from whatever messages
 * came; it is told by one thread at a time.
 */
public interface WatchClient extends AutoCloseable {
  @Override
  void close();

  /** Follows one device (section 6.2). */
  Watch one(String name, OneObserver observer);

  /** Follows a page (section 6.3). */
  Watch page(PageQuery query, PageObserver observer);

  /**
   * Follows everything that matches (section 6.4), also across broken connections: then it goes on
   * where it was. A client whose suite has no {@link StartRules} is only asked for snapshots.
   */
  Watch all(AllQuery query, AllObserver observer);

  /** An open watch. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A live page.
   *
   * @param pageSize 0 for the region's choice
   * @param maxChunkSize 0 for complete sets
   * @param paths the field mask; none for whole devices
   */
  record PageQuery(
      String parent,
      String filter,
      String orderBy,
      String pageToken,
      int pageSize,
      int maxChunkSize,
      List<String> paths) {}

  /** Everything below a parent that passes a filter. */
  record AllQuery(String parent, String filter, int maxChunkSize, Start start) {}

  /** Where a watch of everything begins. */
  sealed interface Start {
    record Snapshot() implements Start {}

    record Token(String resumeToken) implements Start {}

    record Time(Instant from) implements Start {}
  }

  /** A change of a page; indexes as on the wire. */
  sealed interface PageChange {
    record Added(Device device, int index) implements PageChange {}

    record Modified(Device device, int previousIndex, int index) implements PageChange {}

    record Removed(String name, int index) implements PageChange {}
  }

  /** Hears of one device. */
  interface OneObserver {
    void added(Device device);

    void modified(Device device);

    void removed();

    /**
     * The watch is over.
     *
     * @param code name of the gRPC status
     */
    void ended(String code);
  }

  /** Hears of a page. */
  interface PageObserver {
    /**
     * A complete set of changes; tokens as they are after it, empty where there is no page. May be
     * told without news.
     */
    void set(List<PageChange> changes, String previousToken, String nextToken);

    void ended(String code);
  }

  /** Hears of everything that matches. */
  interface AllObserver {
    /** What was said before is void; a snapshot follows. */
    void reset();

    void put(Device device);

    void removed(String name);

    /**
     * A set is complete.
     *
     * @param resumeToken where to go on from; empty when the client keeps that to itself
     */
    void current(String resumeToken);

    void ended(String code);
  }
}
