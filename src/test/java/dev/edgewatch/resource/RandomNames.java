package dev.edgewatch.resource;

import com.github.curiousoddman.rgxgen.RgxGen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Legal names of any type, made from the expressions that its patterns declare for ids. */
public final class RandomNames {
  private static final Map<String, RgxGen> EXPRESSIONS = new ConcurrentHashMap<>();

  private final RandomGenerator random;

  public RandomNames(RandomGenerator random) {
    this.random = random;
  }

  /** Of any of the type's patterns. */
  public String next(ResourceType type) {
    NamePattern pattern = pattern(type);
    return pattern.format(ids(pattern));
  }

  /** An id that a new resource of the type may have. */
  public String newId(ResourceType type) {
    var declared = type.declaration();
    String own =
        declared.getNewIdPattern().isEmpty() ? declared.getIdPattern() : declared.getNewIdPattern();
    return id(own.isEmpty() ? IdRule.NEW_DEFAULT : IdRule.of(own));
  }

  NamePattern pattern(ResourceType type) {
    return type.patterns().get(random.nextInt(type.patterns().size()));
  }

  List<String> ids(NamePattern pattern) {
    List<String> ids = new ArrayList<>();
    for (int pair = 0; pair < pattern.size(); pair++) {
      ids.add(id(pattern.rule(pair)));
    }
    return ids;
  }

  /** What the expression allows and a name can hold: printable ASCII, and not the wildcard. */
  String id(IdRule rule) {
    RgxGen expression = EXPRESSIONS.computeIfAbsent(rule.regex(), RgxGen::parse);
    String id = expression.generate(random).replace(' ', '_');
    return id.equals("-") || !rule.accepts(id) ? id(rule) : id;
  }
}
