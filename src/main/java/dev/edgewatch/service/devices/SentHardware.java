package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.RegisterHardwareRequest;
import dev.edgewatch.resource.Refusal;
import java.util.List;

/** What somebody says of a piece of hardware who needs no account to say it. */
final class SentHardware {
  private static final int LONGEST = 128;
  private static final int ADDRESSES = 64;

  private SentHardware() {}

  /** Refuses what is too long, too much or not there. */
  static DeviceHardware of(RegisterHardwareRequest sent) {
    require("serial_number", sent.getSerialNumber());
    if (sent.getSerialNumber().isBlank()) {
      throw Refusal.invalid(
          "HARDWARE_UNNAMED",
          "serial_number",
          "serial_number is empty; expected that of the hardware");
    }
    require("manufacturer", sent.getManufacturer());
    require("product_name", sent.getProductName());
    require("sim_iccid", sent.getSimIccid());
    require("imei", sent.getImei());
    if (sent.getMacAddressCount() > ADDRESSES) {
      throw invalid(
          "mac_address", sent.getMacAddressCount() + " entries; expected at most " + ADDRESSES);
    }
    sent.getMacAddressList().forEach(address -> require("mac_address", address));
    return DeviceHardware.newBuilder()
        .setDisplayName(
            NameFormat.shown(sent.getProductName() + " " + sent.getSerialNumber(), LONGEST))
        .setSerialNumber(sent.getSerialNumber())
        .setManufacturer(sent.getManufacturer())
        .setProductName(sent.getProductName())
        .addAllMacAddress(sent.getMacAddressList())
        .setSimIccid(sent.getSimIccid())
        .setImei(sent.getImei())
        .build();
  }

  /** Whether two are the same piece, whatever else is said of them. */
  static boolean isSame(DeviceHardware one, DeviceHardware other) {
    return identity(one).equals(identity(other));
  }

  private static List<String> identity(DeviceHardware hardware) {
    return List.of(
        hardware.getSerialNumber(), hardware.getManufacturer(), hardware.getProductName());
  }

  private static void require(String field, String value) {
    if (value.length() > LONGEST) {
      throw invalid(field, value.length() + " characters; expected at most " + LONGEST);
    }
    if (value.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid(field, "control characters in it; expected none");
    }
  }

  private static RuntimeException invalid(String field, String what) {
    return Refusal.invalid("HARDWARE_MALFORMED", field, field + " has " + what);
  }
}
