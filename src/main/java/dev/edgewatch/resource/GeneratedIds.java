package dev.edgewatch.resource;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Ids for resources that were created without one (contract section 1.4): readable when there is a
 * display name, random otherwise, 30 characters at most. As thread-safe as the source of
 * randomness.
 */
public final class GeneratedIds {
  private static final String LETTERS = "abcdefghijkmnopqrstuvwxyz";
  private static final String ALPHABET = "0123456789" + LETTERS;
  private static final int READABLE = 23;
  private static final int SUFFIX = 6;
  private static final int RANDOM = 16;
  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern LEADING = Pattern.compile("^[0-9-]+");
  private static final Pattern TRAILING = Pattern.compile("-$");

  private final RandomGenerator random;

  public GeneratedIds(RandomGenerator random) {
    this.random = random;
  }

  /**
   * {@code my-fancy-device-1-g2ne6i} for {@code My fancy device 1}; 16 random characters for a name
   * without letters.
   */
  public String from(String displayName) {
    String words = SEPARATORS.matcher(displayName.toLowerCase(Locale.ROOT)).replaceAll("-");
    String lettersFirst = LEADING.matcher(words).replaceFirst("");
    String cut = lettersFirst.substring(0, Math.min(READABLE, lettersFirst.length()));
    String readable = TRAILING.matcher(cut).replaceFirst("");
    StringBuilder id = new StringBuilder(readable);
    if (readable.isEmpty()) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      return append(id, RANDOM - 1);
    }
    return append(id.append('-'), SUFFIX);
  }

  private String append(StringBuilder id, int count) {
    for (int i = 0; i < count; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
