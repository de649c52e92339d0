package dev.edgewatch.service.monitoring;

import dev.edgewatch.api.monitoring.v4.BulkCreateAlertsRequest;
import dev.edgewatch.api.monitoring.v4.BulkCreateAlertsResponse;
import dev.edgewatch.api.monitoring.v4.BulkUpdateAlertsRequest;
import dev.edgewatch.api.monitoring.v4.BulkUpdateAlertsResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import java.util.List;

/** The custom methods of {@code monitoring.edgelq.com}. */
public final class MonitoringService implements CustomService {
  private static final String ALERTS = "ntt.monitoring.v4.AlertService/";

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    Alerts alerts = new Alerts(region, edits);
    return List.of(
        new CustomMethod.Unary<>(
            ALERTS + "BulkCreateAlerts",
            BulkCreateAlertsRequest.getDefaultInstance(),
            BulkCreateAlertsResponse.getDefaultInstance(),
            alerts::create),
        new CustomMethod.Unary<>(
            ALERTS + "BulkUpdateAlerts",
            BulkUpdateAlertsRequest.getDefaultInstance(),
            BulkUpdateAlertsResponse.getDefaultInstance(),
            alerts::update));
  }
}
