package dev.edgewatch.console.ui.form;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.Reference;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kind of control for each kind of field.
 *
 * @param above full name of the resource or parent that references are looked up beside
 * @param objection to what could be referred to
 */
record Controls(
    ConsoleSession session,
    ResourceType type,
    String above,
    DrainTimer timer,
    Objection objection) {
  private static final String PERMISSION = "iam.edgelq.com/Permission";
  private static final String SERVICE = "meta.goten.com/Service";

  /** Ids of regions; no references, because a region is known by its id alone. */
  private static final Set<String> REGIONS =
      Set.of(
          "goten.types.MultiRegionPolicy.enabled_regions",
          "goten.types.MultiRegionPolicy.default_control_region",
          "goten.types.MultiRegionPolicy.CriteriaForDisabledSync.source_region",
          "goten.types.MultiRegionPolicy.CriteriaForDisabledSync.dest_region");

  /**
   * The control of a spot.
   *
   * @param prefix path of the spot's message in the resource, empty or ending in a dot
   */
  Control of(Spot spot, String prefix, Runnable onChange) {
    return switch (spot) {
      case Spot.Oneof oneof ->
          new OneofControl(oneof.oneof(), prefix + oneof.prefix(), this, onChange);
      case Spot.Field field ->
          of(field.path().declaredField(), prefix + field.key(), field.label(), onChange);
    };
  }

  private Control of(FieldDescriptor field, String path, String label, Runnable onChange) {
    if (field.isMapField()) {
      FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
      FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
      Object nothing =
          value.getJavaType() == JavaType.MESSAGE
              ? DynamicMessage.getDefaultInstance(value.getMessageType())
              : value.getDefaultValue();
      return new PairsControl(
          label,
          path,
          told -> single(key, path, told),
          told -> single(value, path, told),
          nothing,
          onChange);
    }
    return field.isRepeated() ? list(field, path, label, onChange) : single(field, path, onChange);
  }

  /** What there are few of is picked from all of them; of the rest each item is one row. */
  private Control list(FieldDescriptor field, String path, String label, Runnable onChange) {
    if (REGIONS.contains(field.getFullName())) {
      return new ChecklistControl(this::regions, label, onChange);
    }
    return switch (target(path).map(ResourceType::fullName).orElse("")) {
      case PERMISSION -> new PermissionsControl(this, label, onChange);
      case SERVICE -> new ChecklistControl(this::services, label, onChange);
      default -> new RowsControl(label, path, told -> single(field, path, told), onChange);
    };
  }

  private List<Offer> regions() {
    return session.environment().regions().stream()
        .map(region -> new Offer(region.id(), region.id(), where(region)))
        .toList();
  }

  private static String where(Environment.Region region) {
    return region.location().isEmpty() ? region.title() : region.location();
  }

  private List<Offer> services() {
    return session.environment().services().stream()
        .map(service -> new Offer(service.name(), service.title(), service.domain()))
        .toList();
  }

  /** The control of one value. */
  Control single(FieldDescriptor field, String path, Runnable onChange) {
    String label = TypeNames.field(field);
    if (REGIONS.contains(field.getFullName())) {
      return ChoiceControl.among(this::regions, label, onChange);
    }
    Optional<ResourceType> target = target(path);
    if (target.isPresent()) {
      return new ReferenceControl(
          this, target.get(), label, name -> objection.whyNot(path, name), onChange);
    }
    return switch (field.getJavaType()) {
      case BOOLEAN ->
          field.hasPresence() || field.isRepeated()
              ? new ChoiceControl(field, label, onChange)
              : new SwitchControl(label, onChange);
      case ENUM -> new ChoiceControl(field, label, onChange);
      case MESSAGE ->
          TextControl.isTyped(field)
              ? new TextControl(field, label, onChange)
              : new MessageControl(field.getMessageType(), path, this, onChange);
      case INT, LONG, FLOAT, DOUBLE, STRING, BYTE_STRING -> new TextControl(field, label, onChange);
    };
  }

  private Optional<ResourceType> target(String path) {
    return type.references().stream()
        .filter(reference -> reference.path().text().equals(path))
        .map(Reference::target)
        .findFirst()
        .flatMap(session.catalog()::find);
  }
}
