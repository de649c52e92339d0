# Edgewatch in a container: one image, the role is the command. docs/operations.md says how to run it.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
COPY frontend* frontend
COPY themes themes
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -ntp -Dmaven.test.skip=true package \
 && java -Djarmode=tools -jar target/edgewatch.jar extract --destination target/extracted

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /app edgewatch
WORKDIR /app
COPY --from=build /src/target/extracted/lib lib
COPY --from=build /src/target/extracted/edgewatch.jar edgewatch.jar
COPY java.options java.options
USER 10001
# gRPC of a region, console, health and metrics
EXPOSE 9001 8080 9090
# Half of the memory is left to connections, to the code and to the operating system's page cache.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "@java.options", "-jar", "edgewatch.jar"]
CMD ["console"]
