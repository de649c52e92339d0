package dev.edgewatch.console.ui.device;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.LiveRow;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a row says of its device, as plain values. */
final class DeviceFacts {
  private DeviceFacts() {}

  static Device device(LiveRow row) {
    return (Device) row.resource();
  }

  static String title(LiveRow row) {
    String title = device(row).getDisplayName();
    return title.isEmpty() ? id(row) : title;
  }

  static String id(LiveRow row) {
    return last(row.name());
  }

  static String statusWord(LiveRow row) {
    return Connectivity.reported(device(row)).word();
  }

  static String os(LiveRow row) {
    return device(row).getStatus().getDeviceInfo().getOsVersion();
  }

  static String ip(LiveRow row) {
    return device(row).getStatus().getAddressesCount() == 0
        ? ""
        : device(row).getStatus().getAddresses(0).getAddress();
  }

  static String account(LiveRow row) {
    return last(device(row).getSpec().getServiceAccount());
  }

  static String labels(LiveRow row) {
    return device(row).getMetadata().getLabelsMap().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(" "));
  }

  static Device.Status.DeviceInfo.HardwareInformation.System system(LiveRow row) {
    return device(row).getStatus().getDeviceInfo().getHardwareInformation().getSystem();
  }

  static @Nullable Object millis(Timestamp time) {
    return isSet(time) ? (Object) Timestamps.toMillis(time) : null;
  }

  /** ISO 8601 in UTC, empty when it is not set. */
  static String utc(Timestamp time) {
    return isSet(time) ? Timestamps.toString(time) : "";
  }

  private static boolean isSet(Timestamp time) {
    return !time.equals(Timestamp.getDefaultInstance());
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
