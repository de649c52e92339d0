package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.standard.ChangeList;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.watch.ViewChange;
import dev.edgewatch.watch.WatchMessage;
import java.util.Optional;

/** Messages of the watch engine as they travel. */
final class WatchEncoding {
  private WatchEncoding() {}

  /** Exactly what the public contract says. */
  static ByteString contract(WatchMessage message) {
    String token = message.resumeToken();
    return encode(message, token == null ? "" : token, message.snapshotSize());
  }

  /**
   * For callers that asked for progress: a current message of a page also says up to where it is
   * current, as resume token, and how many rows the whole query has, as snapshot size.
   */
  static ByteString withProgress(WatchMessage message) {
    return message.isCurrent()
        ? encode(message, message.position().text(), message.total())
        : contract(message);
  }

  private static ByteString encode(WatchMessage message, String resumeToken, long snapshotSize) {
    return new WatchManyResponse(
            ChangeList.of(message.changes().stream().map(WatchEncoding::change).toList()),
            message.isCurrent(),
            Optional.ofNullable(message.pageTokens())
                .map(tokens -> new WatchManyResponse.PageTokens(tokens.previous(), tokens.next())),
            resumeToken,
            snapshotSize,
            message.softReset(),
            message.hardReset())
        .encode();
  }

  static ResourceChange change(ViewChange change) {
    return switch (change) {
      case ViewChange.Added(var resource, var index) -> new ResourceChange.Added(resource, index);
      case ViewChange.Modified(var name, var resource, var previous, var index) ->
          new ResourceChange.Modified(name, resource, previous, index);
      case ViewChange.Removed(var name, var index) -> new ResourceChange.Removed(name, index);
      case ViewChange.Current(var resource) -> new ResourceChange.Current(resource);
    };
  }
}
