package dev.edgewatch.region;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which region carries out a call of a custom method (contract section 8.4). */
record CallRouting(Region region, Ownership ownership) {
  private static final String FILTER = "filter";

  /**
   * The region to pass the call on to; empty when it is carried out here.
   *
   * @param permission refuses the caller; asked for before anything is looked up, so that he does
   *     not learn by the way of his call what exists
   */
  Optional<String> elsewhere(
      DeclaredMethod method,
      CallSubject subject,
      Message request,
      Onward onward,
      Runnable permission) {
    Stream<String> regions =
        switch (method.executor()) {
          case READER -> reader(subject, request);
          case OWNER -> owners(method, subject, onward, permission);
          case NAMED -> Stream.of(named(method, request, permission));
          case CUSTOM, UNRECOGNIZED -> Stream.empty();
        };
    return one(regions.distinct().toList()).filter(executor -> !executor.equals(region.id()));
  }

  /** What the filter says about the owner overrides the parent. */
  private static Stream<String> reader(CallSubject subject, Message request) {
    return switch (subject) {
      case CallSubject.Resources(var names) ->
          names.stream().flatMap(name -> name.region().stream());
      case CallSubject.Collections(var parents) ->
          parents.stream()
              .flatMap(
                  parent ->
                      RequestRegions.collection(parent.type(), parent.text(), filter(request))
                          .stream());
      case CallSubject.Service() -> Stream.empty();
    };
  }

  private static String filter(Message request) {
    FieldDescriptor filter = request.getDescriptorForType().findFieldByName(FILTER);
    return filter == null ? "" : String.valueOf(request.getField(filter));
  }

  /** Names may say the regions; else they are looked up, once on the way of a call. */
  private Stream<String> owners(
      DeclaredMethod method, CallSubject subject, Onward onward, Runnable permission) {
    if (isSaid(subject)) {
      return owners(method, subject);
    }
    permission.run();
    return onward.passed(region.id()) ? Stream.empty() : owners(method, subject);
  }

  private static boolean isSaid(CallSubject subject) {
    return switch (subject) {
      case CallSubject.Resources(var names) ->
          names.stream().allMatch(name -> name.region().isPresent());
      case CallSubject.Collections(var parents) ->
          parents.stream().allMatch(parent -> parent.region().isPresent());
      case CallSubject.Service() -> true;
    };
  }

  private Stream<String> owners(DeclaredMethod method, CallSubject subject) {
    return switch (subject) {
      case CallSubject.Resources(var names) -> names.stream().map(ownership::owner);
      case CallSubject.Collections(var parents) -> parents.stream().map(this::owner);
      case CallSubject.Service() -> Stream.of(ownership.controlling(method.service()));
    };
  }

  private String owner(ParentName parent) {
    return ownership.owner(parent.requireConcrete());
  }

  private static String named(DeclaredMethod method, Message request, Runnable permission) {
    String region = DeclaredMethod.texts(method.region().orElseThrow(), request).getFirst();
    if (region.isEmpty()) {
      permission.run();
      String field = method.region().orElseThrow().text();
      throw Refusal.invalid(
          "REGION_MISSING", field, field + " is empty; expected the id of a region");
    }
    return region;
  }

  private static Optional<String> one(List<String> regions) {
    if (regions.size() > 1) {
      throw Refusal.invalid(
          "SEVERAL_REGIONS",
          "",
          "the call is about regions " + String.join(" and ", regions) + "; expected one region");
    }
    return regions.stream().findFirst();
  }
}
