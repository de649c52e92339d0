package dev.edgewatch.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.edgewatch.Browsers;
import dev.edgewatch.flows.ConsolePage;
import java.util.List;
import java.util.Random;

/**
 * The picker of projects of somebody who has a role in very many of them: from the press that opens
 * it until its first rows are painted, and from each key until the answer of the regions is. All of
 * it runs in the demo and on one machine.
 */
final class ProjectPicker {
  private static final String GRACE = "user:grace@acme.example";

  /** Notes when the rows of the picker are those of what was typed last, and painted. */
  private static final String WATCH =
      """
      () => {
        window.benchPress = 0;
        const press = () => (window.benchPress = performance.now());
        document.addEventListener('keydown', press, true);
        document.addEventListener('pointerdown', press, true);
        window.benchUntil = (phrase) => new Promise((resolve) => {
          const settled = () => {
            const rows = document.querySelector('vaadin-popover [data-testid=project-rows]');
            return rows && rows.dataset.settled === 'true' && rows.dataset.phrase === phrase
                && rows.querySelector('.prj');
          };
          const look = () => settled()
              ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - window.benchPress)))
              : requestAnimationFrame(look);
          look();
        });
      }
      """;

  private final ConsolePage console;
  private final int projects;
  private final Figures figures = new Figures();
  private int found;

  private ProjectPicker(ConsolePage console, int projects) {
    this.console = console;
    this.projects = projects;
  }

  static void main(String[] arguments) throws Exception {
    var options = new Options(List.of(arguments));
    int projects = options.number("projects", 10_000);
    boolean each = options.is("each");
    try (var demo = BenchDemo.start(0, 30, 0);
        var browsers = Browsers.start()) {
      System.err.println("creating " + projects + " projects");
      var many = new ManyProjects(demo, projects);
      many.create();
      if (each) {
        System.err.println("giving a role in each of them");
        many.bind(GRACE);
      }
      var context =
          browsers.browser().newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
      var console =
          new ConsolePage(context, demo.url())
              .signIn(each ? "grace" : "ann", ConsolePage.devicesPath());
      new ProjectPicker(console, projects)
          .run(each, options.number("opens", 30), options.number("searches", 30));
    }
    System.exit(0);
  }

  private void run(boolean each, int opens, int searches) {
    figures
        .put("benchmark", "project-picker")
        .put("projects", projects)
        .put("roles", each ? "in each project" : "in the organization");
    Page page = console.page();
    Distribution pages = new Distribution(opens);
    Distribution opened = new Distribution(opens);
    for (int i = 0; i < opens; i++) {
      long start = System.nanoTime();
      console.open(ConsolePage.devicesPath());
      console.settledGrid();
      pages.record(System.nanoTime() - start);
      page.evaluate(WATCH);
      console.id("scope-picker").click();
      opened.record(until(""));
    }
    System.err.println("searching");
    Distribution keys = new Distribution(searches * 16);
    Random random = new Random(projects);
    for (int i = 0; i < searches; i++) {
      search(random.nextInt(projects), keys);
    }
    figures
        .put("page", pages)
        .put("open", opened)
        .put("key", keys)
        .put("found", found / (double) searches, 4)
        .put("rows_drawn", page.locator("vaadin-popover .prj").count())
        .putLoad("load1")
        .print();
  }

  /** Types the title of a project key by key, and looks whether it is there at the end. */
  private void search(int number, Distribution keys) {
    Locator input = console.page().locator("vaadin-popover [data-testid=project-search] input");
    input.fill("");
    until("");
    String title = ManyProjects.title(number);
    for (int end = 1; end <= title.length(); end++) {
      input.press(title.substring(end - 1, end).replace(" ", "Space"));
      long took = until(title.substring(0, end).strip());
      if (title.charAt(end - 1) != ' ') {
        keys.record(took);
      }
    }
    Locator row =
        console
            .page()
            .locator("vaadin-popover [data-testid=project-" + ManyProjects.id(number) + "]");
    found += row.count();
  }

  private long until(String phrase) {
    Object millis = console.page().evaluate("phrase => window.benchUntil(phrase)", phrase);
    return (long) (((Number) millis).doubleValue() * 1e6);
  }
}
