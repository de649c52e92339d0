package dev.edgewatch.demo.fleet;

/** What a simulated device is built into, and so how it is called and on which hardware it runs. */
enum Kind {
  COLD_ROOM("cr", "Cold room", "Nordfrost", "EdgeBox 410", "EB4", "amd64"),
  DOCK("dk", "Dock", "Nordfrost", "EdgeBox 220", "EB2", "arm64"),
  TRUCK("trk", "Truck", "Haulix", "TruckLink 3", "TL3", "arm64"),
  REEFER_GATEWAY("gw", "Reefer gateway", "Haulix", "ReeferHub 2", "RH2", "arm64");

  /** Kinds of twenty devices in a row: eight cold rooms, six docks, four trucks, two gateways. */
  private static final String MIX = "CDTCDCDGTCDCTDCGCDTC";

  final String code;
  final String title;
  final String manufacturer;
  final String product;
  final String serial;
  final String architecture;

  Kind(
      String code,
      String title,
      String manufacturer,
      String product,
      String serial,
      String architecture) {
    this.code = code;
    this.title = title;
    this.manufacturer = manufacturer;
    this.product = product;
    this.serial = serial;
    this.architecture = architecture;
  }

  static Kind of(int index) {
    return switch (MIX.charAt(index % MIX.length())) {
      case 'C' -> COLD_ROOM;
      case 'D' -> DOCK;
      case 'T' -> TRUCK;
      default -> REEFER_GATEWAY;
    };
  }

  boolean moves() {
    return this == TRUCK;
  }
}
