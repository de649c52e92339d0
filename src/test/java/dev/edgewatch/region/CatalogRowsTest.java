package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.audit.v1.AuditedResourceDescriptor;
import dev.edgewatch.api.audit.v1.MethodDescriptor;
import dev.edgewatch.api.iam.v1.Permission;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.FieldPermission;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rows that a region derives from what it serves. */
class CatalogRowsTest {
  private static final ResourceType PERMISSION = Caller.type("iam.edgelq.com/Permission");
  private static final ResourceType RESOURCE = Caller.type("meta.goten.com/Resource");
  private static final ResourceType METHOD = Caller.type("audit.edgelq.com/MethodDescriptor");
  private static final ResourceType AUDITED =
      Caller.type("audit.edgelq.com/AuditedResourceDescriptor");
  private static final String DEVICES = "services/devices.edgelq.com/";

  private static TestIssuer issuer;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  private static TestRegion region(StoreSettings store) {
    return TestRegion.on(issuer, store, settings -> settings);
  }

  private static void awaitRows(TestRegion region) {
    int wanted =
        Catalog.compiled().services().stream()
            .mapToInt(service -> new CatalogRows(Catalog.compiled()).of(service).size())
            .sum();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                total(region, PERMISSION)
                        + total(region, RESOURCE)
                        + total(region, METHOD)
                        + total(region, AUDITED)
                    == wanted);
  }

  private static long total(TestRegion region, ResourceType type) {
    return region
        .server()
        .region()
        .watches()
        .list(
            new dev.edgewatch.watch.Query(
                type,
                type.parseParent("services/-"),
                dev.edgewatch.resource.filter.Filter.all(type),
                dev.edgewatch.resource.OrderBy.name(type)),
            "",
            1)
        .total();
  }

  private static List<String> versions(TestRegion region) {
    return List.of(PERMISSION, RESOURCE, METHOD, AUDITED).stream()
        .flatMap(
            type ->
                region.sibling().list(type, all("services/-")).resources().stream()
                    .map(encoded -> new dev.edgewatch.resource.Resource(type, "", encoded))
                    .map(row -> MetadataField.of(type, row.message()).getResourceVersion()))
        .toList();
  }

  private static ListRequest all(String parent) {
    return ListRequest.of(parent);
  }

  @Test
  void sayWhatTheServiceOffers() {
    try (TestRegion region = region(TestPostgres.freshDatabase())) {
      awaitRows(region);
      Caller sibling = region.sibling();
      assertThat(sibling.get(PERMISSION, DEVICES + "permissions/devices.heartbeat").name())
          .isNotEmpty();
      Permission attach =
          sibling.get(PERMISSION, DEVICES + "permissions/devices!attach").as(Permission.class);
      assertThat(attach.getTitle()).isEqualTo("Attach Device");
      assertThat(attach.getMetadata().getSyncing().getOwningRegion()).isEqualTo("us-west2");
      assertThat(sibling.get(PERMISSION, DEVICES + "permissions/provisionHardware").name())
          .isNotEmpty();
      var device =
          sibling
              .get(RESOURCE, DEVICES + "resources/Device")
              .as(dev.edgewatch.api.meta.v1.Resource.class);
      assertThat(device.getFqn()).isEqualTo("devices.edgelq.com/Device");
      assertThat(device.getVersionedInfos(0).getIsRegional()).isTrue();
      assertThat(
              sibling
                  .get(METHOD, DEVICES + "methodDescriptors/CreateDevice")
                  .as(MethodDescriptor.class)
                  .getVersionsList())
          .containsExactly("v1");
      AuditedResourceDescriptor audited =
          sibling
              .get(AUDITED, DEVICES + "auditedResourceDescriptors/Device")
              .as(AuditedResourceDescriptor.class);
      assertThat(audited.getStateFieldsList()).containsExactly("status");
      assertThat(audited.getMetaFieldsList()).containsExactly("metadata");
      assertThat(audited.getSpecFieldsList()).contains("spec", "display_name");
    }
  }

  @Test
  void everyMethodAndEveryFieldPermissionHasItsRow() {
    CatalogRows rows = new CatalogRows(Catalog.compiled());
    Catalog.compiled()
        .services()
        .forEach(
            service -> {
              Set<String> names = rows.of(service).keySet();
              String permissions = "services/" + service + "/permissions/";
              for (ResourceType type : Catalog.compiled().typesOf(service)) {
                for (StandardMethod method : StandardMethod.of(type)) {
                  assertThat(names)
                      .contains(permissions + type.plural() + "." + method.permissionVerb());
                }
                for (FieldPermission field : type.fieldPermissions()) {
                  assertThat(names).contains(permissions + field.text());
                }
              }
              for (DeclaredMethod method : Catalog.compiled().methods()) {
                if (method.service().equals(service)) {
                  assertThat(names).contains(permissions + method.permission());
                }
              }
            });
    assertThat(rows.of("iam.edgelq.com"))
        .containsKeys(
            "services/iam.edgelq.com/permissions/project.setFeatureConfig",
            "services/iam.edgelq.com/permissions/readSettings");
  }

  @Test
  void secretFieldsAreListedNowhere() {
    assertThat(new CatalogRows(Catalog.compiled()).of("secrets.edgelq.com").values())
        .filteredOn(AuditedResourceDescriptor.class::isInstance)
        .map(AuditedResourceDescriptor.class::cast)
        .filteredOn(row -> row.getName().endsWith("/Secret"))
        .flatExtracting(AuditedResourceDescriptor::getSpecFieldsList)
        .containsExactly("name", "display_name", "description");
  }

  @Test
  void aRestartWritesNothing() {
    StoreSettings store = TestPostgres.freshDatabase();
    List<String> before;
    try (TestRegion region = region(store)) {
      awaitRows(region);
      before = versions(region);
    }
    try (TestRegion again = region(store)) {
      again.server().awaitCatalogRows();
      assertThat(versions(again)).isEqualTo(before);
    }
  }

  @Test
  void rowsThatAreChangedOrNotOfTheCatalogAreMended() {
    StoreSettings store = TestPostgres.freshDatabase();
    String renamed = DEVICES + "permissions/devices.get";
    String old = DEVICES + "permissions/gadgets.get";
    String foreign = "services/other.example/permissions/gadgets.get";
    try (TestRegion region = region(store)) {
      awaitRows(region);
      region.store(
          PERMISSION, Permission.newBuilder().setName(renamed).setTitle("Renamed").build());
      region.store(PERMISSION, Permission.newBuilder().setName(old).build());
      region.store(PERMISSION, Permission.newBuilder().setName(foreign).build());
    }
    try (TestRegion again = region(store)) {
      again.server().awaitCatalogRows();
      Caller sibling = again.sibling();
      assertThat(sibling.get(PERMISSION, renamed).as(Permission.class).getTitle())
          .isEqualTo("GetDevice");
      assertThat(Caller.code(() -> sibling.get(PERMISSION, old)))
          .isEqualTo(io.grpc.Status.Code.NOT_FOUND);
      assertThat(sibling.get(PERMISSION, foreign).name()).isEqualTo(foreign);
    }
  }

  @Test
  void onlyTheRegionThatControlsAServiceWritesItsRows() throws Exception {
    try (TwoRegions regions = TwoRegions.start(issuer, Catalog.compiled())) {
      regions.awaitEachOther();
      awaitRows(regions.west());
      regions.east().server().awaitCatalogRows();
      assertThat(total(regions.east(), PERMISSION)).isZero();
    }
  }
}
