package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.ProvisioningPolicy;

/** Both formats of a policy. */
record NameFormats(NameFormat name, NameFormat displayName) {
  static NameFormats of(ProvisioningPolicy.Spec spec) {
    return new NameFormats(
        new NameFormat("spec.device_name_format", spec.getDeviceNameFormat()),
        new NameFormat("spec.device_display_name_format", spec.getDeviceDisplayNameFormat()));
  }

  void require() {
    var _ = name.require();
    var _ = displayName.require();
  }
}
