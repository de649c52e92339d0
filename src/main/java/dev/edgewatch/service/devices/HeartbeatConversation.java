package dev.edgewatch.service.devices;

import com.google.protobuf.util.Durations;
import dev.edgewatch.api.devices.v1.HeartbeatMsg;
import dev.edgewatch.api.devices.v1.HeartbeatResponse;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One device's heartbeats: a registration, then beats, until the stream ends (contract section
 * 12.2).
 */
final class HeartbeatConversation implements CustomMethod.Conversation<HeartbeatMsg> {
  private final Region region;
  private final Presence presence;
  private final CallContext context;
  private final CustomMethod.Replies<HeartbeatResponse> replies;
  private volatile @Nullable ResourceName device;
  private volatile long lastBeat = System.nanoTime();

  HeartbeatConversation(
      Region region,
      Presence presence,
      CallContext context,
      CustomMethod.Replies<HeartbeatResponse> replies) {
    this.region = region;
    this.presence = presence;
    this.context = context;
    this.replies = replies;
  }

  @Override
  public void said(HeartbeatMsg message) {
    lastBeat = System.nanoTime();
    switch (message.getMsgCase()) {
      case REGISTER -> register(message.getName());
      case HEARTBEAT -> requireRegistered(message.getName());
      case MSG_NOT_SET ->
          throw Refusal.invalid(
              "HEARTBEAT_EMPTY", "msg", "msg is not set; expected register or heartbeat");
    }
  }

  private void register(String text) {
    if (device != null) {
      throw Refusal.invalid(
          "REGISTERED_TWICE", "register", device + " is registered already; expected heartbeats");
    }
    ResourceName name = presence.type().parseName(text).requireConcrete();
    device = name;
    presence.connected(name, this, context.writeContext());
    replies.reply(
        HeartbeatResponse.newBuilder()
            .setDesiredHeartbeatInterval(Durations.fromNanos(region.limits().heartbeat().toNanos()))
            .build());
  }

  private void requireRegistered(String text) {
    ResourceName registered = device;
    if (registered == null) {
      throw Refusal.invalid(
          "NOT_REGISTERED", "heartbeat", "a heartbeat came first; expected register");
    }
    if (!text.isEmpty() && !text.equals(registered.text())) {
      throw Refusal.invalid(
          "NAME_CHANGED", "name", "name is '" + text + "'; expected " + registered);
    }
  }

  /** Called by the timer: nothing was heard for too long. */
  void endIfSilent(Duration patience) {
    if (System.nanoTime() - lastBeat > patience.toNanos()) {
      replies.fail(
          new Refusal.Precondition(
                  "HEARTBEATS_MISSED",
                  "no heartbeat for " + patience.toSeconds() + " s; expected to register again",
                  List.of())
              .exception());
    }
  }

  /** The device has begun another conversation. */
  void replaced() {
    replies.fail(
        new Refusal.Conflict(
                "REGISTERED_ELSEWHERE",
                "the device has registered in another stream",
                String.valueOf(device))
            .exception());
  }

  @Override
  public void finished() {
    replies.complete();
  }

  @Override
  public void ended() {
    ResourceName gone = device;
    if (gone != null) {
      presence.gone(gone, this);
    }
  }
}
