package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import dev.edgewatch.api.access.v1.DismissAccessRequestRequest;
import dev.edgewatch.api.access.v1.DismissAccessRequestResponse;
import dev.edgewatch.api.access.v1.RequestAccessRequest;
import dev.edgewatch.api.access.v1.RequestAccessResponse;
import dev.edgewatch.api.access.v1.WatchMyAccessRequest;
import dev.edgewatch.api.access.v1.WatchMyAccessResponse;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.routing.WireMethods;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who lacks something asks, and whoever can give it sees it, in whichever region each of them is.
 */
class AccessRequestsTest {
  private static final String SERVICE = "edgewatch.access.v1.AccessService";
  private static final String GET = "services/devices.edgelq.com/permissions/devices.get";
  private static final String CREATE = "services/devices.edgelq.com/permissions/devices.create";
  private static final String DELETE = "services/devices.edgelq.com/permissions/devices.delete";

  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static String email() {
    return "p" + UUID.randomUUID() + "@harbor.example";
  }

  @Test
  void whatIsAskedInOneRegionIsSeenInTheOtherUntilItIsGiven() throws Exception {
    String email = email();
    try (StreamRecording giver = access(regions.east().ann());
        StreamRecording asker = access(regions.west().caller(email))) {
      ask(regions.east().caller(email), GET, "", "to look at the freezers");

      AccessRequest asked = of(email, until(giver, said -> has(said, email)));
      assertThat(asked.getNote()).isEqualTo("to look at the freezers");
      assertThat(asked.getWantedList())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.getPermission()).isEqualTo(GET);
                assertThat(one.getObject()).isEqualTo(COLD_CHAIN);
              });
      until(asker, said -> has(said, email));

      String binding = regions.west().bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + email);
      until(giver, said -> !has(said, email));
      until(asker, said -> !has(said, email));
      regions.west().operator().delete(ROLE_BINDING, binding);
    }
  }

  @Test
  void whatWasGivenDoesNotWaitAgainWhenItIsTakenBack() throws Exception {
    String email = email();
    Caller asker = regions.west().caller(email);
    try (StreamRecording near = access(regions.west().ann());
        StreamRecording far = access(regions.east().ann())) {
      ask(asker, GET, "", "");
      ask(asker, DELETE, "", "");
      for (StreamRecording giver : List.of(near, far)) {
        until(giver, said -> wishes(said, email).equals(List.of(DELETE, GET)));
      }
      String binding = regions.west().bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + email);
      for (StreamRecording giver : List.of(near, far)) {
        until(giver, said -> wishes(said, email).equals(List.of(DELETE)));
      }

      regions.west().operator().delete(ROLE_BINDING, binding);
      ask(asker, CREATE, "", "");
      for (StreamRecording giver : List.of(near, far)) {
        until(giver, said -> wishes(said, email).equals(List.of(CREATE, DELETE)));
      }
    }
  }

  @Test
  void nobodyElseSeesIt() throws Exception {
    String email = email();
    String viewer = email();
    regions.west().bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:" + viewer);
    ask(regions.west().caller(email), GET, "", "");
    try (StreamRecording giver = access(regions.west().ann());
        StreamRecording other = access(regions.west().caller(viewer))) {
      until(giver, said -> has(said, email));
      until(other, said -> said.getBindingsCount() == 1);
      assertThat(other.hasSaid(email)).isFalse();
    }
  }

  @Test
  void severalWishesOfOnePersonAreOneRequestWithTheLatestFirst() throws Exception {
    String email = email();
    Caller caller = regions.west().caller(email);
    String device = COLD_CHAIN + "/regions/us-west2/devices/freezer";
    ask(caller, GET, "", "please");
    ask(caller, DELETE, device, "");
    ask(caller, GET, "", "");
    try (StreamRecording giver = access(regions.west().ann())) {
      AccessRequest asked = of(email, until(giver, said -> has(said, email)));
      assertThat(asked.getWantedList())
          .extracting(AccessRequest.Wanted::getPermission)
          .containsExactly(GET, DELETE);
      assertThat(asked.getWanted(1).getObject()).isEqualTo(device);
      assertThat(asked.getNote()).isEqualTo("please");
    }
  }

  @Test
  void itIsDismissedByWhoMadeItOrByWhoCanGive() throws Exception {
    String email = email();
    Caller asker = regions.west().caller(email);
    for (Caller allowed : List.of(asker, regions.east().ann())) {
      try (StreamRecording giver = access(regions.west().ann())) {
        ask(asker, GET, "", "");
        String name = of(email, until(giver, said -> has(said, email))).getName();
        assertThat(Caller.code(() -> dismiss(regions.west().caller(email()), name)))
            .isEqualTo(Code.PERMISSION_DENIED);
        dismiss(allowed, name);
        until(giver, said -> !has(said, email));
        dismiss(allowed, name);
      }
    }
  }

  @Test
  void whoAsksForAScopeThatIsNotThereIsAnsweredAlike() {
    Caller caller = regions.west().caller(email());
    RequestAccessRequest missing =
        RequestAccessRequest.newBuilder().setScope("projects/nothing").setPermission(GET).build();
    assertThat(send(caller, missing)).isEqualTo(RequestAccessResponse.getDefaultInstance());
  }

  @Test
  void refusalsNameTheValueThatIsWrong() {
    Caller caller = regions.west().caller(email());
    RequestAccessRequest good =
        RequestAccessRequest.newBuilder().setScope(COLD_CHAIN).setPermission(GET).build();
    assertThat(refusal(caller, good.toBuilder().setScope("regions/us-west2")))
        .contains("regions/us-west2");
    assertThat(refusal(caller, good.toBuilder().setPermission(GET + "ting"))).contains("getting");
    String another = "services/devices.edgelq.com/resources/Device";
    assertThat(refusal(caller, good.toBuilder().setPermission(another))).contains(another);
    assertThat(refusal(caller, good.toBuilder().setObject("projects/acme-cold-chain-2")))
        .contains("object is 'projects/acme-cold-chain-2'", "in projects/acme-cold-chain");
    assertThat(refusal(caller, good.toBuilder().setNote("x".repeat(501))))
        .contains("at most 500 characters");
    Caller unverified = regions.west().person("someone", email(), false);
    assertThat(Caller.code(() -> send(unverified, good))).isEqualTo(Code.FAILED_PRECONDITION);
  }

  private static String refusal(Caller caller, RequestAccessRequest.Builder request) {
    Status status = Caller.refusal(() -> send(caller, request.build()));
    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT.value());
    return status.getMessage();
  }

  private static void ask(Caller caller, String permission, String object, String note) {
    RequestAccessRequest request =
        RequestAccessRequest.newBuilder()
            .setScope(COLD_CHAIN)
            .setPermission(permission)
            .setObject(object)
            .setNote(note)
            .build();
    send(caller, request);
  }

  private static RequestAccessResponse send(Caller caller, RequestAccessRequest request) {
    return caller.call(
        SERVICE + "/RequestAccess", request, RequestAccessResponse.getDefaultInstance());
  }

  private static void dismiss(Caller caller, String name) {
    caller.call(
        SERVICE + "/DismissAccessRequest",
        DismissAccessRequestRequest.newBuilder().setName(name).build(),
        DismissAccessRequestResponse.getDefaultInstance());
  }

  private static boolean has(WatchMyAccessResponse said, String email) {
    return said.getRequestsList().stream().anyMatch(one -> isOf(one, email));
  }

  private static AccessRequest of(String email, WatchMyAccessResponse said) {
    return said.getRequestsList().stream().filter(one -> isOf(one, email)).findAny().orElseThrow();
  }

  private static List<String> wishes(WatchMyAccessResponse said, String email) {
    return said.getRequestsList().stream()
        .filter(one -> isOf(one, email))
        .flatMap(one -> one.getWantedList().stream())
        .map(AccessRequest.Wanted::getPermission)
        .toList();
  }

  private static boolean isOf(AccessRequest request, String email) {
    return request.getMember().equals("user:" + email);
  }

  private static WatchMyAccessResponse until(
      StreamRecording stream, Predicate<WatchMyAccessResponse> wanted) throws Exception {
    WatchMyAccessResponse next = WatchMyAccessResponse.parseFrom(stream.next());
    while (!wanted.test(next)) {
      next = WatchMyAccessResponse.parseFrom(stream.next());
    }
    return next;
  }

  private static StreamRecording access(Caller caller) {
    MethodDescriptor<ByteString, ByteString> method =
        WireMethods.of(SERVICE, "WatchMyAccess", MethodType.SERVER_STREAMING);
    return new StreamRecording(
        caller,
        method,
        WatchMyAccessRequest.newBuilder().setScope(COLD_CHAIN).build().toByteString());
  }
}
