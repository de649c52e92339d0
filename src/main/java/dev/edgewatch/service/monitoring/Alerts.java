package dev.edgewatch.service.monitoring;

import dev.edgewatch.api.monitoring.v4.Alert;
import dev.edgewatch.api.monitoring.v4.BulkCreateAlertsRequest;
import dev.edgewatch.api.monitoring.v4.BulkCreateAlertsResponse;
import dev.edgewatch.api.monitoring.v4.BulkUpdateAlertsRequest;
import dev.edgewatch.api.monitoring.v4.BulkUpdateAlertsResponse;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Alerts of one condition, many at a time: all of a call are written, or none. This is the only way
 * to create alerts, so those fields which no update can change are created as sent.
 */
final class Alerts {
  private final ResourceType type;
  private final ResourceEdits edits;
  private final int most;

  Alerts(Region region, ResourceEdits edits) {
    this.type = region.catalog().type("monitoring.edgelq.com/Alert");
    this.edits = edits;
    this.most = region.limits().batch();
  }

  BulkCreateAlertsResponse create(CallContext context, BulkCreateAlertsRequest request) {
    String parent = request.getParent();
    Map<ResourceName, Alert> alerts =
        byName(request.getAlertsList(), alert -> edits.newName(type, parent, alert));
    edits.inSession(
        context,
        session -> {
          session.batchGet(type, texts(alerts));
          alerts.forEach(session::create);
          return alerts.size();
        });
    return BulkCreateAlertsResponse.getDefaultInstance();
  }

  BulkUpdateAlertsResponse update(CallContext context, BulkUpdateAlertsRequest request) {
    Map<ResourceName, Alert> alerts =
        byName(request.getAlertsList(), alert -> below(request.getParent(), alert));
    Mask mask =
        request.getUpdateMask().getPathsCount() == 0
            ? Mask.all(type.descriptor())
            : Mask.parse(type.descriptor(), request.getUpdateMask());
    edits.inSession(
        context,
        session -> {
          Map<String, Resource> rows = session.batchGet(type, texts(alerts));
          alerts.forEach((name, alert) -> session.update(row(rows, name), alert, mask));
          return rows.size();
        });
    return BulkUpdateAlertsResponse.getDefaultInstance();
  }

  private ResourceName below(String parent, Alert alert) {
    ResourceName name = type.parseName(alert.getName()).requireConcrete();
    if (!name.parent().text().equals(parent)) {
      throw Refusal.invalid(
          "PARENT_MISMATCH",
          "alerts",
          "there is an alert '" + name + "'; expected alerts below '" + parent + "'");
    }
    return name;
  }

  private static Resource row(Map<String, Resource> rows, ResourceName name) {
    Resource row = rows.get(name.text());
    if (row == null) {
      throw new Refusal.NotFound("Alert '" + name + "' does not exist", name.text()).exception();
    }
    return row;
  }

  private Map<ResourceName, Alert> byName(
      List<Alert> alerts, Function<Alert, ResourceName> naming) {
    if (alerts.size() > most) {
      throw Refusal.invalid(
          "TOO_MANY", "alerts", "there are " + alerts.size() + " alerts; expected at most " + most);
    }
    Map<ResourceName, Alert> byName = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      ResourceName name = naming.apply(alert);
      if (byName.put(name, alert) != null) {
        throw Refusal.invalid(
            "NAME_TWICE", "alerts", "there are two alerts '" + name + "'; expected each once");
      }
    }
    return byName;
  }

  private static List<String> texts(Map<ResourceName, Alert> alerts) {
    return alerts.keySet().stream().map(ResourceName::text).toList();
  }
}
