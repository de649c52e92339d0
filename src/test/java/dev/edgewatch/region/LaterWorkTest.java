package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.widgets.Widgets.CRATE;
import static dev.edgewatch.widgets.Widgets.GADGET;
import static dev.edgewatch.widgets.Widgets.ITEM;
import static dev.edgewatch.widgets.Widgets.LEASE;
import static dev.edgewatch.widgets.Widgets.SEAL;
import static dev.edgewatch.widgets.Widgets.STICKER;
import static dev.edgewatch.widgets.Widgets.WIDGET;
import static dev.edgewatch.widgets.Widgets.WORKSHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.Lifecycle;
import dev.edgewatch.api.types.View;
import dev.edgewatch.api.widgets.v1.Crate;
import dev.edgewatch.api.widgets.v1.Gadget;
import dev.edgewatch.api.widgets.v1.Item;
import dev.edgewatch.api.widgets.v1.Lease;
import dev.edgewatch.api.widgets.v1.Seal;
import dev.edgewatch.api.widgets.v1.Sticker;
import dev.edgewatch.api.widgets.v1.Widget;
import dev.edgewatch.api.widgets.v1.Workshop;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.resource.standard.WatchOneResponse;
import dev.edgewatch.store.PostgresStore;
import dev.edgewatch.store.Store;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import dev.edgewatch.widgets.Widgets;
import io.grpc.Status.Code;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What follows a deletion, and resources that are deleted step by step. */
class LaterWorkTest {
  private static final String LEASE_OF_THE_WORK = PrivateTypes.UNFINISHED.fullName();

  private static TestIssuer issuer;
  private static StoreSettings store;
  private static TestRegion region;
  private static Caller ann;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    store = TestPostgres.freshDatabase();
    region = TestRegion.on(issuer, store, Widgets.CATALOG, settings -> settings);
    region.seed();
    ann = region.ann();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static boolean exists(Caller caller, ResourceType type, String name) {
    return Caller.found(() -> caller.get(type, name));
  }

