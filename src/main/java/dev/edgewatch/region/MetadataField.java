package dev.edgewatch.region;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.Lifecycle;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;

/** The {@code metadata} of resources of any type. */
public final class MetadataField {
  private static final String FIELD = "metadata";

  private MetadataField() {}

  static Meta of(Resource resource) {
    return of(resource.type(), resource.message());
  }

  /** Whether it is on its way out (contract section 1.7). */
  static boolean isDeleting(Resource resource) {
    return isDeleting(resource.type(), resource.message());
  }

  static boolean isDeleting(ResourceType type, Message resource) {
    return of(type, resource).getLifecycle().getState() == Lifecycle.State.DELETING;
  }

  public static Meta of(ResourceType type, Message resource) {
    Object value = resource.getField(field(type));
    if (value instanceof Meta meta) {
      return meta;
    }
    try {
      return Meta.parseFrom(((Message) value).toByteString());
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException(
          "the metadata of a " + type.fullName() + " cannot be read", broken);
    }
  }

  static Message with(ResourceType type, Message resource, Meta metadata) {
    return resource.toBuilder().setField(field(type), metadata).build();
  }

  private static FieldDescriptor field(ResourceType type) {
    return type.descriptor().findFieldByName(FIELD);
  }
}
