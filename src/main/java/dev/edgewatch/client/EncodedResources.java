package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;

/** Resources of answers, named without being decoded. */
final class EncodedResources {
  private EncodedResources() {}

  static Resource resource(ResourceType type, ByteString encoded) {
    return new Resource(type, type.nameOf(encoded), encoded);
  }

  /** The value of the name field; empty when it is not there. */
  static String name(ResourceType type, ByteString encoded) {
    return type.nameOf(encoded);
  }
}
