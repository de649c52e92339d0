package dev.edgewatch.demo.fleet;

import com.google.protobuf.Duration;
import dev.edgewatch.api.devices.v1.HeartbeatMsg;
import dev.edgewatch.api.devices.v1.HeartbeatResponse;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import io.grpc.MethodDescriptor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One simulated device as the region sees it: a {@code Heartbeat} stream that registers, beats as
 * often as the region wants, and is opened again after it was lost. All state is used on the
 * timer's thread only.
 */
final class Agent implements AutoCloseable {
  private static final MethodDescriptor<HeartbeatMsg, HeartbeatResponse> HEARTBEAT =
      CustomCalls.method(
          "ntt.devices.v1.DeviceService/Heartbeat",
          MethodDescriptor.MethodType.BIDI_STREAMING,
          HeartbeatMsg.getDefaultInstance(),
          HeartbeatResponse.getDefaultInstance());

  /** An outage lasts up to this long, so that some devices are always seen as disconnected. */
  private static final int OUTAGE_MILLIS = 60_000;

  private static final int RECONNECT_MILLIS = 5_000;

  private final String device;
  private final CustomCalls region;
  private final ScheduledExecutorService timer;
  private final RandomGenerator random;
  private CustomCalls.@Nullable Outbound<HeartbeatMsg> stream;
  private int opened;

  Agent(String device, CustomCalls region, ScheduledExecutorService timer, RandomGenerator random) {
    this.device = device;
    this.region = region;
    this.timer = timer;
    this.random = random;
  }

  /**
   * Opens the stream at a random moment within that time, so that a fleet does not come all at
   * once.
   */
  void connectWithin(int millis) {
    later(this::connect, 1 + random.nextInt(millis));
  }

  /** The device loses its network. Called on the timer's thread. */
  void cut() {
    if (stream != null) {
      stream.close();
      stream = null;
      opened++;
      connectWithin(OUTAGE_MILLIS);
    }
  }

  private void connect() {
    if (stream != null) {
      return;
    }
    int attempt = ++opened;
    try {
      stream = region.stream(HEARTBEAT, new Answers(attempt));
      stream.send(
          HeartbeatMsg.newBuilder()
              .setName(device)
              .setRegister(HeartbeatMsg.Register.getDefaultInstance())
              .build());
    } catch (RefusalException regionUnknown) {
      connectWithin(RECONNECT_MILLIS);
    }
  }

  private void beat(int attempt, Duration interval) {
    if (attempt == opened && stream != null) {
      stream.send(
          HeartbeatMsg.newBuilder()
              .setName(device)
              .setHeartbeat(HeartbeatMsg.Heartbeat.getDefaultInstance())
              .build());
      later(() -> beat(attempt, interval), millis(interval));
    }
  }

  private void lost(int attempt) {
    if (attempt == opened) {
      stream = null;
      connectWithin(RECONNECT_MILLIS);
    }
  }

  private static long millis(Duration interval) {
    return Math.max(1_000, interval.getSeconds() * 1_000 + interval.getNanos() / 1_000_000);
  }

  private void later(Runnable step, long millis) {
    try {
      timer.schedule(step, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      // The fleet is closing.
    }
  }

  /** Called when the timer has stopped. */
  @Override
  public void close() {
    CustomCalls.Outbound<HeartbeatMsg> open = stream;
    if (open != null) {
      open.close();
    }
  }

  private final class Answers implements CustomCalls.Listener<HeartbeatResponse> {
    private final int attempt;
    private boolean beating;

    Answers(int attempt) {
      this.attempt = attempt;
    }

    /** The first answer starts the beat; its interval is kept for the life of the stream. */
    @Override
    public void answer(HeartbeatResponse answer) {
      if (!beating) {
        beating = true;
        later(
            () -> beat(attempt, answer.getDesiredHeartbeatInterval()),
            millis(answer.getDesiredHeartbeatInterval()));
      }
    }

    @Override
    public void ended(Refusal refusal) {
      later(() -> lost(attempt), 0);
    }
  }
}
