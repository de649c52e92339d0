package dev.edgewatch.service.audit;

import dev.edgewatch.api.audit.v1.ListActivityLogsRequest;
import dev.edgewatch.api.audit.v1.ListActivityLogsResponse;
import dev.edgewatch.api.audit.v1.ListResourceChangeLogsRequest;
import dev.edgewatch.api.audit.v1.ListResourceChangeLogsResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import java.util.List;

/** What {@code audit.edgelq.com} does beside the standard methods: it answers what was done. */
public final class AuditService implements CustomService {
  private static final String PACKAGE = "ntt.audit.v1.";

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    return List.of(
        new CustomMethod.Gathered<>(
            PACKAGE + "ActivityLogService/ListActivityLogs",
            ListActivityLogsRequest.getDefaultInstance(),
            ListActivityLogsResponse.getDefaultInstance(),
            new ListActivities(region)),
        new CustomMethod.Gathered<>(
            PACKAGE + "ResourceChangeLogService/ListResourceChangeLogs",
            ListResourceChangeLogsRequest.getDefaultInstance(),
            ListResourceChangeLogsResponse.getDefaultInstance(),
            new ListChanges(region)));
  }
}
