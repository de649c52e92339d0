package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsRequest;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code StreamingCreateLogs}: each message is answered when its logs are on disk, and the next one
 * is not read before that.
 */
final class LogConversation implements CustomMethod.Conversation<StreamingCreateLogsRequest> {
  private final Destinations destinations;
  private final Appending appending;
  private final CustomMethod.Replies<StreamingCreateLogsResponse> replies;
  private @Nullable StreamingCreateLogsRequest opening;

  LogConversation(
      Destinations destinations,
      Appending appending,
      CustomMethod.Replies<StreamingCreateLogsResponse> replies) {
    this.destinations = destinations;
    this.appending = appending;
    this.replies = replies;
  }

  @Override
  public void said(StreamingCreateLogsRequest message) {
    StreamingCreateLogsRequest first = opening == null ? kept(message) : opening;
    opening = first;
    requireSame("parent", first.getParent(), message.getParent());
    requireSame("region_id", first.getRegionId(), message.getRegionId());
    List<Log> logs = message.getLogsList().stream().map(log -> completed(log, first)).toList();
    Appending.Outcome outcome =
        appending.append(destinations.require(destinations.parent(first.getParent())), logs);
    StreamingCreateLogsResponse.Builder answer = StreamingCreateLogsResponse.newBuilder();
    outcome
        .keys()
        .forEach(
            (index, key) -> {
              if (message.getLogs(index).getBinKey().isEmpty()) {
                answer.putBinKeys(index, key);
              }
            });
    replies.reply(
        answer
            .addAllFailedLogs(CreateLogs.failures(message.getLogsList(), outcome.refused()))
            .build());
  }

  /** Of the first message what later ones may leave out, and not all that was logged with it. */
  private static StreamingCreateLogsRequest kept(StreamingCreateLogsRequest message) {
    StreamingCreateLogsRequest.Builder kept = message.toBuilder().clearLogs();
    if (message.getLogsCount() > 0) {
      Log log = message.getLogs(0);
      kept.addLogsBuilder()
          .setService(log.getService())
          .setVersion(log.getVersion())
          .setLogDescriptor(log.getLogDescriptor());
    }
    return kept.build();
  }

  private static void requireSame(String field, String first, String now) {
    if (!now.isEmpty() && !now.equals(first)) {
      throw Refusal.invalid(
          "STREAM_CHANGED",
          field,
          field + " is " + Quoted.of(now) + "; expected " + Quoted.of(first) + " or nothing");
    }
  }

  /** Says what was the same in the first message, unless the key says it. */
  private static Log completed(Log log, StreamingCreateLogsRequest first) {
    if (!Entries.key(log).isEmpty()) {
      return log;
    }
    return log.toBuilder()
        .setService(said(log, first, Log::getService))
        .setVersion(said(log, first, Log::getVersion))
        .setLogDescriptor(said(log, first, Log::getLogDescriptor))
        .build();
  }

  private static String said(
      Log log, StreamingCreateLogsRequest first, Function<Log, String> field) {
    String own = field.apply(log);
    return own.isEmpty() && first.getLogsCount() > 0 ? field.apply(first.getLogs(0)) : own;
  }

  @Override
  public void finished() {
    replies.complete();
  }

  @Override
  public void ended() {
    // nothing to let go of
  }
}
