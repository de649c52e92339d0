package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.edgewatch.api.Everything;
import dev.edgewatch.api.annotations.DeleteBehavior;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All resource types and custom methods known to a process. Immutable and thread-safe. */
public final class Catalog {
  /** What may have to be done after a deletion, at the latest when the other one is elsewhere. */
  private static final Set<DeleteBehavior> LATER =
      EnumSet.of(
          DeleteBehavior.UNSET,
          DeleteBehavior.CASCADE_DELETE,
          DeleteBehavior.ASYNC_UNSET,
          DeleteBehavior.ASYNC_CASCADE_DELETE);

  private static final String FULL_NAME = "a full type name as in devices.edgelq.com/Device";

  private final Map<String, ResourceType> types;

  /** In the order of their full names. */
  private final List<ResourceType> ordered;

  private final Lineage lineage;

  private final Set<String> leavingWork;

  /** In the order of their full names. */
  private final List<DeclaredMethod> methods;

  private Catalog(Collection<ResourceType> types, Collection<DeclaredMethod> methods) {
    Map<String, ResourceType> byName = new TreeMap<>();
    types.forEach(type -> byName.put(type.fullName(), type));
    this.types = Map.copyOf(byName);
    this.ordered = List.copyOf(byName.values());
    this.lineage = new Lineage(ordered);
    this.leavingWork =
        Stream.concat(
                ordered.stream()
                    .flatMap(type -> type.references().stream())
                    .filter(reference -> LATER.contains(reference.onDelete()))
                    .map(Reference::target),
                ordered.stream()
                    .filter(type -> lineage.children(type).stream().anyMatch(Catalog::goesLater))
                    .map(ResourceType::fullName))
            .collect(Collectors.toUnmodifiableSet());
    this.methods = methods.stream().sorted(Comparator.comparing(DeclaredMethod::fullName)).toList();
  }

  private static boolean goesLater(ResourceType child) {
    return LATER.contains(child.declaration().getOnParentDelete());
  }

  /** The types declared by the protos compiled into this program. Always the same object. */
  public static Catalog compiled() {
    return Compiled.CATALOG;
  }

  /**
   * The types and custom methods declared in these files and in all files they import. Types of
   * generated files have generated messages, others dynamic ones.
   *
   * @throws IllegalArgumentException when a declaration is wrong, naming type and mistake
   */
  public static Catalog of(Iterable<FileDescriptor> files) {
    Declarations declarations = new Declarations(files);
    List<ResourceType> types = declarations.types();
    return new Catalog(types, new MethodDeclarations(types).methods(declarations.files()));
  }

  /** The types and custom methods declared in these files and in all files they import. */
  public static Catalog of(FileDescriptor... files) {
    return of(List.of(files));
  }

  /** The types of both, each still the same object. */
  public Catalog and(Catalog other) {
    List<ResourceType> both = new ArrayList<>(ordered);
    both.addAll(other.ordered);
    List<DeclaredMethod> methodsOfBoth = new ArrayList<>(methods);
    methodsOfBoth.addAll(other.methods);
    return new Catalog(both, methodsOfBoth);
  }

  /** By full name, {@code devices.edgelq.com/Device}; refuses an unknown one. */
  public ResourceType type(String fullName) {
    return find(fullName)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "TYPE_UNKNOWN",
                    "type",
                    "type is " + Quoted.of(fullName) + "; expected " + FULL_NAME));
  }

  public Optional<ResourceType> find(String fullName) {
    return Optional.ofNullable(types.get(fullName));
  }

  /** In the order of their full names. */
  public Collection<ResourceType> types() {
    return ordered;
  }

  /** Types of one service, by its domain; none when the service is unknown. */
  public Collection<ResourceType> typesOf(String service) {
    return ordered.stream().filter(type -> type.service().equals(service)).toList();
  }

  /**
   * The types whose resources live directly below those of a type, also those of other services:
   * devices below projects, with no type in between.
   */
  public List<ResourceType> childrenOf(ResourceType parent) {
    return lineage.children(parent);
  }

  /** What a resource of this name lives below, the nearest first. */
  public List<Ancestor> ancestors(ResourceName name) {
    return lineage.ancestors(name);
  }

  /**
   * Whether something may be left to do when a resource of this type is gone, for those who refer
   * to it or live below it.
   */
  public boolean leavesWork(ResourceType type) {
    return leavingWork.contains(type.fullName());
  }

  /** Domains of the services that have types, sorted. */
  public List<String> services() {
    return ordered.stream().map(ResourceType::service).distinct().sorted().toList();
  }

  /** Custom methods, in the order of their full names. */
  public List<DeclaredMethod> methods() {
    return methods;
  }

  /**
   * Reads a fully qualified name, {@code //devices.edgelq.com/projects/p/regions/r/devices/d}.
   * Where ids hold slashes, a name can be one of several types: then the one with the most ids is
   * meant.
   */
  public ResourceName parseQualified(String text) {
    int slash = text.indexOf('/', 2);
    if (text.startsWith("//") && slash > 0) {
      String relative = text.substring(slash + 1);
      Optional<ResourceName> name =
          typesOf(text.substring(2, slash)).stream()
              .flatMap(type -> type.findName(relative).stream())
              .max(Comparator.comparingInt(found -> found.ids().size()));
      if (name.isPresent()) {
        return name.get();
      }
    }
    throw Refusal.invalid(
        "NAME_MALFORMED",
        "name",
        "unable to parse "
            + Quoted.of(text)
            + " as a fully qualified name; expected //service/name of a known type");
  }

  /** Loaded on first use, so that tests with their own types do not read all of ours. */
  private static final class Compiled {
    static final Catalog CATALOG = of(Everything.getDescriptor());
  }
}
