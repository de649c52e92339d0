package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.LabelDescriptor;
import dev.edgewatch.api.logging.v1.LogDescriptor;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What entries of logs are described by: one of their own scope, or one of a service. */
final class Descriptors {
  private static final String OF_SERVICES = "services/";

  private final Region region;
  private final ResourceType type;

  Descriptors(Region region) {
    this.region = region;
    this.type = region.catalog().type("logging.edgelq.com/LogDescriptor");
  }

  /** Refuses entries that none describes, or with labels that it does not have. */
  void require(SeriesFields fields) {
    LogDescriptor descriptor = descriptor(fields.scope(), fields.descriptor());
    Set<String> declared =
        descriptor.getLabelsList().stream()
            .map(LabelDescriptor::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    fields.labels().keySet().stream()
        .filter(label -> !declared.contains(label))
        .sorted()
        .findFirst()
        .ifPresent(
            label -> {
              throw Refusal.invalid(
                  "LABEL_UNKNOWN",
                  "labels",
                  "there is a label "
                      + Quoted.of(label)
                      + "; expected those of '"
                      + descriptor.getName()
                      + "': "
                      + (declared.isEmpty() ? "none" : String.join(", ", declared)));
            });
  }

  /** One of another tenant is refused as if there were none. */
  private LogDescriptor descriptor(String scope, String text) {
    String name = type.parseName(text).requireConcrete().text();
    if (name.startsWith(scope + "/") || name.startsWith(OF_SERVICES)) {
      Resource found = region.watches().get(type, name).orElse(null);
      if (found != null) {
        return found.as(LogDescriptor.class);
      }
    }
    throw new Refusal.NotFound(
            "log_descriptor is '"
                + name
                + "', which does not exist; expected a LogDescriptor of "
                + scope
                + " or of a service",
            name)
        .exception();
  }
}
