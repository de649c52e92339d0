package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.devices.v1.DeviceHardwareRegisterSession;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.service.iam.Giving;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A register session gets its token when it is made, begins at once and lasts a week unless who
 * makes it says otherwise. Whoever has the token registers hardware, so its maker must be allowed
 * to.
 */
record RegisterSessionRule(Region region, Giving giving, RandomGenerator random)
    implements WriteRule {
  private static final Duration LASTS = Duration.ofDays(7);

  @Override
  public ResourceType type() {
    return region.catalog().type("devices.edgelq.com/DeviceHardwareRegisterSession");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    Permission registering =
        Permission.of(
            region.catalog().type("devices.edgelq.com/DeviceHardware"), StandardMethod.CREATE);
    writing.authority().ifPresent(by -> giving.requireHeld(by, registering, writing.name()));
    DeviceHardwareRegisterSession session = timed((DeviceHardwareRegisterSession) body);
    return Creation.of(
        session.toBuilder()
            .clearStatus()
            .setToken(RegisterTokens.make(writing.name(), random))
            .build());
  }

  /** What was registered is not for callers to say: with a token one sees all of it. */
  @Override
  public Message updating(Writing writing, Message before, Message after) {
    DeviceHardwareRegisterSession session = timed((DeviceHardwareRegisterSession) after);
    return writing.authority().isPresent()
        ? session.toBuilder()
            .setStatus(((DeviceHardwareRegisterSession) before).getStatus())
            .build()
        : session;
  }

  private static void requireTime(Timestamp expiration, Timestamp start) {
    if (!Timestamps.isValid(expiration)) {
      throw Refusal.invalid(
          "START_OUT_OF_RANGE",
          "start_time",
          "start_time is "
              + Timestamps.toString(start)
              + "; expected a time a week or more before the year 10000");
    }
  }

  private DeviceHardwareRegisterSession timed(DeviceHardwareRegisterSession sent) {
    DeviceHardwareRegisterSession.Builder session = sent.toBuilder();
    if (!session.hasStartTime()) {
      session.setStartTime(ProtoTimes.timestamp(region.clock().instant()));
    }
    if (!session.hasExpirationTime()) {
      session.setExpirationTime(
          ProtoTimes.timestamp(ProtoTimes.instant(session.getStartTime()).plus(LASTS)));
      requireTime(session.getExpirationTime(), session.getStartTime());
    }
    if (Timestamps.compare(session.getStartTime(), session.getExpirationTime()) >= 0) {
      throw Refusal.invalid(
          "EXPIRATION_OUT_OF_RANGE",
          "expiration_time",
          "expiration_time is "
              + Timestamps.toString(session.getExpirationTime())
              + "; expected a time after start_time, "
              + Timestamps.toString(session.getStartTime()));
    }
    return session.build();
  }
}
