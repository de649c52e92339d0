package dev.edgewatch.console.ui.device;

import dev.edgewatch.console.ui.live.ListState;

/** Where the devices of a project are found, and each of them: paths without a slash in front. */
record ListAddress(String organization, String project) {

  String path() {
    return "organizations/%s/projects/%s/devices".formatted(organization, project);
  }

  String path(String name, String tab) {
    DeviceName device = DeviceName.of(name);
    return "%s/%s/%s/%s".formatted(path(), device.region(), device.device(), tab);
  }

  /** A device's own page as a link, with the state of the list. */
  String link(String name, ListState state) {
    String query = state.query().getQueryString();
    return path(name, "overview") + (query.isEmpty() ? "" : "?" + query);
  }
}
