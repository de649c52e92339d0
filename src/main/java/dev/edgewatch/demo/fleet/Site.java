package dev.edgewatch.demo.fleet;

import java.util.List;

/**
 * A place with devices.
 *
 * @param code short form, in ids and in the label {@code site}
 * @param subnet first two parts of its devices' addresses
 */
record Site(String code, String city, String region, String subnet) {
  static final List<Site> ALL =
      List.of(
          new Site("lax", "Los Angeles", "us-west2", "10.12"),
          new Site("phx", "Phoenix", "us-west2", "10.13"),
          new Site("sea", "Seattle", "us-west2", "10.14"),
          new Site("slc", "Salt Lake City", "us-west2", "10.15"),
          new Site("ewr", "Newark", "eastus2", "10.41"),
          new Site("atl", "Atlanta", "eastus2", "10.42"),
          new Site("bos", "Boston", "eastus2", "10.43"),
          new Site("mia", "Miami", "eastus2", "10.44"),
          new Site("osa", "Osaka", "japaneast", "10.88"),
          new Site("tyo", "Tokyo", "japaneast", "10.89"),
          new Site("fuk", "Fukuoka", "japaneast", "10.90"),
          new Site("cts", "Sapporo", "japaneast", "10.91"));

  static List<Site> of(String region) {
    return ALL.stream().filter(site -> site.region().equals(region)).toList();
  }

  /** What trucks and gateways of the region are grouped by in the label {@code fleet}. */
  static String fleetOf(String region) {
    return switch (region) {
      case "us-west2" -> "west";
      case "eastus2" -> "east";
      default -> "kanto";
    };
  }
}
