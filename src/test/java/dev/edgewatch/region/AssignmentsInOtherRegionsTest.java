package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.iam.v1.MemberAssignment;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every region knows all assignments; each makes those of its own bindings. */
class AssignmentsInOtherRegionsTest {
  private static final ResourceType ASSIGNMENT = Caller.type("iam.edgelq.com/MemberAssignment");
  private static final String MEMBER = "user:pia@harbor.example";

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

  private static String name(String region, String project) {
    return "regions/" + region + "/memberAssignments/p" + project + MEMBER;
  }

  @Test
  void whatOneRegionAssignsTheOthersHaveAsItIs() {
    String binding = regions.west().bind(TestRegion.COLD_CHAIN, PredefinedRoles.VIEWER, MEMBER);
    Resource row = regions.west().operator().get(ASSIGNMENT, name("us-west2", "acme-cold-chain"));
    assertThat(row.as(MemberAssignment.class).getMetadata().getSyncing().getRegionsList())
        .containsExactly("eastus2", "us-west2");
    regions.awaitCopy(ASSIGNMENT, row);
    assertThat(regions.east().has(ASSIGNMENT, row.name())).isTrue();
    regions.west().operator().delete(ROLE_BINDING, binding);
    await().atMost(Duration.ofSeconds(30)).until(() -> !regions.east().has(ASSIGNMENT, row.name()));
  }

  @Test
  void theRegionOfTheBindingMakesIt() {
    Project ofEast =
        TestRegion.project("acme-east", "acme").toBuilder()
            .setMultiRegionPolicy(
                MultiRegionPolicy.newBuilder()
                    .addEnabledRegions("us-west2")
                    .addEnabledRegions("eastus2")
                    .setDefaultControlRegion("eastus2"))
            .build();
    regions.awaitCopy(PROJECT, regions.west().operator().create(PROJECT, "", ofEast));
    regions.west().bind("projects/acme-east", PredefinedRoles.VIEWER, MEMBER);
    String made = name("eastus2", "acme-east");
    MemberAssignment row =
        regions.east().operator().get(ASSIGNMENT, made).as(MemberAssignment.class);
    assertThat(row.getScopeTitle()).isEqualTo("acme-east");
    assertThat(row.getMemberRegion()).isEqualTo("us-west2");
    await().until(() -> regions.west().has(ASSIGNMENT, made));
    assertThat(regions.west().has(ASSIGNMENT, name("us-west2", "acme-east"))).isFalse();
    regions
        .west()
        .operator()
        .update(PROJECT, ofEast.toBuilder().setTitle("From the west").build(), "title");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                regions.west().has(ASSIGNMENT, made)
                    && regions
                        .west()
                        .operator()
                        .get(ASSIGNMENT, made)
                        .as(MemberAssignment.class)
                        .getScopeTitle()
                        .equals("From the west"));
    regions.west().operator().delete(ASSIGNMENT, made);
    await()
        .ignoreExceptions()
        .until(
            () ->
                !regions
                    .east()
                    .operator()
                    .get(ASSIGNMENT, made)
                    .as(MemberAssignment.class)
                    .getMetadata()
                    .getUuid()
                    .equals(row.getMetadata().getUuid()));
  }
}
