package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.DeviceHardwareRegisterSession;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tokens of register sessions (contract section 12.5): the name of the session, so that every
 * region knows whose it is without looking, and 256 bits by chance, which are all that counts. Both
 * in base64url. Whatever is wrong with a token, the answer is the same.
 */
record RegisterTokens(ResourceType sessions) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int SECRET_BYTES = 32;
  private static final String NOBODYS = "";

  static String make(ResourceName session, RandomGenerator random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return ENCODER.encodeToString(session.text().getBytes(StandardCharsets.UTF_8))
        + "."
        + ENCODER.encodeToString(secret);
  }

  /** The session that a token says it is of; refuses what is no token. */
  ResourceName session(String token) {
    if (token.isEmpty()) {
      throw Refusal.invalid(
          "TOKEN_MISSING", "token", "token is empty; expected the token of a register session");
    }
    return decoded(token.substring(0, Math.max(0, token.indexOf('.'))))
        .flatMap(sessions::findName)
        .filter(name -> !name.hasWildcard() && name.region().isPresent())
        .orElseThrow(RegisterTokens::refused);
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /**
   * The session, when the token is its own and good at a time; takes as long for a session that is
   * not there.
   */
  DeviceHardwareRegisterSession require(
      Optional<DeviceHardwareRegisterSession> found, String token, Instant now) {
    boolean own = isSame(found.map(DeviceHardwareRegisterSession::getToken).orElse(NOBODYS), token);
    return found
        .filter(session -> own && isOpen(session, now))
        .orElseThrow(RegisterTokens::refused);
  }

  private static boolean isSame(String known, String token) {
    return MessageDigest.isEqual(
        known.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isOpen(DeviceHardwareRegisterSession session, Instant now) {
    return !now.isBefore(ProtoTimes.instant(session.getStartTime()))
        && now.isBefore(ProtoTimes.instant(session.getExpirationTime()));
  }

  static RefusalException refused() {
    return new Refusal.Denied(
            "",
            "",
            "the token is not good: there is none like it, its time is over or has not come, or it"
                + " has been used; ask for another one")
        .exception();
  }
}
