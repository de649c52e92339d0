package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.routing.Headers;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A live page of one region (contract section 6.3), with the progress extension: the region also
 * says its position and how many rows match, and says so again every few seconds when nothing
 * changes. Messages are put together to complete change sets, and every index is verified before
 * the listener sees it. When the stream ends, this watch is over; whether and when to open another
 * one is the caller's decision ({@link Backoff} helps).
 */
public final class PageWatch implements AutoCloseable {

  /**
   * Receives the page; called by one thread at a time. While it works the region is not asked for
   * more.
   */
  public interface Listener {
    /**
     * A complete change set. The first one is the snapshot: additions only, from index 0. Empty
     * ones are signs of life.
     */
    void changes(PageChanges changes);

    /**
     * The stream ended, or could not be opened; called once and last, and not after {@link
     * PageWatch#close}.
     */
    void ended(Refusal refusal);
  }

  /**
   * A complete change set and what the page is like after it.
   *
   * @param changes to be applied in this order, indexes relative to the state after the change
   *     before
   * @param snapshot whether this is the first set of the stream
   * @param previousToken the page before, empty when there is none
   * @param nextToken the page behind, empty when there is none
   * @param total rows that match the whole query, or -1 when the region does not tell
   * @param position what the page has applied; empty when the region does not tell
   */
  public record PageChanges(
      List<ResourceChange> changes,
      boolean snapshot,
      String previousToken,
      String nextToken,
      long total,
      Optional<Position> position) {}

  private final StreamCall stream;

  private PageWatch(StreamCall stream) {
    this.stream = stream;
  }

  static PageWatch open(
      ResourceType type, RegionCalls calls, WatchManyRequest request, Listener listener) {
    Metadata headers = new Metadata();
    headers.put(Headers.WATCH, Headers.PROGRESS);
    return new PageWatch(
        calls.stream(
            type, StandardMethod.WATCH_MANY, headers, request, new Assembly(type, listener)));
  }

  @Override
  public void close() {
    stream.close();
  }

  /** Puts messages together. Only the stream's callbacks use it, one at a time. */
  private static final class Assembly implements StreamCall.Sink {
    private final PageRows rows;
    private final Listener listener;
    private List<ResourceChange> pending = new ArrayList<>();
    private boolean snapshot = true;
    private WatchManyResponse.PageTokens tokens = new WatchManyResponse.PageTokens("", "");
    private long total = -1;
    private @Nullable Position position;

    Assembly(ResourceType type, Listener listener) {
      this.rows = new PageRows(type);
      this.listener = listener;
    }

    @Override
    public void message(ByteString encoded) {
      WatchManyResponse message = WatchManyResponse.decode(encoded);
      for (ResourceChange change : message.changes().changes()) {
        rows.apply(change);
        pending.add(change);
      }
      tokens = message.pageTokens().orElse(tokens);
      if (message.snapshotSize() >= 0) {
        total = message.snapshotSize();
      }
      if (!message.resumeToken().isEmpty()) {
        position = Position.parse(message.resumeToken());
      }
      if (message.isCurrent()) {
        PageChanges complete =
            new PageChanges(
                List.copyOf(pending),
                snapshot,
                tokens.previous(),
                tokens.next(),
                total,
                Optional.ofNullable(position));
        pending = new ArrayList<>();
        snapshot = false;
        listener.changes(complete);
      }
    }

    @Override
    public void ended(Refusal refusal) {
      listener.ended(refusal);
    }
  }
}
