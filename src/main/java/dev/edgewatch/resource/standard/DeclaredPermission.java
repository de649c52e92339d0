package dev.edgewatch.resource.standard;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.FieldPermission;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A permission that follows from what a service declares (contract section 11.4).
 *
 * @param service domain of the service
 * @param id {@code devices.get}, {@code devices!attach}, {@code provisionHardware}
 * @param title what it is called
 * @param description what it is for, one sentence
 * @param type what it is of; empty for the service as a whole
 */
public record DeclaredPermission(
    String service, String id, String title, String description, Optional<ResourceType> type) {

  /** {@code services/devices.edgelq.com/permissions/devices.get}, as roles name it. */
  public String fullName() {
    return "services/" + service + "/permissions/" + id;
  }

  /** All of one service, those of a type beside each other. */
  public static List<DeclaredPermission> of(Catalog catalog, String service) {
    var found = new OfService(service);
    for (ResourceType type : catalog.typesOf(service)) {
      StandardMethod.of(type)
          .forEach(
              method ->
                  found.call(
                      method.methodName(type),
                      type.plural() + "." + method.permissionVerb(),
                      Optional.of(type)));
      found.fields(type);
      if (type.stored()) {
        found.attach(type);
      }
      custom(catalog, service).stream()
          .filter(method -> method.type().filter(type::equals).isPresent())
          .forEach(found::call);
    }
    custom(catalog, service).forEach(found::call);
    return List.copyOf(found.byId.values());
  }

  private static List<DeclaredMethod> custom(Catalog catalog, String service) {
    return catalog.methods().stream().filter(method -> method.service().equals(service)).toList();
  }

  /** The first of several of the same id counts: WatchDevice and WatchDevices share one. */
  private static final class OfService {
    private final String service;
    private final Map<String, DeclaredPermission> byId = new LinkedHashMap<>();

    OfService(String service) {
      this.service = service;
    }

    void call(DeclaredMethod method) {
      call(method.simpleName(), method.permission(), method.type());
    }

    void call(String method, String id, Optional<ResourceType> type) {
      add(id, method, "Call " + method + ".", type);
    }

    void attach(ResourceType type) {
      add(
          type.plural() + "!attach",
          "Attach " + type.simpleName(),
          "Refer to a " + type.simpleName() + " from another resource.",
          Optional.of(type));
    }

    /** One permission may stand at several fields. */
    void fields(ResourceType type) {
      Map<String, List<FieldPermission>> byText = new TreeMap<>();
      type.fieldPermissions()
          .forEach(one -> byText.computeIfAbsent(one.text(), any -> new ArrayList<>()).add(one));
      byText.forEach(
          (id, permissions) -> {
            String fields =
                permissions.stream()
                    .map(permission -> permission.path().text())
                    .collect(Collectors.joining(", "));
            String verb = permissions.getFirst() instanceof FieldPermission.Read ? "See" : "Set";
            String title = verb + " " + fields + " of " + type.simpleName();
            add(id, title, title + ".", Optional.of(type));
          });
    }

    private void add(String id, String title, String description, Optional<ResourceType> type) {
      byId.putIfAbsent(id, new DeclaredPermission(service, id, title, description, type));
    }
  }
}
