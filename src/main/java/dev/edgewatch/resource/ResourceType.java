package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import dev.edgewatch.api.annotations.AuditClass;
import dev.edgewatch.api.annotations.ResourceDeclaration;
import dev.edgewatch.api.annotations.SearchDeclaration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A declared type of resource. Built by the {@link Catalog} from the options on its message;
 * immutable and thread-safe. Types are equal when they are the same object.
 */
public final class ResourceType {
  private static final int LONGEST_NAME = 1_024;

  private final ResourceDeclaration declaration;
  private final Message defaultInstance;
  private final List<NamePattern> patterns;
  private final List<NamePattern> parentPatterns;
  private final IdRule newIds;
  private final @Nullable FieldDescriptor nameField;
  private final @Nullable FieldDescriptor displayNameField;
  private final String fullName;
  private final FieldRules fields;
  private final Map<String, ResourceType> known;
  private final @Nullable Mask ownerReferences;
  private final Mask referringFields;
  private final AuditedFields audited;
  private final Mask state;

  /**
   * @param known all types declared together with this one, complete when the catalog is
   */
  ResourceType(
      ResourceDeclaration declaration,
      Message defaultInstance,
      List<NamePattern> patterns,
      IdRule newIds,
      @Nullable FieldDescriptor nameField,
      FieldRules fields,
      Map<String, ResourceType> known) {
    this.declaration = declaration;
    this.defaultInstance = defaultInstance;
    this.patterns = List.copyOf(patterns);
    this.parentPatterns = patterns.stream().map(NamePattern::parent).toList();
    this.newIds = newIds;
    this.nameField = nameField;
    this.fields = fields;
    this.known = known;
    this.fullName = declaration.getService() + "/" + simpleName();
    FieldDescriptor metadata = descriptor().findFieldByName("metadata");
    boolean owned =
        metadata != null
            && metadata.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && metadata.getMessageType().findFieldByName("owner_references") != null;
    this.ownerReferences = owned ? Mask.of(descriptor(), "metadata.owner_references") : null;
    this.audited = new AuditedFields(descriptor());
    this.state =
        Mask.ofPaths(
            descriptor(),
            Stream.of(AuditClass.STATE, AuditClass.META)
                .flatMap(audit -> audited.of(audit).stream())
                .toList());
    this.referringFields =
        Mask.ofPaths(descriptor(), references().stream().map(Reference::path).toList());
    FieldDescriptor displayName = descriptor().findFieldByName("display_name");
    this.displayNameField =
        displayName != null ? displayName : descriptor().findFieldByName("title");
  }

  /** Domain of the owning service, {@code devices.edgelq.com}. */
  public String service() {
    return declaration.getService();
  }

  /** Version of the API that the type belongs to, {@code v1}: the end of its proto package. */
  public String apiVersion() {
    String protoPackage = descriptor().getFile().getPackage();
    return protoPackage.substring(protoPackage.lastIndexOf('.') + 1);
  }

  /** Simple name, {@code Device}. */
  public String simpleName() {
    return descriptor().getName();
  }

  /**
   * Service and simple name, {@code devices.edgelq.com/Device}; unique in a catalog and the key in
   * the store.
   */
  public String fullName() {
    return fullName;
  }

  /** Collection word, lower camel, {@code devices}. */
  public String plural() {
    return declaration.getPlural();
  }

  public Descriptor descriptor() {
    return defaultInstance.getDescriptorForType();
  }

  public ResourceDeclaration declaration() {
    return declaration;
  }

  /**
   * Whether its resources stand for themselves, and not for those of the same name in another
   * service, as the projects of devices do for those of iam.
   */
  public boolean isOriginal() {
    return declaration.getCopyOf().isEmpty();
  }

  /** What its Search method looks at, when it has one. */
  public Optional<SearchDeclaration> search() {
    return declaration.hasSearch() ? Optional.of(declaration.getSearch()) : Optional.empty();
  }

  public Message defaultInstance() {
    return defaultInstance;
  }

  public Parser<? extends Message> parser() {
    return defaultInstance.getParserForType();
  }

  public List<NamePattern> patterns() {
    return patterns;
  }

  /** Fields that hold names of other resources, in the order of their declaration. */
  public List<Reference> references() {
    return fields.references();
  }

  /** The fields that {@link #references} are in. */
  Mask referringFields() {
    return referringFields;
  }

  /** The type a reference leads to; empty when this catalog does not know it. */
  public Optional<ResourceType> target(Reference reference) {
    return Optional.ofNullable(known.get(reference.target()));
  }

  /** Fields that need a permission of their own. */
  public List<FieldPermission> fieldPermissions() {
    return fields.permissions();
  }

  /**
   * The fields of an audit class: top-level ones, and fields of other ones that are of another
   * class than these. The metadata are the one field of the class META.
   */
  public List<FieldPath> auditedAs(AuditClass wanted) {
    return audited.of(wanted);
  }

  /** The fields that say what a resource is, not what it should be: state and metadata. */
  public Mask state() {
    return state;
  }

  /**
   * Whether its resources are in the store. Those of query-only types are not: they have no
   * standard methods, no metadata and perhaps no name.
   */
  public boolean stored() {
    return !declaration.getQueryOnly();
  }

  /**
   * The fields only the server writes; those in the items of lists are not among them, since lists
   * are written as a whole.
   */
  public Mask outputOnly() {
    return fields.outputOnly();
  }

