package dev.edgewatch.region;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.edgewatch.api.Everything;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Binds the RPCs that hand-written protos declare to what implements them, by name. */
final class CustomMethods {
  private CustomMethods() {}

  /** The compiled files that declare services. */
  static List<FileDescriptor> declared() {
    List<FileDescriptor> declaring = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<FileDescriptor> files = new ArrayDeque<>(List.of(Everything.getDescriptor()));
    while (!files.isEmpty()) {
      FileDescriptor file = files.pop();
      if (seen.add(file.getName())) {
        files.addAll(file.getDependencies());
        if (!file.getServices().isEmpty()) {
          declaring.add(file);
        }
      }
    }
    return declaring;
  }

  /**
   * By full name. Refuses to start with an RPC that nothing implements, or an implementation that
   * nothing declares.
   */
  static Map<String, CustomMethod<?, ?>> bind(
      List<FileDescriptor> files, List<CustomMethod<?, ?>> implemented) {
    Map<String, CustomMethod<?, ?>> byName = new HashMap<>();
    implemented.forEach(method -> byName.put(method.fullName(), method));
    Set<String> declared = new HashSet<>();
    for (FileDescriptor file : files) {
      for (ServiceDescriptor service : file.getServices()) {
        for (MethodDescriptor method : service.getMethods()) {
          String name = service.getFullName() + "/" + method.getName();
          declared.add(name);
          requireImplemented(name, method, byName.get(name));
        }
      }
    }
    byName.keySet().stream()
        .filter(name -> !declared.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new RegionStartException(name + " is implemented, but no proto declares it");
            });
    return byName;
  }

  private static void requireImplemented(
      String name,
      MethodDescriptor declared,
      @org.jspecify.annotations.Nullable CustomMethod<?, ?> method) {
    if (method == null) {
      throw new RegionStartException(
          name + " is declared in " + declared.getFile().getName() + ", but nothing implements it");
    }
    boolean sameTypes =
        method.request().getDescriptorForType() == declared.getInputType()
            && method.answer().getDescriptorForType() == declared.getOutputType();
    if (!sameTypes || !declared.isClientStreaming() || !declared.isServerStreaming()) {
      throw new RegionStartException(
          name
              + " is implemented with other messages than "
              + declared.getFile().getName()
              + " declares");
    }
  }
}
