package dev.edgewatch.console.ui.device;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.ui.part.Texts;
import java.util.Locale;

/**
 * State of a device as people speak of it. A device of a lost region is unknown, never
 * disconnected.
 */
enum Connectivity {
  CONNECTED,
  DISCONNECTED,
  NEVER,
  UNKNOWN;

  /** What the device last reported, whether or not its region still answers. */
  static Connectivity reported(Device device) {
    return switch (device.getStatus().getConnectionStatus()) {
      case CONNECTED -> CONNECTED;
      case DISCONNECTED -> DISCONNECTED;
      case CONNECTION_STATUS_UNSPECIFIED, UNRECOGNIZED -> NEVER;
    };
  }

  String word() {
    return Texts.text("device.state." + style());
  }

  /** Class name, and the end of the glyph's name. */
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  String glyph() {
    return "status-" + style();
  }
}
