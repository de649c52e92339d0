package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TwoRegions.EAST;
import static dev.edgewatch.widgets.Widgets.GADGET;
import static dev.edgewatch.widgets.Widgets.SEAL;
import static dev.edgewatch.widgets.Widgets.WIDGET;
import static dev.edgewatch.widgets.Widgets.WORKSHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.Status;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.api.region.v1.OutgoingReferences;
import dev.edgewatch.api.region.v1.ReferRequest;
import dev.edgewatch.api.region.v1.ReferResponse;
import dev.edgewatch.api.region.v1.Target;
import dev.edgewatch.api.widgets.v1.Gadget;
import dev.edgewatch.api.widgets.v1.Seal;
import dev.edgewatch.api.widgets.v1.Widget;
import dev.edgewatch.api.widgets.v1.Workshop;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.widgets.Widgets;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** References and deletions over two regions. The ones that stop a region come last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReferencesAcrossRegionsTest {
  private static final String WEST = TestRegion.PARENT;

  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Widgets.CATALOG);
    regions.awaitCopy(PROJECT, regions.west().operator().get(PROJECT, TestRegion.COLD_CHAIN));
    // Until each knows where the other one is.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                Caller.code(() -> west().get(DEVICE, EAST + "/devices/none")) == Code.NOT_FOUND
                    && Caller.code(() -> east().get(DEVICE, WEST + "/devices/none"))
                        == Code.NOT_FOUND);
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static Caller west() {
    return regions.west().ann();
  }

  private static Caller east() {
    return regions.east().ann();
  }

  private static String device(String id) {
    return west().create(DEVICE, WEST, TestRegion.device(id, "In the west")).name();
  }

  private static String gadget(String id) {
    String name = WEST + "/gadgets/" + id;
    return west().create(GADGET, WEST, Gadget.newBuilder().setName(name).build()).name();
  }

  private static Widget onDevice(String id, String device) {
    Widget.Builder widget = Widgets.widget(EAST, id);
    widget.getSpecBuilder().setDevice(device);
    return widget.build();
  }

  private static void awaiting(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(30)).until(condition);
  }

  private static boolean isThere(Caller caller, ResourceType type, String name) {
    return Caller.found(() -> caller.get(type, name));
  }

  private static boolean isDeletable(String device) {
    try {
      west().delete(DEVICE, device);
      return true;
    } catch (io.grpc.StatusRuntimeException refused) {
      assertThat(refused.getStatus().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
      return false;
    }
  }

  @Test
  void aReferenceFromAnotherRegionBlocksUntilItGoes() {
    String device = device("blocked");
    String widget = east().create(WIDGET, EAST, onDevice("on-device", device)).name();

    Status refusal = Caller.refusal(() -> west().delete(DEVICE, device));
    assertThat(refusal.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
    assertThat(refusal.getMessage()).contains(widget);

    east().update(WIDGET, Widgets.widget(EAST, "on-device").build(), "spec.device");
    awaiting(() -> isDeletable(device));
    assertThat(isThere(east(), WIDGET, widget)).isTrue();
  }

  @Test
  void aReferenceThatWentAndCameBackBlocksAgain() {
    String device = device("to-and-fro");
    Widget with = onDevice("to-and-fro", device);
    Widget without = Widgets.widget(EAST, "to-and-fro").build();
    east().create(WIDGET, EAST, with);
    for (int i = 0; i < 10; i++) {
      east().update(WIDGET, without, "spec.device");
      east().update(WIDGET, with, "spec.device");
      assertThat(isDeletable(device)).isFalse();
    }
    east().delete(WIDGET, with.getName());
    awaiting(() -> isDeletable(device));
  }

  @Test
  void theDeletionOfTheReferrerEndsIt() {
    String device = device("released");
    String widget = east().create(WIDGET, EAST, onDevice("released", device)).name();
    east().delete(WIDGET, widget);
    awaiting(() -> isDeletable(device));
  }

  @Test
  void aTargetThatIsNotThereIsNotReferredTo() {
    String none = WEST + "/devices/none";
    Status refusal = Caller.refusal(() -> east().create(WIDGET, EAST, onDevice("dangling", none)));
    assertThat(refusal.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
    assertThat(refusal.getMessage()).contains(none).contains("us-west2");
    assertThat(isThere(east(), WIDGET, EAST + "/widgets/dangling")).isFalse();
  }

  @Test
  void whatIsRefusedAfterItWasToldLeavesNothing() {
    String device = device("twice");
    east().create(WIDGET, EAST, Widgets.widget(EAST, "twice").build());
    assertThat(Caller.code(() -> east().create(WIDGET, EAST, onDevice("twice", device))))
        .isEqualTo(Code.ALREADY_EXISTS);
    awaiting(() -> isDeletable(device));
  }

  @Test
  void otherReferencesAreSettledAfterwards() {
    String unset = gadget("unset");
    String base = gadget("base");
    Widget.Builder widget = Widgets.widget(EAST, "unset");
    widget.getSpecBuilder().setGadget(unset);
    widget.addPartsBuilder().addScrewsBuilder().setGadget(unset);
    String cleared = east().create(WIDGET, EAST, widget.build()).name();
    Widget.Builder based = Widgets.widget(EAST, "based");
    based.getSpecBuilder().setBase(base);
    String deleted = east().create(WIDGET, EAST, based.build()).name();

    west().delete(GADGET, unset);
    west().delete(GADGET, base);

    awaiting(() -> !isThere(east(), WIDGET, deleted));
    awaiting(
        () -> {
          Widget now = east().get(WIDGET, cleared).as(Widget.class);
          return now.getSpec().getGadget().isEmpty()
              && now.getParts(0).getScrews(0).getGadget().isEmpty();
        });
    awaiting(() -> !PrivateRows.exist(regions.westStore()));
  }

  @Test
  void aCallThatIsLateDoesNotUndoALaterOne() {
    String device = device("late");
    Key referrer = new Key(WIDGET.fullName(), EAST + "/widgets/late");
    refer(referrer, 20, device);
    refer(referrer, 10);
    assertThat(isDeletable(device)).isFalse();
    refer(referrer, 30);
    refer(referrer, 25, device);
    assertThat(isDeletable(device)).isTrue();
  }

  @Test
  void onlyRegionsTellOfReferences() {
    assertThat(
            Caller.code(
                () ->
                    ClientCalls.blockingUnaryCall(
                        west().channel(),
                        method(),
                        CallOptions.DEFAULT,
                        ReferRequest.getDefaultInstance())))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  private static void refer(Key referrer, long sequence, String... devices) {
    ReferRequest.Builder request =
        ReferRequest.newBuilder()
            .setRegion("eastus2")
            .setReferrer(PrivateTypes.message(referrer))
            .setSequence(sequence);
    for (String device : devices) {
      request.addTargets(target(device));
    }
    Message answer =
        ClientCalls.blockingUnaryCall(
            regions.west().sibling().channel(), method(), CallOptions.DEFAULT, request.build());
    assertThat(answer).isNotNull();
  }

  private static Target target(String device) {
    return Target.newBuilder()
        .setKey(PrivateTypes.message(new Key(DEVICE.fullName(), device)))
        .setRegion("us-west2")
        .setBehavior(DeleteBehavior.BLOCK)
        .build();
  }

  private static MethodDescriptor<ReferRequest, ReferResponse> method() {
    return CustomCalls.method(
        Siblings.SERVICE + "/Refer",
        MethodDescriptor.MethodType.UNARY,
        ReferRequest.getDefaultInstance(),
        ReferResponse.getDefaultInstance());
  }

  @Test
  void whatACrashLeftBetweenTellingAndWritingIsTakenBack() {
    String device = device("crashed");
    Key referrer = new Key(WIDGET.fullName(), EAST + "/widgets/never-written");
    refer(referrer, 1, device);
    OutgoingReferences left =
        OutgoingReferences.newBuilder()
            .setName(PrivateTypes.outgoingName(referrer))
            .setReferrer(PrivateTypes.message(referrer))
            .setState(OutgoingReferences.State.ESTABLISHING)
            .addTargets(target(device))
            .setSince(Timestamp.newBuilder().setSeconds(1_000_000_000))
            .setSequence(1)
            .build();
    assertThat(isDeletable(device)).isFalse();
    Region region = regions.east().server().region();
    region.write(
        RecordedWork.context(region),
        session -> {
          session.save(PrivateTypes.row(PrivateTypes.OUTGOING, left));
          return true;
        });
    awaiting(() -> isDeletable(device));
    awaiting(() -> PrivateRows.count(regions.eastStore(), PrivateTypes.OUTGOING.fullName()) == 0);
  }

  @Test
  void aProjectTakesWhatItHasInOtherRegionsWithIt() {
    Resource project =
        west()
            .create(
                PROJECT,
                "",
                TestRegion.project("acme-doomed", "acme").toBuilder()
                    .setMultiRegionPolicy(TwoRegions.POLICY)
                    .build());
    regions.awaitCopy(PROJECT, project);
    String parent = project.name() + "/regions/eastus2";
    String widget = east().create(WIDGET, parent, Widgets.widget(parent, "doomed").build()).name();
    String workshop =
        east()
            .create(
                WORKSHOP, parent, Workshop.newBuilder().setName(parent + "/workshops/w1").build())
            .name();
    String seal =
        east()
            .create(SEAL, workshop, Seal.newBuilder().setName(workshop + "/seals/s1").build())
            .name();

    west().delete(PROJECT, project.name());

    awaiting(() -> !isThere(east(), WIDGET, widget));
    assertThat(isThere(regions.west().operator(), PROJECT, project.name())).isTrue();
    assertThat(
            Caller.code(
                () -> east().create(WIDGET, parent, Widgets.widget(parent, "late").build())))
        .isEqualTo(Code.FAILED_PRECONDITION);
    east().delete(SEAL, seal);
    awaiting(() -> !isThere(regions.west().operator(), PROJECT, project.name()));
    awaiting(() -> !isThere(regions.east().operator(), PROJECT, project.name()));
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void anOwnerThatCannotBeAskedIsNamed() {
    String device = device("unreachable");
    regions.stopWest();
    try {
      Status refusal =
          Caller.refusal(() -> east().create(WIDGET, EAST, onDevice("unreachable", device)));
      assertThat(refusal.getCode()).isEqualTo(Code.UNAVAILABLE.value());
      assertThat(refusal.getMessage()).contains(device).contains("us-west2");
      assertThat(isThere(east(), WIDGET, EAST + "/widgets/unreachable")).isFalse();
    } finally {
      regions.startWest();
    }
    awaiting(
        () -> {
          try {
            east().create(WIDGET, EAST, onDevice("reachable", device));
            return true;
          } catch (io.grpc.StatusRuntimeException notYet) {
            return false;
          }
        });
    assertThat(isDeletable(device)).isFalse();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void nothingIsRemovedWhileARegionIsAway() {
    Resource project =
        west()
            .create(
                PROJECT,
                "",
                TestRegion.project("acme-waiting", "acme").toBuilder()
                    .setMultiRegionPolicy(TwoRegions.POLICY)
                    .build());
    regions.awaitCopy(PROJECT, project);
    String parent = project.name() + "/regions/eastus2";
    String widget = east().create(WIDGET, parent, Widgets.widget(parent, "waiting").build()).name();
    regions.stopEast();
    west().delete(PROJECT, project.name());
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> isThere(regions.west().operator(), PROJECT, project.name()));
    regions.startEast();
    awaiting(() -> !isThere(east(), WIDGET, widget));
    awaiting(() -> !isThere(regions.west().operator(), PROJECT, project.name()));
  }
}
