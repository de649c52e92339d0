package dev.edgewatch.region;

import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody may send instead of a name, by what it is. */
final class HostileNames {
  private HostileNames() {}

  /**
   * Made from a name that is there.
   *
   * @param beginning the name up to its last id
   */
  static Map<String, String> of(String name, String beginning) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("nothing", "");
    texts.put("a slash", "/");
    texts.put("a leading slash", "/" + name);
    texts.put("a trailing slash", name + "/");
    texts.put("two trailing slashes", name + "//");
    texts.put("two slashes", name.replaceFirst("/", "//"));
    texts.put("qualified", "//devices.edgelq.com/" + name);
    texts.put("an address", "https://devices.edgelq.com/" + name);
    texts.put("upper case", name.toUpperCase(java.util.Locale.ROOT));
    texts.put("another collection", "gadgets" + name.substring(name.indexOf('/')));
    texts.put("one more collection", name + "/gadgets/x");
    texts.put("a detour", "projects/a/../" + name);
    texts.put("a query", name + "?x=1");
    texts.put("another header", name + "\r\nx-forged: 1");
    texts.put("a null", name + "\0");
    texts.put("a line", name + "\n");
    texts.put("too long", beginning + "a".repeat(1_025 - beginning.length()));
    ids().forEach((what, id) -> texts.put("id " + what, beginning + id));
    return texts;
  }

  private static Map<String, String> ids() {
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("missing", "");
    ids.put("dot", ".");
    ids.put("dots", "..");
    ids.put("escaped dots", "%2e%2e");
    ids.put("detour", "a/../b");
    ids.put("wildcard", "-");
    ids.put("wildcards", "--");
    ids.put("star", "*");
    ids.put("space", "a b");
    ids.put("null", "a\0b");
    ids.put("line", "a\nb");
    ids.put("statement", "a';drop_table_resources;--");
    ids.put("template", "${jndi:ldap://x}");
    ids.put("Cyrillic", "p\u0430mp");
    ids.put("mixed scripts", "pump\u03b1");
    ids.put("zero width", "pu\u200bmp");
    ids.put("right to left", "pu\u202epm");
    ids.put("decomposed", "cafe\u0301");
    ids.put("combined ten thousand times", "e" + "\u0301".repeat(10_000));
    ids.put("beyond the plane", "\ud83d\ude00");
    ids.put("fullwidth", "\uff50ump");
    return ids;
  }

  /** Instead of what people call a resource. */
  static Map<String, String> displayNames() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("a null", "Pump\0");
    texts.put("a line", "Pump\nAdmin: yes");
    texts.put("an escape", "\u001b[31mPump");
    texts.put("a control character", "Pu\u0085mp");
    texts.put("right to left", "Pu\u202epm");
    texts.put("isolated", "\u2067Pump\u2069");
    texts.put("zero width", "Pu\u200bmp");
    texts.put("a byte order mark", "\ufeffPump");
    texts.put("decomposed", "Cafe\u0301");
    texts.put("too long", "x".repeat(129));
    texts.put("combined ten thousand times", "e" + "\u0301".repeat(10_000));
    return texts;
  }
}
