package dev.edgewatch.store;

import static dev.edgewatch.store.Regions.REGION;
import static dev.edgewatch.store.Regions.region;
import static dev.edgewatch.store.Regions.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.store.Store.Committed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@TestInstance(Lifecycle.PER_CLASS)
class OnceTest {
  private static final ByteString DIGEST = ByteString.copyFromUtf8("create it");

  private final StoreSettings settings = TestPostgres.freshDatabase();
  private final JdbcClient jdbc =
      JdbcClient.create(
          new DriverManagerDataSource(settings.jdbcUrl(), settings.user(), settings.password()));
  private Store store;
  private Store other;

  @BeforeAll
  void open() {
    store = Regions.open(settings);
    other = Regions.open(settings.withNode("other"));
  }

  @AfterAll
  void close() {
    other.close();
    store.close();
  }

  private static WriteContext ann(String requestId) {
    return new WriteContext("user:ann@acme.example", requestId);
  }

  /** Adds one to a region's title and answers what it is then. */
  private static Committed<ByteString> increment(Store store, WriteContext context, String name) {
    return store.once(
        context,
        DIGEST,
        session -> {
          long next =
              session.get(REGION, name).map(found -> Long.parseLong(title(found))).orElse(0L) + 1;
          session.save(region(name, next));
          return ByteString.copyFromUtf8(Long.toString(next));
        });
  }

  private String read(String name) {
    return store
        .snapshot(ann("read"), session -> title(session.get(REGION, name).orElseThrow()))
        .value();
  }

  @Test
  void aRepetitionGetsTheSameAnswerAndWritesNothing() {
    Committed<ByteString> first = increment(store, ann("r1"), "regions/once");
    Committed<ByteString> again = increment(other, ann("r1"), "regions/once");

    assertThat(again.value()).isEqualTo(first.value());
    assertThat(again.position().covers(first.position())).isTrue();
    assertThat(read("regions/once")).isEqualTo("1");
    assertThat(changes("regions/once")).isEqualTo(1);
  }

  private int changes(String name) {
    return jdbc.sql("SELECT count(*)::int AS n FROM change_log WHERE name = ?")
        .param(name)
        .query((found, row) -> found.getInt("n"))
        .single();
  }

  @Test
  void aHundredRepetitionsAtOnceOverTwoNodesAreOneWrite() throws Exception {
    AtomicInteger number = new AtomicInteger();
    SessionTest.inParallel(
        100,
        i -> increment(i % 2 == 0 ? store : other, ann("r2"), "regions/crowd").value(),
        answer -> {
          assertThat(answer.toStringUtf8()).isEqualTo("1");
          number.incrementAndGet();
        });
    assertThat(number).hasValue(100);
    assertThat(changes("regions/crowd")).isEqualTo(1);
  }

  @Test
  void anotherCallerOfTheSameIdIsAnother() {
    increment(store, ann("r3"), "regions/two");
    Committed<ByteString> bob =
        increment(store, new WriteContext("user:bob@acme.example", "r3"), "regions/two");
    assertThat(bob.value().toStringUtf8()).isEqualTo("2");
  }

  @Test
  void anotherRequestOfTheSameIdIsRefused() {
    increment(store, ann("r4"), "regions/reused");
    assertThatThrownBy(
            () ->
                store.once(
                    ann("r4"),
                    ByteString.copyFromUtf8("delete it"),
                    session -> {
                      session.delete(REGION, "regions/reused");
                      return ByteString.EMPTY;
                    }))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused ->
                assertThat(refused.refusal())
                    .isInstanceOf(Refusal.Invalid.class)
                    .extracting(Refusal::reason)
                    .isEqualTo("REQUEST_ID_REUSED"));
    assertThat(read("regions/reused")).isEqualTo("1");
  }

  @Test
  void aRequestThatChangedNothingIsRememberedToo() {
    Committed<ByteString> first =
        store.once(ann("r5"), DIGEST, session -> ByteString.copyFromUtf8("nothing to do"));
    Committed<ByteString> again = increment(store, ann("r5"), "regions/never");
    assertThat(again.value()).isEqualTo(first.value());
    assertThat(changes("regions/never")).isZero();
  }

  @Test
  void whatWasRefusedIsNotRemembered() {
    assertThatThrownBy(
            () ->
                store.once(
                    ann("r6"),
                    DIGEST,
                    session -> {
                      throw new Refusal.Conflict("NOT_NOW", "not now", "regions/later").exception();
                    }))
        .hasMessage("not now");
    assertThat(increment(store, ann("r6"), "regions/later").value().toStringUtf8()).isEqualTo("1");
  }

  @Test
  void answersAreForgottenAfterADayButTheLatestAreKept() {
    increment(store, ann("r7"), "regions/kept");
    RequestMemory memory = new RequestMemory(jdbc, settings.region());
    age("r7", RequestMemory.KEPT.plusHours(1));

    assertThat(memory.sweep()).isZero();
    fill(RequestMemory.LEAST + 1);
    int forgotten = memory.sweep();

    assertThat(forgotten).isPositive();
    assertThat(memory.answer(ann("r7"), DIGEST)).isEmpty();
    assertThat(memory.answer(ann("filled-1"), ByteString.copyFromUtf8("d"))).isPresent();
    jdbc.sql("TRUNCATE request_memory").update();
  }

  private void age(String requestId, Duration by) {
    jdbc.sql("UPDATE request_memory SET at = at - make_interval(secs => ?) WHERE request_id = ?")
        .params((double) by.toSeconds(), requestId)
        .update();
  }

  private void fill(int answers) {
    jdbc.sql(
            """
            INSERT INTO request_memory (actor, request_id, digest, answer)
            SELECT 'user:ann@acme.example', 'filled-' || n, 'd'::bytea, 'a'::bytea
            FROM generate_series(1, ?) n""")
        .param(answers)
        .update();
  }
}
