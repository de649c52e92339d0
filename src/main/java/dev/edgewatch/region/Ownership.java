package dev.edgewatch.region;

import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.api.types.MultiRegionPolicy.CriteriaForDisabledSync;
import dev.edgewatch.api.types.SyncingMeta;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ParentName;
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
    MultiRegionPolicy policy = policy(name.parent());
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
    MultiRegionPolicy policy = policy(name.parent());
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

  /**
   * Which region owns a resource: as the row says, which may be a copy; as the policy says when
   * there is none here. What is not copied belongs to the region it is in.
   */
  String owner(ResourceName name) {
    return name.region()
        .or(() -> watches.get(name.type(), name.text()).map(this::owner))
        .orElseGet(() -> syncing(name).getOwningRegion());
  }

  private String owner(Resource row) {
    String owner = MetadataField.of(row).getSyncing().getOwningRegion();
    return owner.isEmpty() || !copied.contains(row.type().fullName()) ? region : owner;
  }

  /** Which region would own what is created below a parent. */
  String owner(ParentName parent) {
    return parent.region().orElseGet(() -> controlling(policy(parent)));
  }

  /** Which region controls a service, by its domain: this one when it has no policy here. */
  String controlling(String service) {
    return controlling(ofService(service).orElseGet(MultiRegionPolicy::getDefaultInstance));
  }

  private String owner(ResourceName name, MultiRegionPolicy policy) {
    return name.region().orElseGet(() -> controlling(policy));
  }

  private String controlling(MultiRegionPolicy policy) {
    return policy.getDefaultControlRegion().isEmpty()
        ? region
        : id(policy.getDefaultControlRegion());
  }

  /** That of the nearest holder above; what is in none is governed by the service of its type. */
  private MultiRegionPolicy policy(ParentName parent) {
    return ofProject(parent)
        .or(() -> ofOrganization(parent))
        .or(() -> parent.segment("service").flatMap(this::ofService))
        .or(() -> ofService(parent.type().service()))
        .orElseGet(MultiRegionPolicy::getDefaultInstance);
  }

  /** A holder is not governed by its own policy but by the one above. */
  private Optional<MultiRegionPolicy> ofProject(ParentName parent) {
    return parent
        .segment("project")
        .flatMap(id -> find("iam.edgelq.com/Project", "projects/" + id))
        .map(project -> project.as(Project.class).getMultiRegionPolicy());
  }

  private Optional<MultiRegionPolicy> ofOrganization(ParentName parent) {
    return parent
        .segment("organization")
        .flatMap(id -> find("iam.edgelq.com/Organization", "organizations/" + id))
        .map(organization -> organization.as(Organization.class).getMultiRegionPolicy());
  }

  private Optional<MultiRegionPolicy> ofService(String domain) {
    return find("meta.goten.com/Service", "services/" + domain)
        .map(service -> service.as(Service.class).getMultiRegionPolicy());
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
  static String id(String region) {
    return region.substring(region.lastIndexOf('/') + 1);
  }
}
