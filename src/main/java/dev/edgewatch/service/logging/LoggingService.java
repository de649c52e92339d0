package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.CreateLogsRequest;
import dev.edgewatch.api.logging.v1.CreateLogsResponse;
import dev.edgewatch.api.logging.v1.ListLogsRequest;
import dev.edgewatch.api.logging.v1.ListLogsResponse;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsRequest;
import dev.edgewatch.api.logging.v1.StreamingCreateLogsResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import java.util.List;

/** The custom methods of {@code logging.edgelq.com}. */
public final class LoggingService implements CustomService {
  private static final String LOGS = "ntt.logging.v1.LogService/";

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    Destinations destinations = new Destinations(region);
    Appending appending = new Appending(region);
    return List.of(
        new CustomMethod.Gathered<>(
            LOGS + "ListLogs",
            ListLogsRequest.getDefaultInstance(),
            ListLogsResponse.getDefaultInstance(),
            new ListLogs(region, destinations)),
        new CustomMethod.Gathered<>(
            LOGS + "CreateLogs",
            CreateLogsRequest.getDefaultInstance(),
            CreateLogsResponse.getDefaultInstance(),
            new CreateLogs(region, destinations, appending)),
        new CustomMethod.Bidi<>(
            LOGS + "StreamingCreateLogs",
            StreamingCreateLogsRequest.getDefaultInstance(),
            StreamingCreateLogsResponse.getDefaultInstance(),
            (context, replies) -> new LogConversation(destinations, appending, replies)));
  }
}
