package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.io.IOException;

/** Names of resources that are not decoded. */
final class EncodedResources {
  private static final int LENGTH_DELIMITED = 2;

  private EncodedResources() {}

  static Resource resource(ResourceType type, ByteString encoded) {
    return new Resource(type, name(type, encoded), encoded);
  }

  /** The value of the name field, found without decoding the rest; empty when it is not there. */
  static String name(ResourceType type, ByteString encoded) {
    int tag = type.descriptor().findFieldByName("name").getNumber() << 3 | LENGTH_DELIMITED;
    String name = "";
    try {
      CodedInputStream in = encoded.newCodedInput();
      for (int next = in.readTag(); next != 0; next = in.readTag()) {
        if (next == tag) {
          name = in.readStringRequireUtf8();
        } else {
          in.skipField(next);
        }
      }
    } catch (IOException broken) {
      throw Refusal.invalid("ANSWER_MALFORMED", "", "the answer holds a " + type.fullName() + " that cannot be decoded");
    }
    return name;
  }
}
