package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;

/** Finds the generated class of a message type, by the options on its file. */
final class CompiledTypes {
  private CompiledTypes() {}

  /**
   * An empty message of the generated class, or a dynamic message when no class was compiled for
   * this descriptor.
   */
  static Message defaultInstance(Descriptor descriptor) {
    try {
      Class<?> generated = Class.forName(className(descriptor));
      Message empty = (Message) generated.getMethod("getDefaultInstance").invoke(null);
      if (empty.getDescriptorForType() == descriptor) {
        return empty;
      }
    } catch (ReflectiveOperationException notCompiled) {
      // A type that was discovered at run time.
    }
    return DynamicMessage.getDefaultInstance(descriptor);
  }

  private static String className(Descriptor descriptor) {
    Descriptor enclosing = descriptor.getContainingType();
    if (enclosing != null) {
      return className(enclosing) + "$" + descriptor.getName();
    }
    return descriptor.getFile().getOptions().getJavaPackage() + "." + descriptor.getName();
  }
}
