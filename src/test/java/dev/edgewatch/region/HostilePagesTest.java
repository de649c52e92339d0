package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.NaiveNames;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.store.WriteContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sizes and tokens of pages of every type. Tokens are values and not secrets (contract section
 * 4.2): one that was changed into another value says where another page of the same collection
 * begins, and all others are refused.
 */
class HostilePagesTest {
  private static final int PAGE_TOKEN = 3;
  private static final int MOST = 1_000;

  /** Streams cost more than lists; they get each so many'th token. */
  private static final int OF_STREAMS = 16;

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller operator;
  private static Subjects more;
  private static List<Subject> subjects;

  /** The names in each subject's collection. */
  private static final Map<Subject, Set<String>> ROWS = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    operator = region.operator();
    more = Subjects.in(region);
    subjects = more.ofEveryType();
    for (Subject subject : subjects) {
      more.beside(subject, subject.type().defaultInstance());
    }
    subjects.forEach(subject -> ROWS.put(subject, new HashSet<>(names(subject))));
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Set<String> rows(Subject subject) {
    return Objects.requireNonNull(ROWS.get(subject));
  }

  private static List<String> names(Subject subject) {
    ListResponse all =
        operator.list(
            subject.type(), (ListRequest) subject.page(StandardMethod.LIST, MOST, "", "", ""));
    assertThat(all.nextPageToken()).isEmpty();
    return names(subject.type(), all.resources());
  }

  private static List<String> names(ResourceType type, Collection<ByteString> resources) {
    return resources.stream().map(type::nameOf).toList();
  }

  @Test
  void aSizeIsWithinBoundsOrBroughtWithinThem() {
    Sweep sweep = new Sweep("page sizes");
    for (Subject subject : subjects) {
      for (StandardMethod method : subject.ofCollections()) {
        for (int size :
            new int[] {-1, Integer.MIN_VALUE, 0, 1, MOST, MOST + 1, Integer.MAX_VALUE}) {
          sweep.send(
              "size " + size + " of " + subject,
              operator,
              subject.wire(method),
              subject.page(method, size, "", "", "").encode(),
              size < 0 ? Verdict.invalid() : Verdict.answered());
        }
      }
    }
    sweep.end(800);
  }

  @Test
  void noPageHasMoreThanAThousandRows() {
    List<String> ids = IntStream.range(0, MOST + 50).mapToObj(i -> "d" + i).toList();
    region
        .server()
        .region()
        .write(
            new WriteContext("service:test", "test"),
            session -> {
              ids.forEach(id -> session.save(Resource.of(DEVICE, device(id, "Pump"))));
              return ids;
            });
    Subject devices = new Subject(DEVICE, PARENT, PARENT + "/devices/d0");
    assertThat(page(devices, 0)).hasSize(100);
    assertThat(page(devices, MOST + 1)).hasSize(MOST);
    assertThat(page(devices, Integer.MAX_VALUE)).hasSize(MOST);
    ROWS.keySet().stream()
        .filter(subject -> subject.type() == DEVICE)
        .forEach(subject -> ids.forEach(id -> rows(subject).add(PARENT + "/devices/" + id)));
  }

  private static List<ByteString> page(Subject subject, int size) {
    return operator
        .list(subject.type(), (ListRequest) subject.page(StandardMethod.LIST, size, "", "", ""))
        .resources();
  }

  /** A page of one row ends with a token. */
  private static String token(Subject subject, String order) {
    String token =
        operator
            .list(subject.type(), (ListRequest) subject.page(StandardMethod.LIST, 1, "", "", order))
            .nextPageToken();
    assertThat(token).as("token of %s", subject).isNotEmpty();
    return token;
  }

  @Test
  void aTokenInWhichAnyBitWasTurnedIsRefusedOrSaysWhereAPageBegins() {
    Sweep sweep = new Sweep("page tokens, every bit");
    for (Subject subject : subjects) {
      byte[] token = token(subject, "").getBytes(StandardCharsets.UTF_8);
      for (int bit = 0; bit < 8 * token.length; bit++) {
        byte[] turned = token.clone();
        turned[bit / 8] ^= (byte) (1 << bit % 8);
        send(sweep, subject, "bit " + bit, turned, bit, Verdict.either());
      }
    }
    sweep.end(30_000);
  }

