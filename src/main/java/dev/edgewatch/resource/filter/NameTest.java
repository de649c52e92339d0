package dev.edgewatch.resource.filter;

/** Compares names with a name that may have wildcards (contract section 1.3). */
final class NameTest {
  private final String pattern;
  private final boolean wildcard;

  NameTest(String pattern) {
    this.pattern = pattern;
    this.wildcard = hasWildcard(pattern);
  }

  static boolean hasWildcard(String name) {
    return name.endsWith("/-") || name.contains("/-/");
  }

  boolean matches(Object name) {
    return wildcard ? matches((String) name) : pattern.equals(name);
  }

  /**
   * A wildcard takes one segment; at the end it takes what is left, because some ids hold slashes.
   */
  private boolean matches(String name) {
    int at = 0;
    for (int i = 0; i < pattern.length(); i++) {
      boolean starts = i > 0 && pattern.charAt(i - 1) == '/' && pattern.charAt(i) == '-';
      boolean last = i == pattern.length() - 1;
      if (starts && last) {
        return at < name.length();
      }
      if (starts && pattern.charAt(i + 1) == '/') {
        int slash = name.indexOf('/', at);
        if (slash <= at) {
          return false;
        }
        at = slash;
      } else if (at < name.length() && name.charAt(at) == pattern.charAt(i)) {
        at++;
      } else {
        return false;
      }
    }
    return at == name.length();
  }
}
