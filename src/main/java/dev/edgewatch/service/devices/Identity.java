package dev.edgewatch.service.devices;

import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.iam.Sha256;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a device says of itself at the identity paths of a policy: a device that says the same is
 * the same one.
 */
record Identity(Map<String, String> values) {
  private static final String FIELD = "spec.identity_field_paths";
  private static final String STATUS = "status.";
  private static final int LONGEST = 256;

  Identity {
    values = Map.copyOf(values);
  }

  /** Refuses paths at which a device cannot say who it is. */
  static void requirePaths(List<String> paths) {
    paths.forEach(Identity::path);
  }

  private static FieldPath path(String text) {
    FieldPath path = FieldPath.parse(Device.getDescriptor(), text);
    boolean fits =
        path.text().startsWith(STATUS)
            && path.field().getJavaType() == JavaType.STRING
            && !path.isList()
            && !path.isMap()
            && !path.isRepeatedOnTheWay();
    if (!fits) {
      throw Refusal.invalid(
          "IDENTITY_PATH_UNFIT",
          FIELD,
          FIELD
              + " has "
              + Quoted.of(text)
              + "; expected paths to single texts in status, which is all that a device says");
    }
    return path;
  }

  /** Refuses a device that leaves out what it is known by. */
  static Identity of(List<String> paths, Device.Status status) {
    Device said = Device.newBuilder().setStatus(status).build();
    Map<String, String> values = new TreeMap<>();
    for (String text : paths) {
      FieldPath path = path(text);
      String value = String.valueOf(path.value(said).orElse(""));
      if (value.isBlank() || value.length() > LONGEST) {
        String field = "device_" + path.text();
        throw Refusal.invalid(
            "DEVICE_STATUS_INCOMPLETE",
            field,
            field
                + (value.isBlank() ? " is empty" : " has " + value.length() + " characters")
                + "; expected 1 to "
                + LONGEST
                + " by which the device is known");
      }
      values.put(path.text(), value);
    }
    return new Identity(values);
  }

  /** Whether nothing tells one device from another. */
  boolean isEmpty() {
    return values.isEmpty();
  }

  boolean isOf(Device device) {
    return values.entrySet().stream()
        .allMatch(
            entry ->
                path(entry.getKey()).value(device).filter(entry.getValue()::equals).isPresent());
  }

  Filter filter(ResourceType devices) {
    return values.entrySet().stream()
        .map(entry -> Filter.in(devices, entry.getKey(), List.of(entry.getValue())))
        .reduce(Filter.all(devices), Filter::and);
  }

  /** The same for the same values in one place. */
  String digest(String parent) {
    return Sha256.hex(parent + "\n" + new TreeMap<>(values));
  }

  /** For a message to who has said it. */
  @Override
  public String toString() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + Quoted.of(entry.getValue()))
            .collect(java.util.stream.Collectors.joining(" and "));
  }
}
