package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.FieldDeclaration;
import dev.edgewatch.api.annotations.ResourceDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The declarations found in a set of proto files, checked and compiled to types. Used once, by
 * {@link Catalog#of}.
 */
final class Declarations {
  /** By full name, so that the order of a catalog does not depend on the order of files. */
  private final Map<String, Descriptor> messages = new TreeMap<>();

  /** Regular expression of the last id by service and pattern, and by pattern alone. */
  private final Map<String, String> idRegexes = new HashMap<>();

  private final Set<FileDescriptor> visited = new HashSet<>();

  Declarations(Iterable<FileDescriptor> files) {
    files.forEach(this::collect);
    Map<String, Descriptor> owners = new HashMap<>();
    messages.forEach(
        (fullName, message) -> {
          ResourceDeclaration declaration = Options.resource(message);
          Descriptor other =
              owners.put(declaration.getService() + "/" + declaration.getPlural(), message);
          if (other != null) {
            throw wrong(
                message,
                "its plural '"
                    + declaration.getPlural()
                    + "' is also that of "
                    + other.getFullName());
          }
          String regex = declaration.getIdPattern();
          for (String pattern : declaration.getPatternsList()) {
            String known = regex.isEmpty() ? IdRule.READ_DEFAULT.regex() : regex;
            idRegexes.put(declaration.getService() + " " + pattern, known);
            idRegexes.putIfAbsent(pattern, known);
          }
        });
  }

  List<ResourceType> types() {
    Map<String, ResourceType> known = new LinkedHashMap<>();
    messages.forEach((fullName, message) -> known.put(fullName, compile(message, known)));
    return List.copyOf(known.values());
  }

  /** All files that were read, imported ones included. */
  Set<FileDescriptor> files() {
    return visited;
  }

  private void collect(FileDescriptor file) {
    if (visited.add(file)) {
      file.getMessageTypes().stream().filter(Options::isResource).forEach(this::add);
      file.getDependencies().forEach(this::collect);
    }
  }

  private void add(Descriptor message) {
    ResourceDeclaration declaration = Options.resource(message);
    if (declaration.getService().isEmpty()) {
      throw wrong(message, "it names no service");
    }
    String fullName = declaration.getService() + "/" + message.getName();
    if (messages.put(fullName, message) != null) {
      throw wrong(message, "another message declares the type " + fullName + " too");
    }
  }

  private ResourceType compile(Descriptor message, Map<String, ResourceType> known) {
    ResourceDeclaration declaration = Options.resource(message);
    if (declaration.getPatternsList().isEmpty()) {
      throw wrong(message, "it has no name pattern");
    }
    List<NamePattern> patterns = new ArrayList<>();
    for (String text : declaration.getPatternsList()) {
      patterns.add(pattern(message, declaration, text));
    }
    checkViews(message, declaration);
    checkSearch(message, declaration);
    Message empty = CompiledTypes.defaultInstance(message);
    return new ResourceType(
        declaration,
        empty,
        patterns,
        newIds(message, declaration),
        declaration.getQueryOnly() ? null : nameField(message),
        new FieldRules(
            references(message, declaration),
            declaredAs(message, FieldDeclaration::getOutputOnly),
            declaredAs(message, FieldDeclaration::getStoredOnly),
            fieldPermissions(message)),
        known);
  }

  private NamePattern pattern(Descriptor message, ResourceDeclaration declaration, String text) {
    NamePattern pattern;
    try {
      pattern = NamePattern.compile(text, prefix -> idRegex(declaration.getService(), prefix));
    } catch (IllegalArgumentException bad) {
      throw wrong(message, "its name pattern '" + text + "' is wrong: " + bad.getMessage());
    }
    if (!pattern.collection().equals(declaration.getPlural())) {
      throw wrong(
          message,
          "its name pattern '"
              + text
              + "' ends in another collection than its plural '"
              + declaration.getPlural()
              + "'");
    }
    return pattern;
  }

  /**
   * Ids before the last one look as the type says that has the shorter pattern, in the same service
   * if possible.
   */
  private String idRegex(String service, String pattern) {
    String general = idRegexes.getOrDefault(pattern, IdRule.READ_DEFAULT.regex());
    return idRegexes.getOrDefault(service + " " + pattern, general);
  }

  /** A type that has ids of its own has them also for new resources, unless it says otherwise. */
  private static IdRule newIds(Descriptor message, ResourceDeclaration declaration) {
    String regex =
        declaration.getNewIdPattern().isEmpty()
            ? declaration.getIdPattern()
            : declaration.getNewIdPattern();
    try {
      return regex.isEmpty() ? IdRule.NEW_DEFAULT : IdRule.of(regex);
    } catch (IllegalArgumentException bad) {
      throw wrong(message, "its new_id_pattern '" + regex + "' is wrong: " + bad.getMessage());
    }
  }

  private static FieldDescriptor nameField(Descriptor message) {
    FieldDescriptor name = message.findFieldByName("name");
    if (name == null || name.getType() != FieldDescriptor.Type.STRING || name.isRepeated()) {
      throw wrong(message, "it has no field 'string name'");
    }
    return name;
  }

  private static void checkViews(Descriptor message, ResourceDeclaration declaration) {
    Set<Object> seen = new HashSet<>();
    declaration
        .getViewsList()
        .forEach(
            view -> {
              if (!seen.add(view.getView())) {
                throw wrong(message, "it declares the view " + view.getView() + " twice");
              }
              view.getPathsList()
                  .forEach(path -> checkPath(message, "view " + view.getView(), path));
            });
  }

  private static void checkSearch(Descriptor message, ResourceDeclaration declaration) {
    declaration.getSearch().getFieldsList().forEach(path -> checkPath(message, "search", path));
    declaration.getSearch().getFiltersList().forEach(path -> checkPath(message, "search", path));
    declaration.getSearch().getOrdersList().forEach(path -> checkPath(message, "search", path));
  }

  private static void checkPath(Descriptor message, String where, String path) {
    try {
      FieldPath.parse(message, path);
    } catch (RefusalException unknown) {
      throw wrong(
          message, "its " + where + " names the path '" + path + "', which it does not have");
    }
  }

  private static List<Reference> references(Descriptor message, ResourceDeclaration declaration) {
    List<Reference> references = new ArrayList<>();
    DeclaredFields.walk(
        message,
        (path, options) -> {
          if (options.hasReference()) {
            String target = options.getReference().getTarget();
            if (target.isEmpty() || path.field().getType() != FieldDescriptor.Type.STRING) {
              throw wrong(
                  message, "its reference '" + path + "' must be a string and name a target");
            }
            String fullName =
                target.contains("/") ? target : declaration.getService() + "/" + target;
            references.add(new Reference(path, fullName, options.getReference().getOnDelete()));
          }
          if (path.isMap() && holdsReferences(path.field())) {
            throw wrong(message, "its map '" + path + "' holds references; expected a list");
          }
        });
    return references;
  }

  private static boolean holdsReferences(FieldDescriptor map) {
    FieldDescriptor value = map.getMessageType().findFieldByNumber(2);
    List<Boolean> found = new ArrayList<>();
    if (value.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      DeclaredFields.walk(
          value.getMessageType(), (path, options) -> found.add(options.hasReference()));
    }
    return found.contains(true);
  }

  /** Without fields in the items of lists, which are written as a whole. */
  private static Mask declaredAs(Descriptor message, Predicate<FieldDeclaration> wanted) {
    List<FieldPath> paths = new ArrayList<>();
    DeclaredFields.walk(
        message,
        (path, options) -> {
          if (wanted.test(options) && !path.isRepeatedOnTheWay()) {
            paths.add(path);
          }
        });
    return Mask.ofPaths(message, paths);
  }

  private static List<FieldPermission> fieldPermissions(Descriptor message) {
    List<FieldPermission> permissions = new ArrayList<>();
    DeclaredFields.walk(
        message,
        (path, options) -> {
          if (!options.getReadPermission().isEmpty()) {
            permissions.add(new FieldPermission.Read(options.getReadPermission(), path));
          }
          if (!options.getSetPermission().isEmpty()) {
            if (path.isRepeatedOnTheWay()) {
              throw wrong(
                  message,
                  "its field '"
                      + path
                      + "' has a set_permission and is in a list, which is set as a whole");
            }
            permissions.add(new FieldPermission.Set(options.getSetPermission(), path));
          }
        });
    return permissions;
  }

  private static IllegalArgumentException wrong(Descriptor message, String mistake) {
    return new IllegalArgumentException(
        "The declaration of " + message.getFullName() + " is wrong: " + mistake + ".");
  }
}
