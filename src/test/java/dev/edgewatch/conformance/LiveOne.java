package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.Device;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One device, as a detail page follows it. */
class LiveOne implements WatchClient.OneObserver {
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

  @Override
  public void added(Device device) {
    said.add("added " + device.getDisplayName());
  }

  @Override
  public void modified(Device device) {
    said.add("modified " + device.getDisplayName());
  }

  @Override
  public void removed() {
    said.add("removed");
  }

  @Override
  public void ended(String code) {
    said.add("ended " + code);
  }

  String next() throws InterruptedException {
    String next = said.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("something within 10 s").isNotNull();
    return next;
  }
}