  private void awaitGone(ResourceType type, String name) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !exists(ann, type, name));
  }

  private String workshop(String id) {
    return ann.create(
            WORKSHOP, PARENT, Workshop.newBuilder().setName(PARENT + "/workshops/" + id).build())
        .name();
  }

  private Lifecycle lifecycle(String workshop) {
    return ann.get(WORKSHOP, workshop).as(Workshop.class).getMetadata().getLifecycle();
  }

  private String lease(String id) {
    String name = TestRegion.COLD_CHAIN + "/leases/" + id;
    return ann.create(LEASE, TestRegion.COLD_CHAIN, Lease.newBuilder().setName(name).build())
        .name();
  }

  @Test
  void whoRefersAsynchronouslyIsClearedOrDeletedAfterwards() {
    String workshop = workshop("w1");
    String lease = lease("l1");
    Widget.Builder widget = Widgets.widget(PARENT, "in-workshop");
    widget.getSpecBuilder().setWorkshop(workshop);
    String cleared = ann.create(WIDGET, PARENT, widget.build()).name();
    Widget.Builder leased = Widgets.widget(PARENT, "leased");
    leased.getSpecBuilder().setLease(lease);
    String deleted = ann.create(WIDGET, PARENT, leased.build()).name();

    ann.delete(WORKSHOP, workshop);
    ann.delete(LEASE, lease);

    awaitGone(WIDGET, deleted);
    awaitGone(WORKSHOP, workshop);
    await()
        .until(() -> ann.get(WIDGET, cleared).as(Widget.class).getSpec().getWorkshop().isEmpty());
  }

  @Test
  void whatIsDeletedStepByStepStaysReadableUntilNothingHoldsIt() throws Exception {
    String workshop = workshop("w2");
    String seal =
        ann.create(SEAL, workshop, Seal.newBuilder().setName(workshop + "/seals/s1").build())
            .name();
    String item =
        ann.create(ITEM, workshop, Item.newBuilder().setName(workshop + "/items/i1").build())
            .name();
    String sticker =
        ann.create(
                STICKER, workshop, Sticker.newBuilder().setName(workshop + "/stickers/s1").build())
            .name();
    WatchOneRequest watch =
        new WatchOneRequest(workshop, FieldMask.getDefaultInstance(), View.UNSPECIFIED);
    try (StreamRecording stream =
        new StreamRecording(ann, WORKSHOP, StandardMethod.WATCH_ONE, watch)) {
      assertThat(change(stream)).isInstanceOf(ResourceChange.Added.class);

      ann.delete(WORKSHOP, workshop);

      assertThat(change(stream)).isInstanceOf(ResourceChange.Modified.class);
      Workshop deleting = ann.get(WORKSHOP, workshop).as(Workshop.class);
      assertThat(deleting.getMetadata().getLifecycle().getState())
          .isEqualTo(Lifecycle.State.DELETING);
      assertThat(deleting.getMetadata().hasDeleteTime()).isTrue();
      awaitGone(ITEM, item);
      awaitGone(STICKER, sticker);
      ann.delete(WORKSHOP, workshop);
      assertThat(exists(ann, WORKSHOP, workshop)).isTrue();

      ann.delete(SEAL, seal);

      awaitGone(WORKSHOP, workshop);
      assertThat(change(stream)).isInstanceOf(ResourceChange.Removed.class);
    }
  }

  private static ResourceChange change(StreamRecording stream) throws InterruptedException {
    return WatchOneResponse.decode(stream.next()).change();
  }

  @Test
  void nothingIsCreatedBelowOrReferredToWhileItIsBeingDeleted() {
    String workshop = workshop("w3");
    ann.create(SEAL, workshop, Seal.newBuilder().setName(workshop + "/seals/s1").build());
    String item =
        ann.create(ITEM, workshop, Item.newBuilder().setName(workshop + "/items/i1").build())
            .name();
    ann.delete(WORKSHOP, workshop);

    Sticker sticker = Sticker.newBuilder().setName(workshop + "/stickers/late").build();
    assertThat(Caller.code(() -> ann.create(STICKER, workshop, sticker)))
        .isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(item).isNotEmpty();
    Widget.Builder widget = Widgets.widget(PARENT, "late");
    widget.getSpecBuilder().setWorkshop(workshop);
    assertThat(Caller.code(() -> ann.create(WIDGET, PARENT, widget.build())))
        .isEqualTo(Code.FAILED_PRECONDITION);

    ann.delete(SEAL, workshop + "/seals/s1");
    awaitGone(WORKSHOP, workshop);
  }

  @Test
  void whatIsBeingDeletedStillReportsItsStateButIsNotReconfigured() {
    String workshop = workshop("w4");
    ann.create(SEAL, workshop, Seal.newBuilder().setName(workshop + "/seals/s1").build());
    ann.delete(WORKSHOP, workshop);

    Workshop busy =
        Workshop.newBuilder()
            .setName(workshop)
            .setDisplayName("New name")
            .setLoad(Workshop.Load.newBuilder().setPeople(3))
            .build();
    Workshop reported = ann.update(WORKSHOP, busy, "load.people").as(Workshop.class);
    assertThat(reported.getLoad().getPeople()).isEqualTo(3);
    assertThat(reported.getMetadata().getLifecycle().getState())
        .isEqualTo(Lifecycle.State.DELETING);
    assertThat(Caller.code(() -> ann.update(WORKSHOP, busy, "display_name")))
        .isEqualTo(Code.FAILED_PRECONDITION);

    ann.delete(SEAL, workshop + "/seals/s1");
    awaitGone(WORKSHOP, workshop);
  }

  @Test
  void aControllerCanPutOffTheRemoval() {
    String workshop = workshop("w5");
    block(workshop, true);
    ann.delete(WORKSHOP, workshop);
    await().during(Duration.ofMillis(500)).until(() -> exists(ann, WORKSHOP, workshop));

    block(workshop, false);

    awaitGone(WORKSHOP, workshop);
  }

  private static void block(String workshop, boolean blocked) {
    region
        .server()
        .edits()
        .edit(
            RecordedWork.context(region.server().region()),
            WORKSHOP.parseName(workshop),
            message -> {
              Workshop.Builder changed = ((Workshop) message).toBuilder();
              changed.getMetadataBuilder().getLifecycleBuilder().setBlockDeletion(blocked);
              return changed.build();
            });
  }

  @Test
  void aNameIsNotGivenAgainBeforeTheWorkIsDone() throws Exception {
    String crate = PARENT + "/crates/again";
    ann.create(CRATE, PARENT, Crate.newBuilder().setName(crate).build());
    ann.create(STICKER, crate, Sticker.newBuilder().setName(crate + "/stickers/s1").build());
    try (Store other = open("other");
        Store.Lease held = takeLease(other)) {
      assertThat(held.held()).isTrue();
      ann.delete(CRATE, crate);
      assertThat(exists(ann, STICKER, crate + "/stickers/s1")).isTrue();
      assertThat(
              Caller.code(
                  () -> ann.create(CRATE, PARENT, Crate.newBuilder().setName(crate).build())))
          .isEqualTo(Code.UNAVAILABLE);
    }
    awaitGone(STICKER, crate + "/stickers/s1");
    await()
        .ignoreExceptions()
        .until(
            () ->
                ann.create(CRATE, PARENT, Crate.newBuilder().setName(crate).build()).name()
                    != null);
  }

  private static Store open(String node) {
    return PostgresStore.open(
        store.withNode(node),
        Widgets.CATALOG.and(PrivateTypes.CATALOG),
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }

  /** Keeps the nodes of the region from working, when none of them has anything to do. */
  private static Store.Lease takeLease(Store other) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> other.lease(LEASE_OF_THE_WORK), java.util.Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void whatACrashLeftIsFinishedByTheNextNode() throws Exception {
    String workshop = workshop("crashed");
    ann.create(STICKER, workshop, Sticker.newBuilder().setName(workshop + "/stickers/s1").build());
    try (Store other = open("holder")) {
      Store.Lease held = takeLease(other);
      StoreSettings crashing = store.withNode("crashing");
      TestRegion node = TestRegion.on(issuer, crashing, Widgets.CATALOG, settings -> settings);
      node.ann().delete(WORKSHOP, workshop);
      node.close();
      assertThat(lifecycle(workshop).getState()).isEqualTo(Lifecycle.State.DELETING);
      held.close();
    }
    awaitGone(STICKER, workshop + "/stickers/s1");
    awaitGone(WORKSHOP, workshop);
  }

  @Test
  void twoNodesDoNothingTwice() throws Exception {
    String lease = lease("shared");
    String gadget = PARENT + "/gadgets/shared";
    ann.create(GADGET, PARENT, Gadget.newBuilder().setName(gadget).build());
    List<String> widgets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Widget.Builder widget = Widgets.widget(PARENT, "shared" + i);
      widget.getSpecBuilder().setLease(lease);
      widgets.add(ann.create(WIDGET, PARENT, widget.build()).name());
    }
    try (TestRegion second =
        TestRegion.on(issuer, store.withNode("second"), Widgets.CATALOG, settings -> settings)) {
      second.ann().delete(LEASE, lease);
      widgets.forEach(widget -> awaitGone(WIDGET, widget));
      await().until(() -> !PrivateRows.exist(store));
    }
    for (String widget : widgets) {
      assertThat(changes(widget)).isEqualTo(2);
    }
  }

  private static int changes(String name) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(store.jdbcUrl(), store.user(), store.password());
        PreparedStatement select =
            connection.prepareStatement("SELECT count(*) FROM change_log WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return found.getInt(1);
      }
    }
  }

  @Test
  void aProjectTakesEverythingWithIt() {
    TestRegion.project("acme-doomed", "acme");
    ann.create(TestRegion.PROJECT, "", TestRegion.project("acme-doomed", "acme"));
    String parent = "projects/acme-doomed/regions/us-west2";
    List<String> widgets =
        IntStream.range(0, 30)
            .mapToObj(
                i -> ann.create(WIDGET, parent, Widgets.widget(parent, "w" + i).build()).name())
            .toList();
    String workshop =
        ann.create(
                WORKSHOP, parent, Workshop.newBuilder().setName(parent + "/workshops/w1").build())
            .name();
    ann.create(SEAL, workshop, Seal.newBuilder().setName(workshop + "/seals/s1").build());

    ann.delete(TestRegion.PROJECT, "projects/acme-doomed");

    widgets.forEach(widget -> awaitGone(WIDGET, widget));
    assertThat(exists(ann, WORKSHOP, workshop)).isTrue();
    assertThat(exists(ann, TestRegion.PROJECT, "projects/acme-doomed")).isTrue();
    ann.delete(SEAL, workshop + "/seals/s1");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !exists(region.operator(), TestRegion.PROJECT, "projects/acme-doomed"));
  }
}
