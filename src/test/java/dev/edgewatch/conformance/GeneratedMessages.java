package dev.edgewatch.conformance;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import dev.edgewatch.resource.standard.StandardMethod;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import java.util.Objects;

/**
 * The methods and messages as a client has them that was generated from the published descriptors:
 * protobuf's own messages, and nothing of our own encoding.
 */
final class GeneratedMessages {
  private static final DerivedDescriptors API = DerivedDescriptors.compiled();

  private GeneratedMessages() {}

  /** A watch method of devices, as a stub calls it. */
  static MethodDescriptor<Message, Message> watch(StandardMethod method) {
    var descriptor = API.method(TestRegion.DEVICE, method);
    return MethodDescriptor.<Message, Message>newBuilder()
        .setType(MethodType.SERVER_STREAMING)
        .setFullMethodName(descriptor.getService().getFullName() + "/" + descriptor.getName())
        .setRequestMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(descriptor.getInputType())))
        .setResponseMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(descriptor.getOutputType())))
        .build();
  }

  static Message.Builder request(StandardMethod method) {
    return DynamicMessage.newBuilder(API.method(TestRegion.DEVICE, method).getInputType());
  }

  static FieldDescriptor field(Message.Builder message, String name) {
    return Objects.requireNonNull(message.getDescriptorForType().findFieldByName(name), name);
  }

  static Object get(Message message, String name) {
    return message.getField(
        Objects.requireNonNull(message.getDescriptorForType().findFieldByName(name), name));
  }

  static boolean has(Message message, String name) {
    return message.hasField(message.getDescriptorForType().findFieldByName(name));
  }

  static Message message(Message message, String name) {
    return (Message) get(message, name);
  }

  static int number(Message message, String name) {
    return ((Number) get(message, name)).intValue();
  }

  static Device device(Message change) {
    try {
      return Device.parseFrom(message(change, "device").toByteString());
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
