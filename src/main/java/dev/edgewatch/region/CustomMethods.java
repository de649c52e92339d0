package dev.edgewatch.region;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.edgewatch.api.annotations.Transaction;
import dev.edgewatch.resource.DeclaredMethod;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Binds declared methods to what carries them out, by name. A region does not start when a method
 * is declared that nothing carries out and that is not listed as not offered, when something is
 * carried out or listed that nothing declares, or when a method is both.
 */
final class CustomMethods {
  private final Map<String, CustomMethod<?, ?>> implemented = new HashMap<>();

  private CustomMethods(List<CustomMethod<?, ?>> methods) {
    methods.forEach(method -> implemented.put(method.fullName(), method));
  }

  /**
   * What is carried out, by full name.
   *
   * @param standard full names of the standard methods, which may be not offered as well
   */
  static Map<String, CustomMethod<?, ?>> bind(
      Collection<DeclaredMethod> declared,
      Set<String> standard,
      List<CustomMethod<?, ?>> methods,
      NotOffered notOffered) {
    CustomMethods bound = new CustomMethods(methods);
    Set<String> known = new HashSet<>(standard);
    for (DeclaredMethod method : declared) {
      known.add(method.fullName());
      bound.check(method, notOffered.reasons().containsKey(method.fullName()));
    }
    bound.implemented.keySet().forEach(name -> requireKnown(known, name, "implemented"));
    notOffered.reasons().keySet().forEach(name -> requireKnown(known, name, "not offered"));
    return bound.implemented;
  }

  private static void requireKnown(Set<String> known, String name, String what) {
    if (!known.contains(name)) {
      throw new RegionStartException(name + " is " + what + ", but no proto declares it");
    }
  }

  private void check(DeclaredMethod declared, boolean notOffered) {
    String name = declared.fullName();
    CustomMethod<?, ?> method = implemented.get(name);
    if (method == null) {
      if (!notOffered) {
        throw new RegionStartException(
            name
                + " is declared in "
                + declared.descriptor().getFile().getName()
                + ", but nothing implements it");
      }
    } else if (notOffered) {
      throw new RegionStartException(name + " is implemented, and listed as not offered");
    } else if (!fits(declared, method)) {
      throw new RegionStartException(
          name
              + " is implemented otherwise than "
              + declared.descriptor().getFile().getName()
              + " declares it: with other messages, as another kind of stream, or with another"
              + " transaction");
    }
  }

  private static boolean fits(DeclaredMethod declared, CustomMethod<?, ?> method) {
    MethodDescriptor descriptor = declared.descriptor();
    boolean said = descriptor.isClientStreaming();
    boolean streamed = descriptor.isServerStreaming();
    boolean inSession = declared.transaction() == Transaction.SNAPSHOT;
    boolean sameKind =
        switch (method) {
          case CustomMethod.Unary<?, ?> unary -> !said && !streamed && !inSession;
          case CustomMethod.Snapshot<?, ?> snapshot -> !said && !streamed && inSession;
          case CustomMethod.Gathered<?, ?> gathered -> !said && !streamed && !inSession;
          case CustomMethod.Feed<?, ?> feed -> !said && streamed && !inSession;
          case CustomMethod.Bidi<?, ?> bidi -> said && streamed && !inSession;
        };
    return sameKind
        && method.request().getDescriptorForType() == descriptor.getInputType()
        && method.answer().getDescriptorForType() == descriptor.getOutputType();
  }
}
