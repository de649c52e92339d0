package dev.edgewatch.widgets;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Structs;
import com.google.protobuf.util.Values;
import com.google.type.LatLng;
import dev.edgewatch.api.Everything;
import dev.edgewatch.api.widgets.v1.Crate;
import dev.edgewatch.api.widgets.v1.Gadget;
import dev.edgewatch.api.widgets.v1.Lease;
import dev.edgewatch.api.widgets.v1.Maker;
import dev.edgewatch.api.widgets.v1.Widget;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;

/**
 * A service that only tests know, {@code widgets.edgewatch.test}: its types are declared in {@code
 * src/test/proto} and have whatever a resource type can have. Start a region with {@link #CATALOG}
 * and it serves them.
 */
public final class Widgets {
  /** The types of the program and those of widgets. */
  public static final Catalog CATALOG =
      Catalog.of(
          Everything.getDescriptor(),
          Crate.getDescriptor().getFile(),
          Gadget.getDescriptor().getFile(),
          Lease.getDescriptor().getFile(),
          Maker.getDescriptor().getFile(),
          Widget.getDescriptor().getFile());

  public static final ResourceType WIDGET = type("Widget");
  public static final ResourceType WIDGET_COUNTER = type("WidgetCounter");
  public static final ResourceType MAKER = type("Maker");
  public static final ResourceType GADGET = type("Gadget");
  public static final ResourceType LEASE = type("Lease");
  public static final ResourceType WORKSHOP = type("Workshop");
  public static final ResourceType CRATE = type("Crate");
  public static final ResourceType SEAL = type("Seal");
  public static final ResourceType ITEM = type("Item");
  public static final ResourceType NOTE = type("Note");
  public static final ResourceType STICKER = type("Sticker");

  private Widgets() {}

  private static ResourceType type(String name) {
    return CATALOG.type("widgets.edgewatch.test/" + name);
  }

  /** A widget with nothing but a name. */
  public static Widget.Builder widget(String parent, String id) {
    return Widget.newBuilder().setName(parent + "/widgets/" + id).setDisplayName("Widget " + id);
  }

  /** A widget in which every kind of field holds something, but for references. */
  public static Widget.Builder richWidget(String parent, String id) {
    Widget.Builder widget = widget(parent, id).setDescription("One of everything");
    widget
        .getMetadataBuilder()
        .putLabels("site", "north")
        .putAnnotations("note", "made for a test")
        .addTags("sample");
    widget.setSpec(spec());
    widget
        .getStatusBuilder()
        .setPhase(Widget.Status.Phase.RUNNING)
        .setLastSeenTime(time(1_800_000_000))
        .addMessages("started");
    widget
        .addParts(part("frame", 1).addScrews(screw(12.5)).addScrews(screw(8)))
        .addParts(part("lid", 2));
    widget.putSlots(
        "left",
        Widget.Slot.newBuilder()
            .setLabel("Left")
            .setColor(Widget.Color.BLUE)
            .setSince(time(1_700_000_000))
            .build());
    widget
        .getLayoutBuilder()
        .setTitle("all")
        .addChildren(Widget.Layout.newBuilder().setTitle("upper"))
        .addChildren(Widget.Layout.newBuilder().setTitle("lower"));
    return widget;
  }

  private static Widget.Spec.Builder spec() {
    Widget.Spec.Builder spec =
        Widget.Spec.newBuilder()
            .setColor(Widget.Color.GREEN)
            .addOtherColors(Widget.Color.RED)
            .setSizeMm(120)
            .setProducedCount(7)
            .setWeightKg(1.25)
            .setTolerance(0.5f)
            .setEnabled(true)
            .setSerialNumber("W-0001")
            .setPriority(0)
            .setPhoto(com.google.protobuf.ByteString.copyFromUtf8("picture"))
            .addCalibration(0.1)
            .addCalibration(0.2)
            .putLimits("heat", 80)
            .putPorts(8080, "web")
            .setWarranty(Duration.newBuilder().setSeconds(86_400))
            .setNextServiceTime(time(1_900_000_000))
            .setExtra(Structs.of("grade", Values.of("A")));
    spec.getNicknameBuilder().setValue("Bob");
    spec.getPublishedFieldsBuilder().addPaths("display_name");
    spec.setLocation(LatLng.newBuilder().setLatitude(52.2).setLongitude(21));
    spec.getBatteryBuilder().setCapacityMah(2500).setRechargeable(true);
    return spec;
  }

  private static Widget.Part.Builder part(String label, int count) {
    return Widget.Part.newBuilder().setLabel(label).setCount(count);
  }

  private static Widget.Part.Screw.Builder screw(double length) {
    return Widget.Part.Screw.newBuilder().setLengthMm(length);
  }

  private static Timestamp time(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }
}
