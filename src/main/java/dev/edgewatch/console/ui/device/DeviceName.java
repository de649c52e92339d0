package dev.edgewatch.console.ui.device;

import java.util.List;

/** The ids in the name of a device; the same that stand in the address of its page. */
record DeviceName(String project, String region, String device) {

  static DeviceName of(String name) {
    List<String> parts = List.of(name.split("/"));
    return new DeviceName(parts.get(1), parts.get(3), parts.get(5));
  }

  String text() {
    return "projects/%s/regions/%s/devices/%s".formatted(project, region, device);
  }
}
