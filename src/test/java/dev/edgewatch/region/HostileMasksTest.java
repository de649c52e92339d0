package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.SearchRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Masks of every request of every type: what is shown, what is written, what is compared. */
class HostileMasksTest {
  private static final List<String> OF_THE_SERVER =
      List.of(
          "metadata.create_time",
          "metadata.update_time",
          "metadata.uuid",
          "metadata.resource_version",
          "metadata.syncing",
          "metadata.lifecycle");

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller operator;
  private static List<Subject> subjects;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    operator = region.operator();
    subjects = Subjects.in(region).ofEveryType();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Map<String, List<String>> wrong(ResourceType type) {
    List<String> many = IntStream.range(0, 10_000).mapToObj(i -> "metadata.labels.k" + i).toList();
    Map<String, List<String>> masks = new LinkedHashMap<>();
    masks.put("unknown", List.of("no_such_field"));
    masks.put("unknown beside known", List.of("name", "no_such_field"));
    masks.put("unknown below", List.of("metadata.no_such_field"));
    masks.put("nothing", List.of(""));
    masks.put("a dot", List.of("."));
    masks.put("dots", List.of("metadata..labels"));
    masks.put("ends in a dot", List.of("metadata."));
    masks.put("below a text", List.of("name.x"));
    masks.put("an index", List.of("metadata.tags.0"));
    masks.put("an index in brackets", List.of("metadata.tags[0]"));
    masks.put("an item", List.of("metadata.owner_references.0.name"));
    masks.put("all", List.of("*"));
    masks.put("all beside others", List.of("*", "name"));
    masks.put("all below", List.of("metadata.*"));
    masks.put("ten thousand", many);
    masks.put("the same ten thousand times", Collections.nCopies(10_000, "name"));
    masks.put("deep", List.of("metadata" + ".labels".repeat(40)));
    masks.put("long", List.of("metadata.labels." + "x".repeat(2_000)));
    masks.put("a space", List.of("name "));
    masks.put("several in one", List.of("name,metadata"));
    masks.put("a null", List.of("name\0"));
    masks.put("not ASCII", List.of("n\u0430me"));
    masks.put("a class", List.of("class"));
    masks.put("of the wire", List.of(type.descriptor().findFieldByName("name").getNumber() + ""));
    return masks;
  }

  @Test
  void aWrongMaskIsRefusedWhereverItStands() {
    Sweep sweep = new Sweep("masks");
    for (Subject subject : subjects) {
      wrong(subject.type())
          .forEach(
              (what, paths) -> {
                FieldMask mask = FieldMask.newBuilder().addAllPaths(paths).build();
                for (StandardMethod method : subject.methods()) {
                  for (ByteString request : masked(subject, method, mask)) {
                    sweep.send(what, operator, subject.wire(method), request, Verdict.invalid());
                  }
                }
              });
    }
    sweep.end(10_000);
  }

  /** Requests with the mask at each place where one may be. */
  private static List<ByteString> masked(Subject subject, StandardMethod method, FieldMask mask) {
    View none = View.UNSPECIFIED;
    String parent = subject.parent();
    String name = subject.name();
    ByteString body = subject.body().toByteString();
    ResponseMask shown = new ResponseMask.Body(mask);
    return switch (method) {
      case GET -> List.of(new GetRequest(name, mask, none).encode());
      case BATCH_GET -> List.of(new BatchGetRequest(List.of(name), mask, none).encode());
      case LIST -> List.of(new ListRequest(parent, 1, "", "", "", mask, none, false).encode());
      case SEARCH -> List.of(new SearchRequest(parent, 1, "", "", "", mask, none, "x").encode());
      case WATCH_ONE -> List.of(new WatchOneRequest(name, mask, none).encode());
      case WATCH_MANY -> List.of(WatchManyRequest.page(parent, "", "", "", 1, mask).encode());
      case CREATE -> List.of(new CreateRequest(parent, created(subject), shown).encode());
      case UPDATE -> updates(body, mask, shown);
      case DELETE -> List.of();
    };
  }

  private static ByteString created(Subject subject) {
    return Smallest.of(subject.type(), subject.name() + "x").toByteString();
  }

  private static List<ByteString> updates(ByteString body, FieldMask mask, ResponseMask shown) {
    FieldMask labels = FieldMask.newBuilder().addPaths("metadata.labels").build();
    ResponseMask whole = new ResponseMask.Whole();
    return List.of(
        new UpdateRequest(body, mask, Optional.empty(), false, whole).encode(),
        new UpdateRequest(body, labels, Optional.empty(), false, shown).encode(),
        new UpdateRequest(
                body, labels, Optional.of(new UpdateRequest.Cas(body, mask)), false, whole)
            .encode());
  }

  /** They are ignored and not refused (contract section 2.2), and the name stays the name. */
  @Test
  void whatOnlyTheServerWritesIsIgnoredInMasks() {
    Sweep sweep = new Sweep("masks of what the server writes");
    for (Subject subject : subjects) {
      if (!subject.methods().contains(StandardMethod.UPDATE)) {
        continue;
      }
      List<String> paths = new ArrayList<>(OF_THE_SERVER);
      paths.add("name");
      subject.type().outputOnly().paths().forEach(path -> paths.add(path.text()));
      Message before = operator.get(subject.type(), subject.name()).message();
      for (String path : paths) {
        UpdateRequest update =
            UpdateRequest.of(
                subject.body().toByteString(), FieldMask.newBuilder().addPaths(path).build());
        sweep.send(
            path,
            operator,
            subject.wire(StandardMethod.UPDATE),
            update.encode(),
            Verdict.answered());
      }
      sweep.await();
      Message after = operator.get(subject.type(), subject.name()).message();
      List<FieldPath> different = Mask.diff(before, after).paths();
      if (!different.isEmpty()) {
        sweep.complain(subject + " is different at " + different);
      }
    }
    sweep.end(400);
    assertThat(subjects).hasSizeGreaterThan(50);
  }
}
