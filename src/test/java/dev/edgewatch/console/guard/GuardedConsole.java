package dev.edgewatch.console.guard;

import dev.edgewatch.FreePorts;
import dev.edgewatch.console.ConsoleApplication;
import dev.edgewatch.console.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The console as it runs, with a provider that does as it is told. No region answers it. */
final class GuardedConsole implements AutoCloseable {
  private final ScriptedProvider provider;
  private final ConfigurableApplicationContext running;
  private final int port = FreePorts.one();

  private GuardedConsole(ScriptedProvider provider, List<String> settings) {
    this.provider = provider;
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=" + port,
                "--server.address=localhost",
                "--management.server.port=0",
                "--edgewatch.console.base-url=" + url(),
                "--edgewatch.console.bootstrap=localhost:" + FreePorts.one(),
                "--edgewatch.console.plaintext=true",
                "--edgewatch.console.secure-cookies=false"));
    all.addAll(provider.consoleSettings());
    for (String setting : settings) {
      String name = setting.substring(0, setting.indexOf('=') + 1);
      all.removeIf(present -> present.startsWith(name));
      all.add(setting);
    }
    running =
        new SpringApplicationBuilder(ConsoleApplication.class)
            .registerShutdownHook(false)
            .run(all.toArray(String[]::new));
  }

  static GuardedConsole start(String... settings) {
    return at(new ScriptedProvider(), settings);
  }

  /** One that is registered at a provider, and closes it. */
  static GuardedConsole at(ScriptedProvider provider, String... settings) {
    return new GuardedConsole(provider, List.of(settings));
  }

  /** One that finds the addresses of its provider, which calls itself something. */
  static GuardedConsole discovering(UnaryOperator<String> said) {
    ScriptedProvider provider = new ScriptedProvider();
    return new GuardedConsole(provider, provider.discovered(said.apply(provider.issuer())));
  }

  String url() {
    return "http://localhost:" + port;
  }

  int port() {
    return port;
  }

  ScriptedProvider provider() {
    return provider;
  }

  /** A browser without cookies. */
  Visitor visitor() {
    return new Visitor(url(), provider);
  }

  @Override
  public void close() {
    running.close();
    provider.close();
  }
}
