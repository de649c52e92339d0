package dev.edgewatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.console.bff.ConsoleSettings;
import dev.edgewatch.demo.DemoCommand;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import picocli.CommandLine;

/** docs/configuration.md says what the program has, no less and no more. */
class ConfigurationDocTest {
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?`) \\| (.*?) \\| .* \\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)`(?: \\((?:`?)([^`,); ]+))?");

  @Test
  void theSettingsOfARegionAreThoseOfTheProgram() throws Exception {
    assertThat(documented("Region"))
        .isEqualTo(settings("", Class.forName("dev.edgewatch.region.RegionProperties")));
  }

  @Test
  void theSettingsOfTheConsoleAreThoseOfTheProgram() throws Exception {
    assertThat(documented("Console")).isEqualTo(settings("", ConsoleSettings.class));
  }

  @Test
  void theOptionsOfTheDemoAreThoseOfTheProgram() throws Exception {
    Map<String, String> options = new TreeMap<>();
    new CommandLine(new DemoCommand())
        .getCommandSpec().options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .forEach(
                option ->
                    options.put(
                        option.longestName(),
                        option.arity().max() == 0 ? "" : option.defaultValueString()));

    Map<String, String> documented = new TreeMap<>();
    Matcher found = OPTION.matcher(section("Demo"));
    while (found.find()) {
      documented.put(found.group(1), found.group(2) == null ? "" : found.group(2));
    }

    assertThat(documented).isEqualTo(options);
  }

  /** By name; what the page calls required, none, empty or discovered has no default. */
  private static Map<String, String> documented(String section) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    Matcher rows = ROW.matcher(section(section));
    while (rows.find()) {
      String value = rows.group(2).replace("`", "");
      boolean noDefault = value.matches("required|none|empty|discovered");
      Matcher names = NAME.matcher(rows.group(1));
      while (names.find()) {
        settings.put(names.group(1), noDefault ? "" : value);
      }
    }
    return settings;
  }

  private static String section(String title) throws IOException {
    String page = Files.readString(Path.of("docs", "configuration.md"));
    Matcher sections = SECTION.matcher(page);
    while (sections.find()) {
      if (sections.group(1).startsWith(title)) {
        int start = sections.end();
        int end = sections.find() ? sections.start() : page.length();
        return page.substring(start, end);
      }
    }
    throw new AssertionError("docs/configuration.md has no section " + title);
  }

  private static Map<String, String> settings(String prefix, Class<?> properties) {
    Map<String, String> settings = new TreeMap<>();
    RecordComponent[] components = properties.getRecordComponents();
    for (int index = 0; index < components.length; index++) {
      RecordComponent component = components[index];
      String name = prefix + kebab(component.getName());
      if (component.getType().isRecord()) {
        settings.putAll(settings(name + ".", component.getType()));
      } else {
        settings.put(name, defaultOf(properties, index));
      }
    }
    return settings;
  }

  /** The annotation stands on the parameter of the constructor. */
  private static String defaultOf(Class<?> properties, int index) {
    DefaultValue value =
        properties.getDeclaredConstructors()[0].getParameters()[index].getAnnotation(
            DefaultValue.class);
    return value == null ? "" : Arrays.stream(value.value()).collect(Collectors.joining(","));
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
