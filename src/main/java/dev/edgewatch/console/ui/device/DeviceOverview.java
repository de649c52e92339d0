package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a device is and how it feels: facts, conditions, labels. */
final class DeviceOverview extends Composite<Div> {
  private @Nullable Device shown;

  DeviceOverview() {
    getContent().addClassName("ew-overview");
  }

  void show(Device device) {
    if (device.equals(shown)) {
      return;
    }
    shown = device;
    getContent().removeAll();
    getContent().add(facts(device));
    if (device.getStatus().getConditionsCount() > 0) {
      getContent().add(conditions(device));
    }
    getContent().add(labels(device));
    if (!device.getDescription().isEmpty()) {
      getContent()
          .add(
              Parts.div(
                  "sec", new H3(text("device.description")), new Span(device.getDescription())));
    }
  }

  private static Component facts(Device device) {
    var info = device.getStatus().getDeviceInfo();
    var system = info.getHardwareInformation().getSystem();
    DescriptionList facts = new DescriptionList();
    facts.addClassName("ew-facts");
    fact(facts, text("device.product"), value(system.getProductName(), ""));
    fact(facts, text("device.address"), value(address(device), "mono s12"));
    fact(facts, text("device.serial"), value(system.getSerialNumber(), "mono s12"));
    fact(facts, text("device.os"), value(info.getOsVersion(), ""));
    fact(facts, text("device.architecture"), value(info.getArchitecture(), ""));
    fact(facts, text("device.kernel"), value(info.getKernelVersion(), ""));
    fact(facts, text("device.created.column"), at(device.getMetadata().getCreateTime()));
    fact(facts, text("device.updated"), at(device.getMetadata().getUpdateTime()));
    return facts;
  }

  private static Component conditions(Device device) {
    Div section = Parts.div("sec", new H3(text("device.conditions")));
    for (Device.Status.Condition condition : device.getStatus().getConditionsList()) {
      Connectivity look =
          condition.getStatus().equalsIgnoreCase("True")
              ? Connectivity.CONNECTED
              : Connectivity.DISCONNECTED;
      Span glyph = Parts.span("ew-st " + look.style(), new Icon(look.glyph()));
      Div line =
          Parts.div(
              "ew-condition",
              glyph,
              new Span(condition.getType()),
              Parts.span("t2 ellip", condition.getMessage()));
      line.add(Parts.span("t3 s12", at(condition.getLastTransitionTime())));
      section.add(line);
    }
    return section;
  }

  private static Component labels(Device device) {
    Div line = Parts.div("row gap6 wrap");
    device.getMetadata().getLabelsMap().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            label -> {
              Span value = new Span(label.getValue());
              value.addClassName("med");
              Span one = Parts.span("ew-label", new Span(label.getKey() + "="), value);
              line.add(one);
            });
    if (device.getMetadata().getLabelsCount() == 0) {
      line.add(Parts.span("t3 s13", text("none.yet")));
    }
    return Parts.div("sec", new H3(text("device.labels")), line);
  }

  private static void fact(DescriptionList facts, String term, Component value) {
    facts.add(new DescriptionList.Term(term), new DescriptionList.Description(value));
  }

  private static Component value(String value, String classes) {
    return value.isEmpty() ? Parts.span("t3", text("none.yet")) : Parts.span(classes, value);
  }

  private static Component at(Timestamp time) {
    return time.equals(Timestamp.getDefaultInstance())
        ? Parts.span("t3", text("none.yet"))
        : Age.since(Instant.ofEpochMilli(Timestamps.toMillis(time)), Age.Form.AGO);
  }

  private static String address(Device device) {
    return device.getStatus().getAddressesCount() == 0
        ? ""
        : device.getStatus().getAddresses(0).getAddress();
  }
}
