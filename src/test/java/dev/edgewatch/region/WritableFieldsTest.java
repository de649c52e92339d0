package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every field of every type, sent by somebody who may do everything: what does not become what he
 * sends is the server's own, and is what the checked-in list says. When the difference is wanted,
 * {@code target/server-owned.txt} is the new list.
 */
class WritableFieldsTest {
  private static final Path EXPECTED = Path.of("src/test/resources/access/server-owned.txt");
  private static final Path ACTUAL = Path.of("target/server-owned.txt");

  /** What is wrong with the value, or with who sends it: it is not written either. */
  private static final Set<Code> REFUSED =
      EnumSet.of(
          Code.INVALID_ARGUMENT,
          Code.NOT_FOUND,
          Code.ALREADY_EXISTS,
          Code.FAILED_PRECONDITION,
          Code.PERMISSION_DENIED,
          Code.UNIMPLEMENTED);

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller operator;
  private static Subjects subjects;

  private final Sweep sweep = new Sweep("fields that are sent");

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    operator = region.operator();
    subjects = Subjects.in(region);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @Test
  void onlyWhatClientsMayWriteBecomesWhatTheySend() throws IOException {
    Map<ResourceType, Set<String>> owned = new LinkedHashMap<>();
    for (Subject subject : subjects.ofEveryType()) {
      if (subject.methods().contains(StandardMethod.UPDATE)) {
        List<List<FieldDescriptor>> paths = serverOwned(subject);
        sendAtOnce(subject, paths);
        owned.put(
            subject.type(),
            paths.stream()
                .map(SentValues::text)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
      }
    }
    List<String> lines = lines(owned);
    Files.writeString(ACTUAL, String.join("\n", lines) + "\n");
    sweep.end(1_700);
    assertThat(lines).containsExactlyElementsOf(expected());
  }

  /** What is the same for all types comes first and once. */
  private static List<String> lines(Map<ResourceType, Set<String>> owned) {
    Set<String> common = new LinkedHashSet<>(owned.values().iterator().next());
    owned.values().forEach(common::retainAll);
    List<String> lines = new ArrayList<>();
    lines.add("# type: fields that stay what the server says, whoever sends them");
    lines.add("each: " + String.join(" ", common));
    owned.forEach(
        (type, paths) -> {
          paths.removeAll(common);
          lines.add((type.fullName() + ": " + String.join(" ", paths)).strip());
        });
    return lines;
  }

  private static List<String> expected() throws IOException {
    return Files.exists(EXPECTED)
        ? Files.readAllLines(EXPECTED, StandardCharsets.UTF_8)
        : List.of();
  }

  /** Each field by itself, named by the mask. */
  private List<List<FieldDescriptor>> serverOwned(Subject subject) {
    List<List<FieldDescriptor>> owned = new ArrayList<>();
    Message present = operator.get(subject.type(), subject.name()).message();
    for (List<FieldDescriptor> path : SentValues.paths(subject.type().descriptor())) {
      if (path.getFirst().getName().equals("name")) {
        continue;
      }
      sweep.count();
      Object sent = sent(present, path);
      Optional<Message> answered =
          answered(
              () ->
                  operator
                      .update(
                          subject.type(),
                          SentValues.with(subject.body(), path, sent),
                          SentValues.text(path))
                      .message());
      if (answered.isPresent()) {
        present = answered.get();
        if (!SentValues.at(present, path).equals(sent)) {
          owned.add(path);
        }
      }
    }
    return owned;
  }

  private static Object sent(Message present, List<FieldDescriptor> path) {
    Message owner = present;
    for (FieldDescriptor field : path.subList(0, path.size() - 1)) {
      owner = (Message) owner.getField(field);
    }
    return SentValues.otherThan(SentValues.at(present, path), owner, path.getLast());
  }

  private Optional<Message> answered(Supplier<Message> call) {
    try {
      return Optional.of(call.get());
    } catch (StatusRuntimeException refused) {
      if (!REFUSED.contains(refused.getStatus().getCode())) {
        sweep.complain(refused.toString());
      }
      return Optional.empty();
    }
  }

  /** All that is the server's, in a create, in an update of everything and in one that creates. */
  private void sendAtOnce(Subject subject, List<List<FieldDescriptor>> owned) {
    ResourceType type = subject.type();
    requireOwn(subject, owned, subject.name(), body -> operator.update(type, body));
    if (subject.methods().contains(StandardMethod.CREATE)) {
      String created = subjects.newName(subject);
      requireOwn(subject, owned, created, body -> operator.create(type, subject.parent(), body));
      requireOwn(subject, owned, subjects.newName(subject), body -> upsert(type, body));
    }
  }

  private static void upsert(ResourceType type, Message body) {
    operator.ask(
        type,
        StandardMethod.UPDATE,
        new UpdateRequest(
            body.toByteString(),
            FieldMask.getDefaultInstance(),
            Optional.empty(),
            true,
            new ResponseMask.Whole()));
  }

  private void requireOwn(
      Subject subject, List<List<FieldDescriptor>> owned, String name, Consumer<Message> call) {
    ResourceType type = subject.type();
    Message present = operator.get(type, subject.name()).message();
    Message body = name.equals(subject.name()) ? present : Smallest.of(type, name);
    for (List<FieldDescriptor> path : owned) {
      body = SentValues.with(body, path, sent(present, path));
    }
    sweep.count();
    try {
      call.accept(body);
    } catch (StatusRuntimeException refused) {
      sweep.complain(name + " with all of it was refused: " + refused.getStatus());
      return;
    }
    Message stored = operator.get(type, name).message();
    for (List<FieldDescriptor> path : owned) {
      if (SentValues.at(stored, path).equals(SentValues.at(body, path))) {
        sweep.complain(name + " has taken " + SentValues.text(path));
      }
    }
  }
}
