package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.copy.LiveRequest;
import dev.edgewatch.console.ui.export.ExportSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What of a list is taken elsewhere: its requests, and its rows as a file. */
record ListPieces(ConsoleSession session, ListSpec spec) {
  private static final String ANY_REGION = "/regions/-";

  /** One for each region of the list. */
  List<LiveRequest> requests(ListState state, LiveQuery shown) {
    LiveQuery.Spec query = spec.query(state);
    Environment environment = session.environment();
    return shown.regions().stream()
        .filter(region -> region.freshness().takesPart())
        .map(RegionState::region)
        .map(
            region ->
                new LiveRequest(
                    query.type(),
                    LiveRequest.Kind.MANY,
                    region,
                    query.parent().replace(ANY_REGION, "/regions/" + region),
                    query.filter(),
                    query.paths(),
                    shown.positions().getOrDefault(region, ""),
                    environment.region(region).map(Environment.Region::endpoint).orElse("")))
        .toList();
  }

  /** The rows that match, of the regions that answer, with the columns that are shown. */
  ExportSpec export(ListState state, LiveQuery shown) {
    Map<String, LiveColumn> columns =
        spec.columns().stream().collect(Collectors.toMap(LiveColumn::key, Function.identity()));
    List<RegionState> regions =
        shown.regions().stream().filter(region -> region.freshness().takesPart()).toList();
    return new ExportSpec(
        spec.key() + "-" + spec.scope(),
        spec.query(state),
        regions.stream()
            .filter(region -> region.freshness().answers())
            .map(RegionState::region)
            .toList(),
        regions.stream()
            .filter(region -> !region.freshness().answers())
            .map(RegionState::region)
            .toList(),
        ColumnChoice.shown(spec.columns(), state.columns()).stream()
            .map(choice -> columns.get(choice.key()))
            .map(column -> new ExportSpec.Column(column.title(), column.plain()))
            .toList());
  }
}
