package dev.edgewatch.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One name pattern of a type, {@code projects/{project}/regions/{region}/devices/{device}}: pairs
 * of a collection word and an id (contract section 1.1). Reading a name is driven by the pattern,
 * because some ids hold slashes. Immutable.
 */
public final class NamePattern {
  private static final Pattern COLLECTION = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern VARIABLE = Pattern.compile("\\{[a-z][a-z0-9_]*}");

  /** The wildcard, accepted at each id when a name is read. */
  static final String WILDCARD = "-";

  private final String text;
  private final List<String> variables;
  private final List<IdRule> rules;

  /** Per pair what precedes its id: {@code projects/}, then {@code /regions/}, and so on. */
  private final List<String> heads;

  private NamePattern(String text, List<String> variables, List<IdRule> rules, List<String> heads) {
    this.text = text;
    this.variables = List.copyOf(variables);
    this.rules = List.copyOf(rules);
    this.heads = List.copyOf(heads);
  }

  /**
   * Compiles a declared pattern.
   *
   * @param ruleOf gives for the pattern's text up to and including an id the regular expression of
   *     that id
   */
  static NamePattern compile(String text, UnaryOperator<String> ruleOf) {
    String[] parts = text.split("/", -1);
    if (parts.length % 2 != 0) {
      throw new IllegalArgumentException("expected pairs of a collection word and an {id}");
    }
    List<String> variables = new ArrayList<>();
    List<IdRule> rules = new ArrayList<>();
    List<String> heads = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < parts.length; i += 2) {
      if (!COLLECTION.matcher(parts[i]).matches()) {
        throw new IllegalArgumentException(
            "'" + parts[i] + "' is no collection word; expected lower camel case");
      }
      if (!VARIABLE.matcher(parts[i + 1]).matches()) {
        throw new IllegalArgumentException(
            "'" + parts[i + 1] + "' is no id; expected {" + parts[i] + "_id} or alike");
      }
      String variable = parts[i + 1].substring(1, parts[i + 1].length() - 1);
      if (!seen.add(variable)) {
        throw new IllegalArgumentException("{" + variable + "} occurs twice");
      }
      heads.add((i == 0 ? "" : "/") + parts[i] + "/");
      prefix.append(i == 0 ? "" : "/").append(parts[i]).append('/').append(parts[i + 1]);
      variables.add(variable);
      rules.add(
          variable.equals("region") ? IdRule.REGION : IdRule.of(ruleOf.apply(prefix.toString())));
    }
    return new NamePattern(text, variables, rules, heads);
  }

  /** As declared. */
  public String text() {
    return text;
  }

  /** The variables of the ids in order, for example {@code project, region, device}. */
  public List<String> variables() {
    return variables;
  }

  /** The pattern without its last pair; the empty pattern when there is just one. */
  NamePattern parent() {
    int last = size() - 1;
    int end = Math.max(0, text.lastIndexOf('/', text.lastIndexOf('/') - 1));
    return new NamePattern(
        text.substring(0, end),
        variables.subList(0, last),
        rules.subList(0, last),
        heads.subList(0, last));
  }

  int size() {
    return heads.size();
  }

  String head(int pair) {
    return heads.get(pair);
  }

  IdRule rule(int pair) {
    return rules.get(pair);
  }

  /** The collection word of the last pair. */
  String collection() {
    String head = heads.getLast();
    return head.substring(head.startsWith("/") ? 1 : 0, head.length() - 1);
  }

  int indexOf(String variable) {
    return variables.indexOf(variable);
  }

  /** The ids in a name, or null when the name does not have this pattern. */
  @Nullable List<String> match(String name) {
    if (heads.isEmpty()) {
      return name.isEmpty() ? List.of() : null;
    }
    String[] ids = new String[heads.size()];
    return matchFrom(name, 0, 0, ids) ? Collections.unmodifiableList(Arrays.asList(ids)) : null;
  }

  private boolean matchFrom(String name, int pair, int from, String[] ids) {
    String head = heads.get(pair);
    if (!name.startsWith(head, from)) {
      return false;
    }
    int start = from + head.length();
    if (pair == heads.size() - 1) {
      return take(name, pair, start, name.length(), ids);
    }
    IdRule rule = rules.get(pair);
    String next = heads.get(pair + 1);
    for (int end = name.indexOf('/', start); end >= start; end = name.indexOf('/', end + 1)) {
      if (name.startsWith(next, end)
          && take(name, pair, start, end, ids)
          && matchFrom(name, pair + 1, end, ids)) {
        return true;
      }
      if (!rule.mayHoldSlash()) {
        return false;
      }
    }
    return false;
  }

  private boolean take(String name, int pair, int start, int end, String[] ids) {
    boolean wildcard = end == start + 1 && name.charAt(start) == '-';
    if (!wildcard && !rules.get(pair).accepts(name, start, end)) {
      return false;
    }
    ids[pair] = wildcard ? WILDCARD : name.substring(start, end);
    return true;
  }

  /** The name with these ids. */
  String format(List<String> ids) {
    StringBuilder name = new StringBuilder();
    for (int pair = 0; pair < heads.size(); pair++) {
      name.append(heads.get(pair)).append(ids.get(pair));
    }
    return name.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
