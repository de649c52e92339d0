package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How a policy names devices (gaps F2): a text with {@code {serial_number}}, {@code {product_name}}
 * and {@code {random}}. What a device says of itself may hold anything, so it is made fit for where
 * it goes.
 *
 * @param field where the format stands in the policy
 */
record NameFormat(String field, String text) {
  private static final String SYSTEM = "device_status.device_info.hardware_information.system.";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern UNFIT_FOR_IDS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern HYPHENS_AROUND = Pattern.compile("^-+|-+$");
  private static final Pattern UNFIT_FOR_PEOPLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}]");
  private static final String RANDOM = "random";
  private static final String RANDOM_ALPHABET = "0123456789abcdefghijkmnopqrstuvwxyz";
  private static final int RANDOM_LENGTH = 6;
  private static final int LONGEST_ID = 30;
  private static final int LONGEST_DISPLAY_NAME = 128;

  private static Device.Status.DeviceInfo.HardwareInformation.System system(Device.Status status) {
    return status.getDeviceInfo().getHardwareInformation().getSystem();
  }

  /** Refuses a placeholder that there is not, and braces that are none. */
  NameFormat require() {
    String rest =
        PLACEHOLDER
            .matcher(text)
            .replaceAll(
                found -> {
                  if (!found.group(1).equals(RANDOM)
                      && said(found, Device.Status.getDefaultInstance()).isEmpty()) {
                    throw refused(found.group());
                  }
                  return "";
                });
    if (rest.contains("{") || rest.contains("}")) {
      throw refused(rest);
    }
    return this;
  }

  private RuntimeException refused(String wrong) {
    return Refusal.invalid(
        "NAME_FORMAT_INVALID",
        field,
        field
            + " has "
            + Quoted.of(wrong)
            + "; expected {serial_number}, {product_name} and {random} in braces and nothing else");
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * The id of a device that says this of itself; empty when nothing is left of it. Refuses when the
   * device does not say what the format asks for.
   */
  String id(Device.Status status, RandomGenerator random) {
    String words = filled(status, random).toLowerCase(Locale.ROOT);
    String id = withoutHyphens(UNFIT_FOR_IDS.matcher(words).replaceAll("-"));
    if (id.isEmpty()) {
      return id;
    }
    boolean whole = id.length() > 1 && Character.isLetter(id.charAt(0));
    String begun = whole ? id : "d-" + id;
    return withoutHyphens(begun.substring(0, Math.min(LONGEST_ID, begun.length())));
  }

  private static String withoutHyphens(String id) {
    return HYPHENS_AROUND.matcher(id).replaceAll("");
  }

  /** The display name of a device that says this of itself. */
  String displayName(Device.Status status, RandomGenerator random) {
    return shown(filled(status, random), LONGEST_DISPLAY_NAME);
  }

  /** As a person may be shown it: without what is not seen, and not longer than this. */
  static String shown(String said, int longest) {
    String clean =
        UNFIT_FOR_PEOPLE
            .matcher(Normalizer.normalize(said, Normalizer.Form.NFC))
            .replaceAll("")
            .strip();
    return clean.codePointCount(0, clean.length()) <= longest
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, longest)).strip();
  }

  private String filled(Device.Status status, RandomGenerator random) {
    return PLACEHOLDER.matcher(text).replaceAll(found -> quoted(value(found, status, random)));
  }

  private static String quoted(String value) {
    return java.util.regex.Matcher.quoteReplacement(value);
  }

  private String value(MatchResult found, Device.Status status, RandomGenerator random) {
    String placeholder = found.group(1);
    if (placeholder.equals(RANDOM)) {
      return random(random);
    }
    String said = said(found, status).orElseThrow(() -> refused(found.group()));
    if (said.isBlank()) {
      throw Refusal.invalid(
          "DEVICE_STATUS_INCOMPLETE",
          SYSTEM + placeholder,
          SYSTEM
              + placeholder
              + " is "
              + Quoted.of(said)
              + "; expected a value, because the policy names devices '"
              + text
              + "'");
    }
    return said;
  }

  /** What a device says at a placeholder; empty when there is no such placeholder. */
  private static Optional<String> said(MatchResult placeholder, Device.Status status) {
    return switch (placeholder.group(1)) {
      case "serial_number" -> Optional.of(system(status).getSerialNumber());
      case "product_name" -> Optional.of(system(status).getProductName());
      default -> Optional.empty();
    };
  }

  private static String random(RandomGenerator random) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      letters.append(RANDOM_ALPHABET.charAt(random.nextInt(RANDOM_ALPHABET.length())));
    }
    return letters.toString();
  }
}
