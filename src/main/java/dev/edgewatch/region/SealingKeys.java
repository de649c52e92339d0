package dev.edgewatch.region;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The keys of a deployment by which what is confidential in its database is sealed: without them a
 * copy of the database says nothing. They come from outside and are stored nowhere.
 *
 * @param keys of 256 bits each; the first one seals, all of them open. None for a region that keeps
 *     nothing confidential
 */
public record SealingKeys(List<byte[]> keys) {
  private static final int BYTES = 32;

  public SealingKeys {
    keys = List.copyOf(keys);
  }

  public static SealingKeys none() {
    return new SealingKeys(List.of());
  }

  /**
   * Reads them as they stand in settings.
   *
   * @param texts base64; refused, without being repeated, when they are anything else
   */
  public static SealingKeys parse(List<String> texts) {
    List<byte[]> keys = new ArrayList<>();
    for (String text : texts) {
      keys.add(key(text, keys.size()));
    }
    return new SealingKeys(keys);
  }

  private static byte[] key(String text, int index) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException malformed) {
      throw refused(index, "is not base64");
    }
    if (key.length != BYTES) {
      throw refused(index, "has " + key.length + " bytes");
    }
    return key;
  }

  private static RegionStartException refused(int index, String what) {
    return new RegionStartException(
        "the setting edgewatch.region.secrets.keys["
            + index
            + "] "
            + what
            + "; expected 32 random bytes in base64, as from: openssl rand -base64 32");
  }

  /** Says nothing of them. */
  @Override
  public String toString() {
    return keys.size() + " keys";
  }
}
