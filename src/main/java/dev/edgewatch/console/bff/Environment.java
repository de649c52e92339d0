package dev.edgewatch.console.bff;

import java.util.List;
import java.util.Optional;

/** The regions and services the console knows at present, as meta describes them. Never blocks. */
public interface Environment {

  List<Region> regions();

  /** All services that meta lists, wherever they are deployed. */
  List<Service> services();

  /** The region of this id, if the console knows it. */
  default Optional<Region> region(String id) {
    return regions().stream().filter(region -> region.id().equals(id)).findFirst();
  }

  /**
   * A region as meta describes it.
   *
   * @param id for example {@code us-west2}
   * @param title what people call it
   * @param endpoint host and port of its devices deployment, empty when it has none
   * @param location city and country, may be empty
   * @param disabled whether calls are routed to it
   */
  record Region(String id, String title, String endpoint, String location, boolean disabled) {}

  /**
   * A service as meta describes it.
   *
   * @param name in full, {@code services/devices.edgelq.com}
   * @param title what people call it
   */
  record Service(String name, String title) {
    /** {@code devices.edgelq.com}. */
    public String domain() {
      return name.substring(name.indexOf('/') + 1);
    }
  }
}
