package dev.edgewatch.bench;

import java.util.Arrays;

/** {@code ./edgewatch bench NAME [options]}. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    String name = arguments.length == 0 ? "" : arguments[0];
    String[] options =
        arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
    switch (name) {
      case "live-page-watch" -> LivePageWatch.main(options);
      case "commit-to-cell" -> CommitToCell.main(options);
      case "project-picker" -> ProjectPicker.main(options);
      case "logs" -> LogIntake.main(options);
      case "soak" -> Soak.main(options);
      default -> {
        System.err.println(
            """
            usage: ./edgewatch bench live-page-watch [--rows 100000] [--sites 100] [--watches 100] [--equal]
                     [--seconds 10] [--warm-up 20] [--idle 20] [--heap 2048] [--jvm "OPTIONS"]
                   ./edgewatch bench commit-to-cell [--devices 1200] [--lone 100] [--seconds 20]
                   ./edgewatch bench project-picker [--projects 10000] [--each] [--opens 30] [--searches 30]
                   ./edgewatch bench logs [--callers 16] [--entries 100] [--devices 1000] [--seconds 20]
                   ./edgewatch bench soak [--minutes 30] [--devices 1200] [--change-rate 100] [--watches 50]
            """);
        System.exit(2);
      }
    }
  }
}
