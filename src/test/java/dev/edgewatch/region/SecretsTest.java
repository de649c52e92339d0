package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.edgewatch.api.secrets.own.SealedData;
import dev.edgewatch.api.secrets.v1.CryptoKey;
import dev.edgewatch.api.secrets.v1.Secret;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import dev.edgewatch.watch.Watches;
import io.grpc.Status.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in a secret is read by whoever may, and nowhere else (contract section 13.3). */
class SecretsTest {
  private static final ResourceType SECRET = Caller.type("secrets.edgelq.com/Secret");
  private static final ResourceType CRYPTO_KEY = Caller.type("secrets.edgelq.com/CryptoKey");
  private static final String PLAIN = "correct horse battery staple";
  private static final String ENCODED =
      Base64.getEncoder().encodeToString(PLAIN.getBytes(StandardCharsets.UTF_8));
  private static final String OTHER = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
  private static final String NEW_KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private static TestIssuer issuer;
  private static StoreSettings store;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    store = TestPostgres.freshDatabase();
    region = TestRegion.on(issuer, store, settings -> settings);
    region.seed();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static Secret secret(String id) {
    return Secret.newBuilder()
        .setName(TestRegion.PARENT + "/secrets/" + id)
        .setDisplayName("Of " + id)
        .putData("password", ENCODED)
        .putData("user", OTHER)
        .build();
  }

  private static Secret created(String id) {
    return region.ann().create(SECRET, TestRegion.PARENT, secret(id)).as(Secret.class);
  }

  private static Secret read(String name) {
    return region.ann().get(SECRET, name).as(Secret.class);
  }

  /** As the region holds it, once it has heard of it itself. */
  private static Secret stored(String name) {
    Watches held = region.server().region().watches();
    await().until(() -> held.get(SECRET, name).isPresent());
    return held.get(SECRET, name).orElseThrow().as(Secret.class);
  }

