package dev.edgewatch.resource.standard;

import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service of every type of a catalog as real protobuf descriptors, for server reflection and
 * for people who generate clients. A service that is partly declared by hand, for its custom
 * methods, is published whole in the derived file, and the hand-written file is published without
 * it. Built once at start; immutable and thread-safe.
 */
public final class DerivedDescriptors {
  private final Map<ResourceType, FileDescriptor> serviceFiles = new LinkedHashMap<>();
  private final List<FileDescriptor> customFiles;

  private DerivedDescriptors(Catalog catalog, Collection<FileDescriptor> handWritten) {
    Set<String> derivedServices =
        catalog.types().stream().map(StandardMethod::serviceName).collect(Collectors.toSet());
    customFiles =
        handWritten.stream().map(file -> PublishedFile.of(file, derivedServices)).toList();
    for (ResourceType type : catalog.types()) {
      serviceFiles.put(type, derive(type, handWritten));
    }
  }

  /** Those of all types and custom methods compiled into this program. */
  public static DerivedDescriptors compiled() {
    return of(Catalog.compiled());
  }

  /** Those of the types and custom methods of a catalog. */
  public static DerivedDescriptors of(Catalog catalog) {
    return new DerivedDescriptors(
        catalog,
        catalog.methods().stream()
            .map(method -> method.descriptor().getFile())
            .distinct()
            .toList());
  }

  /** All services: those of types, and those that are declared by hand alone. */
  public List<ServiceDescriptor> services() {
    return files().stream().flatMap(file -> file.getServices().stream()).toList();
  }

  /** The service of a type, standard and custom methods. */
  private ServiceDescriptor service(ResourceType type) {
    return serviceFile(type).getServices().getFirst();
  }

  /** One standard method of a type that offers it. */
  public MethodDescriptor method(ResourceType type, StandardMethod method) {
    return service(type).findMethodByName(method.methodName(type));
  }

  /** The message {@code XChange} of a type. */
  public Descriptor change(ResourceType type) {
    return serviceFile(type).getDependencies().stream()
        .flatMap(file -> file.getMessageTypes().stream())
        .filter(message -> message.getName().equals(TypeWords.one(type) + "Change"))
        .findFirst()
        .orElseThrow();
  }

  /**
   * All published files: of the services, then those declared by hand. Their imports are reached
   * through them.
   */
  public List<FileDescriptor> files() {
    List<FileDescriptor> files = new ArrayList<>(serviceFiles.values());
    files.addAll(customFiles);
    return files;
  }

  /**
   * {@link #files} and all that they import, but for protobuf's own: what is needed to generate
   * clients.
   */
  public Collection<FileDescriptor> closure() {
    Map<String, FileDescriptor> closure = new TreeMap<>();
    files().forEach(file -> addWithImports(file, closure));
    closure
        .keySet()
        .removeIf(name -> name.startsWith("google/protobuf/") || name.startsWith("edgewatch/"));
    return closure.values();
  }

  private static void addWithImports(FileDescriptor file, Map<String, FileDescriptor> closure) {
    if (closure.putIfAbsent(file.getName(), file) == null) {
      file.getDependencies().forEach(imported -> addWithImports(imported, closure));
    }
  }

  private FileDescriptor serviceFile(ResourceType type) {
    FileDescriptor file = serviceFiles.get(type);
    if (file == null) {
      throw new IllegalArgumentException(
          type.fullName() + " is not in the catalog these descriptors were derived from");
    }
    return file;
  }

  private FileDescriptor derive(ResourceType type, Collection<FileDescriptor> handWritten) {
    List<MethodDescriptorProto> methods = new ArrayList<>();
    List<FileDescriptor> imports = new ArrayList<>();
    for (FileDescriptor file : handWritten) {
      ServiceDescriptor part = file.findServiceByName(TypeWords.one(type) + "Service");
      if (part != null && part.getFullName().equals(StandardMethod.serviceName(type))) {
        methods.addAll(part.toProto().getMethodList());
        part.getMethods().stream()
            .flatMap(method -> Stream.of(method.getInputType(), method.getOutputType()))
            .map(message -> published(message.getFile()))
            .forEach(imports::add);
      }
    }
    return ServiceFile.derive(type, methods, imports);
  }

  private FileDescriptor published(FileDescriptor compiled) {
    return customFiles.stream()
        .filter(file -> file.getName().equals(compiled.getName()))
        .findFirst()
        .orElse(compiled);
  }
}
