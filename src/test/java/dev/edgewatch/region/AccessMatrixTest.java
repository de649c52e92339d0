package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.SearchRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every method of every type, called by everybody: who is let in is what the checked-in matrix
 * says. A method that is not in it fails, so a new type has to be looked at once. When the
 * difference is wanted, {@code target/access-matrix.txt} is the new matrix.
 */
class AccessMatrixTest {
  private static final Path EXPECTED = Path.of("src/test/resources/access/matrix.txt");
  private static final Path ACTUAL = Path.of("target/access-matrix.txt");
  private static final String PROJECT = "projects/acme-cold-chain";
  private static final Set<Code> REFUSED = EnumSet.of(Code.PERMISSION_DENIED, Code.UNAUTHENTICATED);

  private static final Map<String, String> IDS =
      Map.of(
          "project", "acme-cold-chain",
          "organization", "acme",
          "region", "us-west2",
          "service", "devices.edgelq.com",
          "limit", "us-west2/devices.edgelq.com/Device",
          "limit_pool", "us-west2/devices.edgelq.com/Device",
          "log_descriptor", "none/none");

  private static TestIssuer issuer;
  private static TestRegion region;
  private static final Map<String, Caller> CALLERS = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    CALLERS.put("anonymous", region.anybody());
    CALLERS.put("other tenant", region.greta());
    CALLERS.put("no role", region.caller("nobody@harbor.example"));
    CALLERS.put("viewer", withRole("viewer", PredefinedRoles.VIEWER));
    CALLERS.put("operator", withRole("operator", PredefinedRoles.OPERATOR));
    CALLERS.put("admin operator", withRole("admin", PredefinedRoles.ADMIN_OPERATOR));
    CALLERS.put("owner", withRole("owner", PredefinedRoles.SCOPE_ADMIN));
  }

  private static Caller withRole(String id, String role) {
    String email = id + "@harbor.example";
    region.bind(PROJECT, role, "user:" + email);
    return region.caller(email);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private record Probe(MethodDescriptor<ByteString, ByteString> method, ByteString request) {}

  @Test
  void everybodyIsLetInWhereTheMatrixSays() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("# method: " + String.join(", ", CALLERS.keySet()) + "; + let in, - refused");
    for (Probe probe : probes()) {
      StringBuilder line = new StringBuilder(probe.method.getFullMethodName()).append(": ");
      for (Caller caller : CALLERS.values()) {
        line.append(isLetIn(caller, probe) ? '+' : '-');
      }
      lines.add(line.toString());
    }
    Files.writeString(ACTUAL, String.join("\n", lines) + "\n");
    assertThat(lines).hasSizeGreaterThan(500).containsExactlyElementsOf(expected());
  }

  private static List<String> expected() throws IOException {
    return Files.exists(EXPECTED)
        ? Files.readAllLines(EXPECTED, StandardCharsets.UTF_8)
        : List.of();
  }

  /** What deletes comes last, so that it takes nothing away from the others. */
  private static List<Probe> probes() {
    Catalog catalog = Catalog.compiled();
    List<Probe> probes = new ArrayList<>();
    for (ResourceType type : catalog.types()) {
      StandardMethod.of(type)
          .forEach(
              method -> probes.add(new Probe(WireMethods.of(type, method), request(type, method))));
    }
    for (DeclaredMethod method : catalog.methods()) {
      probes.add(new Probe(WireMethods.of(method), request(method)));
    }
    probes.sort(
        Comparator.comparingInt((Probe probe) -> takesAlong(probe.method.getFullMethodName()))
            .thenComparing(probe -> probe.method.getFullMethodName()));
    return probes;
  }

  private static int takesAlong(String method) {
    if (method.endsWith("iam.v1.ProjectService/DeleteProject")) {
      return 2;
    }
    return method.contains("/Delete") ? 1 : 0;
  }

  private static ByteString request(ResourceType type, StandardMethod method) {
    String name = name(type);
    String parent = type.parseName(name).parent().text();
    Message body = type.withName(type.defaultInstance(), name);
    FieldMask none = FieldMask.getDefaultInstance();
    return switch (method) {
      case GET -> GetRequest.of(name).encode();
      case BATCH_GET -> new BatchGetRequest(List.of(name), none, View.UNSPECIFIED).encode();
      case LIST -> ListRequest.of(parent).encode();
      case SEARCH -> new SearchRequest(parent, 1, "", "", "", none, View.UNSPECIFIED, "x").encode();
      case WATCH_ONE -> new WatchOneRequest(name, none, View.UNSPECIFIED).encode();
      case WATCH_MANY -> WatchManyRequest.page(parent, "", "", "", 1, none).encode();
      case CREATE -> CreateRequest.of(parent, body.toByteString()).encode();
      case UPDATE ->
          UpdateRequest.of(
                  body.toByteString(), FieldMask.newBuilder().addPaths("metadata.labels").build())
              .encode();
      case DELETE -> new DeleteRequest(name, false).encode();
    };
  }

  /** A name of that type in the project, else in the organization, else where there is one. */
  private static String name(ResourceType type) {
    NamePattern pattern =
        Optional.<NamePattern>empty()
            .or(() -> first(type, "projects/"))
            .or(() -> first(type, "organizations/"))
            .orElseGet(() -> type.patterns().getFirst());
    String text = pattern.text();
    for (String variable : pattern.variables()) {
      text = text.replace("{" + variable + "}", IDS.getOrDefault(variable, "none"));
    }
    return text;
  }

  private static Optional<NamePattern> first(ResourceType type, String beginning) {
    return type.patterns().stream()
        .filter(pattern -> pattern.text().startsWith(beginning))
        .findFirst();
  }

  private static ByteString request(DeclaredMethod method) {
    DynamicMessage.Builder request = DynamicMessage.newBuilder(method.descriptor().getInputType());
    switch (method.subject()) {
      case DeclaredMethod.Subject.Named(var path) ->
          set(request, path, method.type().map(AccessMatrixTest::name).orElse(PROJECT));
      case DeclaredMethod.Subject.Below(var path) ->
          set(request, path, method.type().map(AccessMatrixTest::parent).orElse(PROJECT));
      case DeclaredMethod.Subject.Whole() -> {}
    }
    method.scope().ifPresent(path -> set(request, path, PROJECT));
    return request.build().toByteString();
  }

  private static String parent(ResourceType type) {
    ResourceName name = type.parseName(name(type));
    return name.parent().text();
  }

  private static void set(DynamicMessage.Builder request, FieldPath path, String text) {
    path.set(request, path.isList() ? List.of(text) : text);
  }

  private static boolean isLetIn(Caller caller, Probe probe) throws Exception {
    CompletableFuture<Boolean> letIn = new CompletableFuture<>();
    ClientCall<ByteString, ByteString> call =
        caller
            .channel()
            .newCall(probe.method, CallOptions.DEFAULT.withDeadlineAfter(2, TimeUnit.SECONDS));
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(ByteString answer) {
            letIn.complete(true);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            letIn.complete(!REFUSED.contains(status.getCode()));
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(probe.request);
    call.halfClose();
    try {
      return letIn.get(20, TimeUnit.SECONDS);
    } finally {
      call.cancel("looked at", null);
    }
  }
}
