package dev.edgewatch.region;

import dev.edgewatch.resource.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * What a region serves: types and methods, what carries the custom ones out, and which are not
 * offered.
 *
 * @param services made anew for each region
 */
record ServedApi(Catalog catalog, Supplier<List<CustomService>> services, NotOffered notOffered) {

  /** All that is compiled into this program. */
  static ServedApi compiled() {
    return of(Catalog.compiled());
  }

  /** The types of another catalog, with the methods of this program. */
  static ServedApi of(Catalog catalog) {
    return new ServedApi(catalog, ServedApi::found, NotOffered.list());
  }

  private static List<CustomService> found() {
    List<CustomService> services = new ArrayList<>();
    ServiceLoader.load(CustomService.class).forEach(services::add);
    return services;
  }
}
