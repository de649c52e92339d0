package dev.edgewatch.service.iam;

import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * E-mail addresses as people have them: the plain ASCII form of RFC 5321 without quoted parts. So
 * an address never holds what means something in headers, filters or names, and no letter of
 * another script looks like the address of somebody else.
 */
final class EmailAddress {
  private static final int LONGEST = 254;
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,20}"
              + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})){1,20}");

  private EmailAddress() {}

  /** The address in lower case; refuses what is none. */
  static String required(String field, String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw Refusal.invalid(
          "EMAIL_MALFORMED",
          field,
          field + " is " + Quoted.of(text) + "; expected an e-mail address as in ann@acme.example");
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
