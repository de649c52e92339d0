package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import com.google.rpc.Status;
import dev.edgewatch.api.access.v1.RequestAccessRequest;
import dev.edgewatch.api.access.v1.RequestAccessResponse;
import dev.edgewatch.api.iam.v1.AcceptProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.AcceptProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.api.secrets.v1.Secret;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.Headers;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who asks a region for what another one has, and may not, learns nothing of it: neither whether
 * its project exists, nor by a forged way of the call, nor while its owner is away.
 */
class StrangersElsewhereTest {
  private static final ResourceType SECRET = Caller.type("secrets.edgelq.com/Secret");
  private static final ResourceType ROLE = Caller.type("iam.edgelq.com/Role");
  private static final String INVITATIONS = "ntt.iam.v1.ProjectInvitationService/";
  private static final String NAME = COLD_CHAIN + "/secrets/shared";
  private static final String NO_PROJECT = "projects/nowhere";

  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
    regions
        .west()
        .ann()
        .create(
            SECRET, COLD_CHAIN, Secret.newBuilder().setName(NAME).setDisplayName("Shared").build());
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static Caller stranger() {
    return regions.east().person("eve", "eve@globex.example", true);
  }

  /** One whose call says that it has been in the region that is asked. */
  private static Caller forging(Caller caller) {
    return caller.and(Headers.EXECUTING_REGIONS, "eastus2");
  }

  /** Every way to ask for one secret by its name. */
  private static final List<BiConsumer<Caller, String>> CALLS =
      List.of(
          (caller, name) -> caller.get(SECRET, name),
          (caller, name) -> caller.delete(SECRET, name),
          (caller, name) -> caller.update(SECRET, Secret.newBuilder().setName(name).build()),
          (caller, name) ->
              caller.ask(
                  SECRET,
                  StandardMethod.BATCH_GET,
                  new BatchGetRequest(
                      List.of(name), FieldMask.getDefaultInstance(), View.UNSPECIFIED)));

  private static void assertAnsweredAlike(Caller stranger) {
    for (BiConsumer<Caller, String> call : CALLS) {
      Status there = Caller.refusal(() -> call.accept(stranger, NAME));
      assertThat(there.getCode()).isEqualTo(Code.PERMISSION_DENIED.value());
      Status nowhere = Caller.refusal(() -> call.accept(stranger, NO_PROJECT + "/secrets/shared"));
      assertThat(nowhere.getMessage().replace(NO_PROJECT, COLD_CHAIN))
          .isEqualTo(there.getMessage());
    }
  }

  @Test
  void aForgedWayOfTheCallDoesNotTellWhatExists() {
    assertAnsweredAlike(forging(stranger()));
  }

  @Test
  void norDoesItByMethodsOfItsOwn() {
    Caller stranger = forging(stranger());
    for (String project : List.of(COLD_CHAIN, NO_PROJECT)) {
      RequestAccessRequest wish =
          RequestAccessRequest.newBuilder()
              .setScope(project)
              .setPermission("services/secrets.edgelq.com/permissions/secrets.get")
              .build();
      assertThat(
              stranger.call(
                  AccessRequesting.ASK.getFullMethodName(),
                  wish,
                  RequestAccessResponse.getDefaultInstance()))
          .as("asked for access to " + project)
          .isEqualTo(RequestAccessResponse.getDefaultInstance());
      String invitation = project + "/projectInvitations/x";
      assertThat(
              Caller.code(
                  () ->
                      stranger.call(
                          INVITATIONS + "ResendProjectInvitation",
                          ResendProjectInvitationRequest.newBuilder().setName(invitation).build(),
                          ResendProjectInvitationResponse.getDefaultInstance())))
          .as("resent in " + project)
          .isEqualTo(Code.PERMISSION_DENIED);
      assertThat(
              Caller.code(
                  () ->
                      stranger.call(
                          INVITATIONS + "AcceptProjectInvitation",
                          AcceptProjectInvitationRequest.newBuilder().setName(invitation).build(),
                          AcceptProjectInvitationResponse.getDefaultInstance())))
          .as("accepted in " + project)
          .isEqualTo(Code.PERMISSION_DENIED);
    }
  }

  @Test
  void anOwnerThatIsAwayIsNothingToAStranger() {
    regions.stopWest();
    try {
      assertAnsweredAlike(stranger());
    } finally {
      regions.startWest();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> regions.east().ann().get(SECRET, NAME), found -> true);
    }
  }

  /** Of each project it would be kept in memory for a while that it has none. */
  @Test
  void nothingIsLoadedForWhoMayNotSeeIt() {
    Caller stranger = stranger();
    assertThat(Caller.code(() -> stranger.get(SECRET, NO_PROJECT + "/secrets/warm")))
        .isEqualTo(Code.PERMISSION_DENIED);
    double before = collections();
    for (int i = 0; i < 5; i++) {
      String project = "projects/flood-" + i;
      for (BiConsumer<Caller, String> call : CALLS) {
        assertThat(Caller.code(() -> call.accept(stranger, project + "/secrets/x")))
            .isEqualTo(Code.PERMISSION_DENIED);
      }
      assertThat(Caller.code(() -> stranger.get(SECRET, NAME))).isEqualTo(Code.PERMISSION_DENIED);
    }
    assertThat(collections()).isEqualTo(before);
  }

  private static double collections() {
    return regions.east().meters().get("edgewatch.watch.collections").gauge().value();
  }

  @Test
  void whatWasPassedOnAlreadyAndIsMissingIsNotThere() {
    assertThat(
            Caller.code(
                () -> forging(regions.east().ann()).get(SECRET, COLD_CHAIN + "/secrets/missing")))
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void aGrantThatDependsOnWhatItHoldsIsDecidedByItsOwner() {
    Role role =
        regions
            .west()
            .operator()
            .create(
                ROLE,
                COLD_CHAIN,
                Role.newBuilder()
                    .setName(COLD_CHAIN + "/roles/shared-reader")
                    .setCategory(Role.Category.INTERNAL)
                    .addGrants(
                        Role.Grant.newBuilder()
                            .addPermissions("services/secrets.edgelq.com/permissions/secrets.get")
                            .addResourceFieldConditions(
                                Role.Grant.FieldCondition.newBuilder()
                                    .setPath("display_name")
                                    .setValue("title")))
                    .addConstValues(
                        ScopeParam.newBuilder()
                            .setName("title")
                            .setString(ScopeParam.StringValue.newBuilder().setValue("Shared")))
                    .build())
            .as(Role.class);
    regions.west().bind(COLD_CHAIN, role.getName(), "user:rita@harbor.example");
    String other = COLD_CHAIN + "/secrets/other";
    regions
        .west()
        .ann()
        .create(
            SECRET, COLD_CHAIN, Secret.newBuilder().setName(other).setDisplayName("Other").build());
    Caller rita = regions.east().caller("rita@harbor.example");

    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(() -> rita.get(SECRET, NAME), found -> true);
    assertThat(Caller.code(() -> rita.get(SECRET, other))).isEqualTo(Code.PERMISSION_DENIED);
  }
}