  @Test
  void aTokenThatWasCutOffIsRefusedOrSaysWhereAPageBegins() {
    Sweep sweep = new Sweep("page tokens, cut off");
    for (Subject subject : subjects) {
      byte[] token = token(subject, "").getBytes(StandardCharsets.UTF_8);
      for (int length = 1; length < token.length; length++) {
        byte[] head = Arrays.copyOf(token, length);
        boolean hasName = length > "r.e.S.".length();
        Verdict verdict = hasName ? Verdict.either() : Verdict.invalid();
        send(sweep, subject, "the first " + length, head, length, verdict);
      }
    }
    sweep.end(4_000);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    List<String> texts =
        List.of(
            "x",
            "....",
            "r.e.S",
            "r.e.S.",
            "r.e.S.!!!!",
            "x.e.O.1",
            "r.x.O.1",
            "r.e.X.1",
            "r.e.O.",
            "r.e.O.-1",
            "r.e.O.1e3",
            "r.e.O.99999999999999999999",
            "r.e.O.1.2",
            "r.e.C.a",
            "r.e.C.a:b:c",
            "r.e.S." + "QUFB".repeat(1_000),
            "r.e.O." + "1".repeat(3_000),
            "\0",
            "r.e.S.\u202e");
    Sweep sweep = new Sweep("page tokens, none");
    for (Subject subject : subjects) {
      for (String text : texts) {
        byte[] token = text.getBytes(StandardCharsets.UTF_8);
        send(
            sweep,
            subject,
            text.substring(0, Math.min(12, text.length())),
            token,
            0,
            Verdict.invalid());
      }
    }
    sweep.end(2_000);
  }

  @Test
  void aTokenOfAnotherListIsRefusedUnlessItNamesWhatCouldBeInThisOne() {
    Map<Subject, String> tokens = new LinkedHashMap<>();
    subjects.forEach(subject -> tokens.put(subject, token(subject, "")));
    Sweep sweep = new Sweep("page tokens of other lists");
    for (Subject subject : subjects) {
      tokens.forEach(
          (other, token) ->
              send(
                  sweep,
                  subject,
                  "token of " + other,
                  token.getBytes(StandardCharsets.UTF_8),
                  1,
                  NaiveNames.isName(subject.type(), other.name())
                      ? Verdict.answered()
                      : Verdict.invalid()));
    }
    sweep.end(2_500);
  }

  /** Only what can be seen in the token (gaps B6): a value that this order does not compare. */
  @Test
  void aTokenOfAnotherOrderIsRefused() {
    Sweep sweep = new Sweep("page tokens of other orders");
    for (Subject subject : subjects) {
      ResourceType type = subject.type();
      if (type.displayNamePath().isEmpty()) {
        continue;
      }
      String order = type.displayNamePath().get();
      var field = type.descriptor().findFieldByName(order);
      for (String called : List.of("Alpha", "Beta")) {
        Subject another =
            more.beside(
                subject, type.defaultInstance().toBuilder().setField(field, called).build());
        rows(subject).add(another.name());
      }
      String token = token(subject, order + " desc");
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      send(sweep, subject, "by name", bytes, 0, Verdict.invalid());
    }
    sweep.end(40);
  }

  private static void send(
      Sweep sweep, Subject subject, String what, byte[] token, int number, Verdict verdict) {
    for (StandardMethod method : subject.ofCollections()) {
      if (method == StandardMethod.LIST || number % OF_STREAMS == 0) {
        sweep.send(
            what,
            operator,
            subject.wire(method),
            with(subject.page(method, 10, "", "", "").encode(), token),
            ending -> verdict.complaint(ending).or(() -> foreign(subject, method, ending)));
      }
    }
  }

  /** Bytes that need not be text, as a token of the usual number. */
  private static ByteString with(ByteString request, byte[] token) {
    ByteString.Output field = ByteString.newOutput();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(field);
      out.writeByteArray(PAGE_TOKEN, token);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return request.concat(field.toByteString());
  }

  private static Optional<String> foreign(Subject subject, StandardMethod method, Ending ending) {
    if (ending.answer().isEmpty()) {
      return Optional.empty();
    }
    ByteString answer = ending.answer().get();
    Collection<String> told =
        method == StandardMethod.WATCH_MANY
            ? WatchManyResponse.decode(answer).changes().changes().stream()
                .map(change -> name(subject.type(), change))
                .toList()
            : names(subject.type(), ListResponse.decode(answer).resources());
    return told.stream()
        .filter(name -> !rows(subject).contains(name))
        .findFirst()
        .map(name -> "told of " + name);
  }

  private static String name(ResourceType type, ResourceChange change) {
    return switch (change) {
      case ResourceChange.Added(var resource, var index) -> type.nameOf(resource);
      case ResourceChange.Current(var resource) -> type.nameOf(resource);
      case ResourceChange.Modified modified -> modified.name();
      case ResourceChange.Removed removed -> removed.name();
    };
  }
}
