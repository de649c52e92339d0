package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.AuditClass;
import dev.edgewatch.api.audit.v1.AuditedResourceDescriptor;
import dev.edgewatch.api.audit.v1.MethodDescriptor;
import dev.edgewatch.api.iam.v1.Permission;
import dev.edgewatch.api.meta.v1.Resource;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.DeclaredPermission;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows that follow from the catalog: for each service its types, its permissions, its methods,
 * and the audit classes of fields (contract sections 7, 11.4 and 13.1).
 */
final class CatalogRows {
  private static final String TYPE = "meta.goten.com/Resource";
  private static final String PERMISSION = "iam.edgelq.com/Permission";
  private static final String ROLE = "iam.edgelq.com/Role";
  private static final String METHOD = "audit.edgelq.com/MethodDescriptor";
  private static final String AUDITED = "audit.edgelq.com/AuditedResourceDescriptor";

  private final Catalog catalog;

  CatalogRows(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The types of these rows; what is of one of them below a service of ours is derived. */
  List<ResourceType> types() {
    return List.of(TYPE, PERMISSION, METHOD, AUDITED).stream().map(catalog::type).toList();
  }

  /** The type of rows of which there may be others below a service, made by people. */
  ResourceType role() {
    return catalog.type(ROLE);
  }

  /** The roles of one service that are there from the beginning, by name. */
  Map<String, Message> roles(String service) {
    Map<String, Message> roles = new TreeMap<>();
    new PredefinedRoles(catalog).of(service).forEach(role -> roles.put(role.getName(), role));
    return roles;
  }

  /** Full names of the permissions of one service. */
  Set<String> permissions(String service) {
    return of(service).entrySet().stream()
        .filter(row -> row.getValue() instanceof Permission)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The rows below one service, by name. */
  Map<String, Message> of(String service) {
    OfService rows = new OfService(service);
    catalog.typesOf(service).forEach(rows::addType);
    DeclaredPermission.of(catalog, service).forEach(rows::addPermission);
    catalog.methods().stream()
        .filter(method -> method.service().equals(service))
        .forEach(method -> rows.addMethod(method.simpleName()));
    return rows.rows;
  }

  /** Collects the rows of one service. */
  private final class OfService {
    private final String service;
    private final String version;
    private final Map<String, Message> rows = new TreeMap<>();

    OfService(String service) {
      this.service = service;
      this.version = catalog.typesOf(service).iterator().next().apiVersion();
    }

    void addType(ResourceType type) {
      add(
          TYPE,
          type.simpleName(),
          name ->
              Resource.newBuilder()
                  .setName(name)
                  .setPluralName(type.plural())
                  .setFqn(type.fullName())
                  .addVersions(version)
                  .addVersionedInfos(
                      Resource.VersionedInfo.newBuilder()
                          .setVersion(version)
                          .setIsRegional(type.regional()))
                  .build());
      StandardMethod.of(type).forEach(method -> addMethod(method.methodName(type)));
      if (type.stored()) {
        addAudit(type);
      }
    }

    void addMethod(String method) {
      add(
          METHOD,
          method,
          name ->
              MethodDescriptor.newBuilder()
                  .setName(name)
                  .setDisplayName(method)
                  .addVersions(version)
                  .build());
    }

    void addPermission(DeclaredPermission permission) {
      add(
          PERMISSION,
          permission.id(),
          name ->
              Permission.newBuilder()
                  .setName(name)
                  .setTitle(permission.title())
                  .setDescription(permission.description())
                  .build());
    }

    /** Secret fields are in none of the lists: they are recorded nowhere. */
    private void addAudit(ResourceType type) {
      add(
          AUDITED,
          type.simpleName(),
          name ->
              AuditedResourceDescriptor.newBuilder()
                  .setName(name)
                  .setDisplayName(type.simpleName())
                  .addVersions(version)
                  .addAllSpecFields(texts(type.auditedAs(AuditClass.SPEC)))
                  .addAllStateFields(texts(type.auditedAs(AuditClass.STATE)))
                  .addAllMetaFields(texts(type.auditedAs(AuditClass.META)))
                  .build());
    }

    /**
     * The first of several rows of the same name counts: WatchDevice and WatchDevices share one.
     */
    private void add(String type, String id, Naming row) {
      ResourceType of = catalog.type(type);
      ResourceName name = of.parseParent("services/" + service).child(id);
      rows.putIfAbsent(name.text(), row.named(name.text()));
    }

    private static List<String> texts(Collection<FieldPath> paths) {
      return paths.stream().map(FieldPath::text).toList();
    }
  }

  private interface Naming {
    Message named(String name);
  }
}
