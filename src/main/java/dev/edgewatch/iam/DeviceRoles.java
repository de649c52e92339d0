package dev.edgewatch.iam;

import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles of devices on their way and afterwards (contract section 12.4). Each is about what
 * names the caller's own account in {@code spec.service_account} and about nothing else, so it can
 * be bound in a whole project: an agent gets at its own device, and at none when the device has
 * another account.
 */
record DeviceRoles(Catalog catalog) {
  private static final String ACCOUNT = "account";

  List<Role> all() {
    return List.of(
        agent(),
        role(
            PredefinedRoles.DEVICE_PROVISIONER,
            "Device provisioner",
            "What devices do with the account that they share: they become devices of their own.",
            "ProvisioningPolicy",
            Set.of("provisionDeviceViaPolicy", "requestProvisioningApproval")),
        role(
            PredefinedRoles.DEVICE_APPLICANT,
            "Device applicant",
            "What a device does that waits to be let in: it follows its own request.",
            "ProvisioningApprovalRequest",
            Set.of("provisionDeviceForApprovedRequest")));
  }

  /** It logs by way of the bucket that its binding names, and of none when that names none. */
  private Role agent() {
    return role(
            PredefinedRoles.DEVICE_AGENT,
            "Device agent",
            "What the agent on a device does: reads and reports its own device, and logs in its"
                + " own bucket.",
            "Device",
            Set.of("heartbeat", "reportDeviceMetrics", "getDedicatedEndpoints"),
            StandardMethod.UPDATE)
        .toBuilder()
        .addScopeParams(
            Role.ScopeParamType.newBuilder()
                .setName(PredefinedRoles.LOG_BUCKET)
                .setType(Role.ScopeParamType.Type.STRING))
        .addGrants(ofBucket("parent", "batchCreate", "streamingCreate"))
        .addGrants(ofBucket("parents", "query"))
        .build();
  }

  private Role.Grant ofBucket(String field, String... verbs) {
    ResourceType logs = catalog.type("logging.edgelq.com/Log");
    return Role.Grant.newBuilder()
        .setSubScope("regions/-/buckets/-")
        .addAllPermissions(
            Stream.of(verbs)
                .map(verb -> Permission.fullName(logs, logs.plural() + "." + verb))
                .toList())
        .addRequestFieldConditions(
            Role.Grant.FieldCondition.newBuilder()
                .setPath(field)
                .setValue(PredefinedRoles.LOG_BUCKET))
        .build();
  }

  private Role role(
      String name,
      String title,
      String description,
      String type,
      Set<String> verbs,
      StandardMethod... writing) {
    return PredefinedRoles.role(name, title, description, Role.Category.AGENT)
        .addConstValues(
            ScopeParam.newBuilder()
                .setName(ACCOUNT)
                .setValueFrom(
                    ScopeParam.FromValue.newBuilder()
                        .setSource(ScopeParam.FromValue.Source.PRINCIPAL_SVCACC)
                        .setPath("name")))
        .addGrants(
            Role.Grant.newBuilder()
                .addAllPermissions(
                    permissions(
                        catalog.type("devices.edgelq.com/" + type), verbs, List.of(writing)))
                .addResourceFieldConditions(
                    Role.Grant.FieldCondition.newBuilder()
                        .setPath("spec.service_account")
                        .setValue(ACCOUNT)))
        .build();
  }

  private Set<String> permissions(
      ResourceType type, Set<String> verbs, List<StandardMethod> writing) {
    Stream<String> custom =
        catalog.methods().stream()
            .filter(method -> method.type().filter(type::equals).isPresent())
            .flatMap(method -> Permission.of(method).stream())
            .filter(permission -> verbs.contains(permission.verb()))
            .map(Permission::fullName);
    Stream<String> standard =
        writing.stream().map(method -> Permission.of(type, method).fullName());
    return Stream.of(SignedInGrants.reading(type), standard, custom)
        .flatMap(each -> each)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
