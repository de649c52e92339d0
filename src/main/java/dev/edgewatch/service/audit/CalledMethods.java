package dev.edgewatch.service.audit;

import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a method that was called is about, by its name in gRPC. */
final class CalledMethods {
  private final Map<String, Called> methods = new HashMap<>();
  private final Map<String, String> domains = new HashMap<>();

  /**
   * A method of the public API.
   *
   * @param standard whether what it does is what becomes of the resource
   */
  record Called(boolean standard, Optional<ResourceType> type, Optional<Permission> permission) {}

  CalledMethods(Catalog catalog) {
    for (ResourceType type : catalog.types()) {
      domains.put(StandardMethod.serviceName(type), type.service());
      for (StandardMethod method : StandardMethod.of(type)) {
        methods.put(
            method.fullMethodName(type),
            new Called(true, Optional.of(type), Optional.of(Permission.of(type, method))));
      }
    }
    for (DeclaredMethod method : catalog.methods()) {
      domains.put(method.descriptor().getService().getFullName(), method.service());
      methods.put(method.fullName(), new Called(false, method.type(), Permission.of(method)));
    }
  }

  /** Domain of a service of gRPC; its name when it is none of the public API. */
  String domain(String grpcService) {
    return domains.getOrDefault(grpcService, grpcService);
  }

  Optional<Called> find(String grpcService, String method) {
    return Optional.ofNullable(methods.get(grpcService + "/" + method));
  }
}
