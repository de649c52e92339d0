package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.edgewatch.api.annotations.Callers;
import dev.edgewatch.api.annotations.Executor;
import dev.edgewatch.api.annotations.MethodDeclaration;
import dev.edgewatch.resource.DeclaredMethod.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The custom methods declared in a set of proto files, checked. Used once, by {@link Catalog#of}.
 */
final class MethodDeclarations {
  private static final String SERVICE = "Service";

  /** Of one package and one service, by simple name. */
  private final Map<String, Map<String, ResourceType>> typesByPackage = new HashMap<>();

  MethodDeclarations(Collection<ResourceType> types) {
    for (ResourceType type : types) {
      typesByPackage
          .computeIfAbsent(type.descriptor().getFile().getPackage(), any -> new HashMap<>())
          .put(type.simpleName(), type);
    }
  }

  /** Those of the services in these files; services whose methods have no options are not ours. */
  List<DeclaredMethod> methods(Collection<FileDescriptor> files) {
    List<DeclaredMethod> methods = new ArrayList<>();
    for (FileDescriptor file : files) {
      for (ServiceDescriptor service : file.getServices()) {
        service.getMethods().stream()
            .filter(Options::isCustomMethod)
            .forEach(method -> methods.add(compile(method)));
      }
    }
    return methods;
  }

  private DeclaredMethod compile(MethodDescriptor method) {
    MethodDeclaration declared = Options.method(method);
    if (!declared.getVerb().matches("[a-z][A-Za-z0-9]*")) {
      throw wrong(method, "its verb '" + declared.getVerb() + "' is no lower camel word");
    }
    Map<String, ResourceType> types =
        typesByPackage.getOrDefault(method.getFile().getPackage(), Map.of());
    String service =
        types.values().stream()
            .map(ResourceType::service)
            .distinct()
            .reduce((one, other) -> one + " and " + other)
            .orElseThrow(() -> wrong(method, "no type of its package says which service it is of"));
    Optional<ResourceType> type = type(method, declared, types);
    Subject subject = subject(method, declared);
    Optional<FieldPath> region = path(method, declared.getRegion());
    if ((declared.getExecutor() == Executor.NAMED) != region.isPresent()) {
      throw wrong(method, "the executor NAMED and a region's path belong together");
    }
    if (type.isEmpty()
        && (!(subject instanceof Subject.Whole) || declared.getCallers() == Callers.PERMITTED)) {
      throw wrong(method, "it needs a type: for its subject, or for its permission");
    }
    return new DeclaredMethod(
        method,
        service,
        declared.getVerb(),
        type,
        subject,
        path(method, declared.getScope()),
        declared.getCallers(),
        declared.getExecutor(),
        region,
        declared.getTransaction(),
        declared.getReadOnly());
  }

  private static Optional<ResourceType> type(
      MethodDescriptor method, MethodDeclaration declared, Map<String, ResourceType> types) {
    if (declared.getType().isEmpty()) {
      String service = method.getService().getName();
      return service.endsWith(SERVICE)
          ? Optional.ofNullable(
              types.get(service.substring(0, service.length() - SERVICE.length())))
          : Optional.empty();
    }
    ResourceType type = types.get(declared.getType());
    if (type == null) {
      throw wrong(method, "its service has no type " + declared.getType());
    }
    return Optional.of(type);
  }

  private static Subject subject(MethodDescriptor method, MethodDeclaration declared) {
    return switch (declared.getSubjectCase()) {
      case NAME -> new Subject.Named(text(method, declared.getName()));
      case PARENT -> new Subject.Below(text(method, declared.getParent()));
      case SUBJECT_NOT_SET -> new Subject.Whole();
    };
  }

  private static Optional<FieldPath> path(MethodDescriptor method, String path) {
    return path.isEmpty() ? Optional.empty() : Optional.of(text(method, path));
  }

  private static FieldPath text(MethodDescriptor method, String text) {
    Descriptor request = method.getInputType();
    try {
      FieldPath path = FieldPath.parse(request, text);
      if (path.field().getType() == FieldDescriptor.Type.STRING) {
        return path;
      }
    } catch (RefusalException unknown) {
      // said below
    }
    throw wrong(method, request.getName() + " has no text at '" + text + "'");
  }

  private static IllegalArgumentException wrong(MethodDescriptor method, String mistake) {
    return new IllegalArgumentException(
        "The declaration of " + method.getFullName() + " is wrong: " + mistake + ".");
  }
}
