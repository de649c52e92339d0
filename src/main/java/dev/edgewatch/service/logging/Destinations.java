package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.Bucket;
import dev.edgewatch.region.MetadataField;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds what the parents of logs name. */
final class Destinations {
  private final Region region;
  private final ResourceType logs;
  private final ResourceType buckets;
  private final Map<String, ResourceType> scopes;

  Destinations(Region region) {
    Catalog catalog = region.catalog();
    this.region = region;
    this.logs = catalog.type("logging.edgelq.com/Log");
    this.buckets = catalog.type("logging.edgelq.com/Bucket");
    this.scopes =
        Map.of(
            "project", catalog.type("iam.edgelq.com/Project"),
            "organization", catalog.type("iam.edgelq.com/Organization"),
            "service", catalog.type("meta.goten.com/Service"));
  }

  ParentName parent(String text) {
    return logs.parseParent(text).requireConcrete();
  }

  /** Refuses what is not there, and buckets of other regions. */
  Destination require(ParentName parent) {
    requireHere(parent);
    return find(parent)
        .orElseThrow(
            () ->
                new Refusal.Precondition(
                        "PARENT_MISSING",
                        "nothing is logged in '" + parent + "': it does not exist",
                        List.of(parent.text()))
                    .exception());
  }

  private void requireHere(ParentName parent) {
    parent
        .region()
        .filter(other -> !other.equals(region.id()))
        .ifPresent(
            other -> {
              throw Refusal.invalid(
                  "SEVERAL_REGIONS",
                  "parent",
                  "parent is in region " + other + "; expected one in " + region.id());
            });
  }

  /** Empty when there is none, or when it is in another region. */
  Optional<Destination> find(ParentName parent) {
    if (parent.region().filter(other -> !other.equals(region.id())).isPresent()) {
      return Optional.empty();
    }
    String variable = parent.pattern().variables().getFirst();
    ResourceType type = Objects.requireNonNull(scopes.get(variable), variable);
    String scope = type.plural() + "/" + parent.segment(variable).orElseThrow();
    Optional<Instant> since = region.watches().get(type, scope).map(Destinations::since);
    if (parent.region().isEmpty()) {
      return since.map(time -> new Destination(parent, scope, time, Optional.empty()));
    }
    Optional<BucketLimits> bucket =
        region
            .watches()
            .get(buckets, parent.text())
            .map(row -> new BucketLimits(row.as(Bucket.class)));
    return bucket.isEmpty()
        ? Optional.empty()
        : since.map(time -> new Destination(parent, scope, time, bucket));
  }

  private static Instant since(Resource scope) {
    return ProtoTimes.instant(MetadataField.of(scope.type(), scope.message()).getCreateTime())
        .truncatedTo(ChronoUnit.MICROS);
  }
}
