package dev.edgewatch.service.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.limits.v1.Limit;
import dev.edgewatch.api.limits.v1.LimitPool;
import dev.edgewatch.api.limits.v1.MigrateLimitPoolSourceRequest;
import dev.edgewatch.api.limits.v1.MigrateLimitSourceRequest;
import dev.edgewatch.api.limits.v1.MigratePlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.PlanAssignment;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final ResourceType LIMIT = Caller.type("limits.edgelq.com/Limit");
  private static final ResourceType POOL = Caller.type("limits.edgelq.com/LimitPool");
  private static final ResourceType ASSIGNMENT = Caller.type("limits.edgelq.com/PlanAssignment");
  private static final String ID = "us-west2/devices.edgelq.com/Device";
  private static final String DEVICES = "services/devices.edgelq.com";

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static String pool(String scope, long size, long reserved, String source) {
    String name = scope + "/limitPools/" + ID;
    region.store(
        POOL,
        LimitPool.newBuilder()
            .setName(name)
            .setService(DEVICES)
            .setConfiguredSize(size)
            .setActiveSize(size)
            .setReserved(reserved)
            .setSource(source)
            .build());
    return name;
  }

  private static long reserved(String pool) {
    return region.sibling().get(POOL, pool).as(LimitPool.class).getReserved();
  }

  private static void organization(String id, String parent) {
    region
        .operator()
        .create(
            TestRegion.ORGANIZATION,
            "",
            Organization.newBuilder()
                .setName("organizations/" + id)
                .setParentOrganization(parent)
                .build());
  }

  /** A limit of a project that was in {@code before} and is in {@code now}. */
  private static String limit(String project, String now, String before, long configured) {
    region.operator().create(TestRegion.PROJECT, "", TestRegion.project(project, now));
    String name = "projects/" + project + "/limits/" + ID;
    region.store(
        LIMIT,
        Limit.newBuilder()
            .setName(name)
            .setService(DEVICES)
            .setConfiguredLimit(configured)
            .setActiveLimit(configured)
            .addSources("organizations/" + before + "/limitPools/" + ID)
            .build());
    return name;
  }

  private static Limit migrate(String organization, String limit) {
    return region
        .memberOf(organization)
        .call(
            "ntt.limits.v1.LimitService/MigrateLimitSource",
            MigrateLimitSourceRequest.newBuilder().setName(limit).build(),
            Limit.getDefaultInstance());
  }

  @Test
  void aLimitDrawsFromThePoolsOfItsNewParentAndTakesItsReservationAlong() {
    organization("left", "");
    organization("joined", "");
    String left = pool("organizations/left", 100, 40, "");
    String joined = pool("organizations/joined", 100, 5, "");
    String limit = limit("moving", "joined", "left", 30);
    assertThat(migrate("joined", limit).getSourcesList()).containsExactly(joined);
    assertThat(reserved(left)).isEqualTo(10);
    assertThat(reserved(joined)).isEqualTo(35);
    migrate("joined", limit);
    assertThat(reserved(joined)).as("once only").isEqualTo(35);
  }

  @Test
  void aPoolThatIsMissingOrTooSmallIsSaid() {
    organization("old", "");
    organization("tight", "");
    pool("organizations/old", 100, 40, "");
    String limit = limit("squeezed", "tight", "old", 30);
    assertThat(Caller.refusal(() -> migrate("tight", limit)).getMessage())
        .contains("organizations/tight/limitPools/" + ID, "does not exist");
    String tight = pool("organizations/tight", 20, 0, "");
    assertThat(Caller.refusal(() -> migrate("tight", limit)).getMessage())
        .contains("has 20 left; expected 30");
    assertThat(reserved(tight)).isZero();
    assertThat(Caller.code(() -> migrate("globex", limit))).isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aPoolDrawsFromWhatIsAboveItsOrganization() {
    organization("above", "");
    organization("below", "organizations/above");
    String above = pool("organizations/above", 100, 0, "");
    String below = pool("organizations/below", 25, 3, "");
    LimitPool moved =
        region
            .memberOf("below")
            .call(
                "ntt.limits.v1.LimitPoolService/MigrateLimitPoolSource",
                MigrateLimitPoolSourceRequest.newBuilder().setName(below).build(),
                LimitPool.getDefaultInstance());
    assertThat(moved.getSource()).isEqualTo(above);
    assertThat(reserved(above)).isEqualTo(25);
  }

  @Test
  void anAssignmentIsReplacedAsAWhole() {
    organization("given", "");
    String name = "organizations/given/planAssignments/p";
    region
        .memberOf("given")
        .create(ASSIGNMENT, "", PlanAssignment.newBuilder().setName(name).build());
    PlanAssignment after =
        region
            .memberOf("given")
            .call(
                "ntt.limits.v1.PlanAssignmentService/MigratePlanAssignment",
                MigratePlanAssignmentRequest.newBuilder()
                    .setPlanAssignment(
                        PlanAssignment.newBuilder().setName(name).setService(DEVICES))
                    .build(),
                PlanAssignment.getDefaultInstance());
    assertThat(after.getService()).isEqualTo(DEVICES);
    assertThat(after.getMetadata().getUuid()).isNotEmpty();
    assertThat(region.sibling().get(ASSIGNMENT, name).as(PlanAssignment.class)).isEqualTo(after);
  }
}
