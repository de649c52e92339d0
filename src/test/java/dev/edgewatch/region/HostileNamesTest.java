package dev.edgewatch.region;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.NaiveNames;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names of every type, in every place and method, that are none. */
class HostileNamesTest {
  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller operator;
  private static List<Subject> subjects;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    operator = region.operator();
    subjects = Subjects.in(region).inEveryPlace();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @Test
  void whatIsNoNameIsRefusedByEveryMethodThatTakesOne() {
    Sweep sweep = new Sweep("names");
    for (Subject subject : subjects) {
      HostileNames.of(subject.name(), subject.withId(""))
          .forEach((what, text) -> askFor(sweep, subject, what, text));
    }
    sweep.end(19_000);
  }

  private static void askFor(Sweep sweep, Subject subject, String what, String text) {
    for (StandardMethod method : subject.methods()) {
      if (!method.ofCollection()) {
        sweep.send(
            what + " of " + subject,
            operator,
            subject.wire(method),
            subject.about(method, text).encode(),
            named(method, subject.type(), text));
      }
    }
  }

  /** What is a name of the type after all is missing, or is created. */
  private static Verdict named(StandardMethod method, ResourceType type, String text) {
    if (method == StandardMethod.CREATE) {
      boolean isNumbered = text.isEmpty() || text.endsWith("/");
      boolean isId = !text.contains("/");
      return isNumbered || isId || isConcrete(type, text) ? Verdict.either() : Verdict.invalid();
    }
    return isConcrete(type, text) ? Verdict.either() : Verdict.invalid();
  }

  private static boolean isConcrete(ResourceType type, String text) {
    return NaiveNames.isName(type, text) && !(text + "/").contains("/-/");
  }

  @Test
  void whatIsNoParentIsRefusedByEveryMethodThatTakesOne() {
    Sweep sweep = new Sweep("parents");
    for (Subject subject : subjects) {
      if (subject.parent().isEmpty()) {
        continue;
      }
      String beginning = subject.parent().substring(0, subject.parent().lastIndexOf('/') + 1);
      HostileNames.of(subject.parent(), beginning)
          .forEach((what, text) -> askBelow(sweep, subject, what, text));
    }
    sweep.end(8_000);
  }

  private static void askBelow(Sweep sweep, Subject subject, String what, String text) {
    for (StandardMethod method : subject.methods()) {
      boolean creates = method == StandardMethod.CREATE;
      if (method.ofCollection() || creates) {
        boolean isParent = NaiveNames.isParent(subject.type(), text);
        boolean isWild = (text + "/").contains("/-/");
        sweep.send(
            what + " above " + subject,
            operator,
            subject.wire(method),
            subject.below(method, text).encode(),
            isParent && !(creates && isWild) ? Verdict.either() : Verdict.invalid());
      }
    }
  }

  @Test
  void whatPeopleCallAThingIsOneLineInTheFormThatComparesRightly() {
    Sweep sweep = new Sweep("display names");
    for (Subject subject : subjects) {
      ResourceType type = subject.type();
      if (type.displayNamePath().isEmpty() || type.outputOnly().toString().contains("display")) {
        continue;
      }
      String field = type.displayNamePath().get();
      HostileNames.displayNames()
          .forEach(
              (what, text) -> {
                Message called =
                    subject.body().toBuilder()
                        .setField(type.descriptor().findFieldByName(field), text)
                        .build();
                call(sweep, subject, what, field, called);
              });
    }
    sweep.end(500);
  }

  private static void call(
      Sweep sweep, Subject subject, String what, String field, Message called) {
    if (subject.methods().contains(StandardMethod.UPDATE)) {
      sweep.send(
          what,
          operator,
          subject.wire(StandardMethod.UPDATE),
          UpdateRequest.of(called.toByteString(), FieldMask.newBuilder().addPaths(field).build())
              .encode(),
          Verdict.invalid());
    }
    if (subject.methods().contains(StandardMethod.CREATE)) {
      Message fresh = subject.type().withName(called, subject.name() + "x");
      sweep.send(
          what,
          operator,
          subject.wire(StandardMethod.CREATE),
          CreateRequest.of(subject.parent(), fresh.toByteString()).encode(),
          Verdict.invalid());
    }
  }
}
