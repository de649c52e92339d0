package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.NamePattern;
import dev.edgewatch.resource.RandomNames;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.StandardMethod;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each type whose names hold a region: its resources are kept by the region they name, whichever
 * region is asked.
 */
class RegionalTypesTest {
  private static final RandomNames NAMES = new RandomNames(new SplittableRandom(1));

  private static TestIssuer issuer;
  private static TwoRegions regions;

  /** Asks the west for places in the east. */
  private static Places there;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
    there = new Places(regions.west(), "eastus2");
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  static Stream<ResourceType> types() {
    NotOffered notOffered = NotOffered.list();
    return Catalog.compiled().types().stream()
        .filter(ResourceType::regional)
        .filter(StandardMethod.CREATE::offeredBy)
        .filter(type -> notOffered.refusal(StandardMethod.CREATE.fullMethodName(type)).isEmpty())
        .filter(type -> type.patterns().stream().anyMatch(RegionalTypesTest::isInProject));
  }

  private static boolean isInProject(NamePattern pattern) {
    return pattern.variables().contains("region") && pattern.variables().contains("project");
  }

  @ParameterizedTest
  @MethodSource("types")
  void aResourceIsKeptByTheRegionItNamesWhicheverRegionIsAsked(ResourceType type) {
    NamePattern pattern =
        type.patterns().stream().filter(RegionalTypesTest::isInProject).findFirst().orElseThrow();
    String parent = there.parent(type, pattern);
    String name = parent + "/" + type.plural() + "/" + NAMES.newId(type);

    Resource created = regions.west().ann().create(type, parent, Smallest.of(type, name));

    assertThat(MetadataField.of(created).getSyncing().getOwningRegion()).isEqualTo("eastus2");
    assertThat(regions.east().ann().get(type, name).encoded()).isEqualTo(created.encoded());
    assertThat(regions.west().ann().get(type, name).encoded()).isEqualTo(created.encoded());
    assertThat(listed(regions.west(), type, parent)).contains(name);
    assertThat(kept(regions.east(), type, name)).isTrue();
    if (!ReadCopies.TYPES.contains(type.fullName())) {
      assertThat(kept(regions.west(), type, name)).isFalse();
    }
    if (StandardMethod.DELETE.offeredBy(type)) {
      regions.west().ann().delete(type, name);
      await().atMost(Duration.ofSeconds(20)).until(() -> !kept(regions.east(), type, name));
      assertThat(Caller.code(() -> regions.west().ann().get(type, name))).isEqualTo(Code.NOT_FOUND);
    }
  }

  private static List<String> listed(TestRegion region, ResourceType type, String parent) {
    ListResponse page =
        region
            .ann()
            .list(
                type,
                new ListRequest(
                    parent, 100, "", "", "", FieldMask.getDefaultInstance(), View.NAME, false));
    return page.resources().stream().map(type::nameOf).toList();
  }

  /** Whether it is in the region's own database. */
  private static boolean kept(TestRegion region, ResourceType type, String name) {
    return region.has(type, name);
  }
}