  @Test
  void whatIsInItIsAnsweredToWhoGetsItByNameAndNobodyElse() {
    Secret answered = created("asked");
    assertThat(answered.getDataMap()).as("in the answer to its maker").isEmpty();
    assertThat(read(answered.getName()).getDataMap())
        .containsOnly(Map.entry("password", ENCODED), Map.entry("user", OTHER));
    assertThat(read(answered.getName()).getEncData()).isEqualTo(ByteString.EMPTY);
    assertThat(region.ann().list(SECRET, ListRequest.of(TestRegion.PARENT)).resources())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              Secret listed = Secret.parseFrom(row);
              assertThat(listed.getDataMap()).isEmpty();
              assertThat(listed.getEncData()).isEqualTo(ByteString.EMPTY);
            });
  }

  @Test
  void noStreamHoldsAnythingOfIt() throws Exception {
    try (StreamRecording stream =
        new StreamRecording(
            region.ann(),
            SECRET,
            StandardMethod.WATCH_MANY,
            WatchManyRequest.page(
                TestRegion.PARENT, "", "", "", 100, FieldMask.getDefaultInstance()))) {
      stream.nextMany();
      created("watched");
      await().until(() -> stream.hasSaid("Of watched"));
      assertThat(stream.hasSaid(ENCODED)).isFalse();
      assertThat(stream.hasSaid("/cryptoKeys/")).as("what is sealed names its key").isFalse();
    }
  }

  @Test
  void eachParentHasAKeyOfItsOwnForEachYear() throws Exception {
    for (String parent : List.of(TestRegion.PARENT, TestRegion.COLD_CHAIN)) {
      Secret made = secret("yearly").toBuilder().setName(parent + "/secrets/yearly").build();
      String name = region.ann().create(SECRET, parent, made).name();
      Secret row = stored(name);
      assertThat(SealedData.parseFrom(row.getEncData()).getCryptoKey())
          .isEqualTo(parent + "/cryptoKeys/key-" + Year.now(ZoneOffset.UTC));
    }
  }

  @Test
  void nothingOfItIsReadableInTheDatabase() throws SQLException {
    created("stored");

    List<String> tables = new ArrayList<>();
    try (var database =
            DriverManager.getConnection(store.jdbcUrl(), store.user(), store.password());
        var statement = database.createStatement()) {
      try (var names =
          statement.executeQuery(
              "SELECT tablename FROM pg_tables WHERE schemaname NOT IN"
                  + " ('pg_catalog', 'information_schema')")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      HexFormat hex = HexFormat.of();
      for (String table : tables) {
        try (var rows = statement.executeQuery("SELECT row::text FROM " + table + " row")) {
          while (rows.next()) {
            assertThat(rows.getString(1))
                .as(table)
                .doesNotContain(PLAIN, ENCODED)
                .doesNotContain(hex.formatHex(PLAIN.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain(hex.formatHex(ENCODED.getBytes(StandardCharsets.UTF_8)));
          }
        }
      }
    }
    assertThat(tables).isNotEmpty();
  }

  @Test
  void oneValueIsChangedAndTheOthersStay() {
    Secret before = created("changed");

    Secret sent = Secret.newBuilder().setName(before.getName()).putData("user", ENCODED).build();
    Secret after = region.ann().update(SECRET, sent, "data.user").as(Secret.class);

    assertThat(after.getDataMap()).isEmpty();
    assertThat(after.getMetadata().getResourceVersion())
        .isNotEqualTo(before.getMetadata().getResourceVersion());
    assertThat(read(before.getName()).getDataMap())
        .containsEntry("password", ENCODED)
        .containsEntry("user", ENCODED);
  }

  /** As who has watched it edits it: what is in it was not shown to him. */
  private static UpdateRequest edit(Secret watched, Secret edited, String path) {
    FieldMask mask = FieldMask.newBuilder().addPaths(path).build();
    return new UpdateRequest(
        edited.toByteString(),
        mask,
        Optional.of(new UpdateRequest.Cas(watched.toByteString(), mask)),
        false,
        new ResponseMask.Whole());
  }

  @Test
  void whoHasNotSeenWhatIsInItChangesOneValue() {
    Secret watched = created("unseen");

    region
        .ann()
        .ask(
            SECRET,
            StandardMethod.UPDATE,
            edit(watched, watched.toBuilder().putData("user", ENCODED).build(), "data.user"));

    assertThat(read(watched.getName()).getDataMap())
        .containsOnly(Map.entry("password", ENCODED), Map.entry("user", ENCODED));
  }

  @Test
  void anUpdateDoesNotTellWhetherAGuessIsRight() {
    Secret there = created("compared");
    for (String guess : List.of(ENCODED, OTHER)) {
      Secret expected = there.toBuilder().putData("password", guess).build();
      assertThat(
              region
                  .ann()
                  .ask(
                      SECRET,
                      StandardMethod.UPDATE,
                      edit(
                          expected,
                          there.toBuilder().putData("password", ENCODED).build(),
                          "data.password")))
          .as("the answer does not depend on the guess")
          .isNotNull();
    }
  }

  @Test
  void theSameValuesAgainChangeNothing() {
    Secret before = created("same");

    Secret after = region.ann().update(SECRET, secret("same"), "data").as(Secret.class);

    assertThat(after.getMetadata()).isEqualTo(before.getMetadata());
    region
        .ann()
        .update(
            SECRET, secret("same").toBuilder().setDisplayName("Renamed").build(), "display_name");
    assertThat(read(before.getName()).getDataMap()).hasSize(2);
  }

  @Test
  void whatIsNotBase64IsRefusedByItsKey() throws Exception {
    Secret malformed = secret("malformed").toBuilder().putData("user", "not base64!").build();

    Status refused =
        Caller.refusal(() -> region.ann().create(SECRET, TestRegion.PARENT, malformed));

    assertThat(refused.getCode()).isEqualTo(Code.INVALID_ARGUMENT.value());
    assertThat(refused.getMessage()).doesNotContain("not base64!");
    assertThat(refused.getDetailsList())
        .filteredOn(detail -> detail.is(BadRequest.class))
        .singleElement()
        .satisfies(
            detail ->
                assertThat(detail.unpack(BadRequest.class).getFieldViolations(0).getField())
                    .isEqualTo("data.user"));
  }

  @Test
  void nobodyAsksByWhatIsNeverAnswered() {
    assertThat(
            Caller.code(
                () ->
                    region
                        .ann()
                        .list(
                            SECRET,
                            new ListRequest(
                                TestRegion.PARENT,
                                0,
                                "",
                                "",
                                "enc_data = \"YQ==\"",
                                FieldMask.getDefaultInstance(),
                                View.UNSPECIFIED,
                                false))))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void whatWasSealedForOneSecretDoesNotOpenAsAnother() {
    Secret one = created("one");
    Secret row = stored(one.getName());
    String another = TestRegion.PARENT + "/secrets/another";
    region.store(SECRET, row.toBuilder().setName(another).build());

    assertThat(reason(() -> region.ann().get(SECRET, another))).isEqualTo("SECRET_UNREADABLE");
  }

  /** A node may hear of a secret that another one wrote before it hears of the key. */
  @Test
  void aSecretIsReadAsSoonAsItIsThere() throws Exception {
    String plant = TestRegion.FOREIGN_PARENT;
    String name = plant + "/secrets/fresh";
    CountDownLatch heard = new CountDownLatch(1);
    assertThat(Caller.code(() -> region.greta().get(SECRET, name))).isEqualTo(Code.NOT_FOUND);
    try (TestRegion another = TestRegion.on(issuer, store.withNode("node2"), settings -> settings);
        var _ =
            region
                .server()
                .region()
                .feed()
                .follow(
                    SECRET,
                    plant + "/",
                    row -> {},
                    transaction -> {
                      if (!transaction.changes().isEmpty()) {
                        awaitQuietly(heard);
                      }
                    })) {
      region.greta().list(CRYPTO_KEY, ListRequest.of(plant));
      another.greta().create(SECRET, plant, secret("fresh").toBuilder().setName(name).build());

      try {
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> Caller.found(() -> region.greta().get(SECRET, name)));
        assertThat(region.greta().get(SECRET, name).as(Secret.class).getDataMap()).hasSize(2);
      } finally {
        heard.countDown();
      }
    }
  }

  private static void awaitQuietly(CountDownLatch heard) {
    try {
      heard.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** A digest that everybody can work out would tell whether a guess of a weak secret is right. */
  @Test
  void whatItHoldsIsNotGuessedFromWhatIsRememberedOfTheRequest() throws Exception {
    Caller once =
        region
            .ann()
            .and(Headers.REQUEST_ID, "once-sealed")
            .and(Headers.REPETITION, Headers.SAME_ANSWER);
    ByteString request =
        CreateRequest.of(TestRegion.PARENT, secret("guessed").toByteString()).encode();

    ByteString answer = once.ask(SECRET, StandardMethod.CREATE, request);

    assertThat(once.ask(SECRET, StandardMethod.CREATE, request)).isEqualTo(answer);
    try (TestRegion another =
        TestRegion.on(issuer, store.withNode("node2"), settings -> settings)) {
      Caller there =
          another
              .ann()
              .and(Headers.REQUEST_ID, "once-sealed")
              .and(Headers.REPETITION, Headers.SAME_ANSWER);
      assertThat(there.ask(SECRET, StandardMethod.CREATE, request)).isEqualTo(answer);
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(SECRET.fullName().getBytes(StandardCharsets.UTF_8));
    sha.update("create".getBytes(StandardCharsets.UTF_8));
    assertThat(remembered("once-sealed")).isNotEqualTo(sha.digest(request.toByteArray()));
  }

  private static byte[] remembered(String requestId) throws SQLException {
    try (var database =
            DriverManager.getConnection(store.jdbcUrl(), store.user(), store.password());
        var statement =
            database.prepareStatement("SELECT digest FROM request_memory WHERE request_id = ?")) {
      statement.setString(1, requestId);
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getBytes(1);
      }
    }
  }

  @Test
  void aKeyIsNeverAnsweredAndStaysAsLongAsItOpensSomething() throws Exception {
    created("locked");
    List<ByteString> keys =
        region.ann().list(CRYPTO_KEY, ListRequest.of(TestRegion.PARENT)).resources();
    assertThat(keys).hasSize(1);
    CryptoKey key = CryptoKey.parseFrom(keys.getFirst());
    assertThat(key.getKey()).isEmpty();

    assertThat(reason(() -> region.ann().delete(CRYPTO_KEY, key.getName())))
        .isEqualTo("KEY_IN_USE");
  }

  @Test
  void anotherKeyOfTheDeploymentIsPutBeforeTheOneThatIsThere() {
    StoreSettings used = TestPostgres.freshDatabase();
    String name;
    try (TestRegion before = TestRegion.on(issuer, used, settings -> settings)) {
      before.seed();
      name = before.ann().create(SECRET, TestRegion.PARENT, secret("kept")).name();
    }
    List<String> both = List.of(NEW_KEY, TestRegion.SEALING_KEY);
    try (TestRegion after = with(used, both)) {
      assertThat(after.ann().get(SECRET, name).as(Secret.class).getDataMap()).hasSize(2);
    }
    try (TestRegion without = with(used, List.of(NEW_KEY))) {
      assertThat(reason(() -> without.ann().get(SECRET, name))).isEqualTo("SECRET_UNREADABLE");
    }
    try (TestRegion again = with(used, both)) {
      again
          .ann()
          .update(SECRET, secret("kept").toBuilder().setDisplayName("New").build(), "display_name");
    }
    try (TestRegion without = with(used, List.of(NEW_KEY))) {
      assertThat(without.ann().get(SECRET, name).as(Secret.class).getDataMap())
          .as("sealed anew by a write that left the values as they were")
          .hasSize(2);
    }
    try (TestRegion none = with(used, List.of())) {
      Secret first = secret("first").toBuilder().setName("secrets/first").build();
      assertThat(reason(() -> none.operator().create(SECRET, "", first)))
          .isEqualTo("SECRETS_NOT_SEALED");
    }
  }

  private static TestRegion with(StoreSettings store, List<String> keys) {
    return TestRegion.on(issuer, store, settings -> settings.withSealing(SealingKeys.parse(keys)));
  }

  private static String reason(Runnable call) {
    Status refused = Caller.refusal(call);
    assertThat(refused.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
    return refused.getDetailsList().stream()
        .filter(detail -> detail.is(ErrorInfo.class))
        .map(
            detail -> {
              try {
                return detail.unpack(ErrorInfo.class).getReason();
              } catch (com.google.protobuf.InvalidProtocolBufferException impossible) {
                throw new AssertionError(impossible);
              }
            })
        .findFirst()
        .orElseThrow();
  }
}
