package dev.edgewatch.demo;

import dev.edgewatch.api.meta.v1.Deployment.Location;
import dev.edgewatch.api.meta.v1.Region;

/** Where the demo's regions pretend to be. */
final class Places {
  private Places() {}

  static Region region(String id) {
    return Region.newBuilder().setName("regions/" + id).setTitle(title(id)).build();
  }

  private static String title(String region) {
    return switch (region) {
      case "us-west2" -> "US West, Los Angeles";
      case "eastus2" -> "US East, Virginia";
      case "japaneast" -> "Japan East, Tokyo";
      default -> region;
    };
  }

  static Location location(String region) {
    Location.Builder location = Location.newBuilder();
    switch (region) {
      case "us-west2" ->
          location.setContinent("NA").setCountry("US").setCity("Los Angeles").setCloud("gcp");
      case "eastus2" ->
          location.setContinent("NA").setCountry("US").setCity("Boydton").setCloud("azure");
      case "japaneast" ->
          location.setContinent("AS").setCountry("JP").setCity("Tokyo").setCloud("azure");
      default -> location.setCity(region);
    }
    return location.build();
  }
}
