package dev.edgewatch.region;

import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.api.types.MultiRegionPolicy.CriteriaForDisabledSync;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.watch.Watches;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which region owns a resource and which ones keep copies (contract sections 8.1 to 8.3), decided
 * from the policies of the project, organization or service above it. A region that has no policy
 * yet, because it was just set up, owns what it is given.
 *
 * @param copied types that regions copy from each other; resources of other types stay in their
 *     region
 */
record Ownership(String region, Catalog catalog, Watches watches, Set<String> copied) {

  /** What is recorded in a resource of that name when it is saved. */
  SyncingMeta syncing(ResourceName name) {
    boolean stays = !copied.contains(name.type().fullName());
    if (stays && name.region().isPresent()) {
      return only(name.region().get());
    }
    MultiRegionPolicy policy = policy(name);
    String owner = owner(name, policy);
    if (stays || policy.getEnabledRegionsCount() == 0) {
      return only(owner);
    }
    SyncingMeta.Builder syncing = SyncingMeta.newBuilder().setOwningRegion(owner);
    Set<String> regions = new TreeSet<>();
    policy.getEnabledRegionsList().stream()
        .map(Ownership::id)
        .filter(enabled -> enabled.equals(owner) || !forbidden(policy, name.type(), owner, enabled))
        .forEach(regions::add);
    return syncing.addAllRegions(regions).build();
  }

  private static SyncingMeta only(String owner) {
    return SyncingMeta.newBuilder().setOwningRegion(owner).addRegions(owner).build();
  }

  /** Refuses to create a resource in a region that its project has not enabled. */
  void requireEnabled(ResourceName name) {
    MultiRegionPolicy policy = policy(name);
    name.region()
        .filter(wanted -> policy.getEnabledRegionsCount() > 0)
        .filter(
            wanted ->
                policy.getEnabledRegionsList().stream()
                    .map(Ownership::id)
                    .noneMatch(wanted::equals))
        .ifPresent(
            wanted -> {
              throw new Refusal.Precondition(
                      "REGION_NOT_ENABLED",
                      "region is '"
                          + wanted
                          + "'; expected one of "
                          + policy.getEnabledRegionsList(),
                      List.of(name.text()))
                  .exception();
            });
  }

  private String owner(ResourceName name, MultiRegionPolicy policy) {
    return name.region()
        .orElseGet(
            () ->
                policy.getDefaultControlRegion().isEmpty()
                    ? region
                    : id(policy.getDefaultControlRegion()));
  }

  private MultiRegionPolicy policy(ResourceName name) {
    return ofProject(name).or(() -> ofOrganization(name)).orElseGet(() -> ofService(name.type()));
  }

  /** A holder is not governed by its own policy but by the one above. */
  private Optional<MultiRegionPolicy> ofProject(ResourceName name) {
    return name.parent()
        .segment("project")
        .flatMap(id -> find("iam.edgelq.com/Project", "projects/" + id))
        .map(project -> project.as(Project.class).getMultiRegionPolicy());
  }

  private Optional<MultiRegionPolicy> ofOrganization(ResourceName name) {
    return name.parent()
        .segment("organization")
        .flatMap(id -> find("iam.edgelq.com/Organization", "organizations/" + id))
        .map(organization -> organization.as(Organization.class).getMultiRegionPolicy());
  }

  private MultiRegionPolicy ofService(ResourceType type) {
    return find("meta.goten.com/Service", "services/" + type.service())
        .map(service -> service.as(Service.class).getMultiRegionPolicy())
        .orElseGet(MultiRegionPolicy::getDefaultInstance);
  }

  private Optional<Resource> find(String type, String name) {
    return catalog.find(type).flatMap(known -> watches.get(known, name));
  }

  private static boolean forbidden(
      MultiRegionPolicy policy, ResourceType type, String source, String destination) {
    return policy.getCriteriaForDisabledSyncList().stream()
        .anyMatch(criterion -> matches(criterion, type, source, destination));
  }

  private static boolean matches(
      CriteriaForDisabledSync criterion, ResourceType type, String source, String destination) {
    return matches(criterion.getResourceTypeName(), type.simpleName())
        && matches(id(criterion.getSourceRegion()), source)
        && matches(id(criterion.getDestRegion()), destination);
  }

  private static boolean matches(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }

  /** Policies may say {@code us-west2} or {@code regions/us-west2}. */
  private static String id(String region) {
    return region.substring(region.lastIndexOf('/') + 1);
  }
}