  /** The fields that nobody is answered: how the server keeps something. */
  public Mask storedOnly() {
    return fields.storedOnly();
  }

  /**
   * What clients may write of a mask: without the paths that are output only, which are ignored and
   * not refused.
   */
  public Mask writable(Mask mask) {
    return mask.subtract(outputOnly());
  }

  /**
   * What an Update makes of a resource (contract section 2.2): the masked, writable paths take the
   * sent values, owner references are merged by name. Everything writable is replaced when the mask
   * is {@link Mask#all}. A mask that names the owner references themselves, with some of those
   * there are and no other, takes the rest away (gaps D3).
   */
  public Message update(Message current, Message sent, Mask mask) {
    Message.Builder updated = current.toBuilder();
    writable(mask).copy(sent, updated);
    if (ownerReferences != null && mask.intersects(ownerReferences)) {
      FieldPath path = ownerReferences.paths().getFirst();
      List<Object> now = path.values(current);
      List<Object> wanted = path.values(sent);
      boolean reduces = mask.paths().contains(path) && OwnerReferences.areFewer(wanted, now);
      List<?> merged = reduces ? wanted : OwnerReferences.merge(now, wanted);
      if (merged.isEmpty()) {
        path.clear(updated);
      } else {
        path.set(updated, merged);
      }
    }
    return updated.build();
  }

  /** Whether names of this type carry a region. */
  public boolean regional() {
    return parentPatterns.stream().anyMatch(parent -> parent.indexOf("region") >= 0);
  }

  /**
   * Parses a full name, wildcards allowed; refuses with INVALID_ARGUMENT what satisfies no pattern.
   */
  public ResourceName parseName(String text) {
    return findName(text).orElseThrow(() -> nameRefused(text));
  }

  /** Like {@link #parseName}, empty when the text is no name of this type. */
  public Optional<ResourceName> findName(String text) {
    if (acceptable(text)) {
      for (NamePattern pattern : patterns) {
        List<String> ids = pattern.match(text);
        if (ids != null) {
          return Optional.of(new ResourceName(this, pattern, text, ids));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Parses a parent (wildcards allowed); the empty text is the parent of types with a root pattern.
   */
  public ParentName parseParent(String text) {
    if (acceptable(text)) {
      for (int i = 0; i < patterns.size(); i++) {
        List<String> ids = parentPatterns.get(i).match(text);
        if (ids != null) {
          return new ParentName(this, patterns.get(i), text, ids);
        }
      }
    }
    throw Refusal.invalid(
        "PARENT_MALFORMED",
        "parent",
        "unable to parse "
            + Quoted.of(text)
            + " as parent of "
            + simpleName()
            + "; expected "
            + alternatives(parentPatterns));
  }

  /** Refuses an id that a new resource of this type may not have (contract section 1.2). */
  public void requireNewId(String id) {
    if (!newIds.accepts(id)) {
      throw Refusal.invalid(
          "ID_MALFORMED",
          "name",
          "id of a new " + simpleName() + " is " + Quoted.of(id) + "; expected " + newIds.regex());
    }
  }

  private FieldDescriptor nameField() {
    if (nameField == null) {
      throw new IllegalStateException(fullName + " is query-only: its entries are not named");
    }
    return nameField;
  }

  /** The value of the name field of a resource of this type. */
  public String nameOf(Message resource) {
    return (String) resource.getField(nameField());
  }

  /**
   * The same of an encoded resource, of which nothing else is decoded; empty when it has no name.
   */
  public String nameOf(ByteString encoded) {
    int nameTag = nameField().getNumber() << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    String name = "";
    try {
      CodedInputStream in = encoded.newCodedInput();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == nameTag) {
          name = in.readStringRequireUtf8();
        } else {
          in.skipField(tag);
        }
      }
    } catch (IOException broken) {
      throw Refusal.undecodable("", "a " + simpleName());
    }
    return name;
  }

  /** Path of what a person calls the resource by, if it has that. */
  public Optional<String> displayNamePath() {
    return Optional.ofNullable(displayNameField).map(FieldDescriptor::getName);
  }

  /** What a person calls the resource: its display name or title; empty when it has none. */
  public String displayNameOf(Message resource) {
    return displayNameField == null ? "" : (String) resource.getField(displayNameField);
  }

  /** The resource under another name. */
  public Message withName(Message resource, String name) {
    return resource.toBuilder().setField(nameField(), name).build();
  }

  /** This name, refused when it is too long to be one. */
  ResourceName checked(ResourceName name) {
    if (!acceptable(name.text())) {
      throw nameRefused(name.text());
    }
    return name;
  }

  private RefusalException nameRefused(String text) {
    return Refusal.invalid(
        "NAME_MALFORMED",
        "name",
        "unable to parse "
            + Quoted.of(text)
            + " as "
            + simpleName()
            + " name; expected "
            + (text.length() > LONGEST_NAME ? "at most " + LONGEST_NAME + " bytes of " : "")
            + alternatives(patterns));
  }

  /**
   * Names are printable ASCII and at most 1,024 bytes long: alerts and member assignments of the
   * contract have names of several hundred.
   */
  private static boolean acceptable(String text) {
    if (text.length() > LONGEST_NAME) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String alternatives(List<NamePattern> patterns) {
    return patterns.stream()
        .map(pattern -> pattern.text().isEmpty() ? "nothing" : pattern.text())
        .collect(Collectors.joining(" or "));
  }

  @Override
  public String toString() {
    return fullName;
  }
}
