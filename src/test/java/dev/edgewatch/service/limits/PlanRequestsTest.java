package dev.edgewatch.service.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.limits.v1.AcceptPlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.AcceptPlanAssignmentResponse;
import dev.edgewatch.api.limits.v1.AcceptedPlan;
import dev.edgewatch.api.limits.v1.Allowance;
import dev.edgewatch.api.limits.v1.DeclinePlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.DeclinePlanAssignmentResponse;
import dev.edgewatch.api.limits.v1.ListApproverPlanAssignmentRequestsRequest;
import dev.edgewatch.api.limits.v1.ListPlanAssignmentRequestsResponse;
import dev.edgewatch.api.limits.v1.Plan;
import dev.edgewatch.api.limits.v1.PlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.PlanAssignmentRequest.RequestType;
import dev.edgewatch.api.limits.v1.PlanAssignmentRequest.Status.Conclusion;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlanRequestsTest {
  private static final ResourceType REQUEST =
      Caller.type("limits.edgelq.com/PlanAssignmentRequest");
  private static final ResourceType ACCEPTED = Caller.type("limits.edgelq.com/AcceptedPlan");
  private static final String METHODS = "ntt.limits.v1.PlanAssignmentRequestService/";
  private static final String DEVICES = "services/devices.edgelq.com";
  private static final String ACME = "organizations/acme";

  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;
  private static Caller operator;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
    ann = region.ann();
    operator = region.operator();
    operator.create(
        Caller.type("meta.goten.com/Service"), "", Service.newBuilder().setName(DEVICES).build());
    for (String id : List.of("small", "large")) {
      operator.create(
          Caller.type("limits.edgelq.com/Plan"),
          "",
          Plan.newBuilder().setName(DEVICES + "/plans/" + id).setService(DEVICES).build());
    }
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static String request(String scope, RequestType.Assign.Builder assign) {
    return ann.create(
            REQUEST,
            scope,
            PlanAssignmentRequest.newBuilder()
                .setRequest(RequestType.newBuilder().setAssign(assign))
                .build())
        .name();
  }

  private static RequestType.Assign.Builder plan(String id) {
    return RequestType.Assign.newBuilder().setPlan(DEVICES + "/plans/" + id);
  }

  private static String project(String id) {
    return ann.create(TestRegion.PROJECT, "", TestRegion.project(id, "acme")).name();
  }

  private static AcceptedPlan accept(Caller caller, String name, String approver) {
    return caller
        .call(
            METHODS + "AcceptPlanAssignment",
            AcceptPlanAssignmentRequest.newBuilder().setName(name).setApprover(approver).build(),
            AcceptPlanAssignmentResponse.getDefaultInstance())
        .getAcceptedPlan();
  }

  private static Conclusion conclusion(String name) {
    return ann.get(REQUEST, name).as(PlanAssignmentRequest.class).getStatus().getConclusion();
  }

  @Test
  void anOrganizationAcceptsForItsProject() {
    String project = project("accepting");
    String name = request(project, plan("small"));
    AcceptedPlan accepted = accept(ann, name, ACME);
    assertThat(accepted.getName()).startsWith(ACME + "/acceptedPlans/");
    assertThat(accepted.getDefaultRegionalPlan()).isEqualTo(DEVICES + "/plans/small");
    assertThat(accepted.getService()).isEqualTo(DEVICES);
    assertThat(accepted.getAssignee().getProjectAssignee()).isEqualTo(project);
    assertThat(ann.get(ACCEPTED, accepted.getName()).as(AcceptedPlan.class)).isEqualTo(accepted);
    assertThat(conclusion(name)).isEqualTo(Conclusion.APPROVED);
    assertThat(Caller.code(() -> accept(ann, name, ACME))).isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void whatWasAcceptedForAProjectGoesWithIt() {
    String project = project("closing");
    String accepted = accept(ann, request(project, plan("small")), ACME).getName();
    operator.delete(TestRegion.PROJECT, project);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !Caller.found(() -> ann.get(ACCEPTED, accepted)));
  }

  @Test
  void anotherPlanOfTheSameServiceReplacesTheFirstOrOverridesItInARegion() {
    String project = project("growing");
    AcceptedPlan first = accept(ann, request(project, plan("small")), ACME);
    Allowance more =
        Allowance.newBuilder().setResource(DEVICES + "/resources/Device").setValue(5).build();
    AcceptedPlan west =
        accept(
            ann, request(project, plan("large").setRegion("us-west2").addExtensions(more)), ACME);
    assertThat(west.getName()).isEqualTo(first.getName());
    assertThat(west.getDefaultRegionalPlan()).endsWith("/small");
    assertThat(west.getRegionalPlanOverrides(0).getPlan()).endsWith("/large");
    assertThat(west.getExtensions(0).getRegion()).isEqualTo("us-west2");
    AcceptedPlan all = accept(ann, request(project, plan("large")), ACME);
    assertThat(all.getDefaultRegionalPlan()).endsWith("/large");
    assertThat(all.getRegionalPlanOverridesCount()).isEqualTo(1);
    assertThat(all.getMetadata().getGeneration()).isGreaterThan(1);
  }

  @Test
  void onlyWhoPassesTheLimitsOnDecides() {
    String name = request(project("deciding"), plan("small"));
    assertThat(Caller.code(() -> accept(region.greta(), name, ACME)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> accept(region.greta(), name, "organizations/globex")))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> accept(ann, name, ""))).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(conclusion(name)).isEqualTo(Conclusion.UNDEFINED);
    String ofOrganization = request(ACME, plan("large"));
    assertThat(Caller.code(() -> accept(ann, ofOrganization, DEVICES)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(accept(operator, ofOrganization, DEVICES).getName())
        .startsWith(DEVICES + "/acceptedPlans/");
  }

  @Test
  void aDeclinedRequestSaysWhy() {
    String name = request(project("declined"), plan("large"));
    ann.call(
        METHODS + "DeclinePlanAssignment",
        DeclinePlanAssignmentRequest.newBuilder()
            .setName(name)
            .setApprover(ACME)
            .setReason("too large")
            .build(),
        DeclinePlanAssignmentResponse.getDefaultInstance());
    PlanAssignmentRequest.Status status =
        ann.get(REQUEST, name).as(PlanAssignmentRequest.class).getStatus();
    assertThat(status.getConclusion()).isEqualTo(Conclusion.REJECTED);
    assertThat(status.getReason()).isEqualTo("too large");
  }

  @Test
  void anApproverSeesTheRequestsOfItsProjectsAndOrganizations() {
    operator.create(
        TestRegion.ORGANIZATION,
        "",
        Organization.newBuilder()
            .setName("organizations/acme-labs")
            .setParentOrganization(ACME)
            .build());
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expected.add(request(project("waiting" + i), plan("small")));
    }
    expected.add(
        region
            .memberOf("acme-labs")
            .create(
                REQUEST,
                "organizations/acme-labs",
                PlanAssignmentRequest.newBuilder()
                    .setRequest(RequestType.newBuilder().setAssign(plan("small")))
                    .build())
            .name());
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListPlanAssignmentRequestsResponse page = waiting(ann, ACME, token, 4);
      page.getPlanAssignmentRequestsList().forEach(row -> seen.add(row.getName()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(seen).containsAll(expected).doesNotHaveDuplicates().isSorted();
    assertThat(Caller.code(() -> waiting(region.greta(), ACME, "", 4)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(
            waiting(region.greta(), "organizations/globex", "", 4).getPlanAssignmentRequestsList())
        .isEmpty();
  }

  private static ListPlanAssignmentRequestsResponse waiting(
      Caller caller, String approver, String token, int size) {
    return caller.call(
        METHODS + "ListApproverPlanAssignmentRequests",
        ListApproverPlanAssignmentRequestsRequest.newBuilder()
            .setApprover(approver)
            .setPageToken(token)
            .setPageSize(size)
            .build(),
        ListPlanAssignmentRequestsResponse.getDefaultInstance());
  }
}
