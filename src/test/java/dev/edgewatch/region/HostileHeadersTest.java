package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static dev.edgewatch.region.TestRegion.device;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.WireMethods;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What comes beside a request: who calls is told by one token and by nothing else. */
class HostileHeadersTest {
  /** In all the ways in which proxies tell who somebody is, and where he is. */
  private static final Map<String, String> FORGED =
      Map.ofEntries(
          Map.entry("x-forwarded-for", "10.1.2.3"),
          Map.entry("x-real-ip", "10.1.2.3"),
          Map.entry("forwarded", "for=10.1.2.3;by=10.1.2.4"),
          Map.entry("x-goten-original-ip", "10.1.2.3"),
          Map.entry("x-goten-routing-region", "eastus2"),
          Map.entry("x-goten-principal", "user:ann@acme.example"),
          Map.entry("x-user", "ann@acme.example"),
          Map.entry("x-forwarded-user", "ann@acme.example"),
          Map.entry("x-forwarded-email", "ann@acme.example"),
          Map.entry("x-remote-user", "operator"),
          Map.entry("x-edgewatch-role", "operator"),
          Map.entry("edgewatch_role", "operator"),
          Map.entry("proxy-authorization", "Bearer operator"),
          Map.entry("cookie", "authorization=operator"),
          Map.entry("grpc-internal-encoding-request", "operator"));

  private static TestIssuer issuer;
  private static TestRegion region;
  private static List<Subject> subjects;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    subjects = Subjects.in(region).ofEveryType();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static Metadata authorizations(String... tokens) {
    Metadata headers = new Metadata();
    for (String token : tokens) {
      headers.put(Headers.AUTHORIZATION, "Bearer " + token);
    }
    return headers;
  }

  @Test
  void whoHasTwoTokensIsNobody() {
    String operator = issuer.role("operator");
    String stranger = issuer.person("nobody@harbor.example");
    Map<String, Metadata> twice =
        Map.of(
            "the good one first", authorizations(operator, stranger),
            "the good one last", authorizations(stranger, operator),
            "the same", authorizations(operator, operator),
            "an empty one first", authorizations("", operator));
    Sweep sweep = new Sweep("two tokens");
    twice.forEach(
        (what, headers) ->
            everywhere(
                (subject, method, request) ->
                    sweep.send(
                        what,
                        region.channel(),
                        subject.wire(method),
                        request,
                        headers,
                        Verdict.refused(Code.UNAUTHENTICATED))));
    sweep.end(1_800);
  }

  @FunctionalInterface
  private interface Case {
    void of(Subject subject, StandardMethod method, ByteString request);
  }

  /** Every method of every type; what creates does so once. */
  private static void everywhere(Case each) {
    for (Subject subject : subjects) {
      for (StandardMethod method : subject.methods()) {
        each.of(subject, method, subject.about(method, subject.name()).encode());
      }
    }
  }

  /** The same as without them, for somebody signed in and for somebody who is not. */
  @Test
  void forgedHeadersOpenNothing() {
    Map<String, Ending> without = new LinkedHashMap<>();
    Map<String, Metadata> callers =
        Map.of(
            "stranger",
            authorizations(issuer.person("nobody@harbor.example")),
            "anybody",
            new Metadata());
    Sweep sweep = new Sweep("forged headers");
    callers.forEach(
        (who, headers) ->
            everywhere(
                (subject, method, request) -> {
                  String call = who + subject + method;
                  sweep.send(
                      who,
                      region.channel(),
                      subject.wire(method),
                      request,
                      headers,
                      ending -> noted(without, call, ending));
                }));
    sweep.await();
    FORGED.forEach(
        (name, value) ->
            callers.forEach(
                (who, headers) -> {
                  Metadata forged = new Metadata();
                  forged.merge(headers);
                  forged.put(key(name), value);
                  everywhere(
                      (subject, method, request) -> {
                        Ending before = Objects.requireNonNull(without.get(who + subject + method));
                        sweep.send(
                            who + " with " + name,
                            region.channel(),
                            subject.wire(method),
                            request,
                            forged,
                            ending -> different(before, ending));
                      });
                }));
    sweep.end(13_000);
  }

  private static Optional<String> noted(Map<String, Ending> endings, String call, Ending ending) {
    synchronized (endings) {
      endings.put(call, ending);
    }
    return Optional.empty();
  }

  private static Optional<String> different(Ending before, Ending after) {
    boolean isSame = before.status().toString().equals(after.status().toString());
    return isSame ? Optional.empty() : Optional.of(before.status() + " became " + after.status());
  }

  @Test
  void aForgedAddressMeetsNoCondition() {
    String member = "user:lab@harbor.example";
    String condition =
        region
            .operator()
            .create(
                Caller.type("iam.edgelq.com/Condition"),
                COLD_CHAIN,
                Condition.newBuilder()
                    .setName(COLD_CHAIN + "/conditions/from-lab")
                    .setIpCondition(
                        Condition.IpCondition.newBuilder().addAllowedCidrs("10.1.0.0/16"))
                    .build())
            .name();
    region
        .operator()
        .create(
            ROLE_BINDING,
            COLD_CHAIN,
            RoleBinding.newBuilder()
                .setRole(PredefinedRoles.VIEWER)
                .setMember(member)
                .addExecutableConditions(ExecutableCondition.newBuilder().setCondition(condition))
                .build());
    region.operator().create(DEVICE, PARENT, device("d1", "Freezer"));
    Sweep sweep = new Sweep("forged addresses");
    String token = issuer.person("lab@harbor.example");
    FORGED.forEach(
        (name, value) -> {
          Metadata headers = authorizations(token);
          headers.put(key(name), value);
          sweep.send(
              name,
              region.channel(),
              WireMethods.of(DEVICE, StandardMethod.GET),
              GetRequest.of(PARENT + "/devices/d1").encode(),
              headers,
              Verdict.refused(Code.PERMISSION_DENIED));
        });
    sweep.end(15);
  }

  /** The connection says so before it is a call; the next call on it is answered. */
  @Test
  void tooMuchMetadataIsRefused() throws Exception {
    Metadata headers = authorizations(issuer.role("operator"));
    headers.put(key("x-much"), "x".repeat(8 << 10));
    for (Subject subject : subjects) {
      MethodDescriptor<ByteString, ByteString> get = subject.wire(StandardMethod.GET);
      ByteString request = GetRequest.of(subject.name()).encode();
      Ending refused = Ending.of(region.channel(), get, request, headers).get();
      assertThat(refused.status().getCode()).as(refused.toString()).isNotEqualTo(Code.OK);
      assertThat(refused.answer()).isEmpty();
      assertThat(Ending.of(region.operator().channel(), get, request).get().isAnswered()).isTrue();
    }
  }
}
