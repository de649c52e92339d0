package dev.edgewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.edgewatch.store.Logs.Entry;
import dev.edgewatch.store.Logs.Place;
import dev.edgewatch.store.Logs.Section;
import dev.edgewatch.store.Logs.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@TestInstance(Lifecycle.PER_CLASS)
class LogsTest {
  private static final Instant LONG_AGO = Instant.ofEpochSecond(1);
  private static final Duration KEPT = Duration.ofDays(2);

  private final StoreSettings settings = TestPostgres.freshDatabase();
  private final DriverManagerDataSource database =
      new DriverManagerDataSource(settings.jdbcUrl(), settings.user(), settings.password());
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private Store store;

  @BeforeAll
  void open() {
    store = Regions.open(settings);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static Series series(String scope, String key, String... traits) {
    return new Series(scope, key, Set.of(traits), ByteString.copyFromUtf8("common " + key));
  }

  private static Entry entry(Series series, Instant at, String text) {
    return new Entry(series, at, ByteString.copyFromUtf8(text));
  }

  private List<String> texts(String scope, List<Set<String>> wanted, Place before, int atMost) {
    return store.logs().newest(new Section(scope, wanted, LONG_AGO, before, atMost)).stream()
        .map(entry -> entry.own().toStringUtf8())
        .toList();
  }

  private Place end() {
    return Place.first(now.plusSeconds(60));
  }

  @Test
  void entriesAreFoundByTheirScopeAndWhatTheirSeriesHas() {
    Series red = series("projects/found", "red", "colour=red", "size=s");
    Series blue = series("projects/found", "blue", "colour=blue", "size=s");
    store
        .logs()
        .append(
            List.of(
                entry(red, now, "red 1"),
                entry(blue, now.plusMillis(1), "blue"),
                entry(red, now.plusMillis(2), "red 2"),
                entry(series("projects/found-2", "red", "colour=red"), now, "elsewhere")));

    String scope = "projects/found";
    assertThat(texts(scope, List.of(), end(), 10)).containsExactly("red 2", "blue", "red 1");
    assertThat(texts(scope, List.of(Set.of("colour=red")), end(), 10))
        .containsExactly("red 2", "red 1");
    assertThat(
            texts(scope, List.of(Set.of("colour=red", "colour=blue"), Set.of("size=s")), end(), 2))
        .containsExactly("red 2", "blue");
    assertThat(texts(scope, List.of(Set.of("colour=red"), Set.of("size=l")), end(), 10)).isEmpty();
    assertThat(store.logs().series(scope, List.of("red", "none"))).containsExactly(red);
  }

  @Test
  void whatSharesAPlaceIsAnsweredTogetherAndTheNextPageBeginsBehindIt() {
    Series one = series("projects/together", "1");
    Series two = series("projects/together", "2");
    store
        .logs()
        .append(
            List.of(
                entry(one, now, "a"),
                entry(one, now, "b"),
                entry(two, now, "c"),
                entry(two, now, "d"),
                entry(one, now.minusMillis(1), "e")));

    assertThat(texts("projects/together", List.of(), end(), 1)).containsExactlyInAnyOrder("c", "d");
    assertThat(texts("projects/together", List.of(), new Place(now, "2"), 1))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(texts("projects/together", List.of(), new Place(now, "1"), 1)).containsExactly("e");
  }

  @Test
  void manySeriesAreFoundAsWellAsFew() {
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      many.add(
          entry(series("projects/many", "k" + i, "is=many", "n=" + i), now.plusMillis(i), "" + i));
    }
    store.logs().append(many);
    assertThat(texts("projects/many", List.of(Set.of("is=many")), end(), 3))
        .containsExactly("799", "798", "797");
    assertThat(texts("projects/many", List.of(Set.of("is=many"), Set.of("n=4", "n=5")), end(), 3))
        .containsExactly("5", "4");
  }

  @Test
  void thoseWhoAppendTheSameNewSeriesAtTheSameTimeDoNotStopEachOther() {
    int rounds = 30;
    int series = 200;
    for (int i = 0; i < rounds; i++) {
      List<Entry> entries = new ArrayList<>();
      for (int j = 0; j < series; j++) {
        entries.add(entry(series("projects/same", i + "-" + j), now, i + "/" + j));
      }
      List<CompletableFuture<Void>> appends = new ArrayList<>();
      for (List<Entry> inOrder : List.of(entries, entries.reversed())) {
        appends.add(
            CompletableFuture.runAsync(
                () -> store.logs().append(inOrder), Thread::startVirtualThread));
      }
      appends.forEach(CompletableFuture::join);
    }
    assertThat(texts("projects/same", List.of(), end(), 2 * rounds * series))
        .hasSize(2 * rounds * series);
  }

  @Test
  void whatIsOlderThanItIsKeptIsForgottenAndItsSeriesComesBackWithTheNextEntry() {
    Series series = series("projects/kept", "series", "is=kept");
    Series gone = series("projects/kept", "gone");
    store
        .logs()
        .append(
            List.of(
                entry(gone, now.minus(Duration.ofDays(6)), "old"),
                entry(series, now.minus(Duration.ofDays(3)), "old"),
                entry(series, now, "young")));
    jdbc.sql("UPDATE log_series SET seen = seen - interval '5 days' WHERE scope = 'projects/kept'")
        .update();
    PostgresLogs logs = new PostgresLogs(database, 8, KEPT);
    logs.append(List.of(entry(series, now, "younger")));

    assertThat(logs.sweep()).isEqualTo(2);

    assertThat(texts("projects/kept", List.of(), end(), 10))
        .containsExactlyInAnyOrder("young", "younger");
    assertThat(logs.series("projects/kept", List.of("series", "gone"))).containsExactly(series);
    logs.append(List.of(entry(gone, now, "back")));
    assertThat(texts("projects/kept", List.of(), end(), 10)).hasSize(3).contains("back");
  }

  @Test
  void whatIsLoggedIsNoPartOfTheChangeFeed() {
    var before = store.feed().position();
    store.logs().append(List.of(entry(series("projects/quiet", "k"), now, "quiet")));
    Regions.save(store, Regions.region("regions/after-logs", 1));
    await().until(() -> !store.feed().since(before).orElseThrow().isEmpty());
    assertThat(store.feed().since(before).orElseThrow()).hasSize(1);
    assertThat(jdbc.sql("SELECT tablename FROM pg_publication_tables").query(String.class).list())
        .doesNotContain("logs", "log_series");
  }
}
