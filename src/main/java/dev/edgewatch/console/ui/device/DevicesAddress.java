package dev.edgewatch.console.ui.device;

import dev.edgewatch.console.ui.resource.ListAddress;

/** Where the devices of a project are found, and each of them. */
record DevicesAddress(String organization, String project) implements ListAddress {

  @Override
  public String path() {
    return "organizations/%s/projects/%s/devices".formatted(organization, project);
  }

  @Override
  public String path(String name, String tab) {
    DeviceName device = DeviceName.of(name);
    return "%s/%s/%s/%s".formatted(path(), device.region(), device.device(), tab);
  }
}
