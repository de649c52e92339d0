package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.RandomNames;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Resources of every type there is, so that a new type is looked at without a new test: created
 * where that is offered, else stored as the server would.
 */
final class Subjects {
  private final TestRegion region;
  private final Places places;
  private final RandomNames names = new RandomNames(new SplittableRandom(7));

  private Subjects(TestRegion region) {
    this.region = region;
    this.places = new Places(region, "us-west2");
  }

  /** In a region that was seeded; adds what they are below. */
  static Subjects in(TestRegion region) {
    region
        .operator()
        .create(
            Caller.type("meta.goten.com/Region"),
            "",
            Region.newBuilder().setName("regions/us-west2").build());
    region
        .operator()
        .create(
            Caller.type("meta.goten.com/Service"),
            "",
            Service.newBuilder().setName("services/tides.example.com").build());
    return new Subjects(region);
  }

  /** One of each type, in the first of its places. */
  List<Subject> ofEveryType() {
    return Catalog.compiled().types().stream()
        .filter(Subjects::stays)
        .map(type -> create(type, type.patterns().getFirst()))
        .toList();
  }

  /** One of each type in each of its places. */
  List<Subject> inEveryPlace() {
    List<Subject> subjects = new ArrayList<>();
    for (ResourceType type : Catalog.compiled().types()) {
      if (stays(type)) {
        type.patterns().forEach(pattern -> subjects.add(create(type, pattern)));
      }
    }
    return subjects;
  }

  /** A row that follows from others goes again when nothing asks for it. */
  private static boolean stays(ResourceType type) {
    return type.stored() && !type.fullName().equals("iam.edgelq.com/MemberAssignment");
  }

  private Subject create(ResourceType type, NamePattern pattern) {
    String parent = places.parent(type, pattern);
    Subject subject = named(type, parent);
    Message body = Smallest.of(type, subject.name());
    if (subject.methods().contains(StandardMethod.CREATE)) {
      region.operator().create(type, parent, body);
    } else {
      region.store(type, body);
    }
    return subject;
  }

  /** The name of one that is not there yet, beside another one. */
  String newName(Subject beside) {
    return named(beside.type(), beside.parent()).name();
  }

  private Subject named(ResourceType type, String parent) {
    String id = names.newId(type);
    while (("/" + id + "/").matches(".*/-?/.*")) {
      id = names.newId(type); // a wildcard, or an id that the server is to make up
    }
    String above = parent.isEmpty() ? "" : parent + "/";
    return new Subject(type, parent, above + type.plural() + "/" + id);
  }

  /** Another one beside it, as it would be stored. */
  Subject beside(Subject subject, Message content) {
    Subject another = named(subject.type(), subject.parent());
    region.store(another.type(), another.type().withName(content, another.name()));
    return another;
  }
}
